//! The only writer of `content/`: the importer, the commands and the preview all come through here.

use std::path::{Component, Path, PathBuf};

use crate::error::{Error, Result};
use crate::output::{Staged, write_atomically};

/// Writes a file of `content/`, whole or not at all, and only if its bytes differ; says whether it did. `path` is
/// relative to the site's root, with `/`.
///
/// # Errors
/// A path outside of `content/`, or one that leads out of it through a symlink; a disk that does not take the file.
pub fn write(root: &Path, path: &str, bytes: &[u8]) -> Result<bool> {
    write_atomically(&place(root, path)?, bytes)
}

/// Writes the new bytes of a file of `content/` beside it, to be put in its place later; None when it holds them.
///
/// # Errors
/// As in [`write()`].
pub fn stage(root: &Path, path: &str, bytes: &[u8]) -> Result<Option<Staged>> {
    Staged::new(&place(root, path)?, bytes)
}

/// Makes a new file of `content/`, whole or not at all.
///
/// # Errors
/// As in [`write()`]; a file that is there already and holds something else.
pub fn create(root: &Path, path: &str, bytes: &[u8]) -> Result<()> {
    write_atomically(&free(root, path, bytes)?, bytes).map(|_| ())
}

/// Where a new file of `content/` goes, if nothing else is there.
///
/// # Errors
/// As in [`create()`].
pub fn free(root: &Path, path: &str, bytes: &[u8]) -> Result<PathBuf> {
    let place = place(root, path)?;
    if place.exists() && std::fs::read(&place).is_ok_and(|there| there != bytes) {
        return Err(Error::Usage(format!(
            "`{path}` is there already: nothing was written"
        )));
    }
    Ok(place)
}

/// Takes a file of `content/` away. One that is not there is none the less gone.
///
/// # Errors
/// As in [`write()`].
pub fn remove(root: &Path, path: &str) -> Result<()> {
    let place = place(root, path)?;
    match std::fs::remove_file(&place) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(Error::io("remove", &place)(error))
        }
        _ => Ok(()),
    }
}

/// Moves a file of `content/` to `to`, outside of it, with whatever it holds at that moment.
///
/// # Errors
/// As in [`write()`]; there is none.
pub(super) fn take(root: &Path, path: &str, to: &Path) -> Result<()> {
    let place = place(root, path)?;
    std::fs::rename(&place, to).map_err(Error::io("move away", &place))
}

/// The bytes of a file of `content/`.
///
/// # Errors
/// As in [`write()`]; a file that cannot be read.
pub fn read(root: &Path, path: &str) -> Result<Vec<u8>> {
    let place = place(root, path)?;
    std::fs::read(&place).map_err(Error::io("read", &place))
}

/// Where a path of `content/` lies on the disk, its folders made.
fn place(root: &Path, path: &str) -> Result<PathBuf> {
    let plain = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !plain || !path.starts_with("content/") {
        return Err(Error::Usage(format!("`{path}` is not a path of content/")));
    }
    let target = root.join(path);
    let folder = target.parent().unwrap_or(root);
    std::fs::create_dir_all(folder).map_err(Error::io("make the folder", folder))?;
    let real = target
        .canonicalize()
        .or_else(|_| folder.canonicalize())
        .map_err(Error::io("find", folder))?;
    let content = root
        .join("content")
        .canonicalize()
        .map_err(Error::io("find", root))?;
    if !real.starts_with(&content) {
        return Err(Error::Usage(format!(
            "`{path}` leads out of content/ through a symlink: nothing was written there"
        )));
    }
    Ok(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_content_is_written_and_only_what_differs() {
        let root = tempfile::tempdir().unwrap();
        assert!(write(root.path(), "content/articles/a/index.md", b"one").unwrap());
        assert!(!write(root.path(), "content/articles/a/index.md", b"one").unwrap());
        for path in [
            "a.md", "content/../a.md", "/content/a.md", "content/./../a", "public/a",
        ] {
            assert!(write(root.path(), path, b"x").is_err(), "{path}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_symlink_out_of_content_is_not_followed() {
        let (root, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::create_dir(root.path().join("content")).unwrap();
        std::os::unix::fs::symlink(other.path(), root.path().join("content/articles")).unwrap();
        assert!(write(root.path(), "content/articles/a.md", b"x").is_err());
        assert!(other.path().read_dir().unwrap().next().is_none());
    }
}
