//! Images of the body: those that stand between its blocks.

use dom_query::NodeRef;

use super::Markup;
use super::class_words::Topic;
use super::layout::Image;
use super::markdown::{self, ImageFile, Piece};
use super::tag::Tag;
use crate::import::lost_images::LostImage;
use crate::import::page::Page;
use crate::import::reading::{BlockKind, BodyBlock};

/// The most blocks that were left out between an image and the body around it.
const NEAR: usize = 4;

/// The images of a body while its blocks are put together.
pub(super) struct Figures<'m, 'd> {
    markup: &'m Markup<'d>,
    /// Not yet shown, in order.
    rest: std::slice::Iter<'m, Image<'d>>,
    body: &'m [usize],
}

/// An image to show.
pub(super) struct Shown(Piece);

impl Shown {
    pub(super) fn into_block(self) -> BodyBlock {
        BodyBlock {
            kind: BlockKind::Figure,
            markdown: Some(self.0.markdown),
            ..BodyBlock::default()
        }
    }
}

impl<'m, 'd> Figures<'m, 'd> {
    pub(super) fn new(markup: &'m Markup<'d>, body: &'m [usize]) -> Self {
        Self {
            markup,
            rest: markup.layout.images.iter(),
            body,
        }
    }

    /// The images between the body's block before this one and this one.
    pub(super) fn before(&mut self, index: usize) -> Vec<Shown> {
        let mut found = Vec::new();
        while let Some(image) = self
            .rest
            .as_slice()
            .first()
            .filter(|image| image.at <= index)
        {
            self.rest.next();
            if self.fits(image)
                && let Some(piece) = markdown::figure(&image.node, &self.markup.base)
                && !piece.markdown.is_empty()
            {
                found.push(Shown(piece));
            }
        }
        found
    }

    /// Whether an image stands among the body's blocks, and in nothing that is beside the article.
    fn fits(&self, image: &Image<'_>) -> bool {
        let Some(element) = self.markup.layout.elements.get(image.element) else {
            return false;
        };
        let next = self.body.partition_point(|block| *block < image.at);
        let after = self
            .body
            .get(next)
            .is_some_and(|block| *block < image.at + NEAR);
        let before = next
            .checked_sub(1)
            .and_then(|place| self.body.get(place))
            .is_some_and(|block| *block + NEAR > image.at);
        let beside = [Tag::Aside, Tag::Nav, Tag::Footer, Tag::Form, Tag::Button]
            .iter()
            .any(|tag| element.is_in(*tag));
        let about = [
            Topic::Related,
            Topic::Author,
            Topic::Share,
            Topic::Advertisement,
            Topic::Comments,
        ]
        .iter()
        .any(|topic| element.is_about(*topic, 2));
        after && before && !beside && !about
    }
}

/// The images of a body that cannot be shown as images, in order; each address once.
pub(super) fn lost(markup: &Markup<'_>, page: &Page<'_>, body: &[usize]) -> Vec<LostImage> {
    let figures = Figures::new(markup, body);
    let line = |block: usize| page.numbers(block).first().copied().unwrap_or_default();
    let mut found: Vec<LostImage> = Vec::new();
    let mut add = |block: usize, node: &NodeRef<'_>| {
        for (loss, address) in markdown::lost(node, &markup.base) {
            let line = line(block);
            let is_known = |it: &LostImage| !address.is_empty() && it.address == address;
            if !found.iter().any(is_known) {
                found.push(LostImage {
                    line,
                    loss,
                    address,
                });
            }
        }
    };
    for image in &markup.layout.images {
        if figures.fits(image) {
            add(image.at, &image.node);
        }
    }
    for index in body {
        for node in markup
            .layout
            .blocks
            .get(*index)
            .iter()
            .flat_map(|it| &it.nodes)
        {
            add(*index, node);
        }
    }
    found.sort();
    found
}

/// The files that a body's images need, each once.
pub(super) fn files(markup: &Markup<'_>, body: &[usize]) -> Vec<ImageFile> {
    let mut files = Vec::new();
    let mut figures = Figures::new(markup, body);
    for index in body {
        for Shown(piece) in figures.before(*index) {
            files.extend(piece.images);
        }
    }
    for index in body {
        if let Some(placed) = markup.layout.blocks.get(*index) {
            files.extend(markdown::inline(&placed.nodes, &markup.base).images);
        }
    }
    files.sort();
    files.dedup();
    files
}
