//! The beginning of a document as plain text.

use crate::document::{BlockKind, Document};

/// The first paragraphs' text, at most `max_chars` characters, cut at a word and then ended with an ellipsis.
pub fn text_excerpt(document: &Document, max_chars: usize) -> String {
    let plain = &document.plain;
    let running = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::ListItem);
    let blocks = plain
        .blocks
        .iter()
        .filter(|block| running(block.kind) && !block.footnote);
    let mut words = blocks.flat_map(|block| plain.slice(block.plain.clone()).split_whitespace());
    let mut excerpt = String::new();
    let mut length = 0;
    for word in words.by_ref() {
        let next = length + usize::from(length > 0) + word.chars().count();
        if next >= max_chars {
            let last = next == max_chars && words.next().is_none();
            match (last, excerpt.is_empty()) {
                (true, _) => {
                    excerpt.push_str(if length > 0 { " " } else { "" });
                    excerpt.push_str(word);
                }
                (false, true) => {
                    excerpt = word
                        .chars()
                        .take(max_chars.saturating_sub(1))
                        .chain(['…'])
                        .collect();
                }
                (false, false) => {
                    excerpt.truncate(
                        excerpt
                            .trim_end_matches([',', ';', ':', '–', '—', '-', ' '])
                            .len(),
                    );
                    excerpt.push('…');
                }
            }
            return excerpt;
        }
        if length > 0 {
            excerpt.push(' ');
        }
        excerpt.push_str(word);
        length = next;
    }
    excerpt
}
