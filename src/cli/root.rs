//! Which site a command speaks of.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::Global;
use crate::config;
use crate::diagnostic::Diagnostic;
use crate::error::{Error, Result};
use crate::source::Snapshot;

/// The folders and files of a site that are read, relative to its root.
pub(super) const ROOTS: [&str; 5] = [config::FILE, "content", "templates", "static", "themes"];

/// The site's folder: `--root`, or the nearest folder up that holds `postil.yaml`.
///
/// # Errors
/// There is none.
pub(super) fn find(global: &Global) -> Result<PathBuf> {
    if let Some(root) = &global.root {
        if root.join(config::FILE).is_file() {
            return Ok(root.clone());
        }
        return Err(Error::Usage(format!(
            "there is no {} in {}: make a site with `postil new {1}`",
            config::FILE,
            root.display()
        )));
    }
    let here = std::env::current_dir().map_err(Error::io("find", Path::new(".")))?;
    let found = here
        .ancestors()
        .find(|folder| folder.join(config::FILE).is_file());
    // A site in the current folder is named by `.`, so that messages stay short.
    match found {
        Some(folder) if folder == here => Ok(PathBuf::from(".")),
        Some(folder) => Ok(folder.to_path_buf()),
        None => Err(Error::Usage(format!(
            "there is no {} here or in a folder above: go to a site's folder, name one with `--root DIR`, or make one with `postil new DIR`",
            config::FILE
        ))),
    }
}

/// Reads all files of a site.
///
/// # Errors
/// The root cannot be read.
pub(super) fn snapshot(root: &Path) -> Result<(Snapshot, Vec<Diagnostic>)> {
    Snapshot::read(root, &ROOTS, None, &BTreeSet::new())
}
