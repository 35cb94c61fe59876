//! Reader comments: the readers' part of a page cut into single comments.

use super::byline;
use super::comment_words::SAYS;
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

/// The comments from block `from` on. Empty if what stands there does not look like comments at all.
pub(crate) fn comments(page: &Page<'_>, from: usize, fates: &Fates) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut open = Draft::default();
    let mut form_only = true;
    for (index, block, marks) in page.iter().skip(from) {
        let seen = !drafts.is_empty() || !open.text.is_empty();
        if seen && ends_section(&block.folded, marks.furniture) {
            break;
        }
        if !fates.is_free(index) {
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
            open.text.push(index);
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
    if let Some(name) = cut_says(before) {
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
    let named = byline::name(&block.text, false).is_some();
    (alone && named && follows_text(page, index)).then(|| (block.text.clone(), None))
}

/// `Posted on`, `Am`: words that stand before a date, not a name.
fn is_date_word(text: &str) -> bool {
    let folded = super::words::fold(text);
    [
        "posted",
        "published",
        "on",
        "at",
        "am",
        "vom",
        "le",
        "el",
        "date",
        "datum",
        "written",
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
    page.get(index + 1)
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
