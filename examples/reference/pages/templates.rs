//! The page of templates.

use std::path::Path;

use super::contract::{Contract, EVERY_PAGE, Shape, Type};
use super::{head, source, table};

const INTRODUCTION: &str = "\
What each template gets. How templates are found, and how a theme is made of them, is in [themes](../articles/themes.md).

`{{ __tera_context | json }}` in a template prints all that it gets. A page sees summaries of other pages, never their \
bodies. A *list* may be empty but is always there; *or none* marks what may be absent. *HTML* is safe to print and \
needs `| safe`. Every `url` is relative to the page that is being made and complete: it ends in a file name or a \
fragment. On `404.html`, which a server shows at any depth, they are absolute.

";

pub fn page(contract: &Contract, root: &Path) -> String {
    let mut text = head(
        "Templates",
        "What each template gets, and what it can call",
        4,
    ) + INTRODUCTION;
    text += "## Functions and filters\n\nTera’s own, and:\n\n";
    text += &table(&["name", "what it gives"], &functions(root));
    text += "## Pages\n\nEvery page gets what stands under [every page](#every-page), and one value of its own:\n\n";
    let rows = contract.templates.iter().map(|template| {
        let (file, key) = (&template.file, &template.key);
        let own = format!("`{key}`: {}", link(&template.shape));
        vec![format!("`{file}`"), template.pages.clone(), own]
    });
    text += &table(&["template", "pages", "gets"], &rows.collect::<Vec<_>>());
    text += "## Every page\n\n";
    text += &keys(&contract.shapes[EVERY_PAGE]);
    text += "## Shapes\n\nWhat values are made of, by name.\n\n";
    for (name, shape) in contract
        .shapes
        .iter()
        .filter(|(name, _)| *name != EVERY_PAGE)
    {
        text += &format!("### {name}\n\n");
        if !shape.doc.is_empty() {
            text += &format!("{}\n\n", shape.doc);
        }
        text += &keys(shape);
    }
    text.trim_end().to_owned() + "\n"
}

fn keys(shape: &Shape) -> String {
    let taken = shape.takes.iter().map(|taken| {
        vec![
            "…".to_owned(),
            link(taken),
            format!("everything of it, and:"),
        ]
    });
    let own = shape.keys.iter().map(|key| {
        vec![
            format!("`{}`", key.name),
            in_words(&key.kind),
            key.doc.trim_end_matches('.').to_owned(),
        ]
    });
    table(
        &["key", "type", "meaning"],
        &taken.chain(own).collect::<Vec<_>>(),
    )
}

fn in_words(kind: &Type) -> String {
    let name = match kind.name.as_str() {
        "html" => "HTML".to_owned(),
        "text" | "number" | "true/false" | "mapping" => kind.name.clone(),
        shape => link(shape),
    };
    let list = if kind.list { "list of " } else { "" };
    let none = if kind.optional { " or none" } else { "" };
    format!("{list}{name}{none}")
}

fn link(shape: &str) -> String {
    format!("[{shape}](#{})", shape.to_lowercase().replace(' ', "-"))
}

/// The functions of `src/theme/functions.rs` whose docs begin with how they are called.
fn functions(root: &Path) -> Vec<Vec<String>> {
    let file = source::file(&root.join("src/theme/functions.rs"));
    let docs = file.items.iter().filter_map(|item| match item {
        syn::Item::Fn(function) => Some(source::doc(&function.attrs)),
        _ => None,
    });
    let calls = docs.filter(|doc| doc.starts_with('`'));
    let rows = calls.filter_map(|doc| {
        let (call, gives) = doc.split_once("`: ")?;
        Some(vec![
            format!("{call}`"),
            gives.trim_end_matches('.').to_owned(),
        ])
    });
    rows.collect()
}
