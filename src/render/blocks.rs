//! Paragraphs, headings, lists, quotes, rules.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::escape;
use super::renderer::Renderer;
use super::writer::Writer;

pub(super) fn start(renderer: &mut Renderer, tag: &Tag, at: usize, out: &mut Writer) {
    let id = if matches!(tag, Tag::Heading { .. } | Tag::Item) {
        String::new()
    } else {
        renderer.take_id()
    };
    match tag {
        Tag::Paragraph => out.tag(&format!("<p{id}>")),
        Tag::Heading { level, .. } => {
            renderer.id = None;
            let id = heading_id(renderer);
            out.tag(&format!("<h{} id=\"{id}\">", depth(*level as u8)));
        }
        Tag::BlockQuote(_) => out.tag(&format!("<blockquote{id}>\n")),
        Tag::List(None) => out.tag(&format!("<ul{id}>\n")),
        Tag::List(Some(1)) => out.tag(&format!("<ol{id}>\n")),
        Tag::List(Some(first)) => out.tag(&format!("<ol start=\"{first}\"{id}>\n")),
        Tag::Item if is_task(renderer, at) => out.tag("<li class=\"task\">"),
        Tag::Item => out.tag("<li>"),
        _ => {}
    }
}

pub(super) fn end(renderer: &mut Renderer, tag: TagEnd, out: &mut Writer) {
    match tag {
        TagEnd::Paragraph => out.tag("</p>\n"),
        TagEnd::Heading(level) => {
            let id = heading_id(renderer);
            renderer.headings += 1;
            out.tag(&format!(
                "<a class=\"anchor\" href=\"#{id}\" aria-label=\"Link to this section\"></a></h{}>\n",
                depth(level as u8)
            ));
        }
        TagEnd::BlockQuote(_) => out.tag("</blockquote>\n"),
        TagEnd::List(false) => out.tag("</ul>\n"),
        TagEnd::List(true) => out.tag("</ol>\n"),
        TagEnd::Item => out.tag("</li>\n"),
        _ => {}
    }
}

pub(super) fn rule(out: &mut Writer) {
    out.tag("<hr>\n");
}

/// A page has one first-level heading, its title: one in the body is of the second level.
fn depth(level: u8) -> u8 {
    level.max(2)
}

/// The id of the heading that is being written.
fn heading_id(renderer: &Renderer) -> String {
    let heading = renderer.input.document.headings.get(renderer.headings);
    let id = heading.map_or("", |heading| &heading.id);
    escape::attribute(&format!("{}{id}", renderer.prefix))
}

/// Whether an item of a list begins with a box.
fn is_task(renderer: &Renderer, at: usize) -> bool {
    let items = renderer
        .input
        .document
        .items
        .get(at + 1..)
        .unwrap_or_default();
    let mut events = items.iter().map(|item| &item.event);
    match events.next() {
        Some(Event::TaskListMarker(_)) => true,
        Some(Event::Start(Tag::Paragraph)) => {
            matches!(events.next(), Some(Event::TaskListMarker(_)))
        }
        _ => false,
    }
}
