//! Tables, in a box that can be scrolled with the keyboard.

use pulldown_cmark::{Alignment, Tag, TagEnd};

use super::renderer::Renderer;
use super::writer::Writer;

/// The table that is being written.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    head: bool,
    /// Whether a row of the body has been written.
    body: bool,
}

pub(super) fn start(renderer: &mut Renderer, tag: &Tag, out: &mut Writer) {
    match tag {
        Tag::Table(alignments) => {
            renderer.table = Table {
                alignments: alignments.clone(),
                ..Table::default()
            };
            renderer.tables += 1;
            // A region is a landmark: those of fragments would have the same names as the body's.
            let role = if renderer.prefix.is_empty() {
                "region"
            } else {
                "group"
            };
            let (id, number) = (renderer.take_id(), renderer.tables);
            out.tag(&format!(
                "<div class=\"table\" role=\"{role}\" tabindex=\"0\" aria-label=\"Table {number}\"{id}><table>\n"
            ));
        }
        Tag::TableHead => {
            renderer.table.head = true;
            renderer.table.column = 0;
            out.tag("<thead><tr>");
        }
        Tag::TableRow => {
            renderer.table.column = 0;
            out.tag(if renderer.table.body {
                "<tr>"
            } else {
                "<tbody>\n<tr>"
            });
            renderer.table.body = true;
        }
        Tag::TableCell => {
            let class = match renderer.table.alignments.get(renderer.table.column) {
                Some(Alignment::Left) => " class=\"left\"",
                Some(Alignment::Center) => " class=\"center\"",
                Some(Alignment::Right) => " class=\"right\"",
                _ => "",
            };
            renderer.table.column += 1;
            let element = if renderer.table.head {
                "th scope=\"col\""
            } else {
                "td"
            };
            out.tag(&format!("<{element}{class}>"));
        }
        _ => {}
    }
}

pub(super) fn end(renderer: &mut Renderer, tag: TagEnd, out: &mut Writer) {
    match tag {
        TagEnd::Table => out.tag(if renderer.table.body {
            "</tbody></table></div>\n"
        } else {
            "</table></div>\n"
        }),
        TagEnd::TableHead => {
            renderer.table.head = false;
            out.tag("</tr></thead>\n");
        }
        TagEnd::TableRow => out.tag("</tr>\n"),
        TagEnd::TableCell => out.tag(if renderer.table.head {
            "</th>"
        } else {
            "</td>"
        }),
        _ => {}
    }
}
