//! Markdown outside of an article's body: short fields, notes, descriptions.

use pulldown_cmark::Event;

use super::renderer::Renderer;
use super::{Highlighter, Input, escape};
use crate::document::{self, Document};
use crate::links::Href;

/// A body in one piece, without marks, for a page that has another body. Every id in it begins with `prefix`.
/// `hrefs` is as in [`Input`].
pub fn fragment(
    document: &Document,
    hrefs: &[Href],
    highlight: &Highlighter,
    prefix: &str,
) -> String {
    let input = Input {
        document,
        hrefs,
        marks: &[],
        names: &[],
        highlight,
    };
    let blocks = Renderer::new(&input, prefix).run();
    blocks.into_iter().map(|block| block.html).collect()
}

/// A short field of Markdown (a deck, a reason) as inline HTML: emphasis and code stay; a link is its text, since such
/// fields stand inside of links; blocks are joined by a space.
pub fn inline(markdown: &str) -> String {
    let document = document::parse(markdown, &document::Options::default());
    let mut html = String::new();
    let mut written = 0;
    for item in &document.items {
        let text = document.plain.slice(item.plain.clone());
        let is_text = matches!(
            item.event,
            Event::Text(_) | Event::SoftBreak | Event::HardBreak | Event::Code(_)
        );
        if is_text && !text.is_empty() {
            if item.plain.start > written && written > 0 {
                html.push(' ');
            }
            written = item.plain.end;
        }
        match &item.event {
            Event::Text(_) | Event::SoftBreak | Event::HardBreak => {
                escape::push_text(&mut html, text);
            }
            Event::Code(_) => html.extend(["<code>", &escape::text(text), "</code>"]),
            Event::InlineHtml(tag) => html.push_str(tag),
            Event::Html(raw) => html.push_str(&escape::text(raw.trim_end())),
            Event::Start(tag) => html.push_str(element(tag.to_end(), "<em>", "<strong>", "<del>")),
            Event::End(tag) => html.push_str(element(*tag, "</em>", "</strong>", "</del>")),
            _ => {}
        }
    }
    html
}

fn element<'a>(tag: pulldown_cmark::TagEnd, em: &'a str, strong: &'a str, del: &'a str) -> &'a str {
    match tag {
        pulldown_cmark::TagEnd::Emphasis => em,
        pulldown_cmark::TagEnd::Strong => strong,
        pulldown_cmark::TagEnd::Strikethrough => del,
        _ => "",
    }
}
