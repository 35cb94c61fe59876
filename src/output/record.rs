//! [`Record`]: what earlier runs say of themselves: the manifest (files of ours) and the journal (what was begun).

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;

use super::claim::unsafe_because;
use super::plan::Plan;
use super::write_atomically;
use crate::error::{Error, Result};

const MANIFEST: &str = "manifest.json";
const JOURNAL: &str = "journal.json";

/// Both are JSON lists of paths in `public/`. A list that cannot be parsed counts as empty: then nothing is deleted.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// The files of the last run that ended.
    manifest: BTreeSet<String>,
    /// The files that a run began to write and did not come to the end of.
    pub(super) begun: BTreeSet<String>,
}

impl Record {
    pub(super) fn read(state: &Path) -> Result<Self> {
        Ok(Self {
            manifest: read_list(&state.join(MANIFEST))?.unwrap_or_default(),
            begun: read_list(&state.join(JOURNAL))?.unwrap_or_default(),
        })
    }

    /// Files that we wrote, or may have written: only these may be deleted.
    pub(super) fn owned(&self) -> BTreeSet<String> {
        self.manifest.union(&self.begun).cloned().collect()
    }

    /// Notes what `plan` is about to write, so that a next run knows these files for ours.
    pub(super) fn begin(&self, state: &Path, plan: &Plan) -> Result<()> {
        let written = plan.written.iter().cloned();
        let paths = written.chain(self.begun.iter().cloned()).collect();
        write_list(&state.join(JOURNAL), &paths)
    }

    /// Notes that `paths` are now on disk and that nothing is left to do. Writes only what changed.
    pub(super) fn finish<'a>(
        &self,
        state: &Path,
        paths: impl Iterator<Item = &'a String>,
    ) -> Result<()> {
        let paths: BTreeSet<_> = paths.cloned().collect();
        if paths != self.manifest || !state.join(MANIFEST).exists() {
            write_list(&state.join(MANIFEST), &paths)?;
        }
        let journal = state.join(JOURNAL);
        match std::fs::remove_file(&journal) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(Error::io("delete", &journal)(error))
            }
            _ => Ok(()),
        }
    }
}

fn read_list(path: &Path) -> Result<Option<BTreeSet<String>>> {
    match std::fs::read(path) {
        Ok(bytes) => {
            let mut paths: BTreeSet<String> = serde_json::from_slice(&bytes).unwrap_or_default();
            paths.retain(|path| unsafe_because(path).is_none());
            Ok(Some(paths))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", path)(error)),
    }
}

fn write_list(path: &Path, paths: &BTreeSet<String>) -> Result<()> {
    let json =
        serde_json::to_vec_pretty(paths).map_err(|error| Error::Machine(error.to_string()))?;
    write_atomically(path, &json).map(drop)
}
