//! Reader comments: the readers' part of a page cut into single comments.

use super::byline;
use super::comment_words::{COUNTED, LABELS, PROMPTS, SAYS};
use super::fates::Fates;
use super::page::Page;
use super::reading::{ReaderComment, Reason};
use super::words::is_capitalised;

/// A comment while its blocks are gathered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    author: Option<String>,
    date: Option<String>,
    /// Name and date lines.
    header: Vec<usize>,
    text: Vec<usize>,
}

impl Draft {
    /// All its blocks.
    pub(crate) fn blocks(&self) -> impl Iterator<Item = usize> + '_ {
        self.header.iter().chain(&self.text).copied()
    }
}

/// The longest block that may be a word of the page to who would comment, in words.
const PROMPT: usize = 40;

/// The comments from block `from` on. Empty if what stands there does not look like comments at all.
pub(crate) fn comments(page: &Page<'_>, from: usize, fates: &Fates) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut open = Draft::default();
    let mut form_only = true;
    if page
        .get(from)
        .is_some_and(|(block, _)| counts_none(&block.folded))
    {
        return drafts;
    }
    for (index, block, marks) in page.iter().skip(from) {
        let seen = !drafts.is_empty() || !open.text.is_empty();
        if seen && (ends_section(&block.folded, marks.furniture) || is_footer(page, index)) {
            break;
        }
        if !fates.is_free(index) {
            continue;
        }
        if marks.words <= PROMPT && PROMPTS.iter().any(|words| block.folded.contains(words)) {
            continue;
        }
        if marks.comment_marker || marks.furniture.is_some() {
            form_only &= is_form(&block.folded) || !marks.comment_marker;
            continue;
        }
        if let Some((author, date)) = commenter(page, index) {
            drafts.push(std::mem::take(&mut open));
            open.author = Some(author);
            open.date = date;
            open.header.push(index);
        } else if let Some(date) = date_line(page, index) {
            if !open.text.is_empty() {
                drafts.push(std::mem::take(&mut open));
            }
            open.date = Some(date);
            open.header.push(index);
        } else {
            // A lost line between two texts was the next commenter's name.
            if block.gap >= 2 && !open.text.is_empty() {
                drafts.push(std::mem::take(&mut open));
            }
            if open.text.is_empty() && !open.header.is_empty() && is_hour(&block.folded) {
                open.header.push(index);
            } else {
                open.text.push(index);
            }
        }
    }
    drafts.push(open);
    drafts.retain(|draft| !draft.text.is_empty());
    let named = drafts.iter().any(|d| d.author.is_some());
    if named {
        return drafts;
    }
    if form_only {
        return Vec::new();
    }
    // Without a single name, only what is written in sentences is a comment: the rest are headlines.
    drafts.retain(|draft| {
        draft.text.iter().any(|i| {
            page.get(*i)
                .is_some_and(|(_, m)| m.words >= 4 && (m.ends_sentence || m.words >= 30))
        })
    });
    drafts
}

/// Drafts as comments with ids and plain text.
pub(crate) fn finish(page: &Page<'_>, drafts: &[Draft]) -> Vec<ReaderComment> {
    drafts
        .iter()
        .zip(1..)
        .map(|(draft, number)| {
            let mut lines: Vec<usize> = draft.blocks().flat_map(|i| page.numbers(i)).collect();
            lines.sort_unstable();
            let mut text = String::new();
            for (place, index) in draft.text.iter().enumerate() {
                let Some((block, _)) = page.get(*index) else {
                    continue;
                };
                if place > 0 {
                    text.push_str(if block.gap == 0 { "\n" } else { "\n\n" });
                }
                text.push_str(&block.text);
            }
            ReaderComment {
                id: format!("c{number}"),
                author: draft.author.clone(),
                date: draft.date.clone(),
                reply_to: None,
                lines,
                text,
            }
        })
        .collect()
}

/// `Comments (0)`, `0 comments`, `no comments`.
fn counts_none(folded: &str) -> bool {
    let mut words = folded.split(' ');
    let none = |word: &str| {
        matches!(
            word,
            "0" | "no" | "keine" | "aucun" | "sin" | "nessun" | "geen"
        )
    };
    match (words.next(), words.next(), words.next()) {
        (Some(one), Some(other), None) => {
            (none(one) && COUNTED.contains(&other)) || (other == "0" && COUNTED.contains(&one))
        }
        _ => false,
    }
}

/// Whether short lines without an end begin here, more than any comment has in a row: menus and lists of links.
fn is_footer(page: &Page<'_>, index: usize) -> bool {
    const MENU: usize = 8;
    let short = |at: usize| {
        page.get(at)
            .is_some_and(|(_, m)| m.words <= 6 && !m.ends_sentence && m.dates.is_empty())
    };
    (index..index + MENU).all(short)
}

/// What is left of a head when the name and the date stand in lines of their own: `at`, `6:57 pm`, `um 13 47 uhr`.
fn is_hour(folded: &str) -> bool {
    let word = |word: &str| {
        matches!(
            word,
            "at" | "um" | "a" | "à" | "am" | "pm" | "uhr" | "h" | "kl"
        ) || word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit())
    };
    folded.split(' ').count() <= 5 && folded.split(' ').all(word)
}

/// What can only stand behind the last comment.
fn ends_section(folded: &str, furniture: Option<Reason>) -> bool {
    furniture == Some(Reason::Navigation) || is_form(folded)
}

/// A line of the form in which comments are written, not read.
fn is_form(folded: &str) -> bool {
    [
        "leave a reply",
        "leave a comment",
        "post a comment",
        "add a comment",
        "write a comment",
        "kommentar verfassen",
        "schreibe einen kommentar",
        "schreiben sie einen kommentar",
        "hinterlasse einen kommentar",
        "laisser un commentaire",
        "deja un comentario",
        "deja una respuesta",
        "lascia un commento",
        "geef een reactie",
        "deixe um comentário",
        "dodaj komentarz",
        "you must be logged in",
        "comments are closed",
        "be the first to comment",
        "your email address will not be published",
        "this site uses akismet",
    ]
    .iter()
    .any(|form| folded.starts_with(form))
}

/// A line that names who wrote the next comment, with the date if it holds one.
fn commenter(page: &Page<'_>, index: usize) -> Option<(String, Option<String>)> {
    let (block, marks) = page.get(index)?;
    if marks.words > 16 || block.text.chars().count() > 100 {
        return None;
    }
    let date = marks.dates.first();
    let date_text = date
        .and_then(|d| block.text.get(d.start..d.end))
        .map(str::to_owned);
    let before = date.map_or(block.text.as_str(), |d| {
        block.text.get(..d.start).unwrap_or_default()
    });
    let before = before.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '/' | '|' | ',' | '•' | '·' | '-' | '–' | '(' | ':')
    });
    // The colon is part of how a head is told.
    let head = if date.is_some() {
        before
    } else {
        block.text.as_str()
    };
    if let Some(name) = cut_says(head) {
        return Some((name.to_owned(), date_text));
    }
    if date.is_some() {
        let before = before
            .trim_end_matches(" on")
            .trim_end_matches(" am")
            .trim_end_matches(" at");
        let is_handle = !before.is_empty()
            && before.split_whitespace().count() <= 4
            && !before.ends_with(['.', '!', '?']);
        return (is_handle && !is_date_word(before) && follows_text(page, index))
            .then(|| (before.to_owned(), date_text));
    }
    let alone = block.gap > 0
        || index
            .checked_sub(1)
            .and_then(|i| page.get(i))
            .is_some_and(|(_, m)| m.comment_marker || m.furniture.is_some());
    let label = block.folded.split(' ').any(|word| LABELS.contains(&word));
    let named = byline::name(&block.text, false).is_some() && marks.words <= 3 && !label;
    (alone && named && follows_text(page, index)).then(|| (block.text.clone(), None))
}

/// `Posted on`, `Am`: words that stand before a date, not a name.
fn is_date_word(text: &str) -> bool {
    let folded = super::words::fold(text);
    [
        "posted", "published", "on", "at", "am", "vom", "le", "el", "date", "datum", "written",
        "submitted",
    ]
    .iter()
    .any(|word| folded == *word || folded.starts_with(&format!("{word} ")))
}

/// `Manfred sagt:` → `Manfred`.
pub(crate) fn cut_says(text: &str) -> Option<&str> {
    let bare = text.trim_end_matches([':', ' ']);
    let name = SAYS.iter().find_map(|says| {
        let at = bare.len().checked_sub(says.len())?;
        let (name, last) = (bare.get(..at)?, bare.get(at..)?);
        (last.to_lowercase() == *says && name.ends_with(' ')).then(|| name.trim_end())
    })?;
    let short = name.split_whitespace().count() <= 4 && !name.is_empty();
    // Without a colon, a sentence may end so: then only a name in capitals will do.
    let safe = text.ends_with(':')
        || bare.len() < text.len()
        || name.split_whitespace().all(is_capitalised);
    (short && safe).then_some(name)
}

/// Whether the next block reads like a comment's text.
fn follows_text(page: &Page<'_>, index: usize) -> bool {
    let hour = page
        .get(index + 1)
        .is_some_and(|(block, _)| is_hour(&block.folded));
    page.get(index + 1 + usize::from(hour))
        .is_some_and(|(_, m)| m.furniture.is_none() && (m.ends_sentence || m.words >= 4))
}

/// A line that holds a date and hardly anything else.
fn date_line(page: &Page<'_>, index: usize) -> Option<String> {
    let (block, marks) = page.get(index)?;
    let date = marks.dates.first()?;
    (marks.words <= 8 && !marks.ends_sentence)
        .then(|| block.text.get(date.start..date.end).map(str::to_owned))
        .flatten()
}

#[cfg(test)]
mod tests {
    use crate::import::{Rules, choices::Choices, read};

    /// Author and text of the comments below an article.
    fn comments(readers: &str) -> Vec<(Option<String>, String)> {
        let article = "A Fox in the Wood\n\nThe quick brown fox jumps over the lazy dog and runs away into the deep dark \
            wood where nobody has ever seen a fox before, and it is there that the story begins in earnest.\n\nAn owl \
            asks who comes there at such an hour of the night and does not wait for an answer, because it has heard \
            that question itself more often than it cares to remember, and it never liked it.\n\n";
        let reading = read(
            &format!("{article}{readers}"),
            &Rules::default(),
            &Choices::default(),
        );
        reading
            .comments
            .into_iter()
            .map(|it| (it.author, it.text))
            .collect()
    }

    fn named(name: &str, text: &str) -> (Option<String>, String) {
        (Some(name.to_owned()), text.to_owned())
    }

    #[test]
    fn a_name_in_small_letters_opens_a_comment_too() {
        let found = comments(
            "2 Comments\n\nKathy Owen says:\n\nIt is a lovely fox.\n\n\nDonna jo says:\n\nSo it is, I think.",
        );
        assert_eq!(
            found,
            [
                named("Kathy Owen", "It is a lovely fox."),
                named("Donna jo", "So it is, I think.")
            ]
        );
    }

    #[test]
    fn a_section_that_counts_none_has_none() {
        assert_eq!(
            comments(
                "Kommentare (0)\n\nIhr Name\n\nDer Inhalt wird nicht angezeigt, das ist sicher.\n"
            ),
            []
        );
        assert_eq!(
            comments("No comments\n\nJane Roe\n\nA bio that reads like a comment, does it not.\n"),
            []
        );
    }

    #[test]
    fn neither_prompts_nor_menus_are_comments() {
        let found = comments(
            "1 Comment\n\nYou are not logged in.\n\nJane Roe\n\nIt is a lovely fox.\n\nNews\n\nMore News\n\nTennis\n\nGolf\n\n\
             Ice Hockey\n\nLate Scores\n\nAll Teams\n\nPlayers\n\nAbout\n",
        );
        assert_eq!(found, [named("Jane Roe", "It is a lovely fox.")]);
    }

    #[test]
    fn the_hour_below_a_name_is_not_what_was_said() {
        let found = comments("1 Comment\n\nJane Roe July 6, 2015\n\nat\n\nIt is a lovely fox.\n");
        assert_eq!(found, [named("Jane Roe", "It is a lovely fox.")]);
    }
}
