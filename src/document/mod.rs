//! One parse of a Markdown body gives everything that later stages ask of it: the events in order, plain text
//! version 1 with its exact map to the source, headings with their ids, links, footnotes.
//!
//! Extensions: tables, footnotes (as GitHub reads them), strikethrough, task lists, wikilinks; heading attributes are
//! off; smart punctuation is the site's choice.

mod builder;
mod code_span;
mod events;
mod html_links;
pub mod ids;
mod inline_html;
mod plain;
mod sentence;
#[cfg(test)]
pub(crate) mod tests;
mod text;
mod words;

use std::ops::Range;

use pulldown_cmark::Event;

pub use plain::{Block, BlockKind, PlainText, Segment, text_hash};

/// What a site may choose about the reading of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Options {
    /// Turns straight quotes, `--` and `...` into typographic ones, also in the plain text.
    pub smart_punctuation: bool,
}

/// A Markdown body, read once.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// All events: the body's in the order of the source, then the footnote definitions in the order of the source,
    /// wherever they stood. Starts and ends are balanced.
    pub items: Vec<Item>,
    /// The blocks at the top of the body, in order; the footnotes together are the last one.
    pub top: Vec<TopBlock>,
    pub plain: PlainText,
    pub headings: Vec<Heading>,
    /// In the order of [`Document::items`].
    pub links: Vec<Link>,
    pub footnotes: Vec<Footnote>,
    /// How many words the plain text has.
    pub words: usize,
}

/// One event of the Markdown parser.
///
/// Inline HTML has been settled: an [`Event::InlineHtml`] is the start or end of a pair that is kept, without
/// attributes and safe to write as it stands; all other tags have become text.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub event: Event<'static>,
    /// Bytes of the body. Of a start and an end: of the whole element.
    pub source: Range<usize>,
    /// Bytes of the plain text. Of a start and an end: of all the text inside; empty where there is none.
    pub plain: Range<usize>,
}

/// A block at the top of the body: what is rendered as one piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopBlock {
    /// A heading's slug, `footnotes`, or a paragraph id (see [`ids`]); none for a block without text.
    pub id: Option<String>,
    /// Indexes of [`Document::items`].
    pub items: Range<usize>,
    /// Bytes of the plain text; empty for a block without text.
    pub plain: Range<usize>,
    /// Bytes of the body; of the footnotes: from the first to the last.
    pub source: Range<usize>,
    /// Whether it is the footnotes.
    pub footnotes: bool,
}

/// A heading, wherever in the body it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, as written.
    pub level: u8,
    /// The slug, unique in the document.
    pub id: String,
    pub text: String,
    /// Bytes of the plain text.
    pub plain: Range<usize>,
    /// Bytes of the body.
    pub source: Range<usize>,
}

/// How a link was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// `[text](target)`
    Inline,
    /// `[text][label]`, `[label][]`, `[label]`
    Reference,
    /// `<https://…>`, `<me@example.org>`
    Autolink,
    /// `[[slug]]`, `[[slug|text]]`
    Wiki,
    /// `![alt](target)` and the other forms of it; also `![[target]]`
    Image,
    /// An attribute (`href`, `src`, …) of a raw HTML block
    Html,
}

/// A link or image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub kind: LinkKind,
    /// As written, decoded; an e-mail address in angle brackets has its `mailto:`.
    pub target: String,
    /// The whole link in bytes of the body; of an HTML attribute: its tag.
    pub source: Range<usize>,
    /// The link's text in bytes of the plain text; empty for images and HTML.
    pub plain: Range<usize>,
    /// Index of its start in [`Document::items`]; of an HTML attribute: of the block's start.
    pub item: usize,
}

/// A footnote definition. Its number is its place in the source, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footnote {
    pub label: String,
    /// Indexes of [`Document::items`], start and end of the definition included.
    pub items: Range<usize>,
    /// The items that refer to it, in order.
    pub references: Vec<usize>,
    /// Bytes of the plain text.
    pub plain: Range<usize>,
}

/// Reads a Markdown body (what stands below the front matter). Any text is a document.
pub fn parse(body: &str, options: &Options) -> Document {
    let events = inline_html::settle(events::read(body, *options), body);
    builder::build(body, events)
}

impl Document {
    /// The links that start at an item (several for a block of raw HTML), with their indexes in [`Document::links`].
    pub fn links_of(&self, item: usize) -> impl Iterator<Item = (usize, &Link)> {
        let first = self.links.partition_point(|link| link.item < item);
        self.links
            .iter()
            .enumerate()
            .skip(first)
            .take_while(move |(_, link)| link.item == item)
    }

    /// Whether `#id` leads to something in the rendered body (notes and their marks aside).
    pub fn has_id(&self, id: &str) -> bool {
        self.headings.iter().any(|heading| heading.id == id)
            || self.top.iter().any(|block| block.id.as_deref() == Some(id))
            || ids::footnote_number(id).is_some_and(|number| number <= self.footnotes.len())
    }
}
