//! [`Need`]: how much an imported article needs an editor's eye, and why.

use serde::{Deserialize, Serialize};

use super::Row;
use crate::import::lost_images::Loss;
use crate::import::reading::{Fate, Reading, Reason};

/// The higher the score, the sooner somebody should look.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    pub score: usize,
    /// The weightiest first.
    pub reasons: Vec<String>,
}

/// The most that a reason of many parts weighs.
const MOST: usize = 30;
/// A line of so many words is a paragraph.
const PARAGRAPH: usize = 25;
/// How many lines are named of a reason.
const NAMED: usize = 5;

impl Need {
    /// With a reason that is weightier than those there are.
    pub(super) fn add_first(&mut self, weight: usize, why: String) {
        self.score += weight;
        self.reasons.insert(0, why);
    }

    /// With places of the text that stand in two versions.
    pub fn add_conflict(&mut self) {
        self.add_first(50, "edited and imported anew, with conflicts".to_owned());
    }
}

/// Of a reading alone.
fn of_reading(reading: &Reading) -> Need {
    let mut reasons: Vec<(usize, String)> = Vec::new();
    let mut add = |weight: usize, why: String| {
        if weight > 0 {
            reasons.push((weight, why));
        }
    };
    let meta = &reading.meta;
    let guessed = |field: &str| meta.inferred.contains_key(field);
    if meta.title.is_none() {
        add(40, "no title".to_owned());
    }
    match (&meta.date, guessed("date")) {
        (None, true) => add(8, "the date is a guess".to_owned()),
        (None, false) => add(5, "no date".to_owned()),
        _ => {}
    }
    match (&meta.authors, guessed("authors")) {
        (None, true) => add(5, "the author is a guess".to_owned()),
        (None, false) => add(3, "no author".to_owned()),
        _ => {}
    }
    let unsure = reading.unsure.len();
    let lines = if unsure == 1 { "line" } else { "lines" };
    add((unsure * 3).min(MOST), format!("{unsure} {lines} in doubt"));
    let words = |text: &str| text.split_whitespace().count();
    let body: usize = reading.body.iter().map(|block| words(&block.text)).sum();
    if body < 120 {
        add(10, format!("only {body} words"));
    }
    let left_out = reading.lines.iter().filter(|line| matches!(line.fate, Fate::Out(reason) if reason != Reason::Choice && reason != Reason::Rule));
    let paragraphs: Vec<(usize, usize)> = left_out
        .map(|line| (line.number, words(&line.text)))
        .filter(|(_, count)| *count >= PARAGRAPH)
        .collect();
    let dropped: usize = paragraphs.iter().map(|(_, count)| count).sum();
    if dropped > 0 {
        let weight = (dropped * 20 / body.max(1)).clamp(2, MOST);
        let numbers: Vec<usize> = paragraphs.iter().map(|(number, _)| *number).collect();
        let places = lines_in_words(&numbers);
        add(
            weight,
            format!("{dropped} words of whole paragraphs left out ({places})"),
        );
    }
    let lost = |loss: Loss| {
        reading
            .lost_images
            .iter()
            .filter(|it| it.loss == loss)
            .count()
    };
    let lost = lost(Loss::NotSaved) + lost(Loss::NoAddress);
    let images = if lost == 1 { "image" } else { "images" };
    add(
        (lost * 3).min(MOST),
        format!("{lost} {images} of the page missing"),
    );
    let unnamed = reading
        .comments
        .iter()
        .filter(|it| it.author.is_none())
        .count();
    add(
        (unnamed / 2).min(10),
        format!("{unnamed} comments without an author"),
    );
    let told = reading
        .warnings
        .iter()
        .filter(|it| *it != crate::import::NO_TITLE);
    for warning in told {
        add(6, warning.clone());
    }
    Need::from(reasons)
}

/// `line 4`, `lines 4 and 9`, `lines 4, 9, 12 and 3 more`.
fn lines_in_words(numbers: &[usize]) -> String {
    let texts: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    match texts.as_slice() {
        [] => String::new(),
        [one] => format!("line {one}"),
        [first @ .., last] if first.len() <= NAMED => {
            format!("lines {} and {last}", first.join(", "))
        }
        all => {
            let (named, rest) = all.split_at(NAMED);
            format!("lines {} and {} more", named.join(", "), rest.len())
        }
    }
}

/// What is kept in the record: of a reading, and of whether it is a copy of another article.
pub(super) fn of_record(reading: &Reading, is_copy: bool) -> Need {
    let mut need = of_reading(reading);
    if is_copy {
        need.add_first(12, "a copy of another article".to_owned());
    }
    need
}

/// What only shows when it is saved.
pub(super) fn add_saved(row: &mut Row) {
    let lost = row
        .notes
        .map_or(0, |it| it.after.lost().saturating_sub(it.before.lost()));
    let Some(need) = &mut row.need else {
        return;
    };
    if lost > 0 {
        need.add_first((lost * 10).min(MOST), "notes lost their words".to_owned());
    }
    if row.conflicts > 0 {
        need.add_conflict();
    }
}

impl From<Vec<(usize, String)>> for Need {
    fn from(mut reasons: Vec<(usize, String)>) -> Self {
        reasons.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
        Self {
            score: reasons.iter().map(|(weight, _)| weight).sum(),
            reasons: reasons.into_iter().map(|(_, why)| why).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::lines_in_words;

    #[test]
    fn a_few_lines_are_named_and_the_rest_counted() {
        assert_eq!(lines_in_words(&[4]), "line 4");
        assert_eq!(lines_in_words(&[4, 9]), "lines 4 and 9");
        let many: Vec<usize> = (1..=8).collect();
        assert_eq!(lines_in_words(&many), "lines 1, 2, 3, 4, 5 and 3 more");
    }
}
