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
    Create {
        path: String,
        text: String,
    },
    /// A file that holds `old`, and is to hold `new`.
    Replace {
        path: String,
        old: String,
        new: String,
    },
    Remove {
        path: String,
    },
}

impl Change {
    pub fn path(&self) -> &str {
        match self {
            Self::Create { path, .. } | Self::Replace { path, .. } | Self::Remove { path } => path,
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
            (Change::Remove { path }, None) => store::remove(root, path)?,
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
                return Err(Error::Usage(format!(
                    "{path} was changed by somebody else just now: nothing was written to it; try again"
                )));
            }
            Change::Create { path, text } => {
                store::free(root, path, text.as_bytes())?;
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

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
