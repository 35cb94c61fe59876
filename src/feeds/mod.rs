//! Pages for machines: feeds, the site map, `robots.txt`, old addresses, the map of the reader.
//!
//! A [`Feed`](item::Feed) is made of articles or of notes, and written as Atom and as JSON Feed.

mod absolute;
pub mod articles;
pub mod atom;
pub mod item;
pub mod json_feed;
pub mod map;
pub mod notes;
pub mod redirects;
pub mod robots;
pub mod sitemap;
#[cfg(test)]
mod tests;

use crate::content::ArticleMeta;
use crate::text::edtf::Edtf;

/// The day on which an article last was new to readers: that of its date, or the later one on which it was added or
/// corrected.
fn day(meta: &ArticleMeta) -> Option<&Edtf> {
    let new = meta.date.as_ref().max(meta.added.as_ref())?;
    let corrected = meta.corrections.iter();
    let corrected = corrected.filter_map(|correction| correction.date.as_ref());
    corrected.chain([new]).max()
}

/// Text for XML. Characters that XML cannot hold are left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}
