//! Where the readers' part of a page begins: at a line that says so, or where the lines that name a commenter begin.

use super::comment_words::POSTED;
use super::comments::cut_says;
use super::date_features::{has_time, nearest_label};
use super::page::Page;
use super::words::fold;

/// Prose before the readers' part that is enough to be an article, in words.
const ENOUGH: usize = 60;

/// The same where a commenter's name follows the marker.
const LITTLE: usize = 12;

/// How many blocks may stand between two comments' heads, at most.
const APART: usize = 14;

/// The first block of the readers' part; the number of blocks if there is none.
pub(crate) fn comments_from(page: &Page<'_>) -> usize {
    let total: usize = page
        .marks
        .iter()
        .filter(|m| m.is_prose())
        .map(|m| m.words)
        .sum();
    let mut prose = 0;
    let mut long = false;
    for (index, _, marks) in page.iter() {
        let enough = long && (prose >= ENOUGH || prose * 2 >= total);
        if enough && (marks.comment_marker || heads_follow(page, index) || posted(page, index)) {
            return index;
        }
        if marks.comment_marker && prose >= LITTLE && says_follows(page, index) {
            return index;
        }
        if marks.is_prose() {
            prose += marks.words;
            long |= marks.is_long();
        }
    }
    page.len()
}

/// Whether a line such as `Ana says:` stands among the next blocks.
fn says_follows(page: &Page<'_>, index: usize) -> bool {
    (index + 1..index + 5).any(|next| is_says(page, next))
}

fn is_says(page: &Page<'_>, index: usize) -> bool {
    page.get(index).is_some_and(|(block, marks)| {
        marks.words <= 8 && block.text.ends_with(':') && cut_says(&block.text).is_some()
    })
}

/// Whether this block is the head of a comment, and another follows soon.
fn heads_follow(page: &Page<'_>, index: usize) -> bool {
    let is_head = |index: usize| is_says(page, index) || is_dated_head(page, index);
    is_head(index)
        && (index + 2..(index + APART).min(page.len())).any(is_head)
        && page.get(index + 1).is_some()
}

/// A short line of a date with its hour and at most a name: `Ana July 6, 2015 at 6:57 pm`, `06.11.2023, 13.47 Uhr`.
fn is_dated_head(page: &Page<'_>, index: usize) -> bool {
    let Some((block, marks)) = page.get(index) else {
        return false;
    };
    let [date] = marks.dates.as_slice() else {
        return false;
    };
    let lead = fold(block.text.get(..date.start).unwrap_or_default());
    let rest = block.text.get(date.end..).unwrap_or_default();
    marks.words <= 12
        && has_time(rest)
        && nearest_label(&lead) != 2
        && !lead.contains("publi")
        && !lead.contains("update")
        && !marks.ends_sentence
        && marks.byline.as_ref().is_none_or(|byline| !byline.labelled)
        && page
            .get(index + 1)
            .is_some_and(|(_, next)| next.words >= 4 && next.dates.is_empty())
}

/// `Posted by Ana at 10:52` below an article: what follows are its readers' words.
fn posted(page: &Page<'_>, index: usize) -> bool {
    page.get(index).is_some_and(|(block, marks)| {
        marks.words <= 30
            && POSTED
                .iter()
                .any(|opening| block.folded.starts_with(opening))
            && page
                .iter()
                .skip(index + 1)
                .filter(|(_, _, m)| m.is_prose())
                .map(|(_, _, m)| m.words)
                .sum::<usize>()
                > 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Rules;

    const ARTICLE: &str = "The quick brown fox jumps over the lazy dog and runs away into the deep dark wood where \
        nobody has ever seen a fox before, and it is there that the story begins in earnest.\n\n\
        An owl asks who comes there at such an hour of the night and does not wait for an answer, because it has \
        heard that question itself more often than it cares to remember, and never liked it.\n\n";

    fn from(readers: &str) -> usize {
        let text = format!("{ARTICLE}{readers}");
        comments_from(&Page::new(&text, &Rules::default()))
    }

    #[test]
    fn readers_are_known_by_their_marker_or_their_names() {
        assert_eq!(from("3 Comments\n\nNice."), 2);
        assert_eq!(
            from("Ana says:\n\nI like it here.\n\nBen says:\n\nSo do I."),
            2
        );
        assert_eq!(
            from(
                "Ana July 6, 2015 at 6:57 pm\n\nI like it very much.\n\nBen July 6, 2015 at 7:57 pm\n\nSo do I, I must say."
            ),
            2
        );
    }

    #[test]
    fn an_article_goes_on_behind_a_lone_date() {
        assert_eq!(
            from("Published July 6, 2015 at 6:57 pm\n\nAnd so it went on."),
            4
        );
        assert_eq!(from("The judge says:\n\nSo be it, and that was that."), 4);
    }
}
