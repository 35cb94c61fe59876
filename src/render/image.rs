//! Images: loaded when they come near, with their alternative text; those on other hosts as links.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::inline::title_attribute;
use super::renderer::Renderer;
use super::writer::Writer;
use super::{escape, remote_image, target};

/// Writes the image that starts at an index; returns the index after its end. One whose address may not be live is
/// an empty box with the alternative text.
pub(super) fn write(renderer: &Renderer, at: usize, title: &str, out: &mut Writer) -> usize {
    let document = renderer.input.document;
    let mut alt = String::new();
    let mut depth = 0_usize;
    let mut next = at;
    for item in document.items.get(at..).unwrap_or_default() {
        next += 1;
        match &item.event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) => depth -= 1,
            Event::Text(text) | Event::Code(text) => alt.push_str(text),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    let link = document.links_of(at).next().map(|(index, _)| index);
    match link
        .and_then(|link| renderer.address(link))
        .filter(|address| !address.is_empty())
    {
        Some(address) if target::is_external(address) => {
            let is_nested = renderer.links.contains(&true);
            out.tag(&remote_image::link(address, &alt, title, is_nested));
        }
        Some(address) => out.tag(&format!(
            "<img src=\"{}\" alt=\"{alt}\"{} loading=\"lazy\">",
            target::attribute(address),
            title_attribute(title),
            alt = escape::attribute(&alt),
        )),
        None if alt.is_empty() => {}
        None => out.tag(&format!(
            "<span class=\"missing-image\" role=\"img\" aria-label=\"{}\"></span>",
            escape::attribute(&alt)
        )),
    }
    next
}
