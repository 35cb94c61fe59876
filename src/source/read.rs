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
    let file = match std::fs::File::open(&full) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Error::io("read", &full)(error)),
    };
    load(file, before)
        .map(Some)
        .map_err(Error::io("read", &full))
}

fn load(mut file: std::fs::File, before: Option<&File>) -> std::io::Result<File> {
    // The stamp is taken before the bytes: a write in between makes it old, and the file is read again next time.
    let metadata = file.metadata()?;
    let stamp = Stamp::new(&metadata, SystemTime::now());
    if let Some(before) = before.filter(|before| stamp.proves_same(&before.stamp)) {
        return Ok(before.clone());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or(0));
    file.read_to_end(&mut bytes)?;
    let hash = blake3::hash(&bytes);
    let bytes = match before {
        Some(before) if before.hash == hash => before.bytes.clone(),
        _ => bytes.into(),
    };
    Ok(File { bytes, hash, stamp })
}
