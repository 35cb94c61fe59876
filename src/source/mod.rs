//! Disk in: a site's files as one [`Snapshot`], which every later stage reads from in place of the disk.
//!
//! What kind of event came in does not matter: a preview reads the same snapshot again, and a file whose size, times
//! and inode are what they were is not read twice.

mod hidden;
mod read;
mod stamp;
mod touched;
mod walk;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::error::Result;
use stamp::Stamp;

/// The bytes of one file, and what tells whether they are still the same.
#[derive(Debug, Clone)]
pub struct File {
    pub bytes: Arc<[u8]>,
    /// The BLAKE3 hash of `bytes`.
    pub hash: blake3::Hash,
    stamp: Stamp,
}

/// A site's files at one moment, by path: relative to the site's root, with `/`, in the order of the bytes of the path.
#[derive(Debug, Clone, Default)]
pub struct Snapshot {
    pub files: BTreeMap<String, File>,
    /// Whether each file has one path and nothing was wrong, so that it can be brought up to date path by path.
    is_plain: bool,
}

impl Snapshot {
    /// Reads `roots` (files or folders, relative to the folder `root`; one that is not there is no error).
    ///
    /// A file of `previous` is kept as it is when its size, times and inode are unchanged, neither it nor a folder
    /// above it is in `dirty` (paths as a watcher gives them: below `root`, or relative to it), and it had been left alone for two
    /// seconds when it was read: two writes within one tick of the file system's clock look alike.
    ///
    /// Hidden files and what editors leave beside their work are not read. Symlinks are followed inside the site.
    /// Diagnostics, sorted: links that lead out of the site, to nothing, or back to a folder above; names that are not
    /// UTF-8; what is neither file nor folder; what cannot be read. Paths that vanish while they are read do not count.
    ///
    /// # Errors
    /// When `root`, or one of `roots` that is there, cannot be read.
    pub fn read(
        root: &Path,
        roots: &[&str],
        previous: Option<&Self>,
        dirty: &BTreeSet<PathBuf>,
    ) -> Result<(Self, Vec<Diagnostic>)> {
        let found = walk::walk(root, roots)?;
        let is_plain = found.is_plain();
        let mut diagnostics = found.diagnostics;
        let readings: Vec<_> = found
            .paths
            .into_par_iter()
            .map(|path| {
                let before = previous
                    .and_then(|snapshot| snapshot.files.get(&path))
                    .filter(|_| !is_dirty(root, &path, dirty));
                let file = read::read(root, &path, before);
                (path, file)
            })
            .collect();
        let mut files = BTreeMap::new();
        for (path, file) in readings {
            match file {
                Ok(Some(file)) => drop(files.insert(path, file)),
                Ok(None) => {}
                Err(error) if roots.contains(&path.as_str()) => return Err(error),
                Err(error) => diagnostics.push(walk::unreadable(&path, &error.to_string())),
            }
        }
        diagnostics.sort();
        let is_plain = is_plain && diagnostics.is_empty();
        Ok((Self { files, is_plain }, diagnostics))
    }

    /// The files below the folder `folder` (without a `/` at its end), in order.
    pub fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = (&'a str, &'a File)> {
        let prefix = format!("{folder}/");
        self.files
            .range(prefix.clone()..)
            .take_while(move |(path, _)| path.starts_with(&prefix))
            .map(|(path, file)| (path.as_str(), file))
    }
}

fn is_dirty(root: &Path, path: &str, dirty: &BTreeSet<PathBuf>) -> bool {
    !dirty.is_empty()
        && Path::new(path)
            .ancestors()
            .any(|above| dirty.contains(above) || dirty.contains(&root.join(above)))
}

#[cfg(test)]
mod tests;
