//! [`Disk`]: the folder `public/` itself.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::Files;
use super::atomic::holds;
use super::claim::{folders_above, unsafe_because};
use super::plan::Step;
use super::record::Record;
use crate::error::{Error, Result};

pub(super) struct Disk {
    /// The folder, without links in its path.
    public: PathBuf,
}

impl Disk {
    /// Makes the folder if it is missing.
    pub(super) fn open(public: &Path) -> Result<Self> {
        std::fs::create_dir_all(public).map_err(Error::io("make the folder", public))?;
        let public = public
            .canonicalize()
            .map_err(Error::io("read the folder", public))?;
        Ok(Self { public })
    }

    /// Deletes what an interrupted run staged and did not rename.
    pub(super) fn clean_up(&self, record: &Record) -> Result<()> {
        for path in &record.begun {
            if self.folder_is_ours(path)? {
                remove(&self.beside(path))?;
            }
        }
        Ok(())
    }

    /// Those of `files` that are not on disk as they should be.
    pub(super) fn changed(&self, files: &Files) -> Result<BTreeSet<String>> {
        let differs = |path: &str, bytes: &[u8]| -> Result<bool> {
            if let Some(why) = unsafe_because(path) {
                let path = path.escape_debug();
                return Err(Error::Machine(format!(
                    "cannot write a file to `{path}`: {why}"
                )));
            }
            let full = self.public.join(path);
            Ok(!self.folder_is_ours(path)? || full.is_symlink() || !holds(&full, bytes))
        };
        let answers: Vec<_> = files
            .par_iter()
            .map(|(path, bytes)| (path, differs(path, bytes)))
            .collect();
        let mut changed = BTreeSet::new();
        for (path, answer) in answers {
            if answer? {
                changed.insert(path.clone());
            }
        }
        Ok(changed)
    }

    pub(super) fn carry_out(&self, step: &Step, files: &Files) -> Result<()> {
        match step {
            Step::Stage(path) => self.stage(path, files.get(path).map_or(&[], |bytes| bytes)),
            Step::Place(path) => self.place(path),
            Step::Remove(path) => self.remove(path),
        }
    }

    fn stage(&self, path: &str, bytes: &[u8]) -> Result<()> {
        let beside = self.beside(path);
        if let Some(folder) = beside.parent() {
            std::fs::create_dir_all(folder).map_err(Error::io("make the folder", folder))?;
        }
        std::fs::write(&beside, bytes).map_err(Error::io("write", &self.public.join(path)))
    }

    fn place(&self, path: &str) -> Result<()> {
        let full = self.public.join(path);
        // A folder of empty folders is nobody's.
        if full.is_dir() && !full.is_symlink() {
            remove_empty_folders(&full);
        }
        std::fs::rename(self.beside(path), &full).map_err(Error::io("write", &full))
    }

    /// Deletes a file of ours with the folders above it that it leaves empty, also where the file, or some of the
    /// folders, went before: by a run that was killed, or by hand.
    fn remove(&self, path: &str) -> Result<()> {
        if self.folder_is_ours(path)? {
            remove(&self.public.join(path))?;
        }
        for folder in folders_above(path) {
            // A link that leads out of `public/` ends this: nothing there is ours.
            let Ok(there) = self.folder_is_ours(folder) else {
                break;
            };
            if there {
                match std::fs::remove_dir(self.public.join(folder)) {
                    Err(error) if error.kind() != ErrorKind::NotFound => break,
                    _ => {}
                }
            }
        }
        Ok(())
    }

    /// Where the bytes of `path` are before they are renamed. The name is made from the path, so that a later run finds it.
    fn beside(&self, path: &str) -> PathBuf {
        let name = blake3::hash(path.as_bytes()).to_hex();
        let folder = folders_above(path).next().unwrap_or_default();
        self.public
            .join(folder)
            .join(format!(".postil-{name:.16}.tmp"))
    }

    /// Whether the folder of `path` is there; an error when a link leads out of `public/` on the way.
    fn folder_is_ours(&self, path: &str) -> Result<bool> {
        let Some(folder) = folders_above(path).next() else {
            return Ok(true);
        };
        let full = self.public.join(folder);
        match full.canonicalize() {
            Ok(real) if real == full => Ok(true),
            Ok(_) => Err(Error::Machine(format!(
                "cannot write to {}: a symbolic link is on the way; remove it",
                full.display()
            ))),
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                Ok(false)
            }
            Err(error) => Err(Error::io("read the folder", &full)(error)),
        }
    }
}

/// Deletes the file at `path`; one that is not there, or is a folder by now, is none of ours.
fn remove(path: &Path) -> Result<()> {
    let is_file = path
        .symlink_metadata()
        .is_ok_and(|metadata| !metadata.is_dir());
    if is_file {
        std::fs::remove_file(path).map_err(Error::io("delete", path))?;
    }
    Ok(())
}

/// Deletes `folder` if no file is in it at any depth; else as much of it as is empty.
fn remove_empty_folders(folder: &Path) {
    if let Ok(entries) = std::fs::read_dir(folder) {
        for entry in entries.flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                remove_empty_folders(&entry.path());
            }
        }
    }
    let _ = std::fs::remove_dir(folder);
}
