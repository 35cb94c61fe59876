//! Changes onto the disk: the only place where this room is not pure.

use std::path::Path;

use super::Change;
use crate::content::store;
use crate::error::{Error, Result};

/// Makes the changes in their order: texts are kept before notes name them, and dropped after. A file that is not as it
/// was read any more stops it; what was changed before stays so.
///
/// # Errors
/// A file that somebody else changed; a disk that does not take one.
pub fn save(root: &Path, changes: &[Change]) -> Result<()> {
    for change in changes {
        match change {
            Change::Create { path, text } => store::create(root, path, text.as_bytes())?,
            Change::Replace { path, old, new } => {
                if store::read(root, path)? != old.as_bytes() {
                    return Err(Error::Usage(format!(
                        "{path} was changed by somebody else just now: nothing was written to it; try again"
                    )));
                }
                store::write(root, path, new.as_bytes())?;
            }
            Change::Remove { path } => store::remove(root, path)?,
        }
    }
    Ok(())
}
