//! Writes a new site: all of it, or nothing.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{files, title};
use crate::error::{Error, Result};
use crate::output::write_atomically;

/// Where the site is put together before it is moved into its place, inside its folder.
const STAGE: &str = ".postil-new";

/// Makes a site in `folder`, which is made if missing, and may hold nothing but `.git`. Everything is written beside its
/// place first and moved in last, `postil.yaml` at the very end: a folder that holds one is a whole site. Returns the
/// paths of the files, with `/`.
///
/// # Errors
/// A folder that is not empty; a disk that does not take the files. What was there stays as it was.
pub fn create(folder: &Path) -> Result<Vec<String>> {
    let made = make_folder(folder)?;
    let written = fill(folder);
    if written.is_err() {
        // What is left is told by the error; that this fails too adds nothing.
        let _ = std::fs::remove_dir_all(folder.join(STAGE));
        if made {
            let _ = std::fs::remove_dir(folder);
        }
    }
    written
}

fn fill(folder: &Path) -> Result<Vec<String>> {
    let real = folder.canonicalize().map_err(Error::io("find", folder))?;
    let files = files(&title(&real));
    let stage = folder.join(STAGE);
    for (path, text) in &files {
        write_atomically(&stage.join(path), text.as_bytes())?;
    }
    let mut moved: Vec<PathBuf> = Vec::new();
    for (path, _) in &files {
        let top = PathBuf::from(path.split('/').next().unwrap_or(path));
        if !moved.contains(&top) {
            let target = folder.join(&top);
            if let Err(error) = std::fs::rename(stage.join(&top), &target) {
                undo(folder, &moved);
                return Err(Error::io("write", &target)(error));
            }
            moved.push(top);
        }
    }
    std::fs::remove_dir(&stage).map_err(Error::io("remove", &stage))?;
    Ok(files.iter().map(|(path, _)| (*path).to_owned()).collect())
}

/// Takes back what was moved in.
fn undo(folder: &Path, moved: &[PathBuf]) {
    for path in moved.iter().map(|path| folder.join(path)) {
        // The error that made it necessary is told; that a file of ours is left over adds nothing.
        let _ = if path.is_dir() {
            std::fs::remove_dir_all(path)
        } else {
            std::fs::remove_file(path)
        };
    }
}

/// Makes sure of an empty folder; true when it was not there before.
fn make_folder(folder: &Path) -> Result<bool> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            std::fs::create_dir_all(folder).map_err(Error::io("make the folder", folder))?;
            return Ok(true);
        }
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            let message = format!("{} is a file: name a new folder", folder.display());
            return Err(Error::Usage(message));
        }
        Err(error) => return Err(Error::io("read", folder)(error)),
    };
    for entry in entries {
        let name = entry.map_err(Error::io("read", folder))?.file_name();
        if name == STAGE {
            // Left by a run that was ended half way.
            let stage = folder.join(STAGE);
            std::fs::remove_dir_all(&stage).map_err(Error::io("remove", &stage))?;
        } else if name != ".git" {
            return Err(Error::Usage(format!(
                "{} is not empty (there is a `{}`): name a new folder",
                folder.display(),
                name.to_string_lossy()
            )));
        }
    }
    Ok(false)
}
