//! Every link to another site, with its places: as a source has it, or, where no source does, on a page as it was built.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rayon::prelude::*;
use url::Url;

use crate::check::html_links;
use crate::config::{self, Config};
use crate::content::TextFile;
use crate::corpus::Corpus;
use crate::diagnostic::Place;
use crate::document::{self, Document, Options};
use crate::site::Built;
use crate::source::Snapshot;
use crate::text::url::is_web;

/// The links by what is asked: the address in its normal form, without its fragment; as it is written where it is none.
pub type Linked = BTreeMap<String, Link>;

/// A link, wherever it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// None where it can be no address.
    pub address: Option<Url>,
    pub places: BTreeSet<Place>,
}

/// All that a built site links to on the web, itself left out.
pub fn gather(snapshot: &Snapshot, built: &Built) -> Linked {
    let Some(survey) = &built.survey else {
        return Linked::new();
    };
    let mut found = Found {
        base: survey.config.base_url.clone(),
        links: Linked::new(),
    };
    found.sources(&survey.corpus, &survey.config);
    found.settings(snapshot, &survey.config);
    let pages: Vec<_> = built
        .files
        .par_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path, html_links::scan(&String::from_utf8_lossy(bytes))))
        .collect();
    let in_sources: BTreeSet<String> = found.links.keys().cloned().collect();
    for (path, page) in pages {
        for target in page.targets {
            let is_known = |(url, _): &(String, _)| in_sources.contains(url);
            if !address(&target).is_some_and(|it| is_known(&it)) {
                found.add(&target, || Place::file(format!("public/{path}")));
            }
        }
    }
    // What a template writes stands on many pages: one is enough to find it.
    for (_, link) in found
        .links
        .iter_mut()
        .filter(|(url, _)| !in_sources.contains(*url))
    {
        link.places = link.places.first().cloned().into_iter().collect();
    }
    found.links
}

struct Found {
    base: Option<String>,
    links: Linked,
}

impl Found {
    fn add(&mut self, target: &str, place: impl FnOnce() -> Place) {
        let is_own = self
            .base
            .as_ref()
            .is_some_and(|base| target.starts_with(base));
        if let Some((key, address)) = address(target).filter(|_| !is_own) {
            let link = self.links.entry(key).or_default();
            link.address = address;
            link.places.insert(place());
        }
    }

    fn sources(&mut self, corpus: &Corpus, config: &Config) {
        for entry in corpus.articles.values() {
            let article = entry.article();
            self.document(&article.file, entry.document());
            if let Some(url) = &article.meta.url {
                self.front_matter(&article.file, url, url);
            }
        }
        for page in corpus.pages.values() {
            self.document(&page.meta.file, &page.document);
        }
        for entity in corpus.entities.values() {
            self.document(&entity.meta.file, &entity.document);
            if let Some(id) = &entity.meta.wikidata {
                let url = format!("https://www.wikidata.org/wiki/{id}");
                self.front_matter(&entity.meta.file, &url, id);
            }
        }
        let options = Options {
            smart_punctuation: config.smart_punctuation,
        };
        for (_, note) in corpus.notes() {
            self.document(&note.file, &document::parse(note.file.body(), &options));
        }
    }

    fn document(&mut self, file: &TextFile, document: &Document) {
        for link in &document.links {
            self.add(&link.target, || file.body_place(link.source.clone()));
        }
    }

    /// A link that the front matter is the reason of, by the value `written` there.
    fn front_matter(&mut self, file: &TextFile, url: &str, written: &str) {
        self.add(url, || {
            within(&file.path, &file.text, file.front_matter.clone(), written)
        });
    }

    /// The links of `postil.yaml`.
    fn settings(&mut self, snapshot: &Snapshot, config: &Config) {
        let text = snapshot.files.get(config::FILE);
        let text = text.map(|file| String::from_utf8_lossy(&file.bytes));
        let text = text.unwrap_or_default();
        for url in config
            .people
            .iter()
            .filter_map(|person| person.url.as_ref())
        {
            self.add(url, || within(config::FILE, &text, 0..text.len(), url));
        }
    }
}

/// The place of `words` in a part of a file; the file's if they are written in another way.
fn within(path: &str, text: &str, part: Range<usize>, words: &str) -> Place {
    let found = text.get(part.clone()).and_then(|text| text.find(words));
    found.map_or_else(
        || Place::file(path),
        |at| Place::span(path, text, part.start + at..part.start + at + words.len()),
    )
}

/// What is asked for a link that is written so; none where it is no link to the web.
fn address(target: &str) -> Option<(String, Option<Url>)> {
    let target = target.trim();
    let whole = match target.strip_prefix("//") {
        Some(_) => format!("https:{target}"),
        None if is_web(target) => target.to_owned(),
        None => return None,
    };
    let Some(mut url) = Url::parse(&whole).ok().filter(Url::has_host) else {
        return Some((whole, None));
    };
    url.set_fragment(None);
    // A password is nothing to be sent about; both can be set where there is a host.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    Some((url.to_string(), Some(url)))
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn one_address_is_asked_however_it_is_written() {
        let asked = |target| address(target).map(|(key, _)| key);
        for target in [
            "https://example.org/a",
            " HTTPS://EXAMPLE.org:443/a#b",
            "//example.org/x/../a",
            "https://ana:secret@example.org/a",
        ] {
            assert_eq!(asked(target).as_deref(), Some("https://example.org/a"));
        }
        for target in [
            "", "a.html", "/a", "#a", "mailto:a@example.org", "javascript:alert(1)",
        ] {
            assert_eq!(asked(target), None, "{target}");
        }
        assert_eq!(address("https://"), Some(("https://".to_owned(), None)));
        assert_eq!(
            address("http://a b/"),
            Some(("http://a b/".to_owned(), None))
        );
    }
}
