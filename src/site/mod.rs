//! A whole site, built in memory: the stages in their order, each remembered by the hash of what it read.

mod bodies;
mod checking;
mod claims;
mod clock;
mod comparing;
mod feeding;
mod html;
mod naming;
mod onlooker;
mod origins;
mod passages;
mod public_entities;
mod ranking;
mod redirects;
mod resolving;
mod routes;
mod stages;
mod texts;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use clock::Timing;
pub use naming::Named;
pub use onlooker::{First, Onlooker};
pub use stages::Site;

use crate::annotate::Annotations;
use crate::config::{Config, Severities};
use crate::corpus::{Audience, Corpus};
use crate::diagnostic::Diagnostic;
use crate::output::Files;

/// How to build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    pub audience: Audience,
    /// Stands in for the configuration's `base_url`, with `/` at the end.
    pub base_url: Option<String>,
}

/// A site, read: all that stands in its files, nothing rendered.
#[derive(Debug)]
pub struct Survey {
    pub config: Config,
    pub corpus: Corpus,
    /// Where the notes of each article stand, by its slug.
    pub annotations: BTreeMap<String, Arc<Annotations>>,
    /// What is wrong so far, in no order: links and output paths are not looked at yet.
    pub diagnostics: Vec<Diagnostic>,
}

impl Survey {
    /// Of which nothing is to be told any more.
    fn new(
        config: Config,
        corpus: Corpus,
        annotations: BTreeMap<String, Arc<Annotations>>,
    ) -> Self {
        Self {
            config,
            corpus,
            annotations,
            diagnostics: Vec::new(),
        }
    }
}

/// A site, built.
#[derive(Debug, Default)]
pub struct Built {
    /// Everything that goes into `public/`, by path.
    pub files: Files,
    /// How many of the files are pages.
    pub pages: usize,
    /// How many of those were made anew; no other can have changed.
    pub pages_anew: usize,
    /// Which of the files lead on from an old address.
    pub redirects: BTreeSet<String>,
    /// All that is wrong, sorted by place, each as bad as the site says.
    pub diagnostics: Vec<Diagnostic>,
    /// How bad the site says findings are, for those from elsewhere.
    pub severities: Severities,
    /// Related articles of every article, for `postil related`.
    pub ranking: Arc<Ranking>,
    /// How long each stage took.
    pub timings: Vec<Timing>,
    /// What it was built from; what is wrong with it is among the diagnostics above.
    pub survey: Option<Arc<Survey>>,
}

pub use crate::links::related::Ranking;

impl Built {
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}
