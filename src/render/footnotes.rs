//! Footnotes: numbered in the order of their definitions, gathered at the end, linked both ways.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::escape;
use super::renderer::Renderer;
use super::writer::Writer;
use crate::document::{Document, ids};

/// By item: the footnote's number and which reference to it this is, both from 1.
pub(super) fn references(document: &Document) -> BTreeMap<usize, (usize, usize)> {
    let numbered = document.footnotes.iter().zip(1..);
    let references = numbered.flat_map(|(footnote, number)| {
        footnote
            .references
            .iter()
            .zip(1..)
            .map(move |(&item, nth)| (item, (number, nth)))
    });
    references.collect()
}

pub(super) fn reference(renderer: &Renderer, at: usize, out: &mut Writer) {
    let Some(&(number, nth)) = renderer.references.get(&at) else {
        return;
    };
    let prefix = escape::attribute(renderer.prefix);
    let (id, href) = (ids::footnote_reference(number, nth), ids::footnote(number));
    out.reference(&format!(
        "<a class=\"footnote-ref\" href=\"#{prefix}{href}\" id=\"{prefix}{id}\" aria-label=\"Footnote {number}\"><sup>{number}</sup></a>"
    ));
}

pub(super) fn start(renderer: &mut Renderer, out: &mut Writer) {
    let id = renderer.take_id();
    // One landmark on a page is enough: fragments have none.
    let label = if renderer.prefix.is_empty() {
        " aria-label=\"Footnotes\""
    } else {
        ""
    };
    out.tag(&format!("<section class=\"footnotes\"{label}{id}>\n<ol>\n"));
}

pub(super) fn end(out: &mut Writer) {
    out.tag("</ol>\n</section>\n");
}

pub(super) fn start_body(renderer: &mut Renderer, out: &mut Writer) {
    renderer.footnotes += 1;
    let prefix = escape::attribute(renderer.prefix);
    out.tag(&format!(
        "<li id=\"{prefix}{}\">",
        ids::footnote(renderer.footnotes)
    ));
}

/// Ends a body with a link back to each reference, inside its last paragraph if it ends in one.
pub(super) fn end_body(renderer: &Renderer, out: &mut Writer) {
    let prefix = escape::attribute(renderer.prefix);
    let number = renderer.footnotes;
    let footnote = renderer.input.document.footnotes.get(number - 1);
    let count = footnote.map_or(0, |footnote| footnote.references.len());
    let mut links = String::new();
    for nth in 1..=count {
        let href = ids::footnote_reference(number, nth);
        let which = if count == 1 {
            number.to_string()
        } else {
            format!("{number}, {nth}")
        };
        let _ = write!(
            links,
            "<a class=\"footnote-back\" href=\"#{prefix}{href}\" aria-label=\"Back to reference {which}\">↩</a>"
        );
    }
    out.tag("");
    out.before_end("</p>\n", &links);
    out.tag("</li>\n");
}
