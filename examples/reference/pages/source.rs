//! Reading the source of Postil: docs, names and types.

use std::path::Path;

/// The files of a folder of the source, parsed, in the order of their names.
pub fn files(root: &Path, folder: &str) -> Vec<syn::File> {
    let folder = root.join(folder);
    let entries = std::fs::read_dir(&folder).expect("the folder is there");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    let sources = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|it| it == "rs"));
    sources.map(|path| file(path)).collect()
}

pub fn file(path: &Path) -> syn::File {
    let text = std::fs::read_to_string(path).expect("a file of the source");
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The doc comment, in one line.
pub fn doc(attributes: &[syn::Attribute]) -> String {
    let lines = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            syn::Meta::NameValue(pair) if pair.path.is_ident("doc") => text(&pair.value),
            _ => None,
        });
    let lines: Vec<String> = lines.map(|line| line.trim().to_owned()).collect();
    lines.join(" ").trim().to_owned()
}

/// The text of a literal.
pub fn text(value: &syn::Expr) -> Option<String> {
    match value {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

/// Whether an attribute `#[name(…)]` is there whose inside holds a word.
pub fn says(attributes: &[syn::Attribute], name: &str, word: &str) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        syn::Meta::List(list) if list.path.is_ident(name) => list
            .tokens
            .clone()
            .into_iter()
            .any(|token| token.to_string() == word),
        _ => false,
    })
}

/// `name` of `#[serde(rename = "name")]`.
pub fn renamed(attributes: &[syn::Attribute]) -> Option<String> {
    let mut name = None;
    for attribute in attributes.iter().filter(|it| it.path().is_ident("serde")) {
        // What else serde is told is none of our business.
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                name = Some(meta.value()?.parse::<syn::LitStr>()?.value());
            }
            Ok(())
        });
    }
    name
}
