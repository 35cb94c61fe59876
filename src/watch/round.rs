//! [`Round`]: one build of many.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use super::look::Look;
use crate::diagnostic::Diagnostic;
use crate::site::{Built, Options, Site};
use crate::source::Snapshot;

/// What a change came to.
#[derive(Debug)]
pub struct Round<'a> {
    /// The files that differ from the round before, in order; all of them in the first.
    pub changed: Vec<String>,
    /// What was built from.
    pub snapshot: &'a Snapshot,
    /// The site; none when nothing can be built with this configuration or theme, or the disk cannot be read.
    pub built: Option<Built>,
    /// All that is wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// From the first look at the disk to the built site.
    pub took: Duration,
}

impl<'a> Round<'a> {
    pub(super) fn build(
        site: &mut Site,
        options: &Options,
        before: Option<&Look>,
        look: &'a Look,
        started: Instant,
    ) -> Self {
        let mut diagnostics = look.diagnostics.clone();
        let built = if look.readable {
            build(site, options, &look.snapshot, &mut diagnostics)
        } else {
            None
        };
        diagnostics.sort();
        diagnostics.dedup();
        Self {
            changed: match before {
                Some(before) => look.changed_since(before),
                None => look.snapshot.files.keys().cloned().collect(),
            },
            snapshot: &look.snapshot,
            built,
            diagnostics,
            took: started.elapsed(),
        }
    }
}

fn build(
    site: &mut Site,
    options: &Options,
    snapshot: &Snapshot,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Built> {
    // What was remembered is thrown away after a panic, so nothing half-done is seen.
    match catch_unwind(AssertUnwindSafe(|| site.build(snapshot, options))) {
        Ok(Ok(built)) => {
            diagnostics.extend(built.diagnostics.iter().cloned());
            built.severities.apply(diagnostics);
            Some(built)
        }
        Ok(Err(found)) => {
            diagnostics.extend(found);
            None
        }
        Err(_) => {
            *site = Site::default();
            let diagnostic = Diagnostic::error("postil-failed", "Postil itself failed on this");
            let help = "undo the last change, and report what it was: this is a mistake in Postil";
            diagnostics.push(diagnostic.help(help));
            None
        }
    }
}
