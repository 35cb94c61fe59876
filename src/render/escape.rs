//! Text made safe to stand in HTML.

/// For the content of an element. Line breaks of Windows and old Macs would be changed by a browser: they are
/// written as references. Control characters that HTML forbids are U+FFFD.
pub fn text(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_text(&mut html, text);
    html
}

/// For a value between double quotes.
pub fn attribute(value: &str) -> String {
    text(value).replace('"', "&quot;")
}

pub(super) fn push_text(html: &mut String, text: &str) {
    let special = |char: char| matches!(char, '&' | '<' | '>' | '\r') || is_forbidden(char);
    let mut rest = text;
    while let Some(at) = rest.find(special) {
        let (before, from) = rest.split_at(at);
        html.push_str(before);
        let mut chars = from.chars();
        match chars.next() {
            Some('&') => html.push_str("&amp;"),
            Some('<') => html.push_str("&lt;"),
            Some('>') => html.push_str("&gt;"),
            Some('\r') => html.push_str("&#13;"),
            _ => html.push('\u{FFFD}'),
        }
        rest = chars.as_str();
    }
    html.push_str(rest);
}

/// A whole page without the control characters that a template let through.
pub fn page(html: String) -> String {
    if html.contains(is_forbidden) {
        html.replace(is_forbidden, "\u{FFFD}")
    } else {
        html
    }
}

pub(super) fn is_forbidden(char: char) -> bool {
    matches!(char, '\0'..='\u{8}' | '\u{B}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' | '\u{FFFE}' | '\u{FFFF}')
}
