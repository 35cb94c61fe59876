//! [`Look`]: what is on disk at one moment.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
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
    /// Whether everything was looked at.
    pub is_whole: bool,
}

impl Look {
    pub(super) fn take(
        root: &Path,
        roots: &[&str],
        before: Option<&Self>,
        dirty: &BTreeSet<PathBuf>,
    ) -> Self {
        let previous = before.map(|look| &look.snapshot);
        // What events name is enough; a look at everything comes every few seconds all the same.
        if let Some(snapshot) = previous.and_then(|it| it.touched(root, roots, dirty)) {
            return Self {
                snapshot,
                diagnostics: Vec::new(),
                readable: true,
                is_whole: false,
            };
        }
        match Snapshot::read(root, roots, previous, dirty) {
            Ok((snapshot, diagnostics)) => Self {
                snapshot,
                diagnostics,
                readable: true,
                is_whole: true,
            },
            Err(error) => {
                let diagnostic = Diagnostic::error("unreadable", error.to_string());
                Self {
                    snapshot: previous.cloned().unwrap_or_default(),
                    diagnostics: vec![diagnostic.help("make it readable again")],
                    readable: false,
                    is_whole: true,
                }
            }
        }
    }

    pub(super) fn differs(&self, before: &Self) -> bool {
        self.diagnostics != before.diagnostics
            || self.readable != before.readable
            || !self.changed_since(Some(before)).is_empty()
    }

    /// The files that are new, gone or different, in order; all of them when there was nothing before.
    pub(super) fn changed_since(&self, before: Option<&Self>) -> Vec<String> {
        let none = BTreeMap::new();
        let before = before.map_or(&none, |before| &before.snapshot.files);
        let mut new = self.snapshot.files.iter().peekable();
        let mut old = before.iter().peekable();
        let mut changed = Vec::new();
        loop {
            let order = match (new.peek(), old.peek()) {
                (Some((a, _)), Some((b, _))) => a.cmp(b),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => return changed,
            };
            let (now, then) = (
                new.next_if(|_| order.is_le()),
                old.next_if(|_| order.is_ge()),
            );
            if now.map(|(_, file)| file.hash) != then.map(|(_, file)| file.hash) {
                changed.extend(now.or(then).map(|(path, _)| path.clone()));
            }
        }
    }
}
