//! Pages for machines: Atom, the site map, `robots.txt`, the map of the reader.

pub mod atom;
pub mod map;
pub mod robots;
pub mod sitemap;

use crate::content::ArticleMeta;
use crate::text::edtf::Edtf;

/// The day that feeds give for an article: its date, or else the day it was added to the reader.
fn day(meta: &ArticleMeta) -> Option<&Edtf> {
    meta.date.as_ref().or(meta.added.as_ref())
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
