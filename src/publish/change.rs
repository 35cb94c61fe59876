//! [`Changes`]: what a release changes for those who read the site.

use std::collections::BTreeSet;

use serde::Serialize;

use super::workshop::Workshop;
use crate::error::Result;
use crate::output::Files;
use crate::page::feed::is_feed;
use crate::text::url;

/// What differs from the release before, in paths of the site, each list sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Changes {
    /// Pages.
    pub added: Vec<String>,
    pub changed: Vec<String>,
    /// Addresses that lead nowhere from now on.
    pub removed: Vec<String>,
    /// The same of feeds. Those of one page in two formats are one: its Atom.
    pub removed_feeds: Vec<String>,
    /// All files that are no pages: how many are new, other or gone.
    pub other_files: usize,
    /// Notes that readers have not seen before, by id.
    pub new_notes: Vec<String>,
    /// Notes that they see no more.
    pub gone_notes: Vec<String>,
    /// Permalinks of notes that lead to a page without the note from now on: `articles/a.html#note-k3v9q2`.
    pub removed_notes: Vec<String>,
}

impl Changes {
    /// Of a release where there was none.
    pub(super) fn first(files: &Files) -> Self {
        let mut changes = Self::default();
        for path in files.keys() {
            changes.count(b'A', path);
        }
        changes.new_notes = files
            .iter()
            .filter(|(path, _)| holds_notes(path))
            .flat_map(|(_, bytes)| notes(bytes))
            .map(|(_, id)| id)
            .collect();
        changes
    }

    /// Of the release `tree` after the commit `before`.
    ///
    /// # Errors
    /// Git fails.
    pub(super) fn between(workshop: &Workshop, before: &str, tree: &str) -> Result<Self> {
        let arguments = [
            "diff-tree", "-r", "-z", "--no-renames", "--name-status", before, tree,
        ];
        let listed = workshop.must(&arguments)?;
        let listed = String::from_utf8_lossy(&listed);
        let mut parts = listed.split('\0');
        let mut changes = Self::default();
        let (mut old, mut new) = (BTreeSet::new(), BTreeSet::new());
        while let (Some(status), Some(path)) = (parts.next(), parts.next()) {
            let status = status.bytes().next().unwrap_or(b'M');
            changes.count(status, path);
            if holds_notes(path) {
                for (side, found) in [(before, &mut old), (tree, &mut new)] {
                    let bytes = workshop.file(side, path)?;
                    found.extend(bytes.iter().flat_map(|bytes| notes(bytes)));
                }
            }
        }
        let gone = old.difference(&new);
        let gone = gone.filter(|(page, _)| !changes.removed.contains(page));
        let gone = gone.map(|(page, id)| format!("{page}#note-{id}"));
        changes.removed_notes = gone.collect();
        let ids = |notes: BTreeSet<(String, String)>| -> BTreeSet<String> {
            notes.into_iter().map(|(_, id)| id).collect()
        };
        let (old, new) = (ids(old), ids(new));
        changes.new_notes = new.difference(&old).cloned().collect();
        changes.gone_notes = old.difference(&new).cloned().collect();
        Ok(changes)
    }

    fn count(&mut self, status: u8, path: &str) {
        let list = match status {
            _ if !path.ends_with(".html") => {
                self.other_files += 1;
                if status == b'D' && is_feed(path) && path.ends_with(".xml") {
                    self.removed_feeds.push(path.to_owned());
                }
                return;
            }
            b'A' => &mut self.added,
            b'D' => &mut self.removed,
            _ => &mut self.changed,
        };
        list.push(path.to_owned());
    }

    /// Whether the release is what was there before.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// `2 pages added, 1 removed; 1 note newly public`
    pub fn summary(&self) -> String {
        let pages = [
            (self.added.len(), "added"),
            (self.changed.len(), "changed"),
            (self.removed.len(), "removed"),
        ];
        let mut parts: Vec<String> = Vec::new();
        for (number, what) in pages.into_iter().filter(|(number, _)| *number > 0) {
            let noun = match (parts.is_empty(), number) {
                (false, _) => "",
                (true, 1) => " page",
                (true, _) => " pages",
            };
            parts.push(format!("{number}{noun} {what}"));
        }
        let mut all = vec![parts.join(", ")];
        all.retain(|part| !part.is_empty());
        if self.other_files > 0 {
            all.push(format!("{} besides pages", super::files(self.other_files)));
        }
        for (number, what) in [
            (self.new_notes.len(), "newly public"),
            (self.gone_notes.len(), "no longer public"),
        ] {
            match number {
                0 => {}
                1 => all.push(format!("1 note {what}")),
                number => all.push(format!("{number} notes {what}")),
            }
        }
        if all.is_empty() {
            "nothing changed".to_owned()
        } else {
            all.join("; ")
        }
    }
}

/// Whether a file of the site holds the notes of an article, as Web Annotations.
fn holds_notes(path: &str) -> bool {
    path.starts_with("articles/") && path.ends_with(".jsonld")
}

/// The notes in such a file, each by the page of its permalink and its id: what stands before and after `#note-` in the
/// ids of its annotations.
fn notes(bytes: &[u8]) -> Vec<(String, String)> {
    let Ok(value) = serde_json::from_slice::<serde_json::Value>(bytes) else {
        return Vec::new();
    };
    let mut found = BTreeSet::new();
    let mut waiting = vec![&value];
    while let Some(value) = waiting.pop() {
        match value {
            serde_json::Value::Object(map) => {
                let text = |key: &str| map.get(key).and_then(serde_json::Value::as_str);
                let id = text("id").filter(|_| text("type") == Some("Annotation"));
                if let Some((page, id)) = id.and_then(|id| id.rsplit_once("#note-")) {
                    let name = url::decode(page.rsplit('/').next().unwrap_or(page));
                    found.insert((format!("articles/{name}"), id.to_owned()));
                }
                waiting.extend(map.values());
            }
            serde_json::Value::Array(list) => waiting.extend(list),
            _ => {}
        }
    }
    found.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_counts_what_there_is() {
        let list = |number: usize| vec![String::new(); number];
        let changes = Changes {
            added: list(2),
            removed: list(1),
            new_notes: list(1),
            ..Changes::default()
        };
        assert_eq!(
            changes.summary(),
            "2 pages added, 1 removed; 1 note newly public"
        );
        assert_eq!(Changes::default().summary(), "nothing changed");
    }
}
