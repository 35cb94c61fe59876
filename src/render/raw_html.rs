//! Raw HTML blocks: each goes whole through the sanitiser and comes out balanced, without ids, classes and scripts.
//! One that is nested too deep to be read in good time is shown as text.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use pulldown_cmark::Event;

use super::renderer::Renderer;
use super::writer::Writer;
use super::{escape, remote_image, target};

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
    let clean = if is_too_deep(&html) {
        format!("<pre>{}</pre>", escape::text(&html))
    } else {
        sanitise(&html, addresses)
    };
    let id = renderer.take_id();
    if !clean.trim().is_empty() {
        out.tag(&format!(
            "<div class=\"raw-html\"{id}>{}</div>\n",
            clean.trim()
        ));
    }
    next
}

/// How many start tags may be open at once: far more than anybody writes, and so few that parsing, whose time grows
/// with the square of the depth, stays fast.
const DEEPEST: usize = 4_000;

/// Whether more start tags are open than [`DEEPEST`], as far as a look at the signs tells.
fn is_too_deep(html: &str) -> bool {
    let mut open = 0_usize;
    html.as_bytes().windows(2).any(|pair| {
        match pair {
            [b'<', b'/'] => open = open.saturating_sub(1),
            [b'<', next] if next.is_ascii_alphabetic() => open += 1,
            _ => {}
        }
        open > DEEPEST
    })
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
    remote_image::in_html(&sanitiser.clean(html).to_string())
}
