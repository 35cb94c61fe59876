//! The files of one article's folder on disk.

use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// An article's folder: `content/articles/<slug>/` below a site's root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleFolder {
    path: PathBuf,
}

impl ArticleFolder {
    /// The folder of a slug. It need not exist.
    pub fn new(root: &Path, slug: &str) -> Self {
        Self {
            path: Self::all(root).join(slug),
        }
    }

    /// Where a site keeps its articles.
    pub fn all(root: &Path) -> PathBuf {
        root.join("content").join("articles")
    }

    /// A file in it.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// The bytes of a file in it; `None` if there is none that can be read.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        std::fs::read(self.file(name)).ok()
    }

    /// The first of these files that is there and cannot be read: what it holds is not known, so nothing may take its
    /// place.
    pub fn unreadable<'n>(&self, names: &[&'n str]) -> Option<(&'n str, std::io::Error)> {
        names.iter().find_map(|name| {
            let error = std::fs::File::open(self.file(name))
                .and_then(|mut file| file.read(&mut [0]))
                .err()?;
            (error.kind() != ErrorKind::NotFound).then_some((*name, error))
        })
    }

    /// Deletes a file in it, if there is one.
    pub(super) fn remove(&self, name: &str) -> Result<()> {
        let path = self.file(name);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                Err(Error::io("delete", &path)(error))
            }
            _ => Ok(()),
        }
    }
}
