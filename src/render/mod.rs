//! The body as HTML, block by block, with the notes' marks in it.
//!
//! Every element, id and class is written here, after the source has been read: nothing of the source reaches the page
//! but escaped text, checked addresses, and raw HTML blocks that went through the sanitiser. What is not the text of
//! the document but our apparatus (references, back links, links to images elsewhere) has a class of [`APPARATUS`]; without those elements and
//! raw HTML, the text of the rendered blocks is the plain text.

mod blocks;
mod code;
mod escape;
mod excerpt;
mod footnotes;
pub mod highlight;
mod image;
mod inline;
mod marks;
mod raw_html;
mod remote_image;
mod renderer;
mod short;
mod tables;
mod target;
#[cfg(test)]
mod tests;
mod writer;

use std::ops::Range;

use crate::document::Document;
use crate::links::Href;

pub use escape::{attribute as escape_attribute, page as escape_page, text as escape_text};
pub use excerpt::text_excerpt;
pub use highlight::Highlighter;

pub use short::{fragment, inline};

/// Classes of the elements whose text is ours, not the document's.
pub const APPARATUS: [&str; 6] = [
    "note-ref", "footnote-ref", "footnote-back", "anchor", "raw-html", "remote-image",
];

/// What a body is rendered from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    pub document: &'a Document,
    /// By index of [`Document::links`]. A shorter slice is filled up with [`Href::AsWritten`].
    pub hrefs: &'a [Href],
    pub marks: &'a [Mark],
    /// In order, each inside one piece of text that is in no link.
    pub names: &'a [Name],
    pub highlight: &'a Highlighter,
}

/// A passage of the plain text that a note speaks of. A note may have several.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Mark {
    /// The note's id.
    pub note: String,
    /// What the reference shows, such as `3`.
    pub label: String,
    /// The note's kind; `kind-` and this is a class.
    pub kind: String,
    /// Bytes of the plain text. One that holds no text is moved to the nearest character.
    pub range: Range<usize>,
}

/// Words that name an entity and link to its page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Name {
    /// Bytes of the plain text.
    pub range: Range<usize>,
    pub href: String,
}

/// A block at the top of the body, rendered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RenderedBlock {
    /// The id of its element, if it has one.
    pub id: Option<String>,
    pub html: String,
    /// The notes whose last passage ends in it, in the order of their ends. Each note is in one block.
    pub notes: Vec<String>,
    /// Bytes of the plain text.
    pub plain: Range<usize>,
}

/// One for each of [`Document::top`], in order: footnotes are the last one.
pub fn render(input: &Input) -> Vec<RenderedBlock> {
    renderer::Renderer::new(input, "").run()
}
