//! Notes that were deleted: kept in `.postil/trash/`, each time in a folder of its own, until somebody empties it.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use walkdir::WalkDir;

use super::save::{Change, LOCK, save};
use super::store;
use crate::error::{Error, Result};
use crate::output::{lock, make_folders, sync_folder};

const TRASH: &str = ".postil/trash";

/// How many names are tried for what was deleted in one second.
const TRIES: u32 = 1000;

/// Moves files of `content/` into the trash: whatever they hold at that moment is kept. Gives the name under which
/// [`restore`] puts them back; `what` is part of it.
///
/// # Errors
/// A path outside of `content/`; a disk that does not take them.
pub fn discard(root: &Path, paths: &[&str], what: &str, now: Timestamp) -> Result<String> {
    let _lock = lock(&root.join(LOCK))?;
    let (name, folder) = new_folder(root, &format!("{}-{what}", now.strftime("%Y%m%dT%H%M%SZ")))?;
    for path in paths {
        let to = folder.join(path);
        let above = to.parent().unwrap_or(&folder);
        make_folders(above)?;
        store::take(root, path, &to)?;
    }
    Ok(name)
}

fn new_folder(root: &Path, name: &str) -> Result<(String, PathBuf)> {
    let trash = root.join(TRASH);
    make_folders(&trash)?;
    for number in 1..TRIES {
        let name = match number {
            1 => name.to_owned(),
            _ => format!("{name}-{number}"),
        };
        let folder = trash.join(&name);
        match fs::create_dir(&folder) {
            Ok(()) => {
                sync_folder(&trash).map_err(Error::io("write", &trash))?;
                return Ok((name, folder));
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Error::io("make the folder", &folder)(error)),
        }
    }
    Err(Error::Machine(format!("{} is full", trash.display())))
}

/// Puts back what was discarded under a name: the paths, or none when there is nothing of that name. All of it, or
/// nothing where a file stands in the place of one. What is no plain file, such as a link, stays in the trash.
///
/// # Errors
/// As in [`save`]; there is no plain file.
pub fn restore(root: &Path, name: &str) -> Result<Option<Vec<String>>> {
    let trash = root.join(TRASH);
    let folders = fs::read_dir(&trash).into_iter().flatten().flatten();
    let mut folders = folders.filter(|folder| folder.file_name().to_str() == Some(name));
    let Some(folder) = folders.next().map(|folder| folder.path()) else {
        return Ok(None);
    };
    let (mut changes, mut left) = (Vec::new(), None);
    for file in WalkDir::new(&folder).sort_by_file_name() {
        let file = file.map_err(|error| Error::Machine(error.to_string()))?;
        let inside = file
            .path()
            .strip_prefix(&folder)
            .ok()
            .and_then(Path::to_str);
        if file.file_type().is_dir() {
            continue;
        }
        let Some(path) = inside.filter(|_| file.file_type().is_file()) else {
            left = Some(file.into_path());
            continue;
        };
        let text = fs::read_to_string(file.path()).map_err(Error::io("read", file.path()))?;
        changes.push(Change::Create {
            path: path.replace('\\', "/"),
            text,
        });
    }
    match left {
        None => {
            save(root, &changes)?;
            fs::remove_dir_all(&folder).map_err(Error::io("remove", &folder))?;
        }
        Some(left) if changes.is_empty() => {
            return Err(Error::Usage(format!(
                "{} is no plain file: put it back by hand",
                left.display()
            )));
        }
        Some(_) => {
            save(root, &changes)?;
            for path in changes.iter().map(|change| folder.join(change.path())) {
                fs::remove_file(&path).map_err(Error::io("remove", &path))?;
            }
        }
    }
    Ok(Some(
        changes
            .iter()
            .map(|change| change.path().to_owned())
            .collect(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_discarded_comes_back_as_it_was_and_never_over_something_else() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        let path = "content/articles/a/notes/k3v9q2.md";
        store::create(root, path, b"one").unwrap();
        let name = discard(root, &[path], "k3v9q2", Timestamp::UNIX_EPOCH).unwrap();
        assert!(!root.join(path).exists());
        store::create(root, path, b"another").unwrap();
        assert!(restore(root, &name).is_err());
        let second = discard(root, &[path], "k3v9q2", Timestamp::UNIX_EPOCH).unwrap();
        assert_ne!(name, second);
        assert_eq!(restore(root, &name).unwrap(), Some(vec![path.to_owned()]));
        assert_eq!(store::read(root, path).unwrap(), b"one");
        for name in [&*name, "..", "../..", "", ".", "/", "none"] {
            assert_eq!(restore(root, name).unwrap(), None, "{name}");
        }
    }
    #[cfg(unix)]
    #[test]
    fn what_cannot_be_put_back_stays_in_the_trash() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        let [plain, link] =
            ["k3v9q2", "linked"].map(|id| format!("content/articles/a/notes/{id}.md"));
        store::create(root, &plain, b"one").unwrap();
        std::os::unix::fs::symlink("k3v9q2.md", root.join(&link)).unwrap();
        let name = discard(root, &[&link, &plain], "k3v9q2", Timestamp::UNIX_EPOCH).unwrap();
        assert_eq!(restore(root, &name).unwrap(), Some(vec![plain.clone()]));
        assert!(root.join(&plain).exists());
        assert!(root.join(TRASH).join(&name).join(&link).is_symlink());
        assert!(restore(root, &name).is_err());
        assert!(root.join(TRASH).join(&name).join(&link).is_symlink());
    }
}
