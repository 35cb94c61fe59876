//! Many files of articles' folders at once, none of them over something that nobody has read.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::ArticleFolder;
use super::save::LOCK;
use crate::error::Result;
use crate::output::{Staged, lock, sync_folders};

/// A file of an article's folder: what it held when it was read, and what it is to hold. None: it is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    pub file: String,
    pub old: Option<Vec<u8>>,
    pub new: Option<Vec<u8>>,
}

impl Exchange {
    /// Whether the file is to be another than it was.
    pub fn changes(&self) -> bool {
        self.old != self.new
    }
}

/// What came of an exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Exchanged {
    /// Whether anything had to be written.
    Done(bool),
    /// The name of a file that is not as it was read any more: nothing was written.
    Changed(String),
}

/// The articles of a site, written from any number of threads.
pub struct Exchanger<'r> {
    root: &'r Path,
    /// Threads wait for each other here: whoever finds the lock on the disk taken comes back to it after a pause.
    turn: Mutex<()>,
}

impl<'r> Exchanger<'r> {
    /// For the site at `root`.
    pub fn new(root: &'r Path) -> Self {
        let turn = Mutex::new(());
        Self { root, turn }
    }

    pub fn root(&self) -> &'r Path {
        self.root
    }

    /// Puts files of one folder in their places, in order. If one of them is not as it was read any more, none. That is
    /// looked at last, as [`save`](super::save::save()) does it: all new files are then written and synced beside their
    /// places, and no other writer has the lock.
    ///
    /// # Errors
    /// A disk that does not take a file; another writer that keeps the lock.
    pub fn exchange(&self, folder: &ArticleFolder, files: &[Exchange]) -> Result<Exchanged> {
        let files: Vec<&Exchange> = files.iter().filter(|file| file.changes()).collect();
        if files.is_empty() {
            return Ok(Exchanged::Done(false));
        }
        let mut staged = Vec::new();
        for file in &files {
            if let Some(new) = &file.new {
                staged.extend(Staged::new(&folder.file(&file.file), new)?);
            }
        }
        {
            let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
            let _lock = lock(&self.root.join(LOCK))?;
            if let Some(other) = files.iter().find(|it| folder.read(&it.file) != it.old) {
                return Ok(Exchanged::Changed(other.file.clone()));
            }
            for gone in files.iter().filter(|file| file.new.is_none()) {
                folder.remove(&gone.file)?;
            }
            for file in &mut staged {
                file.rename()?;
            }
        }
        sync_folders(&staged)?;
        Ok(Exchanged::Done(true))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn state() -> impl Strategy<Value = Option<Vec<u8>>> {
        proptest::option::of(proptest::collection::vec(0xF0_u8.., 0..3))
    }

    fn put(folder: &ArticleFolder, file: &str, bytes: Option<&Vec<u8>>) {
        if let Some(bytes) = bytes {
            std::fs::write(folder.file(file), bytes).unwrap();
        }
    }

    proptest! {
        /// Bytes of any kind; what was there, what was read of it, and what is to be.
        #[test]
        fn all_files_are_written_or_none(files in proptest::collection::vec((state(), state(), state(), any::<bool>()), 1..4)) {
            let root = tempfile::tempdir().unwrap();
            let folder = ArticleFolder::new(root.path(), "a");
            std::fs::create_dir_all(folder.file("")).unwrap();
            let mut exchanges = Vec::new();
            for (number, (there, read, new, is_fresh)) in files.iter().enumerate() {
                let file = number.to_string();
                put(&folder, &file, there.as_ref());
                let old = if *is_fresh { there } else { read };
                exchanges.push(Exchange { file, old: old.clone(), new: new.clone() });
            }
            let other = exchanges.iter().zip(&files).find(|(it, (there, ..))| it.changes() && it.old != *there);
            let done = Exchanger::new(root.path()).exchange(&folder, &exchanges).unwrap();
            prop_assert_eq!(
                &done,
                &match other {
                    Some((other, _)) => Exchanged::Changed(other.file.clone()),
                    None => Exchanged::Done(exchanges.iter().any(Exchange::changes)),
                }
            );
            for (it, (there, ..)) in exchanges.iter().zip(&files) {
                let is = if other.is_none() && it.changes() { &it.new } else { there };
                prop_assert_eq!(&folder.read(&it.file), is);
            }
            let names = std::fs::read_dir(folder.file("")).unwrap().flatten();
            prop_assert!(names.into_iter().all(|it| it.file_name().len() == 1));
        }
    }
}
