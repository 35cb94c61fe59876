//! Disk out: the built site into `public/`, whole files only, and only what changed.
//!
//! What is to be done is planned first, as a list of steps ([`plan`]), then done one after the other ([`disk`]): assets,
//! pages, feeds, then deletions, so that no page on disk ever asks for a file that is not there. A journal in
//! `.postil/` says what was begun; a run that finds one cleans up after it.
//!
//! Every file is written beside its place and renamed, so that a run that is killed leaves old files or new ones, none
//! half. The journal and the manifest are synced to the disk, the site's files are not: a thousand syncs cost more
//! than the build, each run compares the bytes on disk with those it wants, and so the next one mends what a power
//! cut may have taken. Files that people wrote go through [`write_atomically`], which syncs.

mod atomic;
mod claim;
mod disk;
mod lock;
mod plan;
mod record;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

pub use atomic::{Staged, make_folders, sweep, sync_folder, sync_folders, write_atomically};
pub use claim::{Claim, collect};
pub use lock::acquire as lock;

use crate::error::Result;
use disk::Disk;
use record::Record;

/// A built site: the bytes of each file by its path in `public/`, with `/`.
pub type Files = BTreeMap<String, Arc<[u8]>>;

/// What a write did, in paths as in [`Files`], each list sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub written: Vec<String>,
    /// How many files on disk were already right.
    pub unchanged: usize,
    pub removed: Vec<String>,
}

/// Makes the folder `public` hold `files`, keeping its manifest and journal in the folder `state` (`.postil/`).
///
/// Files that differ on disk, also those changed or deleted by hand, are written. Files that an earlier run wrote and
/// that are no longer wanted are deleted, with folders left empty; no other file is, and `public/.gitignore` is left
/// alone. A second run at the same time waits up to ten seconds for the first.
///
/// # Errors
/// When something cannot be written, or `files` holds a path that is unsafe, leads through a link out of `public`, or
/// needs a folder where a file of somebody else's lies (or the other way round). [`collect`] finds what depends on
/// `files` alone beforehand. A run that failed half way is finished by the next.
pub fn write(public: &Path, state: &Path, files: &Files) -> Result<Report> {
    let _lock = lock::acquire(state)?;
    let record = Record::read(state)?;
    let disk = Disk::open(public)?;
    disk.clean_up(&record)?;
    let changed = disk.changed(files)?;
    let plan = plan::plan(files, &changed, &record.owned());
    if !plan.steps.is_empty() {
        record.begin(state, &plan)?;
        for step in &plan.steps {
            disk.carry_out(step, files)?;
        }
    }
    record.finish(state, files.keys())?;
    Ok(Report {
        unchanged: files.len() - plan.written.len(),
        written: plan.written,
        removed: plan.removed,
    })
}

#[cfg(test)]
mod tests;
