//! A snapshot brought up to date where something is known to have happened, without a look at everything.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::hidden::is_hidden;
use super::{Snapshot, read, walk};

/// What lies at a path.
enum There {
    /// Nothing, or nothing that counts.
    Nothing,
    File,
    Folder,
}

impl Snapshot {
    /// The files as they are now, when something may have happened to `touched` (files or folders, relative to the
    /// folder `root`, at or below `roots`) and what is below them, and to nothing else.
    ///
    /// None when only a look at everything can tell: when the snapshot is of a site in which something was wrong or
    /// a symbolic link stood (a file has many paths then), one comes to stand there, or one of `roots` is a folder
    /// that was touched itself.
    #[must_use]
    pub fn touched(
        &self,
        root: &Path,
        roots: &[&str],
        touched: &BTreeSet<PathBuf>,
    ) -> Option<Self> {
        if !self.is_plain || touched.is_empty() {
            return None;
        }
        let mut snapshot = self.clone();
        for path in touched {
            let path = path.strip_prefix(root).unwrap_or(path);
            let path = relative(path)?;
            let top = path.split('/').next().unwrap_or_default();
            if roots.contains(&top) {
                snapshot.touch(root, &path)?;
            }
        }
        Some(snapshot)
    }

    fn touch(&mut self, root: &Path, path: &str) -> Option<()> {
        let there = there(root, path)?;
        self.forget(path);
        let paths = match there {
            There::Nothing => return Some(()),
            There::File => vec![path.to_owned()],
            There::Folder if !path.contains('/') => return None,
            There::Folder => {
                let found = walk::walk(root, &[path]).ok()?;
                if !found.is_plain() {
                    return None;
                }
                found.paths
            }
        };
        for path in paths {
            if let Some(file) = read::read(root, &path, None).ok()? {
                self.files.insert(path, file);
            }
        }
        Some(())
    }

    /// Takes out a file, or all that is below a folder.
    fn forget(&mut self, path: &str) {
        self.files.remove(path);
        let below: Vec<String> = self.below(path).map(|(path, _)| path.to_owned()).collect();
        for path in below {
            self.files.remove(&path);
        }
    }
}

/// `path` with `/`; None when it is not UTF-8, or leads elsewhere.
fn relative(path: &Path) -> Option<String> {
    let names = path.components().map(|part| match part {
        Component::Normal(name) => name.to_str(),
        _ => None,
    });
    let names = names.collect::<Option<Vec<&str>>>()?;
    (!names.is_empty()).then(|| names.join("/"))
}

/// What is to be read at `path`; None for what is neither file nor folder, or behind a link.
fn there(root: &Path, path: &str) -> Option<There> {
    let ends = path.match_indices('/').map(|(at, _)| at);
    let mut there = There::Nothing;
    for (depth, end) in ends.chain([path.len()]).enumerate() {
        let part = path.get(..end)?;
        let kind = match std::fs::symlink_metadata(root.join(part)) {
            Ok(metadata) => metadata.file_type(),
            Err(error) => {
                let gone = matches!(
                    error.kind(),
                    std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory
                );
                return gone.then_some(There::Nothing);
            }
        };
        if depth > 0 && is_hidden(part, kind.is_dir()) {
            return Some(There::Nothing);
        }
        there = match (kind.is_file(), kind.is_dir()) {
            (true, _) => There::File,
            (_, true) => There::Folder,
            _ => return None,
        };
    }
    Some(there)
}
