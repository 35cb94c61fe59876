//! One file's bytes and hash, from the disk or from the snapshot before.

use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::SystemTime;

use super::File;
use super::stamp::Stamp;
use crate::error::{Error, Result};

/// The file `path` (relative to `root`); `before` when that is surely what is on disk; `None` when it is gone.
pub(super) fn read(root: &Path, path: &str, before: Option<&File>) -> Result<Option<File>> {
    let full = root.join(path);
    match load(&full, before) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", &full)(error)),
    }
}

fn load(path: &Path, before: Option<&File>) -> std::io::Result<File> {
    if let Some(before) = before {
        let stamp = Stamp::new(&std::fs::metadata(path)?, SystemTime::now());
        if stamp.proves_same(&before.stamp) {
            return Ok(before.clone());
        }
    }
    let mut file = std::fs::File::open(path)?;
    // The stamp is taken before the bytes: a write in between makes it old, and the file is read again next time.
    let metadata = file.metadata()?;
    let stamp = Stamp::new(&metadata, SystemTime::now());
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    file.read_to_end(&mut bytes)?;
    let hash = blake3::hash(&bytes);
    let bytes = match before {
        Some(before) if before.hash == hash => before.bytes.clone(),
        _ => bytes.into(),
    };
    Ok(File { bytes, hash, stamp })
}
