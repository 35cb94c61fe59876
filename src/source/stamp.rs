//! [`Stamp`]: what the file system says of a file, to know without reading whether it may have changed.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// Two writes closer together than this may leave the same times (FAT counts in steps of two seconds).
const RACY: Duration = Duration::from_secs(2);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    modified: Option<SystemTime>,
    /// Device, inode, and when the inode changed (seconds, nanoseconds): a file set back in time differs here.
    identity: [i128; 4],
    /// Whether the file had been left alone for [`RACY`] when it was read, so that equal times mean equal bytes.
    settled: bool,
}

impl Stamp {
    /// The stamp of a file that is read at `now`.
    pub(super) fn new(metadata: &Metadata, now: SystemTime) -> Self {
        let identity = identity(metadata);
        let [_, _, seconds, _] = identity;
        let modified = metadata.modified().ok();
        let left_alone = |at: SystemTime| now.duration_since(at).is_ok_and(|age| age > RACY);
        let changed = u64::try_from(seconds)
            .ok()
            .and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
        Self {
            size: metadata.len(),
            modified,
            identity,
            settled: modified.is_some_and(left_alone) && changed.is_some_and(left_alone),
        }
    }

    /// Whether a file with this stamp surely still has the bytes that it had when `before` was taken.
    pub(super) fn proves_same(&self, before: &Self) -> bool {
        before.settled
            && (self.size, self.modified, self.identity)
                == (before.size, before.modified, before.identity)
    }
}

#[cfg(unix)]
fn identity(metadata: &Metadata) -> [i128; 4] {
    use std::os::unix::fs::MetadataExt;
    [
        metadata.dev().into(),
        metadata.ino().into(),
        metadata.ctime().into(),
        metadata.ctime_nsec().into(),
    ]
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> [i128; 4] {
    [0; 4]
}
