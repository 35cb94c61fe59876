//! [`Error`]: what stops a command. Problems of content are [`Diagnostic`](crate::diagnostic::Diagnostic)s instead.

use std::path::{Path, PathBuf};

pub type Result<T> = std::result::Result<T, Error>;

/// The command was used wrongly, or the machine failed.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Wrong use or configuration: exit code 2. Says what to do.
    #[error("{0}")]
    Usage(String),

    /// A file or folder could not be read or written: exit code 3.
    #[error("cannot {action} {}: {source}", path.display())]
    Io {
        action: &'static str,
        path: PathBuf,
        source: std::io::Error,
    },

    /// Anything else of the machine (network, a child process): exit code 3.
    #[error("{0}")]
    Machine(String),
}

impl Error {
    /// An I/O error with what was being done: `Error::io("read", path)` for `map_err`.
    pub fn io(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::Io {
            action,
            path,
            source,
        }
    }

    /// The exit code that DESIGN fixes: 2 for wrong use, 3 for a machine that failed.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Io { .. } | Self::Machine(_) => 3,
        }
    }
}
