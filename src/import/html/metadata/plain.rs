//! Texts of data and of elements as a reader sees them.

use dom_query::{Document, NodeRef};

use crate::import::lines::tidy;

/// A text of data: entities and tags that it should not hold are undone, white space is tidied.
pub(super) fn plain(text: &str) -> String {
    let entity = text.contains('&') && text.contains(';');
    let tag = text.contains('<') && text.contains('>');
    if entity || tag {
        tidy(&Document::fragment(text).text())
    } else {
        tidy(text)
    }
}

/// What an element shows, on one line. Scripts and the like show nothing; a break is a space.
pub(super) fn shown(node: &NodeRef) -> String {
    const HIDDEN: [&str; 6] = ["script", "style", "noscript", "template", "svg", "button"];
    let mut text = String::new();
    let mut todo = vec![*node];
    while let Some(next) = todo.pop() {
        if next.is_text() {
            text.push_str(&next.text());
            continue;
        }
        let name = next.node_name().unwrap_or_default();
        if HIDDEN.contains(&name.as_ref()) {
            continue;
        }
        if matches!(
            name.as_ref(),
            "br" | "div" | "p" | "li" | "td" | "h1" | "h2" | "h3"
        ) {
            text.push(' ');
        }
        todo.extend(next.children_it(true));
    }
    tidy(&text)
}
