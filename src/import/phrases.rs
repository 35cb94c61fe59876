//! [`Phrases`]: a list of folded phrases that is looked for in many lines.

/// A list of phrases by their first letter. All are folded, as the texts they are looked for in: see
/// [`fold`](super::words::fold).
pub(crate) struct Phrases {
    /// By first byte; each phrase with its place in the list, in order.
    by_first: Vec<Vec<(usize, &'static str)>>,
}

impl Phrases {
    pub(crate) fn new<'l>(list: impl IntoIterator<Item = &'l &'static str>) -> Self {
        let mut by_first = vec![Vec::new(); 256];
        for (place, phrase) in list.into_iter().enumerate() {
            if let Some(slot) = phrase
                .bytes()
                .next()
                .and_then(|first| by_first.get_mut(usize::from(first)))
            {
                slot.push((place, *phrase));
            }
        }
        Self { by_first }
    }

    /// The phrases that a text starts with, be it inside a word, with their places in the list, in its order.
    pub(crate) fn opening(&self, text: &str) -> impl Iterator<Item = (usize, &'static str)> {
        self.at(text.as_bytes())
            .map(|(place, phrase, _)| (place, phrase))
    }

    /// The places in the list of the phrases that stand in a text at word boundaries, as often as they do.
    pub(crate) fn within(&self, text: &str) -> impl Iterator<Item = usize> {
        let bytes = text.as_bytes();
        let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == b' ');
        std::iter::once(0)
            .chain(starts.map(|(at, _)| at + 1))
            .flat_map(move |at| self.at(bytes.get(at..).unwrap_or_default()))
            .filter(|(_, _, behind)| behind.first().is_none_or(|next| *next == b' '))
            .map(|(place, _, _)| place)
    }

    /// Whether one of the phrases stands in a text at word boundaries.
    pub(crate) fn is_within(&self, text: &str) -> bool {
        self.within(text).next().is_some()
    }

    /// Whether one of the phrases is in a text, be it inside a word.
    pub(crate) fn is_part(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        (0..bytes.len()).any(|at| {
            let rest = bytes.get(at..).unwrap_or_default();
            self.at(rest).next().is_some()
        })
    }

    /// The phrases that bytes start with: place, phrase, what is behind it.
    fn at<'t>(&self, bytes: &'t [u8]) -> impl Iterator<Item = (usize, &'static str, &'t [u8])> {
        let first = bytes.first().map_or(0, |first| usize::from(*first));
        let same = self.by_first.get(first).map_or(&[][..], Vec::as_slice);
        same.iter().filter_map(move |(place, phrase)| {
            let behind = bytes.strip_prefix(phrase.as_bytes())?;
            Some((*place, *phrase, behind))
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::furniture::contains_words;

    const LIST: &[&str] = &["ab", "a", "ab a", "b a", "é", "éa b"];

    proptest! {
        #[test]
        fn phrases_are_found_as_by_asking_for_one_after_another(text in "[abé]{0,3}( [abé]{1,3}){0,6}") {
            let phrases = Phrases::new(LIST);
            let places = |is: &dyn Fn(&str) -> bool| -> Vec<usize> {
                (0..LIST.len()).filter(|place| is(LIST[*place])).collect()
            };
            let mut opening: Vec<usize> = phrases.opening(&text).map(|(place, _)| place).collect();
            prop_assert!(opening.is_sorted());
            prop_assert_eq!(&mut opening, &mut places(&|phrase| text.starts_with(phrase)));
            let mut within: Vec<usize> = phrases.within(&text).collect();
            within.sort_unstable();
            within.dedup();
            let wanted = places(&|phrase| contains_words(&text, phrase));
            prop_assert_eq!(phrases.is_within(&text), !wanted.is_empty());
            prop_assert_eq!(within, wanted);
            prop_assert_eq!(phrases.is_part(&text), LIST.iter().any(|phrase| text.contains(phrase)));
        }
    }
}
