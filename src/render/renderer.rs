//! [`Renderer`]: walks the items of a document, one top block after the other, and hands each to the file that knows
//! its element.

use std::collections::BTreeMap;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::marks::{self, Piece, Placed};
use super::tables::Table;
use super::writer::Writer;
use super::{Input, RenderedBlock, blocks, code, footnotes, image, inline, raw_html, tables};
use crate::links::Href;

pub(super) struct Renderer<'a> {
    pub(super) input: &'a Input<'a>,
    /// What all ids begin with: empty for a page's body.
    pub(super) prefix: &'a str,
    /// The id that the next block element takes.
    pub(super) id: Option<String>,
    /// For each start of a link: whether it became an element.
    pub(super) links: Vec<bool>,
    pub(super) table: Table,
    /// How many tables have been written.
    pub(super) tables: usize,
    /// By item: the footnote's number and which reference to it this is, both from 1.
    pub(super) references: BTreeMap<usize, (usize, usize)>,
    /// How many headings have ended.
    pub(super) headings: usize,
    /// How many footnote bodies have started.
    pub(super) footnotes: usize,
}

impl<'a> Renderer<'a> {
    pub(super) fn new(input: &'a Input<'a>, prefix: &'a str) -> Self {
        Self {
            input,
            prefix,
            id: None,
            links: Vec::new(),
            table: Table::default(),
            tables: 0,
            references: footnotes::references(input.document),
            headings: 0,
            footnotes: 0,
        }
    }

    pub(super) fn run(mut self) -> Vec<RenderedBlock> {
        let document = self.input.document;
        let placed: Vec<Placed> = marks::place(self.input.marks, &document.plain);
        let pieces: Vec<Piece> = marks::cut(&placed);
        let mut out = Writer::new(&document.plain.text, &placed, &pieces);
        let mut blocks = Vec::with_capacity(document.top.len());
        for top in &document.top {
            let id = top.id.as_ref().map(|id| format!("{}{id}", self.prefix));
            self.id.clone_from(&id);
            if top.footnotes {
                footnotes::start(&mut self, &mut out);
            }
            let mut at = top.items.start;
            while at < top.items.end {
                at = self.step(at, &mut out);
            }
            if top.footnotes {
                footnotes::end(&mut out);
            }
            let (html, notes) = out.take();
            blocks.push(RenderedBlock {
                id,
                html,
                notes,
                plain: top.plain.clone(),
            });
        }
        blocks
    }

    /// Writes the item at an index (with all inside it, if it is written as a whole); returns the index to go on at.
    fn step(&mut self, at: usize, out: &mut Writer) -> usize {
        let Some(item) = self.input.document.items.get(at) else {
            return at + 1;
        };
        match &item.event {
            Event::Start(Tag::Image { title, .. }) => return image::write(self, at, title, out),
            Event::Start(Tag::CodeBlock(kind)) => return code::write(self, at, kind, out),
            Event::Start(Tag::HtmlBlock) => return raw_html::write(self, at, out),
            Event::Start(tag) => match tag {
                Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell => {
                    tables::start(self, tag, out);
                }
                Tag::FootnoteDefinition(_) => footnotes::start_body(self, out),
                Tag::Emphasis | Tag::Strong | Tag::Strikethrough => inline::start(tag, out),
                Tag::Link { title, .. } => match inline::titled_link(self, at, out) {
                    Some(next) => return next,
                    None => inline::start_link(self, at, title, out),
                },
                _ => blocks::start(self, tag, at, out),
            },
            Event::End(tag) => match tag {
                TagEnd::Table | TagEnd::TableHead | TagEnd::TableRow | TagEnd::TableCell => {
                    tables::end(self, *tag, out);
                }
                TagEnd::FootnoteDefinition => footnotes::end_body(self, out),
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough => inline::end(*tag, out),
                TagEnd::Link => inline::end_link(self, out),
                _ => blocks::end(self, *tag, out),
            },
            Event::Rule => blocks::rule(out),
            Event::FootnoteReference(_) => footnotes::reference(self, at, out),
            Event::Text(_) => inline::text(self, item, out),
            _ => inline::leaf(item, out),
        }
        at + 1
    }

    /// ` id="…"` for the first element of a top block, nothing for others.
    pub(super) fn take_id(&mut self) -> String {
        self.id.take().map_or_else(String::new, |id| {
            format!(" id=\"{}\"", super::escape_attribute(&id))
        })
    }

    /// Where a link leads.
    pub(super) fn href(&self, link: usize) -> &'a Href {
        self.input.hrefs.get(link).unwrap_or(&Href::AsWritten)
    }

    /// The address of a link: as resolved, else as it stands (but a wikilink cannot be followed as it stands).
    pub(super) fn address(&self, link: usize) -> Option<&'a str> {
        let found = self.input.document.links.get(link)?;
        let wiki = found.kind == crate::document::LinkKind::Wiki;
        let address = match self.href(link) {
            Href::AsWritten if !wiki => Some(found.target.as_str()),
            href => href.url(),
        };
        address.filter(|address| super::target::is_live(address))
    }
}
