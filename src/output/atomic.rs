//! One file, old or new, never half: how everything that a person wrote is written.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::error::{Error, Result};

/// How the names of files begin that are written beside others.
const BESIDE: &str = ".postil-write-";

/// How many leftovers of crashes in one folder are stepped over.
const TRIES: u32 = 1000;

/// Makes the file at `path` hold `bytes`: written beside it, synced, renamed, the folder synced. Folders above are
/// made. What the file is allowed to be (its permissions) stays, and a link stays a link. Returns whether anything was
/// written: a file that holds `bytes` already is not touched.
///
/// # Errors
/// When something cannot be read or written; the file is then as it was.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<bool> {
    match Staged::new(path, bytes)? {
        Some(staged) => staged.place().map(|()| true),
        None => Ok(false),
    }
}

/// The new bytes of a file, written and synced beside it. They go when they are dropped before they have their place.
#[derive(Debug)]
pub struct Staged {
    path: PathBuf,
    /// None once they have their place: the name may be another writer's by then.
    beside: Option<PathBuf>,
}

impl Staged {
    /// Writes `bytes` beside the file at `path`; None when it holds them already.
    ///
    /// # Errors
    /// As in [`write_atomically`].
    pub fn new(path: &Path, bytes: &[u8]) -> Result<Option<Self>> {
        let path = match path.canonicalize() {
            Ok(real) => real,
            Err(error) if error.kind() == ErrorKind::NotFound => path.to_path_buf(),
            Err(error) => return Err(Error::io("write", path)(error)),
        };
        if holds(&path, bytes) {
            return Ok(None);
        }
        let folder = folder_of(&path);
        make_folders(folder)?;
        let (beside, file) = create_beside(&path)?;
        let staged = Self {
            path,
            beside: Some(beside),
        };
        fill(file, &staged.path, bytes).map_err(Error::io("write", &staged.path))?;
        Ok(Some(staged))
    }

    /// Puts them in the place of the file, in one step.
    ///
    /// # Errors
    /// As in [`write_atomically`].
    pub fn place(mut self) -> Result<()> {
        self.rename()?;
        sync_folders(&[self])
    }

    /// The same without the sync of its folder: [`sync_folders`] is for that.
    ///
    /// # Errors
    /// As in [`write_atomically`].
    pub fn rename(&mut self) -> Result<()> {
        if let Some(beside) = &self.beside {
            std::fs::rename(beside, &self.path).map_err(Error::io("write", &self.path))?;
        }
        self.beside = None;
        Ok(())
    }
}

/// Syncs the folders of files that were renamed, each once if its files stand together.
///
/// # Errors
/// As in [`write_atomically`]; the files have their places.
pub fn sync_folders(staged: &[Staged]) -> Result<()> {
    let mut synced = None;
    for Staged { path, .. } in staged {
        let folder = folder_of(path);
        if synced != Some(folder) {
            sync_folder(folder).map_err(Error::io("write", path))?;
            synced = Some(folder);
        }
    }
    Ok(())
}

impl Drop for Staged {
    fn drop(&mut self) {
        if let Some(beside) = &self.beside {
            // Nobody needs it.
            let _ = std::fs::remove_file(beside);
        }
    }
}

/// Removes what writers left beside files below `folder` when they were killed: files of theirs that nobody has written
/// to for so long. No link is followed.
pub fn sweep(folder: &Path, age: Duration) {
    let files = walkdir::WalkDir::new(folder).into_iter().flatten();
    for file in files.filter(|file| file.file_type().is_file()) {
        let name = file.file_name().to_string_lossy();
        let number = name
            .strip_prefix(BESIDE)
            .and_then(|name| name.strip_suffix(".tmp"));
        let is_left = number.is_some_and(|number| number.parse::<u32>().is_ok());
        let since = || file.metadata().ok()?.modified().ok()?.elapsed().ok();
        if is_left && since().is_some_and(|since| since >= age) {
            // What cannot be removed is passed over, as it was before.
            let _ = std::fs::remove_file(file.path());
        }
    }
}

/// Whether the file at `path` holds just `bytes`.
pub(super) fn holds(path: &Path, bytes: &[u8]) -> bool {
    std::fs::metadata(path).is_ok_and(|metadata| metadata.len() == bytes.len() as u64)
        && std::fs::read(path).is_ok_and(|there| there == bytes)
}

/// Makes a folder, and those above it that are missing; the one above each that was made is synced.
///
/// # Errors
/// A disk that does not take one, or a file in its place.
pub fn make_folders(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder_of(folder);
    make_folders(above)?;
    let made = std::fs::create_dir(folder).or_else(|error| match error.kind() {
        // Somebody else made it just now.
        ErrorKind::AlreadyExists if folder.is_dir() => Ok(()),
        _ => Err(error),
    });
    made.and_then(|()| sync_folder(above))
        .map_err(Error::io("make the folder", folder))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// A new file in the folder of `path`, with a name that the source walk passes over.
fn create_beside(path: &Path) -> Result<(PathBuf, File)> {
    for number in 0..TRIES {
        let beside = folder_of(path).join(format!("{BESIDE}{number}.tmp"));
        match File::create_new(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Error::io("write", path)(error)),
        }
    }
    Err(Error::Machine(format!(
        "cannot write {}: its folder is full of files named .postil-write-….tmp; delete them",
        path.display()
    )))
}

fn fill(mut file: File, path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    file.write_all(bytes)?;
    if let Ok(metadata) = std::fs::metadata(path) {
        file.set_permissions(metadata.permissions())?;
    }
    file.sync_all()
}

/// Makes the names in a folder outlive a power cut.
///
/// # Errors
/// It cannot be opened or synced.
#[cfg(unix)]
pub fn sync_folder(folder: &Path) -> std::io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Elsewhere a folder cannot be opened to be synced.
#[cfg(not(unix))]
pub fn sync_folder(_: &Path) -> std::io::Result<()> {
    Ok(())
}
