//! Changes onto the disk: the only place where this room is not pure.

use std::path::Path;

use super::Change;
use crate::content::store;
use crate::error::{Error, Result};
use crate::output::lock;

/// Where the lock lies that writers of notes take.
const LOCK: &str = ".postil/notes";

/// Makes the changes in their order: texts are kept before notes name them, and dropped after. If a file is not as it was
/// read any more, nothing is changed.
///
/// # Errors
/// A file that somebody else changed; a disk that does not take one.
pub fn save(root: &Path, changes: &[Change]) -> Result<()> {
    // Between the look and the write nobody else may write.
    let _lock = lock(&root.join(LOCK))?;
    for change in changes {
        if let Change::Replace { path, old, .. } = change
            && store::read(root, path)? != old.as_bytes()
        {
            return Err(Error::Usage(format!(
                "{path} was changed by somebody else just now: nothing was written to it; try again"
            )));
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
