//! Changes of files onto the disk, all or none.

use std::path::Path;

use super::store;
use crate::error::{Error, Result};
use crate::output::lock;

/// Where the lock lies that writers take.
pub(super) const LOCK: &str = ".postil/content";

/// What is to be done to one file of `content/`. Paths are relative to the site's root, with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A file that is not there yet.
    Create { path: String, text: String },
    /// A file that holds `old`, and is to hold `new`.
    Replace {
        path: String,
        old: String,
        new: String,
    },
    /// A file that holds `old`, if it is there, and is to be gone.
    Remove { path: String, old: String },
}

impl Change {
    pub fn path(&self) -> &str {
        match self {
            Self::Create { path, .. } | Self::Replace { path, .. } | Self::Remove { path, .. } => {
                path
            }
        }
    }
}

/// Makes the changes in their order: texts are kept before notes name them, and dropped after. If a file is not as it was
/// read any more, or one that is to be made is there and holds something else, nothing is changed. That is looked at
/// last, when all new files are written and synced beside their places: programs that know of no lock have no more
/// than the moment of a rename in which they would not be seen.
///
/// # Errors
/// A file that somebody else changed or made; a disk that does not take one.
pub fn save(root: &Path, changes: &[Change]) -> Result<()> {
    // Between the look and the write nobody else may write.
    let _lock = lock(&root.join(LOCK))?;
    are_as_read(root, changes)?;
    let mut staged = Vec::new();
    for change in changes {
        staged.push(match change {
            Change::Create { path, text } => store::stage(root, path, text.as_bytes())?,
            Change::Replace { path, new, .. } => store::stage(root, path, new.as_bytes())?,
            Change::Remove { .. } => None,
        });
    }
    are_as_read(root, changes)?;
    for (change, staged) in changes.iter().zip(staged) {
        match (change, staged) {
            (_, Some(staged)) => staged.place()?,
            (Change::Remove { path, .. }, None) if !is_named(root, path) => {
                store::remove(root, path)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether all files are what the changes were made of.
fn are_as_read(root: &Path, changes: &[Change]) -> Result<()> {
    for change in changes {
        match change {
            Change::Replace { path, old, .. } if store::read(root, path)? != old.as_bytes() => {
                return Err(changed(path));
            }
            Change::Remove { path, old } => {
                // What is not there is none the less gone.
                let there = store::read_if_there(root, path)?;
                if there.is_some_and(|there| there != old.as_bytes()) {
                    return Err(changed(path));
                }
            }
            Change::Create { path, text } => {
                store::free(root, path, text.as_bytes())?;
            }
            Change::Replace { .. } => {}
        }
    }
    Ok(())
}

fn changed(path: &str) -> Error {
    Error::Usage(format!(
        "{path} was changed by somebody else just now: nothing was written to it; try again"
    ))
}

/// Whether a file is a kept text, `notes/.text/<hash>.txt`, and a note beside it names it: one that was written since it
/// was found that none does. A note that cannot be read may name any.
fn is_named(root: &Path, path: &str) -> bool {
    let Some((notes, hash)) = path
        .strip_suffix(".txt")
        .and_then(|path| path.split_once("/.text/"))
        .filter(|(_, hash)| !hash.is_empty())
    else {
        return false;
    };
    let files = std::fs::read_dir(root.join(notes)).into_iter().flatten();
    files.flatten().map(|file| file.path()).any(|file| {
        let is_note = file.extension().is_some_and(|ending| ending == "md");
        let names = |text: Vec<u8>| text.windows(hash.len()).any(|it| it == hash.as_bytes());
        is_note && std::fs::read(&file).map_or(true, names)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_changed_since_is_not_taken_away() {
        let root = tempfile::tempdir().unwrap();
        let remove = |old: &str| Change::Remove {
            path: "content/entities/b.md".to_owned(),
            old: old.to_owned(),
        };
        save(root.path(), &[remove("ours")]).unwrap();
        store::create(root.path(), remove("").path(), b"theirs").unwrap();
        assert!(save(root.path(), &[remove("ours")]).is_err());
        assert!(root.path().join(remove("").path()).exists());
        save(root.path(), &[remove("theirs")]).unwrap();
        assert!(!root.path().join(remove("").path()).exists());
    }

    #[test]
    fn a_kept_text_that_a_note_names_by_now_stays() {
        let root = tempfile::tempdir().unwrap();
        let (text, note) = (
            "content/articles/a/notes/.text/0a1b2c.txt",
            "content/articles/a/notes/k3v9q2.md",
        );
        store::create(root.path(), text, b"Nine planes.").unwrap();
        store::create(root.path(), note, b"---\ntarget:\n  text: 0a1b2c\n---\nx\n").unwrap();
        let remove = Change::Remove {
            path: text.to_owned(),
            old: "Nine planes.".to_owned(),
        };
        save(root.path(), std::slice::from_ref(&remove)).unwrap();
        assert!(root.path().join(text).exists());
        store::remove(root.path(), note).unwrap();
        save(root.path(), &[remove]).unwrap();
        assert!(!root.path().join(text).exists());
    }

    #[test]
    fn where_one_file_is_there_already_none_is_written() {
        let root = tempfile::tempdir().unwrap();
        store::create(root.path(), "content/entities/b.md", b"theirs").unwrap();
        let create = |path: &str| Change::Create {
            path: path.to_owned(),
            text: "ours".to_owned(),
        };
        let changes = [
            create("content/entities/a.md"),
            create("content/entities/b.md"),
        ];
        assert!(save(root.path(), &changes).is_err());
        assert!(!root.path().join("content/entities/a.md").exists());
        assert_eq!(
            store::read(root.path(), "content/entities/b.md").unwrap(),
            b"theirs"
        );
    }
}
