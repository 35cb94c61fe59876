//! Which lines might as well have gone the other way: an editor looks at them first.

use std::collections::BTreeMap;

use super::page::Page;
use super::reading::{Fate, SourceLine};

/// A line of the body that is by itself less likely body than this, or one left out that is more likely, is in doubt.
const DOUBT: f64 = 0.4;

/// The numbers of the lines, in order, whose place in the page or a rule decided against what they look like by
/// themselves. `chances` are those of the page's blocks. What a sure sign decided (furniture, a comment's head) is in no
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
                Some(Fate::Out(_)) => *chance > DOUBT,
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
