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
/// read any more, or one that is to be made is there and holds something else, nothing is changed.
///
/// # Errors
/// A file that somebody else changed or made; a disk that does not take one.
pub fn save(root: &Path, changes: &[Change]) -> Result<()> {
    // Between the look and the write nobody else may write.
    let _lock = lock(&root.join(LOCK))?;
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
    for change in changes {
        match change {
            Change::Create { path, text } => store::create(root, path, text.as_bytes())?,
            Change::Replace { path, new, .. } => {
                store::write(root, path, new.as_bytes())?;
            }
            Change::Remove { path } => store::remove(root, path)?,
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
