//! Which line a choice speaks of, now.

use super::LineChoice;
use crate::import::lines::tidy;
use crate::import::reading::SourceLine;

/// For each choice the index of its line: the one with the same words that stands nearest to where it was; each line once.
/// None when no line has these words.
pub(crate) fn find(lines: &[SourceLine], choices: &[LineChoice]) -> Vec<Option<usize>> {
    let wanted: Vec<(usize, &str)> = choices
        .iter()
        .map(|choice| (choice.line, choice.text.as_str()))
        .collect();
    places(lines, &wanted)
}

/// The same for lines by their number, a hint, and their text.
pub(crate) fn places(lines: &[SourceLine], wanted: &[(usize, &str)]) -> Vec<Option<usize>> {
    let mut found = vec![None; wanted.len()];
    if wanted.is_empty() {
        return found;
    }
    let texts: Vec<String> = lines.iter().map(|line| tidy(&line.text)).collect();
    let mut free = vec![true; lines.len()];
    // Every pair of a choice and a line with its words, the nearest first.
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (place, (number, text)) in wanted.iter().enumerate() {
        let text = tidy(text);
        for (index, line) in lines.iter().enumerate() {
            if texts.get(index) == Some(&text) {
                pairs.push((line.number.abs_diff(*number), place, index));
            }
        }
    }
    pairs.sort_unstable();
    for (_, place, index) in pairs {
        if let (Some(slot @ None), Some(is_free @ true)) =
            (found.get_mut(place), free.get_mut(index))
        {
            *slot = Some(index);
            *is_free = false;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::choices::Part;
    use crate::import::reading::Fate;

    fn lines(text: &str) -> Vec<SourceLine> {
        (1..)
            .zip(text.lines())
            .filter(|(_, text)| !text.is_empty())
            .map(|(number, text)| SourceLine {
                number,
                text: text.into(),
                fate: Fate::Body,
            })
            .collect()
    }

    fn choice(line: usize, text: &str) -> LineChoice {
        LineChoice {
            line,
            text: text.into(),
            to: Part::Out,
        }
    }

    #[test]
    fn the_nearest_line_with_the_same_words_is_meant() {
        let source = lines("Share\nOne\nShare\n\nTwo\nShare");
        let choices = [
            choice(4, "Share"),
            choice(6, " Share "),
            choice(9, "Three"),
            choice(9, "Two"),
        ];
        assert_eq!(find(&source, &choices), [Some(2), Some(4), None, Some(3)]);
    }
}
