//! What an HTML page says of its article.
//!
//! [`read`] asks every source in turn: JSON-LD, the `<meta>` vocabularies, microdata, what a reader sees. Each makes
//! [claims](claims::Claims); the strongest wins. What only suggests a value is a guess, and strong sources that
//! contradict each other are a warning.

mod choose_authors;
mod choose_date;
mod choose_title;
mod claims;
mod date;
mod evidence;
mod head;
mod json;
mod json_ld;
mod meta_tags;
mod persons;
mod plain;
mod site;
mod spots;
mod url_date;
mod visible_author;
mod visible_date;

#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod tests;

use dom_query::Document;

pub use evidence::Evidence;

use super::super::rules::DateOrder;
use crate::import::words::fold;
use claims::{Claims, Field};
use spots::Spots;

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
    let mut claims = Claims::default();
    head::collect(document, &mut claims);
    meta_tags::collect(document, &mut claims);
    json_ld::collect(document, &mut claims);
    let saved = head::saved(document);
    let url = saved.url.or_else(|| site::url(&claims));
    let sites = site::names(&claims);
    let endings = site::endings(&sites, url.as_ref().map(|url| url.value.as_str()));
    let folded_sites: Vec<String> = endings.iter().map(|site| fold(site)).collect();
    let titles: Vec<String> = claims
        .on(Field::Title)
        .iter()
        .flat_map(|claim| {
            [
                fold(&claim.text),
                fold(choose_title::without_site(&claim.text, &endings)),
            ]
        })
        .collect();
    let spots = Spots::new(document, &titles, &folded_sites);
    visible_date::collect(&spots, &mut claims);
    visible_author::collect(&spots, &mut claims);
    let mut warnings = Vec::new();
    let address = url.as_ref().map(|url| url.value.as_str());
    HtmlMeta {
        title: choose_title::choose(&claims, &spots, &endings),
        description: site::description(&claims),
        authors: choose_authors::choose(&claims, &sites),
        date: choose_date::choose(&claims, address, order, &mut warnings),
        publication: site::publication(&claims),
        section: site::section(&claims),
        language: site::language(&claims),
        rights: site::rights(&claims),
        retrieved: saved.retrieved,
        url,
        warnings,
    }
}
