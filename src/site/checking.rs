//! Dead links of the built pages, found anew only where something has changed.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::html::Html;
use crate::check::html_links::{Broken, PageLinks, broken};
use crate::output::Files;

/// Remembers which pages were in order. A page stays so as long as it is the same, and no file and no id that there was
/// has gone: what comes cannot break a link.
#[derive(Debug, Default)]
pub(super) struct Checker {
    base: Option<String>,
    /// The paths that links could lead to, in order.
    paths: Vec<String>,
    pages: HashMap<String, Checked>,
}

#[derive(Debug)]
struct Checked {
    links: Arc<PageLinks>,
    in_order: bool,
}

impl Checker {
    /// The links of all pages that lead nowhere. One to a page that was `planned` but whose template failed is no
    /// matter: that is told already. `base` is the site's own address.
    pub(super) fn broken<'p>(
        &mut self,
        html: &BTreeMap<String, Html>,
        files: &Files,
        planned: impl Fn(&str) -> bool + Sync,
        failed: impl Iterator<Item = &'p str>,
        base: Option<&str>,
    ) -> Vec<Broken> {
        let exists = |path: &str| files.contains_key(path) || planned(path);
        let failed: Vec<&str> = failed.filter(|path| !files.contains_key(*path)).collect();
        let count = files.len() + failed.len();
        let nothing_gone = self.base.as_deref() == base
            && self.paths.iter().all(|path| exists(path))
            && self.pages.iter().all(|(path, before)| {
                let now = html.get(path).map(|html| &html.links);
                // That a page has gone is seen by its path; of one that cannot be rendered no ids are known.
                now.is_some_and(|now| {
                    Arc::ptr_eq(now, &before.links) || now.ids.is_superset(&before.links.ids)
                })
            })
            // A page where another file was is asked for ids that nobody asked the file for.
            && html.keys().all(|path| {
                self.pages.contains_key(path) || self.paths.binary_search(path).is_err()
            });
        let ids = |path: &str| html.get(path).map(|html| &*html.links);
        let known = &self.pages;
        let is_same = |path: &str, links: &Arc<PageLinks>| {
            let known = known.get(path);
            known.is_some_and(|known| known.in_order && Arc::ptr_eq(&known.links, links))
        };
        let open = html
            .iter()
            .filter(|(path, html)| !nothing_gone || !is_same(path, &html.links));
        let open: Vec<(&String, &Html)> = open.collect();
        let checked: Vec<(&String, &Html, Vec<Broken>)> = open
            .into_par_iter()
            .map(|(path, html)| (path, html, broken(path, &html.links, ids, exists, base)))
            .collect();
        let mut all = Vec::new();
        for (path, html, found) in checked {
            let page = Checked {
                links: Arc::clone(&html.links),
                in_order: found.is_empty(),
            };
            self.pages.insert(path.clone(), page);
            all.extend(found);
        }
        if self.pages.len() > html.len() {
            self.pages.retain(|path, _| html.contains_key(path));
        }
        if !nothing_gone || self.paths.len() != count {
            let failed = failed.iter().map(|path| (*path).to_owned());
            self.paths = files.keys().cloned().chain(failed).collect();
            self.paths.sort();
            self.base = base.map(str::to_owned);
        }
        all
    }
}
