//! Raw HTML blocks: each goes whole through the sanitiser and comes out balanced, without ids, classes and scripts.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use pulldown_cmark::Event;

use super::renderer::Renderer;
use super::target;
use super::writer::Writer;

/// Writes the block that starts at an index; returns the index after its end. What leaves nothing writes nothing.
pub(super) fn write(renderer: &mut Renderer, at: usize, out: &mut Writer) -> usize {
    let document = renderer.input.document;
    let mut html = String::new();
    let mut next = at + 1;
    for item in document.items.get(at + 1..).unwrap_or_default() {
        next += 1;
        match &item.event {
            Event::Html(line) | Event::Text(line) => html.push_str(line),
            Event::End(_) => break,
            _ => {}
        }
    }
    let addresses: BTreeMap<String, String> = document
        .links_of(at)
        .filter_map(|(index, link)| {
            Some((link.target.clone(), renderer.address(index)?.to_owned()))
        })
        .collect();
    let clean = sanitise(&html, addresses);
    let id = renderer.take_id();
    if !clean.trim().is_empty() {
        out.tag(&format!(
            "<div class=\"raw-html\"{id}>{}</div>\n",
            clean.trim()
        ));
    }
    next
}

/// `addresses`: by the target as written, what it leads to from this page.
fn sanitise(html: &str, addresses: BTreeMap<String, String>) -> String {
    let mut sanitiser = ammonia::Builder::default();
    sanitiser
        .url_schemes(HashSet::from(target::SCHEMES))
        .link_rel(None);
    sanitiser.attribute_filter(move |_, attribute, value| match attribute {
        "href" | "src" | "cite" => {
            let address = addresses.get(value.trim()).map_or(value, String::as_str);
            target::is_live(address).then(|| Cow::Owned(address.to_owned()))
        }
        _ => Some(Cow::Borrowed(value)),
    });
    sanitiser.clean(html).to_string()
}
