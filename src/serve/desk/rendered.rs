//! Markdown of notes as the desk shows it: by the same renderer as the site, its links led to the preview.

use std::collections::{BTreeMap, BTreeSet};

use super::Place;
use crate::content::Note;
use crate::corpus::Entry;
use crate::document::{self, Options};
use crate::links::Resolver;
use crate::links::resolve::From;
use crate::render::{self, Highlighter};
use crate::site::Survey;

/// What rendering a note needs to know of the site.
pub(super) struct Rendering<'a> {
    survey: &'a Survey,
    highlight: &'a Highlighter,
    paths: BTreeSet<String>,
}

/// A page of the desk, which has addresses below the prefix as all pages have.
const PAGE: &str = "-/index.html";

impl<'a> Rendering<'a> {
    pub(super) fn new(place: &Place, survey: &'a Survey, highlight: &'a Highlighter) -> Self {
        Self {
            survey,
            highlight,
            paths: place.shown.paths().map(str::to_owned).collect(),
        }
    }

    /// The body of a note in the folder of `home` as HTML for a page of the desk.
    pub(super) fn note(&self, home: &Entry, note: &Note) -> String {
        let options = Options {
            smart_punctuation: self.survey.config.smart_punctuation,
        };
        let document = document::parse(note.file.body(), &options);
        let (redirects, assets) = (BTreeMap::new(), BTreeMap::new());
        let resolver = Resolver {
            corpus: &self.survey.corpus,
            exists: &|path| self.paths.contains(path),
            redirects: &redirects,
            assets: &assets,
        };
        let from = From {
            source: &note.file.path,
            folder: Some(&note.article),
            output: &home.output(),
        };
        let hrefs = resolver.titled(from, PAGE, &document);
        let prefix = format!("note-{}-", note.id);
        render::fragment(&document, &hrefs, self.highlight, &prefix)
    }
}
