//! The reference pages of the manual. A test compares them with the files in git.

mod commands;
pub mod contract;
mod findings;
mod keys;
mod source;
mod templates;

use std::path::Path;

/// Path in the repository and text of each page; `root` is the repository.
pub fn all(root: &Path) -> Vec<(String, String)> {
    let contract = contract::Contract::read(root);
    [
        ("commands", commands::page()),
        ("keys", keys::page(root)),
        ("findings", findings::page()),
        ("templates", templates::page(&contract, root)),
    ]
    .map(|(name, text)| (format!("docs/content/pages/{name}.md"), text))
    .into()
}

/// Front matter of a page, and who wrote it.
fn head(title: &str, description: &str, order: usize) -> String {
    format!(
        "---\ntitle: {title}\ndescription: {description}\norder: {order}\n---\n\n\
         <!-- Made from the code by `cargo run --example reference`. -->\n\n"
    )
}

/// A table; rows without cells make none.
fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let titles: Vec<String> = head.iter().map(|&cell| cell.to_owned()).collect();
    let rule = vec!["---".to_owned(); head.len()];
    let rows = rows.iter().map(|row| {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        line(&cells)
    });
    line(&titles) + &line(&rule) + &rows.collect::<String>() + "\n"
}

/// Text of a help message as Markdown: what is not code has no markup.
fn plain(text: &str) -> String {
    let parts = text.split('`').enumerate();
    let escaped = parts.map(|(nth, part)| {
        if nth % 2 == 1 {
            part.to_owned()
        } else {
            part.replace('<', "\\<").replace('*', "\\*")
        }
    });
    escaped.collect::<Vec<_>>().join("`")
}
