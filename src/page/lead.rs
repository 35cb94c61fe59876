//! The first words of a short text, such as an entity's description, for lists and previews.

use super::view::View;
use crate::document::{BlockKind, Document};
use crate::links::resolve::bare_title;

/// The longest lead, in characters.
const LEAD: usize = 180;

impl View<'_> {
    /// The first paragraph as plain text, cut at a word; a wikilink without words of its own is the title it shows.
    pub(super) fn lead(&self, document: &Document) -> Option<String> {
        let plain = &document.plain;
        let paragraph = |block: &&crate::document::Block| block.kind == BlockKind::Paragraph;
        let block = plain.blocks.iter().find(paragraph)?;
        let mut text = String::new();
        let mut from = block.plain.start;
        for link in &document.links {
            if link.plain.start >= from
                && link.plain.end <= block.plain.end
                && let Some(title) = bare_title(self.corpus, document, link)
            {
                text.push_str(plain.slice(from..link.plain.start));
                text.push_str(&title);
                from = link.plain.end;
            }
        }
        text.push_str(plain.slice(from..block.plain.end));
        Some(cut(&text, LEAD)).filter(|text| !text.is_empty())
    }
}

/// At most so many characters, cut at a word and then ended with an ellipsis.
pub(super) fn cut(text: &str, most: usize) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let start = text.get(..end).unwrap_or_default();
    let start = start.rsplit_once(' ').map_or(start, |(start, _)| start);
    format!(
        "{}…",
        start.trim_end_matches([',', ';', ':', '.', '–', '—', '-', ' '])
    )
}
