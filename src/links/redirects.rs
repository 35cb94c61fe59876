//! Old addresses that lead on to new ones: of entities that were merged into others, and what articles say under
//! `aliases`.

use std::collections::BTreeMap;

use super::resolve::has_scheme;
use crate::corpus::Corpus;
use crate::entities;
use crate::text::url;

/// Where an old address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redirect {
    /// The output path of the page that is meant.
    pub to: String,
    /// What that page is called.
    pub title: String,
    /// The file that says so, relative to the site's root.
    pub source: String,
}

/// The redirects of a site, by the output path that is asked for. An address that `is_taken` by a file of the site leads
/// nowhere else, nor does one that an earlier redirect has.
pub fn redirects(corpus: &Corpus, is_taken: impl Fn(&str) -> bool) -> BTreeMap<String, Redirect> {
    let mut redirects = BTreeMap::new();
    let mut add = |path: String, redirect: Redirect| {
        if !is_taken(&path) {
            redirects.entry(path).or_insert(redirect);
        }
    };
    for (slug, to) in &corpus.merged {
        let (Some(from), Some(into)) = (corpus.entities.get(slug), corpus.entities.get(to)) else {
            continue;
        };
        let redirect = Redirect {
            to: entities::output(to),
            title: into.meta.name.clone(),
            source: from.meta.file.path.clone(),
        };
        add(entities::output(slug), redirect);
    }
    for entry in corpus.articles.values() {
        let article = entry.article();
        for path in article.meta.aliases.iter().filter_map(|alias| path(alias)) {
            let redirect = Redirect {
                to: entry.output(),
                title: article.meta.title.clone(),
                source: article.file.path.clone(),
            };
            add(path, redirect);
        }
    }
    redirects
}

/// The file of `public/` that an old address asks for: a folder's is its `index.html`, and so is that of an address
/// which is no HTML file by its name, for servers go by it. None: it is no path of this site.
pub fn path(alias: &str) -> Option<String> {
    let bare = alias.trim_start_matches('/');
    if has_scheme(alias) || alias.starts_with("//") || bare.contains(['?', '#', '\\']) {
        return None;
    }
    let path = url::resolve("", &url::decode(bare))?;
    let is_page = |path: &str| path.ends_with(".html") || path.ends_with(".htm");
    Some(match path.as_str() {
        "" => "index.html".to_owned(),
        folder if folder.ends_with('/') => format!("{folder}index.html"),
        page if is_page(page) => path,
        other => format!("{other}/index.html"),
    })
}
