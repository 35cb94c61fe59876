//! Saved web pages: the same reading as of texts, with what the markup knows.
//!
//! A page is parsed once and [laid out](mod@layout) as text, a block a line. The stages of text reading run over those
//! lines; where the markup knows better it has the word: which blocks are the article (a general extractor's [cut],
//! the place in the structure, [a model](features) over both and over what the text models say), and what the body's
//! Markdown is.

mod assemble;
mod bounded;
pub mod charset;
mod class_words;
pub(crate) mod comments;
mod cut;
mod element;
mod features;
pub(crate) mod fields;
mod figures;
mod layout;
pub mod markdown;
pub mod metadata;
mod tag;
#[cfg(test)]
mod tests;
mod title_place;
mod visible;
mod wholes;

use std::ops::Range;

use dom_query::{Document, NodeId};

use super::choices::{self, Choices};
use super::fates::Fates;
use super::lost_images::LostImage;
use super::model::Models;
use super::page::Page;
use super::reading::{BodyBlock, Fate, PageFile, Reading, Reason};
use super::rules::Rules;
use class_words::Topic;
use element::Element;
use layout::Layout;
pub(crate) use layout::layout;
use markdown::Base;
use metadata::HtmlMeta;
use tag::Tag;
use title_place::TitlePlace;

/// A saved web page, parsed.
pub struct SavedPage {
    /// The error says why the page is not read.
    document: Result<Document, String>,
}

impl SavedPage {
    /// Parses as browsers do: whatever is wrong is mended.
    pub fn parse(html: &str) -> Self {
        Self {
            document: bounded::parse(html),
        }
    }

    /// Reads the page. Line numbers are of its visible text, a block a line. `files`: the paths of the files saved with
    /// it, from its folder, `/` between names. Never fails: a page without an article has a
    /// [refusal](Reading::refusal).
    pub fn read(&self, files: &[String], rules: &Rules, choices: &Choices) -> Reading {
        self.read_with(files, rules, choices, Models::shipped())
    }

    /// The same with other models than the shipped ones.
    pub fn read_with(
        &self,
        files: &[String],
        rules: &Rules,
        choices: &Choices,
        models: &Models,
    ) -> Reading {
        let document = match &self.document {
            Ok(document) => document,
            Err(why) => return refused(why.clone()),
        };
        let layout = layout(document);
        if layout.blocks.len() > MOST_BLOCKS {
            return refused(format!("more than {MOST_BLOCKS} lines: not one article"));
        }
        let markup = Markup::new(document, layout, files, rules);
        let page = Page::laid_out(&markup.layout.text, rules);
        let reading = super::read_page(&page, Some(&markup), rules, models);
        if choices.is_empty() {
            return reading;
        }
        let paragraphs = choices::paragraphs(&page);
        let structure = |groups: &[Vec<usize>]| {
            let lines = groups.iter().flatten();
            let body: Vec<usize> = lines.filter_map(|line| page.at(*line)).collect();
            let plain = super::structure::structure(&page, &body);
            markup.body(&page, &body, &plain).0
        };
        choices::apply(reading, choices, &paragraphs, structure)
    }
}

/// What a page shows, a block a line; empty for one that is not read.
pub(crate) fn visible_text(html: &str) -> String {
    bounded::parse(html).map_or_else(|_| String::new(), |document| layout(&document).text)
}

/// The most lines of a page that is read.
const MOST_BLOCKS: usize = 20_000;

/// The largest number of a list item in Markdown (`CommonMark` 5.2: nine digits).
const LAST_NUMBER: u64 = 999_999_999;

fn refused(why: String) -> Reading {
    Reading {
        refusal: Some(why),
        ..Reading::default()
    }
}

/// What the stages of reading ask of a page's markup.
pub(crate) struct Markup<'d> {
    pub(crate) layout: Layout<'d>,
    /// For each block, whether the first cut keeps it.
    pub(crate) cut: Vec<bool>,
    pub(crate) meta: HtmlMeta,
    base: Base,
    /// By element, the blocks that are in it.
    extents: Vec<Range<usize>>,
    /// The lines of the layout's text that are not blank.
    lines: Vec<String>,
    /// Most of the page stands in block quotes: then they are no quotations.
    quotes_most: bool,
}

impl<'d> Markup<'d> {
    /// `files`: the paths of the files beside the page.
    pub(crate) fn new(
        document: &'d Document,
        layout: Layout<'d>,
        files: &[String],
        rules: &Rules,
    ) -> Self {
        let cut = cut::cut(document, &layout);
        let meta = metadata::read(document, rules.date_order);
        let url = document
            .base_uri()
            .map(|base| base.to_string())
            .filter(|base| base.contains("://"))
            .or_else(|| meta.url.as_ref().map(|url| url.value.clone()));
        Self {
            base: Base::new(url.as_deref(), files.iter().map(String::as_str)),
            extents: extents(&layout),
            lines: layout
                .text
                .lines()
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
            quotes_most: quotes_most(&layout),
            layout,
            cut,
            meta,
        }
    }

    /// How likely each block is to be part of the article. `text`: the same by the text models.
    pub(crate) fn chances(&self, page: &Page<'_>, text: &[f64], models: &Models) -> Vec<f64> {
        let end = TitlePlace::new(page, self).next_article(self);
        self.rows(page, text)
            .iter()
            .zip(0..)
            .map(|(row, index)| match end {
                Some(end) if index >= end => 0.0,
                _ => models.html.chance(row),
            })
            .collect()
    }

    /// The rows of the body model.
    pub(crate) fn rows(&self, page: &Page<'_>, text: &[f64]) -> Vec<Vec<f32>> {
        features::features(page, self, text)
    }

    /// The body of these blocks, and the files that its images need. `plain`: what they are by their words alone.
    pub(crate) fn body(
        &self,
        page: &Page<'_>,
        body: &[usize],
        plain: &[BodyBlock],
    ) -> (Vec<BodyBlock>, Vec<PageFile>) {
        let files = figures::files(self, body)
            .into_iter()
            .map(|file| PageFile {
                from: file.path,
                name: file.name,
            })
            .collect();
        (assemble::assemble(page, self, body, plain), files)
    }

    /// The images among these blocks that are not shown.
    pub(crate) fn lost_images(&self, page: &Page<'_>, body: &[usize]) -> Vec<LostImage> {
        figures::lost(self, page, body)
    }

    /// The first block that an element holds.
    fn block_of(&self, node: NodeId) -> Option<usize> {
        /// How far up from a block's text its element may be.
        const LEVELS: usize = 6;
        self.layout.blocks.iter().position(|block| {
            block.nodes.first().is_some_and(|first| {
                first.id == node
                    || first
                        .ancestors_it(Some(LEVELS))
                        .any(|above| above.id == node)
            })
        })
    }

    /// The numbers of the lines that show an element, if the layout has it.
    fn lines_of(&self, page: &Page<'_>, node: Option<NodeId>) -> Vec<usize> {
        node.and_then(|node| self.block_of(node))
            .map(|block| page.numbers(block))
            .unwrap_or_default()
    }

    /// Whether a block is of a menu.
    fn is_menu(&self, block: usize) -> bool {
        self.element_of(block).is_some_and(|element| {
            element.is_in(Tag::Nav) || element.is_about(Topic::Navigation, 3)
        })
    }

    /// Says why blocks that went nowhere did, where the markup shows it.
    pub(crate) fn reasons(&self, page: &Page<'_>, fates: &mut Fates) {
        for index in 0..page.len() {
            let Some(element) = self.element_of(index).filter(|_| fates.is_free(index)) else {
                continue;
            };
            let near = |topic| element.is_about(topic, 4);
            let reason = if self.is_menu(index) {
                Reason::Navigation
            } else if near(Topic::Comments) {
                Reason::CommentWidget
            } else if near(Topic::Related) {
                Reason::Teaser
            } else if near(Topic::Advertisement) {
                Reason::Advertisement
            } else if near(Topic::Appeal) {
                Reason::Appeal
            } else if near(Topic::Share) {
                Reason::Widget
            } else {
                continue;
            };
            fates.set(index, Fate::Out(reason));
        }
    }

    fn element_of(&self, block: usize) -> Option<&Element<'d>> {
        self.layout
            .elements
            .get(self.layout.blocks.get(block)?.element)
    }

    /// Whether a block is a heading of the highest level.
    fn is_headline(&self, block: usize) -> bool {
        let element = self.layout.blocks.get(block).map(|block| block.element);
        element.is_some_and(|element| {
            self.upwards(element)
                .take(3)
                .any(|(_, element)| element.tag == Tag::Heading(1))
        })
    }

    fn text(&self, block: usize) -> &str {
        self.lines.get(block).map_or("", String::as_str)
    }

    /// An element and those around it, from inside out, each with its place.
    fn upwards(&self, element: usize) -> impl Iterator<Item = (usize, &Element<'d>)> {
        let mut at = Some(element);
        std::iter::from_fn(move || {
            let place = at?;
            let element = self.layout.elements.get(place)?;
            at = element.parent;
            Some((place, element))
        })
    }

    fn blocks_in(&self, element: usize) -> Range<usize> {
        self.extents.get(element).cloned().unwrap_or_default()
    }

    /// The number of an item of a numbered list.
    fn number(&self, item: usize) -> u64 {
        let elements = &self.layout.elements;
        let list = elements.get(item).and_then(|item| item.parent);
        let start = list
            .and_then(|list| elements.get(list)?.node.attr("start")?.parse().ok())
            .filter(|start| *start < LAST_NUMBER)
            .unwrap_or(1_u64);
        let before = (list.unwrap_or(item)..item)
            .filter_map(|place| elements.get(place))
            .filter(|element| element.tag == Tag::Item && element.parent == list)
            .count();
        (start + before as u64).min(LAST_NUMBER)
    }
}

/// By element, the blocks that are in it: from its first to its last.
fn extents(layout: &Layout<'_>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = vec![0..0; layout.elements.len()];
    for (index, block) in layout.blocks.iter().enumerate() {
        if let Some(extent) = found.get_mut(block.element) {
            if extent.start == extent.end {
                extent.start = index;
            }
            extent.end = index + 1;
        }
    }
    for place in (0..found.len()).rev() {
        let own = found.get(place).cloned().unwrap_or_default();
        let parent = layout.elements.get(place).and_then(|e| e.parent);
        if let Some(extent) = parent.and_then(|parent| found.get_mut(parent))
            && own.start < own.end
        {
            *extent = if extent.start == extent.end {
                own
            } else {
                extent.start.min(own.start)..extent.end.max(own.end)
            };
        }
    }
    found
}

fn quotes_most(layout: &Layout<'_>) -> bool {
    let (mut quoted, mut all) = (0, 0);
    for block in &layout.blocks {
        let element = layout.elements.get(block.element);
        all += block.chars;
        if element.is_some_and(|element| element.is_in(Tag::Quote)) {
            quoted += block.chars;
        }
    }
    quoted * 2 > all
}
