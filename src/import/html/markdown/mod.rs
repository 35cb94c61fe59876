//! Elements of a page → Markdown that reads the same when rendered. Never raw HTML, never entities.

mod atoms;
mod base;
mod code;
mod figure;
mod image;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod write;

use dom_query::NodeRef;

pub(crate) use base::SAVED_WITH;
pub use base::{Base, ImageFile};

use crate::import::lost_images::Loss;

/// A part of a page as Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Piece {
    pub markdown: String,
    /// What it reads as: on one line, single spaces, nothing of markup, no alternative texts.
    pub text: String,
    /// The files beside the page that its images need.
    pub images: Vec<ImageFile>,
}

/// Running text on one line: neighbours in the page with all that is in them. Blocks inside are parted by a space.
pub fn inline(nodes: &[NodeRef], base: &Base) -> Piece {
    running(nodes, base, false)
}

fn running(nodes: &[NodeRef], base: &Base, in_table: bool) -> Piece {
    let mut read = atoms::atoms(nodes, base);
    style::settle(&mut read.atoms);
    Piece {
        markdown: write::write(&mut read.atoms, &read.links, in_table),
        text: write::text(&read.atoms),
        images: read.images,
    }
}

/// A table of data as a GFM table; none for a table that only lays a page out.
pub fn table(node: &NodeRef, base: &Base) -> Option<Piece> {
    table::table(node, base)
}

/// A `<pre>` as a fenced block, with its language where its classes name one. Its text keeps its lines.
pub fn code(node: &NodeRef) -> Piece {
    Piece {
        markdown: code::fenced(node),
        text: code::lines(node),
        images: Vec::new(),
    }
}

/// The images in an element that an article cannot show, each with its address as far as there is one.
pub fn lost(node: &NodeRef, base: &Base) -> Vec<(Loss, String)> {
    figure::lost(node, base)
}

/// An image, or a `<figure>` with its images and, below, its caption; none without an image that can be shown.
pub fn figure(node: &NodeRef, base: &Base) -> Option<Piece> {
    figure::figure(node, base)
}
