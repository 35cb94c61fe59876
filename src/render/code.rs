//! Code blocks: classes of the highlighter, cut by marks like any other text.

use pulldown_cmark::{CodeBlockKind, Event};

use super::escape;
use super::renderer::Renderer;
use super::writer::Writer;

/// Writes the block that starts at an index; returns the index after its end.
pub(super) fn write(
    renderer: &mut Renderer,
    at: usize,
    kind: &CodeBlockKind,
    out: &mut Writer,
) -> usize {
    let document = renderer.input.document;
    let items = document.items.get(at + 1..).unwrap_or_default();
    let inside = items
        .iter()
        .take_while(|item| !matches!(item.event, Event::End(_)))
        .count();
    let plain = document
        .items
        .get(at)
        .map_or(0..0, |item| item.plain.clone());
    let language = language(kind);
    let class = if language.is_empty() {
        String::new()
    } else {
        format!(" class=\"language-{}\"", escape::attribute(language))
    };
    let id = renderer.take_id();
    out.tag(&format!("<pre{id} tabindex=\"0\"><code{class}>"));
    let mut at_byte = plain.start;
    for span in renderer
        .input
        .highlight
        .spans(language, document.plain.slice(plain.clone()))
        .iter()
    {
        let range = plain.start + span.range.start..plain.start + span.range.end;
        out.text(at_byte..range.start);
        out.tag(&format!("<span class=\"{}\">", span.class));
        out.text(range.clone());
        out.end_inline("</span>");
        at_byte = range.end;
    }
    out.text(at_byte..plain.end);
    out.tag("</code></pre>\n");
    at + inside + 2
}

/// The first word of what stands behind the fence, as far as it looks like the name of a language.
fn language<'a>(kind: &'a CodeBlockKind) -> &'a str {
    let CodeBlockKind::Fenced(info) = kind else {
        return "";
    };
    let stop =
        |char: char| !(char.is_ascii_alphanumeric() || matches!(char, '+' | '#' | '-' | '_' | '.'));
    info.split(stop).next().unwrap_or_default()
}
