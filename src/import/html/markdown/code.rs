//! Code: a fenced block that nothing inside can close.

use dom_query::NodeRef;

use super::write::longest_run;

/// A `<pre>` as a fenced block; its lines stay as they are.
pub(super) fn fenced(node: &NodeRef) -> String {
    let text = lines(node);
    let fence = "`".repeat((longest_run(&text, '`') + 1).max(3));
    let language = language(node).unwrap_or_default();
    format!("{fence}{language}\n{text}\n{fence}")
}

/// The text of a `<pre>`, without blank lines at its ends; `<br>` ends a line.
pub(super) fn lines(node: &NodeRef) -> String {
    let mut text = String::new();
    let mut todo = vec![*node];
    while let Some(next) = todo.pop() {
        if next.is_text() {
            text.push_str(&next.text());
        } else if next.has_name("br") {
            text.push('\n');
        } else if !next.has_name("script") && !next.has_name("style") && !next.has_name("button") {
            todo.extend(next.children_it(true));
        }
    }
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').map(str::trim_end).collect();
    let first = lines.iter().position(|line| !line.is_empty());
    let last = lines.iter().rposition(|line| !line.is_empty());
    match (first, last) {
        (Some(first), Some(last)) => lines.get(first..=last).unwrap_or_default().join("\n"),
        _ => String::new(),
    }
}

/// `language-rust`, `lang-rust`, `highlight-source-rust`, `brush: rust` on the `<pre>`, in it or right around it.
fn language(node: &NodeRef) -> Option<String> {
    let inner = node.descendants_it().find(|inner| inner.has_name("code"));
    let around = [Some(*node), inner, node.parent()];
    around.into_iter().flatten().find_map(|element| {
        let class = element
            .attr("class")
            .unwrap_or_default()
            .replace("brush: ", "brush:");
        class.split_whitespace().find_map(|word| {
            let name = ["language-", "lang-", "highlight-source-", "brush:"]
                .iter()
                .find_map(|prefix| word.strip_prefix(prefix))?;
            let name = name.trim_end_matches(';').to_lowercase();
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-');
            let is_name = !name.is_empty() && name.chars().all(plain);
            (is_name && !matches!(name.as_str(), "none" | "plaintext" | "text")).then_some(name)
        })
    })
}
