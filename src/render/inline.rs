//! Text, emphasis, links, breaks.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::renderer::Renderer;
use super::writer::Writer;
use super::{escape, target};
use crate::document::Item;
use crate::links::Href;

pub(super) fn start(tag: &Tag, out: &mut Writer) {
    match tag {
        Tag::Emphasis => out.tag("<em>"),
        Tag::Strong => out.tag("<strong>"),
        Tag::Strikethrough => out.tag("<del>"),
        _ => {}
    }
}

pub(super) fn end(tag: TagEnd, out: &mut Writer) {
    match tag {
        TagEnd::Emphasis => out.end_inline("</em>"),
        TagEnd::Strong => out.end_inline("</strong>"),
        TagEnd::Strikethrough => out.end_inline("</del>"),
        _ => {}
    }
}

/// A link whose address may not be live, or that leads nowhere, is its text alone.
pub(super) fn start_link(renderer: &mut Renderer, at: usize, title: &str, out: &mut Writer) {
    let link = renderer
        .input
        .document
        .links_of(at)
        .next()
        .map(|(index, _)| index);
    let address = link.and_then(|link| renderer.address(link));
    let nested = renderer.links.contains(&true);
    let address = address.filter(|_| !nested);
    renderer.links.push(address.is_some());
    if let Some(address) = address {
        let href = target::attribute(address);
        let rel = if target::is_external(address) {
            " rel=\"external\""
        } else {
            ""
        };
        out.link(&format!(
            "<a href=\"{href}\"{rel}{}>",
            title_attribute(title)
        ));
    }
}

/// Writes a link that has a title of its own in place of its text; returns the index after its end.
pub(super) fn titled_link(renderer: &Renderer, at: usize, out: &mut Writer) -> Option<usize> {
    let document = renderer.input.document;
    let (link, _) = document.links_of(at).next()?;
    let Href::Titled { url, title } = renderer.href(link) else {
        return None;
    };
    let title = escape::text(title);
    if renderer.links.contains(&true) {
        out.tag(&title);
    } else {
        out.tag(&format!(
            "<a href=\"{}\">{title}</a>",
            target::attribute(url)
        ));
    }
    let rest = document.items.get(at..)?;
    let end = rest
        .iter()
        .position(|item| item.event == Event::End(TagEnd::Link))?;
    Some(at + end + 1)
}

pub(super) fn end_link(renderer: &mut Renderer, out: &mut Writer) {
    if renderer.links.pop() == Some(true) {
        out.end_link();
    }
}

pub(super) fn title_attribute(title: &str) -> String {
    if title.is_empty() {
        String::new()
    } else {
        format!(" title=\"{}\"", escape::attribute(title))
    }
}

/// What holds no other items. A break keeps its space in the text.
/// Text, with the names of entities in it as links.
pub(super) fn text(renderer: &Renderer, item: &Item, out: &mut Writer) {
    let (mut at, end) = (item.plain.start, item.plain.end);
    let names = renderer.input.names;
    let first = names.partition_point(|name| name.range.start < at);
    let inside = names
        .iter()
        .skip(first)
        .take_while(|name| name.range.end <= end);
    for name in inside.filter(|_| !renderer.links.contains(&true)) {
        out.text(at..name.range.start);
        let href = target::attribute(&name.href);
        out.link(&format!("<a class=\"entity\" href=\"{href}\">"));
        out.text(name.range.clone());
        out.end_link();
        at = name.range.end;
    }
    out.text(at..end);
}

pub(super) fn leaf(item: &Item, out: &mut Writer) {
    match &item.event {
        Event::Text(_) | Event::SoftBreak => out.text(item.plain.clone()),
        Event::HardBreak => {
            out.end_inline("<br>");
            out.text(item.plain.clone());
        }
        Event::Code(_) => {
            out.tag("<code>");
            out.text(item.plain.clone());
            out.end_inline("</code>");
        }
        // Settled when the document was read: a kept tag without attributes.
        Event::InlineHtml(tag) if tag.starts_with("</") => out.end_inline(tag),
        Event::InlineHtml(tag) => out.tag(tag),
        Event::TaskListMarker(done) => {
            let (checked, label) = if *done {
                (" checked", "Done")
            } else {
                ("", "Not done")
            };
            out.tag(&format!(
                "<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\">"
            ));
        }
        _ => {}
    }
}
