//! What a write is based on, and the write itself.

use super::Desk;
use super::refusal::Refusal;
use crate::content::save::{self, Change};
use crate::error::Error;

/// The name of a file's bytes: as long as they are the same, so is it.
pub(super) fn based_on(bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    hash.get(..32).unwrap_or_default().to_owned()
}

/// Makes all the changes or none, and has them shown.
///
/// # Errors
/// A file that is another by now, which is a conflict; a disk that does not take one.
pub(super) fn save(desk: &Desk, changes: &[Change]) -> Result<(), Refusal> {
    save::save(&desk.root, changes).map_err(|error| match error {
        Error::Usage(message) => Refusal {
            message,
            ..Refusal::conflict()
        },
        error => error.into(),
    })?;
    desk.wrote(changes.iter().map(Change::path));
    Ok(())
}
