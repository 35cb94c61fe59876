//! Blocks: the lines of a source put together where a mail program or an editor had wrapped them.

use std::ops::Range;

use super::lines::Line;

/// What the importer judges: mostly one line, or the lines of a hard-wrapped paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Block {
    /// Indices into the lines.
    pub(crate) lines: Range<usize>,
    pub(crate) text: String,
    /// Case and punctuation folded: see [`fold`](super::words::fold).
    pub(crate) folded: String,
    /// Blank lines before and after it; 2 at the ends of the source.
    pub(crate) gap: usize,
    pub(crate) gap_after: usize,
}

/// The widest line of a text that counts as wrapped by hand, in characters.
const WRAP_WIDTH: usize = 100;

/// The blocks of a text that somebody wrote or saved.
pub(crate) fn blocks(lines: &[Line<'_>]) -> Vec<Block> {
    join(lines, is_hard_wrapped(lines))
}

/// One block a line: of a text that was laid out so.
pub(crate) fn one_a_line(lines: &[Line<'_>]) -> Vec<Block> {
    join(lines, false)
}

fn join(lines: &[Line<'_>], wrapped: bool) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        match found.last_mut() {
            Some(block) if wrapped && line.gap == 0 => {
                block.lines.end = index + 1;
                block.text.push(' ');
                block.text.push_str(&line.text);
            }
            _ => found.push(Block {
                lines: index..index + 1,
                text: line.text.clone(),
                folded: String::new(),
                gap: line.gap,
                gap_after: 2,
            }),
        }
    }
    for index in 0..found.len() {
        let after = found.get(index + 1).map_or(2, |next| next.gap);
        if let Some(block) = found.get_mut(index) {
            block.gap_after = after;
            block.folded = super::words::fold(&block.text);
        }
    }
    found
}

/// Lines that stand together are of nearly one width, and none is wider.
fn is_hard_wrapped(lines: &[Line<'_>]) -> bool {
    let widths: Vec<usize> = lines.iter().map(|l| l.text.chars().count()).collect();
    let widest = widths.iter().copied().max().unwrap_or(0);
    if !(50..=WRAP_WIDTH).contains(&widest) {
        return false;
    }
    // A line that another follows without a gap should be nearly full.
    let followed = lines
        .iter()
        .skip(1)
        .zip(&widths)
        .filter(|(next, _)| next.gap == 0);
    let (mut full, mut all) = (0, 0);
    for (_, width) in followed {
        all += 1;
        full += usize::from(width * 5 >= widest * 4);
    }
    all >= 4 && full * 3 >= all * 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::lines::lines;

    #[test]
    fn hard_wrapped_paragraphs_are_joined() {
        let text = "The quick brown fox jumps over the lazy dog and runs away into the\n\
                    deep dark wood where nobody has ever seen a fox before, and it is\n\
                    there that the story begins in earnest, with an owl that asks who\n\
                    comes there at such an hour of the night and does not wait for an\n\
                    answer.\n\nThe end.";
        let found = blocks(&lines(text));
        assert_eq!(found.len(), 2);
        assert!(found[0].text.ends_with("for an answer."));
    }

    #[test]
    fn short_lines_of_a_widget_stay_apart() {
        let text = "Notify of\nInline Feedbacks\nView all comments\nHanny\n\nA paragraph that is much longer than those lines are, of course, as paragraphs will be when written.";
        assert_eq!(blocks(&lines(text)).len(), 5);
    }
}
