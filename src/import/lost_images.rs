//! Images of a saved page's article that the article does not show: which, and why.

/// An image that stood in the article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LostImage {
    /// The number of the line that it stood before, or in.
    pub line: usize,
    pub loss: Loss,
    /// As far as one is known, and none of data.
    pub address: String,
}

/// Why an image is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// It lies on another host: the article has a link to it.
    Elsewhere,
    /// The page names a file beside it that is not there.
    NotSaved,
    /// The page names none, as where a script was to load it.
    NoAddress,
    /// Of a few pixels, as those that count visitors.
    TooSmall,
}

impl Loss {
    const ALL: [Self; 4] = [
        Self::Elsewhere,
        Self::NotSaved,
        Self::NoAddress,
        Self::TooSmall,
    ];

    /// The words in `import.yaml`.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Elsewhere => "on another host",
            Self::NotSaved => "not saved with the page",
            Self::NoAddress => "without an address",
            Self::TooSmall => "too small to be seen",
        }
    }
}

/// How many images were left out, and how many are links: a sentence each. Nobody misses those that cannot be seen.
pub(crate) fn told(lost: &[LostImage]) -> Vec<String> {
    let count = |loss: Loss| lost.iter().filter(|image| image.loss == loss).count();
    let images = |number: usize| match number {
        1 => "1 image".to_owned(),
        many => format!("{many} images"),
    };
    let mut told = Vec::new();
    let left_out: Vec<(Loss, usize)> = Loss::ALL
        .into_iter()
        .filter(|loss| *loss != Loss::Elsewhere)
        .map(|loss| (loss, count(loss)))
        .filter(|(_, number)| *number > 0)
        .collect();
    if left_out.iter().any(|(loss, _)| *loss != Loss::TooSmall) {
        let all = left_out.iter().map(|(_, number)| number).sum();
        let parts: Vec<String> = left_out
            .iter()
            .map(|(loss, number)| match left_out.len() {
                1 => loss.words().to_owned(),
                _ => format!("{number} {}", loss.words()),
            })
            .collect();
        told.push(format!("{} left out: {}", images(all), parts.join(", ")));
    }
    let elsewhere = count(Loss::Elsewhere);
    if elsewhere > 0 {
        let lie = if elsewhere == 1 { "lies" } else { "lie" };
        told.push(format!(
            "{} {lie} on other hosts: readers get links",
            images(elsewhere)
        ));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_are_counted_by_what_became_of_them() {
        let lost = |losses: &[Loss]| {
            let lost = losses.iter().map(|loss| LostImage {
                line: 1,
                loss: *loss,
                address: String::new(),
            });
            told(&lost.collect::<Vec<_>>())
        };
        assert!(lost(&[Loss::TooSmall, Loss::TooSmall]).is_empty());
        assert_eq!(
            lost(&[Loss::NotSaved]),
            ["1 image left out: not saved with the page"]
        );
        assert_eq!(
            lost(&[
                Loss::NoAddress,
                Loss::NotSaved,
                Loss::TooSmall,
                Loss::Elsewhere,
                Loss::NotSaved
            ]),
            [
                "4 images left out: 2 not saved with the page, 1 without an address, 1 too small to be seen",
                "1 image lies on other hosts: readers get links"
            ]
        );
    }
}
