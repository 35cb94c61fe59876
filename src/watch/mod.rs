//! The same build again and again: whatever changed on disk goes through the whole pipeline, and memory cuts it short.
//! `postil watch` and `postil serve` differ only in what they do with a [`Round`].
//!
//! **Invariant:** there is no second path for a part of a site. Events say when to look and which files not to take on
//! trust; what changed is found by comparing what is on disk with what was there before.

mod changes;
mod look;
mod round;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

pub use changes::{Changes, Signal};
pub use round::Round;

use crate::site::{Options, Site};
use look::Look;

/// Builds the site in the folder `root`, of which `roots` are read, and again after each change, until `tell` (called
/// after each build) breaks or `changes` end. Neither bad content nor a disk that cannot be read stops it.
pub fn follow(
    root: &Path,
    roots: &[&str],
    options: &Options,
    changes: &mut Changes,
    mut tell: impl FnMut(&Round<'_>) -> ControlFlow<()>,
) {
    let mut site = Site::default();
    let mut before: Option<Look> = None;
    let mut dirty = BTreeSet::new();
    changes.begin(roots);
    loop {
        let started = Instant::now();
        let mut look = Look::take(root, roots, before.as_ref(), &dirty);
        look.diagnostics.extend(changes.blind());
        let reading = started.elapsed();
        if before.as_ref().is_none_or(|before| look.differs(before)) {
            let round = Round::build(&mut site, options, before.as_ref(), &look, started);
            if tell(&round).is_break() {
                return;
            }
            if before.is_some() && dirty.is_empty() {
                changes.renew();
            }
        }
        before = Some(look);
        let Some(next) = changes.wait(reading) else {
            return;
        };
        dirty = next;
    }
}

#[cfg(test)]
mod tests;
