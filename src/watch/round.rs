//! [`Round`]: one build of many.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use super::look::Look;
use crate::diagnostic::Diagnostic;
use crate::site::{Built, Onlooker, Options, Site};
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
    /// None when it was overtaken.
    pub(super) fn build(
        site: &mut Site,
        options: &Options,
        changed: &[String],
        look: &'a Look,
        started: Instant,
        onlooker: &mut Onlooker<'_>,
    ) -> Option<Self> {
        let mut diagnostics = look.diagnostics.clone();
        let built = if look.readable {
            build(site, options, &look.snapshot, &mut diagnostics, onlooker).ok()?
        } else {
            None
        };
        diagnostics.sort();
        diagnostics.dedup();
        Some(Self {
            changed: changed.to_vec(),
            snapshot: &look.snapshot,
            built,
            diagnostics,
            took: started.elapsed(),
        })
    }
}

/// A newer change has come before the site was built.
struct Overtaken;

/// None when nothing can be built.
fn build(
    site: &mut Site,
    options: &Options,
    snapshot: &Snapshot,
    diagnostics: &mut Vec<Diagnostic>,
    onlooker: &mut Onlooker<'_>,
) -> Result<Option<Built>, Overtaken> {
    let build = || site.build_before(snapshot, options, onlooker);
    // What was remembered is thrown away after a panic, so nothing half-done is seen.
    match catch_unwind(AssertUnwindSafe(build)) {
        Ok(Ok(built)) => {
            let built = built.ok_or(Overtaken)?;
            diagnostics.extend(built.diagnostics.iter().cloned());
            built.severities.apply(diagnostics);
            Ok(Some(built))
        }
        Ok(Err(found)) => {
            diagnostics.extend(found);
            Ok(None)
        }
        Err(_) => {
            *site = Site::default();
            let diagnostic = Diagnostic::error("postil-failed", "Postil itself failed on this");
            let help = "undo the last change, and report what it was: this is a mistake in Postil";
            diagnostics.push(diagnostic.help(help));
            Ok(None)
        }
    }
}
