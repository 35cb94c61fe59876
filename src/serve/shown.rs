//! [`Shown`]: what the preview shows after each build. Pure.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::styles::Styles;
use super::{error_page, sources};
use crate::diagnostic::Diagnostic;
use crate::output::Files;
use crate::site::{First, Survey};
use crate::watch::Round;

/// The site as it was built last. Where a page was good once and cannot be built now, its last good version stands in.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    pub(super) files: Files,
    pub(super) styles: Styles,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Pages that have a source of their own.
    sources: BTreeSet<String>,
    /// The slugs of articles that were imported.
    imported: BTreeSet<String>,
    /// Those of the pages that cannot be built.
    failed: BTreeSet<String>,
    /// Pages whose last good version stands in.
    stale: BTreeSet<String>,
    /// Nothing could be built with the configuration or theme as they are; everything is as it was before.
    unusable: bool,
    /// A template failed, so pages without a source of their own may be missing.
    incomplete: bool,
    /// Whether all of it is of one build; if not, only some pages are as of now.
    pub(super) whole: bool,
    /// The site as it was read last; none before the first that could be.
    survey: Option<Arc<Survey>>,
}

/// A page as the preview shows it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Page<'a> {
    pub html: Cow<'a, [u8]>,
    pub state: State,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    Good,
    /// Good once; what it is made from cannot be built now.
    Stale,
    /// It cannot be built and never could.
    Failed,
    /// There is none.
    Missing,
}

impl Shown {
    /// What is shown after a build.
    #[must_use]
    pub fn after(&self, round: &Round<'_>) -> Self {
        let sources = sources::pages(round.snapshot);
        let imported = sources::imported(round.snapshot);
        let missing = |files: &Files| -> BTreeSet<String> {
            let absent = sources.iter().filter(|page| !files.contains_key(*page));
            absent.cloned().collect()
        };
        let Some(built) = &round.built else {
            return Self {
                failed: missing(&self.files),
                sources,
                imported,
                unusable: true,
                whole: true,
                diagnostics: round.diagnostics.clone(),
                ..self.clone()
            };
        };
        let failed = missing(&built.files);
        let incomplete = round
            .diagnostics
            .iter()
            .any(|found| found.code == "template");
        // A page that has a source of its own is gone with it; any other may be missing for want of a page it is made of.
        let stands_in = |page: &String| {
            failed.contains(page)
                || (!self.sources.contains(page) && (incomplete || !failed.is_empty()))
        };
        let vanished = |path: &&String| !built.files.contains_key(*path);
        let stale: BTreeSet<String> = self
            .files
            .keys()
            .filter(vanished)
            .filter(|path| path.ends_with(".html") && stands_in(path))
            .cloned()
            .collect();
        // The old pages ask for the static files of their time, and for those of their own folder.
        let folders: Vec<String> = stale.iter().map(|page| folder(page)).collect();
        let kept = |path: &&String| {
            stale.contains(*path)
                || (!stale.is_empty() && path.starts_with("static/"))
                || folders.iter().any(|folder| path.starts_with(folder))
        };
        let mut files = built.files.clone();
        for path in self.files.keys().filter(vanished).filter(kept) {
            if let Some(bytes) = self.files.get(path) {
                files.insert(path.clone(), Arc::clone(bytes));
            }
        }
        Self {
            styles: Styles::of(&built.files, &files),
            files,
            diagnostics: round.diagnostics.clone(),
            failed: failed.difference(&stale).cloned().collect(),
            sources,
            imported,
            stale,
            unusable: false,
            incomplete,
            whole: true,
            survey: built.survey.clone(),
        }
    }

    /// What is shown while the rest is built: some pages as they are now, everything else as it was.
    #[must_use]
    pub fn with(&self, first: First) -> Self {
        let mut next = Self {
            whole: false,
            ..self.clone()
        };
        // What stands in for what could not be built is told apart when all is built.
        if self.unusable || self.incomplete {
            return next;
        }
        for (path, html) in first.pages {
            next.failed.remove(&path);
            next.stale.remove(&path);
            next.files.insert(path, html);
        }
        next.survey = Some(first.survey);
        next
    }

    /// The page at `path` in the site, or what is shown in its place.
    pub(super) fn page(&self, path: &str) -> Page<'_> {
        if let Some(html) = self.files.get(path) {
            let stale = self.unusable || self.stale.contains(path);
            return Page {
                html: Cow::Borrowed(html),
                state: if stale { State::Stale } else { State::Good },
            };
        }
        let cannot_say = self.incomplete || (self.unusable && self.files.is_empty());
        if self.failed.contains(path) || (cannot_say && path.ends_with(".html")) {
            let html = error_page::html(&self.diagnostics_for(path));
            return Page {
                html: Cow::Owned(html.into_bytes()),
                state: State::Failed,
            };
        }
        Page {
            html: match self.files.get("404.html") {
                Some(html) => Cow::Borrowed(html),
                None => Cow::Borrowed(error_page::MISSING.as_bytes()),
            },
            state: State::Missing,
        }
    }

    /// The site as it was read last.
    pub(super) fn survey(&self) -> Option<&Arc<Survey>> {
        self.survey.as_ref()
    }

    /// The paths of all files of the site.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(AsRef::as_ref)
    }

    /// The slugs of the articles that have an `import.yaml`.
    pub(super) fn imported(&self) -> &BTreeSet<String> {
        &self.imported
    }

    /// Whether any article was imported.
    pub fn has_imports(&self) -> bool {
        !self.imported.is_empty()
    }

    /// Whether there is such a file, or should be.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.failed.contains(path)
    }

    /// What is wrong: errors first, those of the page's own source before all others.
    pub(super) fn diagnostics_for(&self, page: &str) -> Vec<&Diagnostic> {
        let mut found: Vec<&Diagnostic> = self.diagnostics.iter().collect();
        found.sort_by_key(|diagnostic| {
            let path = diagnostic.place.as_ref().map(|place| &*place.path);
            let own = path.and_then(sources::page).as_deref() == Some(page);
            (diagnostic.severity, !own)
        });
        found
    }

    /// Files that were not there before or differ.
    pub fn changed_since(&self, before: &Self) -> usize {
        let same = |path: &String, bytes: &Arc<[u8]>| {
            let old = before.files.get(path);
            old.is_some_and(|old| Arc::ptr_eq(old, bytes) || old == bytes)
        };
        let files = self.files.iter();
        files.filter(|(path, bytes)| !same(path, bytes)).count()
    }
}

/// Where the files of a page's own lie.
pub(super) fn folder(page: &str) -> String {
    format!("{}/", page.trim_end_matches(".html"))
}
