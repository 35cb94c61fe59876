//! Which addresses may be live.

use std::fmt::Write as _;

/// The schemes that a link may have; an address without a scheme is relative.
pub(super) const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// Whether an address may stand in `href` or `src`. It is read as a browser reads it: white space and control
/// characters, wherever they stand, do not count.
pub(super) fn is_live(address: &str) -> bool {
    scheme(address).is_none_or(|scheme| SCHEMES.contains(&scheme.as_str()))
}

/// Whether an address leads to another site.
pub(super) fn is_external(address: &str) -> bool {
    let start = address.trim_start_matches(|char| char <= ' ');
    scheme(address).is_some_and(|scheme| scheme.starts_with("http"))
        || start.starts_with("//")
        || start.starts_with("\\\\")
}

/// What stands before a colon that comes before any `/`, `?` and `#`, in lower case.
fn scheme(address: &str) -> Option<String> {
    let seen: String = address
        .chars()
        .filter(|&char| char > ' ' && char != '\u{7F}')
        .collect();
    let end = seen
        .find(['/', '?', '#', ':', '\\'])
        .filter(|&end| seen[end..].starts_with(':'))?;
    Some(seen[..end].to_lowercase())
}

/// An address for an attribute between double quotes: signs that no address may hold are percent-encoded.
pub(super) fn attribute(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for char in address.trim_matches(|char| char <= ' ').chars() {
        match char {
            '&' => encoded.push_str("&amp;"),
            '\'' => encoded.push_str("&#39;"),
            '\0'..=' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\u{7F}' => {
                let _ = write!(encoded, "%{:02X}", u32::from(char));
            }
            _ => encoded.push(char),
        }
    }
    // What is no scheme here must be none to a browser: a first segment with a colon needs a dot before it (RFC 3986, 4.2).
    let first = encoded.split(['/', '?', '#']).next().unwrap_or_default();
    if scheme(address).is_none() && first.contains(':') {
        encoded.insert_str(0, "./");
    }
    encoded
}
