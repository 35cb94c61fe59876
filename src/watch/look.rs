//! [`Look`]: what is on disk at one moment.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::source::Snapshot;

#[derive(Debug)]
pub(super) struct Look {
    /// The last one that could be read.
    pub snapshot: Snapshot,
    /// What is wrong with the files as such.
    pub diagnostics: Vec<Diagnostic>,
    pub readable: bool,
}

impl Look {
    pub(super) fn take(
        root: &Path,
        roots: &[&str],
        before: Option<&Self>,
        dirty: &BTreeSet<PathBuf>,
    ) -> Self {
        let previous = before.map(|look| &look.snapshot);
        match Snapshot::read(root, roots, previous, dirty) {
            Ok((snapshot, diagnostics)) => Self {
                snapshot,
                diagnostics,
                readable: true,
            },
            Err(error) => {
                let diagnostic = Diagnostic::error("unreadable", error.to_string());
                Self {
                    snapshot: previous.cloned().unwrap_or_default(),
                    diagnostics: vec![diagnostic.help("make it readable again")],
                    readable: false,
                }
            }
        }
    }

    pub(super) fn differs(&self, before: &Self) -> bool {
        self.diagnostics != before.diagnostics
            || self.readable != before.readable
            || !self.changed_since(before).is_empty()
    }

    /// The files that are new, gone or different, in order.
    pub(super) fn changed_since(&self, before: &Self) -> Vec<String> {
        let (new, old) = (&self.snapshot.files, &before.snapshot.files);
        let altered = new
            .iter()
            .filter(|(path, file)| old.get(*path).is_none_or(|old| old.hash != file.hash));
        let gone = old.iter().filter(|(path, _)| !new.contains_key(*path));
        let mut changed: Vec<_> = altered.chain(gone).map(|(path, _)| path.clone()).collect();
        changed.sort();
        changed
    }
}
