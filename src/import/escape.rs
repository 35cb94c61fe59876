//! Backslashes: what keeps plain text from being read as Markdown.

pub(crate) use crate::text::backslash::needs_backslash;

/// One line of plain text as Markdown: anywhere in a paragraph, heading, quote or list item, alone on its line. White
/// space is tidied.
pub(crate) fn escape(text: &str) -> String {
    let text = super::lines::tidy(text);
    let mut out = String::with_capacity(text.len() + 16);
    let chars: Vec<char> = text.chars().collect();
    let at = |index: Option<usize>| index.and_then(|i| chars.get(i)).copied();
    for (index, c) in chars.iter().copied().enumerate() {
        let before = at(index.checked_sub(1));
        let after = at(index.checked_add(1));
        if needs_backslash(&chars, index, before, after) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
