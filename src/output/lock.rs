//! One write at a time: a lock that the system lets go of when its holder ends, however it ends.

use std::fs::{File, TryLockError};
use std::path::Path;
use std::time::Duration;

use crate::error::{Error, Result};

const TRIES: u32 = 100;
const PAUSE: Duration = Duration::from_millis(100);

/// Waits up to ten seconds for the lock of the folder `state`, which is made if missing. Held until dropped.
///
/// # Errors
/// Somebody else holds it all that time; a disk that does not take it.
pub fn acquire(state: &Path) -> Result<File> {
    std::fs::create_dir_all(state).map_err(Error::io("make the folder", state))?;
    let path = state.join("lock");
    let file = File::create(&path).map_err(Error::io("write", &path))?;
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(error)) => return Err(Error::io("lock", &path)(error)),
        }
    }
    Err(Error::Machine(format!(
        "another postil is writing this site and has held {} for ten seconds: end it, or wait and try again",
        path.display()
    )))
}
