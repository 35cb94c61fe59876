//! From events in their final order to a [`Document`].

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::Placed;
use super::ids::{self, Ids};
use super::text::Text;
use super::{
    BlockKind, Document, Footnote, Heading, Item, Link, LinkKind, TopBlock, html_links, words,
};
use pulldown_cmark::LinkType;

/// An element that has started and not ended.
struct Open {
    item: usize,
    /// Where its text begins, if it has any.
    plain: usize,
    link: Option<usize>,
    /// What a text directly inside it is.
    kind: BlockKind,
}

struct Builder<'a> {
    body: &'a str,
    text: Text<'a>,
    ids: Ids,
    items: Vec<Item>,
    open: Vec<Open>,
    /// How many images and HTML blocks are open: their text is not the document's.
    hidden: usize,
    top: Vec<TopBlock>,
    headings: Vec<Heading>,
    links: Vec<Link>,
    footnotes: Vec<Footnote>,
}

pub(super) fn build(body: &str, events: Vec<Placed>) -> Document {
    let mut builder = Builder {
        body,
        text: Text::new(body),
        ids: Ids::new(),
        items: Vec::with_capacity(events.len()),
        open: Vec::new(),
        hidden: 0,
        top: Vec::new(),
        headings: Vec::new(),
        links: Vec::new(),
        footnotes: Vec::new(),
    };
    for (event, source) in events {
        builder.event(event, source);
    }
    builder.finish()
}

impl Builder<'_> {
    fn event(&mut self, event: Event, source: Range<usize>) {
        let at = self.text.len();
        match &event {
            Event::Start(tag) => self.start(tag, &source),
            Event::End(tag) => return self.end(*tag, source),
            Event::Rule => {
                self.text.close();
                self.top_block(self.items.len(), at..at, &source);
            }
            _ if self.hidden > 0 => {}
            Event::Text(text) => self.text.push(text, &source),
            Event::Code(code) => self.text.push_code(code, &source),
            Event::SoftBreak | Event::HardBreak => self.text.push(" ", &source),
            _ => {}
        }
        let plain = match event {
            Event::Start(_) => at..at,
            _ => self.text.since(at),
        };
        self.items.push(Item {
            event: event.into_static(),
            source,
            plain,
        });
    }

    fn start(&mut self, tag: &Tag, source: &Range<usize>) {
        let inline = super::inline_html::is_inline(tag);
        if !inline {
            self.text.close();
        }
        let kind = self.kind(tag);
        self.text.inside(
            kind,
            (!inline && kind != BlockKind::ListItem).then(|| source.clone()),
        );
        let link = self.link(tag, source);
        self.hidden += usize::from(matches!(tag, Tag::Image { .. } | Tag::HtmlBlock));
        if let Tag::FootnoteDefinition(label) = tag {
            self.text.footnote(Some(self.footnotes.len()));
            self.footnotes.push(Footnote {
                label: label.to_string(),
                items: self.items.len()..self.items.len(),
                references: Vec::new(),
                plain: 0..0,
            });
        }
        self.open.push(Open {
            item: self.items.len(),
            plain: self.text.next(),
            link,
            kind,
        });
    }

    /// What kind of block a text directly inside `tag` would be.
    fn kind(&self, tag: &Tag) -> BlockKind {
        match tag {
            Tag::Heading { .. } => BlockKind::Heading,
            Tag::Item => BlockKind::ListItem,
            Tag::TableCell => BlockKind::TableCell,
            Tag::CodeBlock(_) => BlockKind::Code,
            tag if super::inline_html::is_inline(tag) => self.around(),
            _ => BlockKind::Paragraph,
        }
    }

    fn around(&self) -> BlockKind {
        self.open
            .last()
            .map_or(BlockKind::Paragraph, |open| open.kind)
    }

    fn link(&mut self, tag: &Tag, source: &Range<usize>) -> Option<usize> {
        let (Tag::Link {
            link_type,
            dest_url,
            ..
        }
        | Tag::Image {
            link_type,
            dest_url,
            ..
        }) = tag
        else {
            return None;
        };
        let kind = match (tag, link_type) {
            (Tag::Image { .. }, _) => LinkKind::Image,
            (_, LinkType::Inline) => LinkKind::Inline,
            (_, LinkType::Autolink | LinkType::Email) => LinkKind::Autolink,
            (_, LinkType::WikiLink { .. }) => LinkKind::Wiki,
            _ => LinkKind::Reference,
        };
        let target = match link_type {
            LinkType::Email => format!("mailto:{dest_url}"),
            // In a table the bar of `[[slug\|text]]` needs an escape, which the parser leaves in the target.
            LinkType::WikiLink { has_pothole: true } if self.around() == BlockKind::TableCell => {
                dest_url.strip_suffix('\\').unwrap_or(dest_url).to_owned()
            }
            _ => dest_url.to_string(),
        };
        let at = self.text.len();
        self.links.push(Link {
            kind,
            target,
            source: source.clone(),
            plain: at..at,
            item: self.items.len(),
        });
        Some(self.links.len() - 1)
    }

    fn end(&mut self, tag: TagEnd, source: Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        if !super::inline_html::is_inline_end(tag) {
            if tag == TagEnd::CodeBlock {
                self.drop_last_break(open.item);
            }
            self.text.close();
        }
        let end = self.text.len();
        let plain = if open.plain < end {
            open.plain..end
        } else {
            end..end
        };
        if let Some(item) = self.items.get_mut(open.item) {
            item.plain = plain.clone();
        }
        if let Some(link) = open.link.and_then(|link| self.links.get_mut(link)) {
            link.plain = plain.clone();
        }
        if matches!(tag, TagEnd::Image | TagEnd::HtmlBlock) {
            self.hidden = self.hidden.saturating_sub(1);
        }
        match tag {
            TagEnd::Heading(level) => self.heading(level as u8, &plain, &source),
            TagEnd::HtmlBlock => self.html_links(open.item, &source),
            TagEnd::FootnoteDefinition => self.footnote(open.item, &plain),
            _ => {}
        }
        self.top_block(open.item, plain.clone(), &source);
        self.text.inside(self.around(), None);
        self.items.push(Item {
            event: Event::End(tag),
            source,
            plain,
        });
    }

    /// A code block's last line break is not text: neither of the block nor of the items in it.
    fn drop_last_break(&mut self, start: usize) {
        self.text.drop_last_break();
        let end = self.text.len();
        for item in self.items.iter_mut().skip(start) {
            item.plain = item.plain.start.min(end)..item.plain.end.min(end);
        }
    }

    fn heading(&mut self, level: u8, plain: &Range<usize>, source: &Range<usize>) {
        let text = self.text.slice(plain.clone()).to_owned();
        let id = self.ids.heading(&text);
        self.text.name_last(plain, &id);
        self.headings.push(Heading {
            level,
            id,
            text,
            plain: plain.clone(),
            source: source.clone(),
        });
    }

    fn html_links(&mut self, item: usize, source: &Range<usize>) {
        let html = self.body.get(source.clone()).unwrap_or_default();
        let at = self.text.len();
        self.links.extend(
            html_links::scan(html)
                .into_iter()
                .map(|(tag, target)| Link {
                    kind: LinkKind::Html,
                    target,
                    source: source.start + tag.start..source.start + tag.end,
                    plain: at..at,
                    item,
                }),
        );
    }

    fn footnote(&mut self, item: usize, plain: &Range<usize>) {
        self.text.footnote(None);
        if let Some(footnote) = self.footnotes.last_mut() {
            footnote.items = item..self.items.len() + 1;
            footnote.plain = plain.clone();
        }
    }

    /// Called at the end of each element (for a rule: at the rule), before the end itself is put among the items.
    fn top_block(&mut self, item: usize, plain: Range<usize>, source: &Range<usize>) {
        if !self.open.is_empty() {
            return;
        }
        let items = item..self.items.len() + 1;
        match self.top.last_mut() {
            Some(last) if last.footnotes => {
                last.items.end = items.end;
                last.source = last.source.start.min(source.start)..last.source.end.max(source.end);
                match (last.plain.is_empty(), plain.is_empty()) {
                    (_, true) => {}
                    (true, false) => last.plain = plain,
                    (false, false) => last.plain.end = plain.end,
                }
            }
            _ => {
                let footnotes = self
                    .footnotes
                    .last()
                    .is_some_and(|note| note.items == items);
                let heading = self
                    .headings
                    .last()
                    .filter(|heading| heading.source == *source);
                let id = if footnotes {
                    Some(ids::FOOTNOTES.to_owned())
                } else {
                    heading.map(|heading| heading.id.clone())
                };
                self.top.push(TopBlock {
                    id,
                    items,
                    plain,
                    source: source.clone(),
                    footnotes,
                });
            }
        }
    }

    fn finish(mut self) -> Document {
        // Headings have had their choice: paragraphs take what is left.
        for block in self.top.iter_mut().filter(|block| block.id.is_none()) {
            block.id = self.ids.paragraph(self.text.slice(block.plain.clone()));
        }
        let plain = self.text.finish(&self.top);
        let mut document = Document {
            words: words::count(&plain.text),
            items: self.items,
            top: self.top,
            plain,
            headings: self.headings,
            links: self.links,
            footnotes: self.footnotes,
        };
        refer(&mut document);
        document
    }
}

/// Gives each footnote its references. Labels are equal whatever their case; the first definition of a label counts.
/// The words of an image are read out and not drawn: a reference among them is none.
fn refer(document: &mut Document) {
    let mut numbers = BTreeMap::new();
    for (number, footnote) in document.footnotes.iter().enumerate() {
        numbers
            .entry(footnote.label.to_lowercase())
            .or_insert(number);
    }
    let mut images = 0_usize;
    for (at, item) in document.items.iter().enumerate() {
        match &item.event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images = images.saturating_sub(1),
            _ => {}
        }
        if let Event::FootnoteReference(label) = &item.event
            && images == 0
            && let Some(&number) = numbers.get(&label.to_lowercase())
            && let Some(footnote) = document.footnotes.get_mut(number)
        {
            footnote.references.push(at);
        }
    }
}
