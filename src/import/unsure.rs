//! Which lines might as well have gone the other way: an editor looks at them first.

use std::collections::BTreeMap;

use super::page::Page;
use super::reading::{Fate, SourceLine};

/// A line of the body that is by itself less likely body than this, or one left out that is more likely, is in doubt.
const DOUBT: f64 = 0.4;

/// The numbers of the lines, in order, whose place in the page or a rule decided against what they look like by
/// themselves, and whole paragraphs that were left out. `chances` are those of the page's blocks. What a sure sign decided (furniture, a comment's head) is in no
/// doubt.
pub(crate) fn unsure(page: &Page<'_>, chances: &[f64], lines: &[SourceLine]) -> Vec<usize> {
    let fates: BTreeMap<usize, Fate> = lines.iter().map(|line| (line.number, line.fate)).collect();
    let mut found = Vec::new();
    for ((index, _, marks), chance) in page.iter().zip(chances) {
        if marks.furniture.is_some() || marks.comment_marker || marks.credit {
            continue;
        }
        let doubted = page
            .numbers(index)
            .into_iter()
            .filter(|number| match fates.get(number) {
                Some(Fate::Body) => *chance < DOUBT,
                Some(Fate::Out(_)) => *chance > DOUBT || marks.is_long(),
                _ => false,
            });
        found.extend(doubted);
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::import::reading::Fate;
    use crate::import::{Choices, Rules, read};

    #[test]
    fn a_whole_paragraph_that_was_left_out_is_in_doubt() {
        let prose = "The bridge was closed on Monday after three witnesses spoke of a lorry that had lost its load in the dark of the night. ";
        let links =
            "Menu\n\nHome\n\nNews\n\nSport\n\nWeather\n\nMore news\n\nRead on\n\n".repeat(6);
        let text = format!(
            "The bridge\n\n{}\n\n{}\n\n{links}{prose}\n\n{links}",
            prose.repeat(5),
            prose.repeat(4)
        );
        let reading = read(&text, &Rules::default(), &Choices::default());
        let left_out = reading.lines.iter().filter(|line| {
            matches!(line.fate, Fate::Out(_)) && line.text.split_whitespace().count() >= 20
        });
        let numbers: Vec<usize> = left_out.map(|line| line.number).collect();
        assert!(!numbers.is_empty());
        assert!(numbers.iter().all(|it| reading.unsure.contains(it)));
    }

    #[test]
    fn only_lines_of_the_body_or_left_out_are_in_doubt() {
        let prose = "The bridge was closed on Monday after three witnesses spoke of a lorry. ";
        let text = format!(
            "Menu\n\nThe bridge\n\nBy Ana Bell\n\n{}\n\nSome say so, some do not\n\n{}\n\nHome\n",
            prose.repeat(4),
            prose.repeat(3)
        );
        let reading = read(&text, &Rules::default(), &Choices::default());
        for number in &reading.unsure {
            let line = reading.lines.iter().find(|line| line.number == *number);
            assert!(matches!(line.unwrap().fate, Fate::Body | Fate::Out(_)));
        }
        assert!(reading.unsure.len() < reading.lines.len());
    }
}
