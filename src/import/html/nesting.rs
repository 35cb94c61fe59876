//! How deep a page is nested, before it is parsed: parsers and all that walks a tree slow down, or worse, on pages that
//! were made to hurt.

use std::collections::HashMap;

/// The deepest page that is read, in elements. Pages that people read stay below a hundred.
pub(crate) const DEEPEST: usize = 1_000;

/// Elements that hold nothing, or that the next one of their kind ends.
const FLAT: [&str; 36] = [
    "a", "area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img",
    "input", "li", "link", "meta", "nobr", "optgroup", "option", "p", "param", "path", "rp", "rt",
    "source", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "use", "wbr",
];

/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "xmp"];

/// Whether more elements are open at once than a page may have. A rough count, never far below the truth.
pub(crate) fn is_too_deep(html: &str) -> bool {
    let mut open: HashMap<String, usize> = HashMap::new();
    let mut depth = 0;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at + 1..).unwrap_or_default();
        if let Some(comment) = rest.strip_prefix("!--") {
            // One that is never closed takes all that follows.
            let Some(end) = comment.find("-->") else {
                return false;
            };
            rest = comment.get(end..).unwrap_or_default();
            continue;
        }
        let closes = rest.starts_with('/');
        let name: String = rest
            .trim_start_matches('/')
            .chars()
            .take(24)
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if name.is_empty() || FLAT.contains(&name.as_str()) {
            continue;
        }
        if closes {
            if let Some(count) = open.get_mut(&name).filter(|count| **count > 0) {
                *count -= 1;
                depth -= 1;
            }
            continue;
        }
        if RAW.contains(&name.as_str()) {
            let Some(end) = rest.find(&format!("</{name}")) else {
                return false;
            };
            rest = rest.get(end + 1..).unwrap_or_default();
            continue;
        }
        *open.entry(name).or_default() += 1;
        depth += 1;
        if depth > DEEPEST {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_closed_or_flat_is_not_deep() {
        for flat in [
            "<div>x</div>",
            "<br>",
            "<li>x",
            "<script>'<div>'</script>",
            "<!-- <div> -->",
            "</div>",
        ] {
            assert!(!is_too_deep(&flat.repeat(5_000)), "{flat}");
        }
        for deep in ["<div>", "<table><tr><td>", "<x-y>", "<B>x", "<ul><li>"] {
            assert!(is_too_deep(&deep.repeat(1_001)), "{deep}");
        }
    }
}
