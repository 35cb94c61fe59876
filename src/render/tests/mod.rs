//! What must hold for every document and every set of marks.

mod dom;
mod examples;
mod hostile;
mod marks;
mod properties;

use std::sync::LazyLock;

use super::{Highlighter, Input, Mark, RenderedBlock, render};
use crate::document::Document;

/// Syntaxes are slow to load: all tests share them.
static HIGHLIGHTER: LazyLock<Highlighter> = LazyLock::new(Highlighter::new);

fn rendered(document: &Document, marks: &[Mark]) -> Vec<RenderedBlock> {
    render(&Input {
        document,
        hrefs: &[],
        marks,
        names: &[],
        highlight: &HIGHLIGHTER,
    })
}

fn html(document: &Document, marks: &[Mark]) -> String {
    rendered(document, marks)
        .into_iter()
        .map(|block| block.html)
        .collect()
}

fn mark(note: &str, range: std::ops::Range<usize>) -> Mark {
    Mark {
        note: note.to_owned(),
        label: note.to_owned(),
        kind: "comment".to_owned(),
        range,
    }
}
