//! Writes files of `content/` for the commands and the preview; imported articles go through [`exchange`](super::exchange).

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};

use crate::error::{Error, Result};
use crate::output::{Staged, make_folders, sync_folder, write_atomically};

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
    let place = find(root, path)?;
    match std::fs::remove_file(&place) {
        Ok(()) => sync_above(&place),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(Error::io("remove", &place)(error)),
    }
}

/// Moves a file of `content/` to `to`, outside of it, with whatever it holds at that moment.
///
/// # Errors
/// As in [`write()`]; there is none.
pub(super) fn take(root: &Path, path: &str, to: &Path) -> Result<()> {
    let place = find(root, path)?;
    let moved = std::fs::rename(&place, to).or_else(|error| match error.kind() {
        ErrorKind::CrossesDevices => copy_away(&place, to),
        _ => Err(error),
    });
    moved.map_err(Error::io("move away", &place))?;
    sync_above(to)?;
    sync_above(&place)
}

/// What a rename does, onto another disk.
fn copy_away(from: &Path, to: &Path) -> std::io::Result<()> {
    let bytes = std::fs::read(from)?;
    let mut file = File::create_new(to)?;
    file.write_all(&bytes)?;
    file.set_permissions(std::fs::metadata(from)?.permissions())?;
    file.sync_all()?;
    std::fs::remove_file(from)
}

fn sync_above(place: &Path) -> Result<()> {
    let folder = place.parent().unwrap_or(place);
    sync_folder(folder).map_err(Error::io("write", folder))
}

/// The bytes of a file of `content/`.
///
/// # Errors
/// As in [`write()`]; a file that cannot be read.
pub fn read(root: &Path, path: &str) -> Result<Vec<u8>> {
    let place = find(root, path)?;
    std::fs::read(&place).map_err(Error::io("read", &place))
}

/// The same; None where there is no such file.
///
/// # Errors
/// As in [`read`], but for a file that is not there.
pub(super) fn read_if_there(root: &Path, path: &str) -> Result<Option<Vec<u8>>> {
    match read(root, path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(Error::Io { source, .. }) if source.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Where a path of `content/` lies on the disk, its folders made.
fn place(root: &Path, path: &str) -> Result<PathBuf> {
    let place = find(root, path)?;
    make_folders(place.parent().unwrap_or(root))?;
    Ok(place)
}

/// Where a path of `content/` lies on the disk, or would.
fn find(root: &Path, path: &str) -> Result<PathBuf> {
    let plain = Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)));
    if !plain || !path.starts_with("content/") {
        return Err(Error::Usage(format!("`{path}` is not a path of content/")));
    }
    let target = root.join(path);
    let content = root.join("content");
    let Ok(content) = content.canonicalize() else {
        // Where nothing is there, nothing leads out of it.
        return Ok(target);
    };
    let real = target.ancestors().find_map(|it| it.canonicalize().ok());
    if real.is_none_or(|real| !real.starts_with(&content)) {
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

    #[test]
    fn what_is_only_looked_for_is_not_made() {
        let root = tempfile::tempdir().unwrap();
        let path = "content/articles/a/notes/k3v9q2.md";
        for _ in 0..2 {
            assert!(read(root.path(), path).is_err());
            assert_eq!(read_if_there(root.path(), path).unwrap(), None);
            remove(root.path(), path).unwrap();
            assert!(!root.path().join("content/articles").exists());
            std::fs::create_dir_all(root.path().join("content")).unwrap();
        }
        create(root.path(), path, b"one").unwrap();
        assert_eq!(read(root.path(), path).unwrap(), b"one");
    }

    #[test]
    fn what_goes_to_another_disk_is_there_and_gone_here() {
        let root = tempfile::tempdir().unwrap();
        let (from, to) = (root.path().join("a"), root.path().join("b"));
        std::fs::write(&from, b"one").unwrap();
        copy_away(&from, &to).unwrap();
        assert_eq!(std::fs::read(&to).unwrap(), b"one");
        assert!(!from.exists());
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
