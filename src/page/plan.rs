//! [`Plan`]: a page that can be made, at any time and in any order.

use std::sync::Mutex;

use super::previews::previews;
use super::{Page, View};
use crate::memo::Origin;

/// How a page is made from the view it was planned for.
type Make<'a> = Box<dyn Fn(&View<'_>) -> Page + Send + Sync + 'a>;

/// Where a page goes, and how to make it.
pub struct Plan<'a> {
    /// Its path in the built site.
    pub path: String,
    /// All that it is made from but for the counts of notes that it reads, which are recorded. None for a page that any
    /// note may be on.
    pub origin: Option<Origin>,
    make: Make<'a>,
}

impl<'a> Plan<'a> {
    /// A page that any note may be on.
    pub fn new(path: String, make: impl Fn(&View<'_>) -> Page + Send + Sync + 'a) -> Self {
        Self {
            path,
            origin: None,
            make: Box::new(make),
        }
    }

    /// The same of a page that is made from the `origin` alone.
    #[must_use]
    pub fn from(self, origin: Origin) -> Self {
        Self {
            origin: Some(origin),
            ..self
        }
    }

    /// The page, with what its links lead to.
    pub fn make(&self, view: &View<'_>) -> Page {
        let mut page = (self.make)(view);
        page.previews = previews(view, &page);
        page
    }
}

/// How many notes each article's page shows.
#[derive(Debug, Default)]
pub struct NoteCounts<'a> {
    /// In the order of the slugs of all articles.
    counts: Vec<(&'a str, u32)>,
}

impl<'a> NoteCounts<'a> {
    /// `counts` in the order of the slugs.
    pub fn new(counts: impl Iterator<Item = (&'a str, u32)>) -> Self {
        Self {
            counts: counts.collect(),
        }
    }

    /// The place of an article among all, and the notes that its page shows.
    pub(super) fn of(&self, slug: &str) -> Option<(u32, u32)> {
        let at = self.counts.binary_search_by_key(&slug, |it| it.0).ok()?;
        Some((u32::try_from(at).ok()?, self.counts.get(at)?.1))
    }

    /// Whether all counts that were read, with the same articles, are the same now.
    pub fn still(&self, read: &[(u32, u32)]) -> bool {
        let now = |at: u32| Some(self.counts.get(usize::try_from(at).ok()?)?.1);
        read.iter().all(|&(at, count)| now(at) == Some(count))
    }
}

/// Which counts of notes were read while a page was made.
#[derive(Debug, Default)]
pub struct Reads {
    counts: Mutex<Vec<(u32, u32)>>,
}

impl Reads {
    pub(super) fn add(&self, count: (u32, u32)) {
        if let Ok(mut counts) = self.counts.lock() {
            counts.push(count);
        }
    }

    /// Each once: the place of the article among all, and how many notes it had.
    pub fn counts(self) -> Vec<(u32, u32)> {
        let mut counts = self.counts.into_inner().unwrap_or_default();
        counts.sort_unstable();
        counts.dedup();
        counts.shrink_to_fit();
        counts
    }
}
