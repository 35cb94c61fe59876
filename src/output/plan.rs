//! What is to be done to make `public/` right, as a list of steps. Pure.

use std::collections::BTreeSet;

use super::Files;
use super::claim::folders_above;
use crate::page::feed::is_feed;

/// One step; the paths are those of [`Files`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// Write the file's bytes beside its place.
    Stage(String),
    /// Rename what was staged to its place.
    Place(String),
    /// Delete a file of ours, and the folders above it as far as that leaves them empty.
    Remove(String),
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) steps: Vec<Step>,
    pub(super) written: Vec<String>,
    pub(super) removed: Vec<String>,
}

/// The steps that make the disk hold `files`: those in `changed` are written; those in `owned` (written by an earlier
/// run) that are not wanted any more are deleted.
pub(super) fn plan(files: &Files, changed: &BTreeSet<String>, owned: &BTreeSet<String>) -> Plan {
    let removed: Vec<_> = owned
        .iter()
        .filter(|path| !files.contains_key(*path))
        .cloned()
        .collect();
    // A file that lies where a folder is needed, or in a folder where a file is needed, has to go before.
    let folders: BTreeSet<_> = files.keys().flat_map(|path| folders_above(path)).collect();
    let in_the_way = |path: &String| {
        folders.contains(path.as_str())
            || folders_above(path).any(|above| files.contains_key(above))
    };
    let (first, last): (Vec<_>, Vec<_>) = removed.iter().cloned().partition(in_the_way);
    let mut steps: Vec<_> = first.into_iter().map(Step::Remove).collect();
    for wave in [Wave::Assets, Wave::Pages, Wave::Feeds] {
        let paths = || {
            changed
                .iter()
                .filter(|path| Wave::of(path) == wave)
                .cloned()
        };
        steps.extend(paths().map(Step::Stage));
        steps.extend(paths().map(Step::Place));
    }
    steps.extend(last.into_iter().map(Step::Remove));
    Plan {
        steps,
        written: changed.iter().cloned().collect(),
        removed,
    }
}

/// Pages name assets, and feeds name pages: each comes after what it names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wave {
    Assets,
    Pages,
    Feeds,
}

impl Wave {
    fn of(path: &str) -> Self {
        match path.rsplit_once('.').map(|(_, extension)| extension) {
            Some("html") => Self::Pages,
            Some("xml") => Self::Feeds,
            _ if path == "_redirects" || is_feed(path) => Self::Feeds,
            _ => Self::Assets,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(paths: &[&str]) -> BTreeSet<String> {
        paths.iter().map(ToString::to_string).collect()
    }

    fn files(paths: &[&str]) -> Files {
        let empty: std::sync::Arc<[u8]> = std::sync::Arc::from(&b""[..]);
        paths
            .iter()
            .map(|path| (path.to_string(), empty.clone()))
            .collect()
    }

    #[test]
    fn assets_come_before_pages_before_feeds_before_deletions() {
        let paths = ["a.html", "atom.xml", "style.css"];
        let plan = plan(&files(&paths), &set(&paths), &set(&["a.html", "old.html"]));
        let stage = |path: &str| Step::Stage(path.into());
        let place = |path: &str| Step::Place(path.into());
        assert_eq!(
            plan.steps,
            [
                stage("style.css"),
                place("style.css"),
                stage("a.html"),
                place("a.html"),
                stage("atom.xml"),
                place("atom.xml"),
                Step::Remove("old.html".into()),
            ]
        );
    }

    #[test]
    fn a_file_in_the_place_of_a_folder_goes_first() {
        let plan = plan(
            &files(&["a/b", "c"]),
            &set(&["a/b", "c"]),
            &set(&["a", "c/d", "e"]),
        );
        let removals = |steps: &[Step]| -> Vec<bool> {
            steps
                .iter()
                .map(|step| matches!(step, Step::Remove(_)))
                .collect()
        };
        assert_eq!(
            removals(&plan.steps),
            [true, true, false, false, false, false, true]
        );
    }
}
