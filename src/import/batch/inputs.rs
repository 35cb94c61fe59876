//! What to import: files, folders, patterns, standard input.

use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::companions::{self, is_of_a_page};

/// One text to import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// As the user would name it.
    pub shown: String,
    /// Without folders.
    pub(super) file_name: String,
    /// Without its ending.
    pub(super) stem: String,
    source: Source,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Source {
    Stdin,
    File(PathBuf),
    /// What was asked for is not there.
    Missing(String),
}

/// All texts that the paths name, in order; those of a folder or a pattern by name. Hidden files and the files
/// of saved pages are passed over.
pub fn expand(paths: &[PathBuf]) -> Vec<Input> {
    let mut found = Vec::new();
    for path in paths {
        let text = path.to_string_lossy();
        if text == "-" {
            found.push(Input::new(path, Source::Stdin));
        } else if path.is_dir() {
            found.extend(files_below(path));
        } else if path.exists() || path.is_symlink() {
            found.push(Input::new(path, Source::File(path.clone())));
        } else if text.contains(['*', '?', '[']) {
            found.extend(matching(path, &text));
        } else {
            found.push(Input::new(
                path,
                Source::Missing("there is no such file".to_owned()),
            ));
        }
    }
    found
}

fn files_below(folder: &Path) -> Vec<Input> {
    let is_hidden = |entry: &walkdir::DirEntry| {
        entry.depth() > 0
            && (entry.file_name().to_string_lossy().starts_with('.') || is_of_a_page(entry.path()))
    };
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !is_hidden(entry))
        .filter_map(|entry| match entry {
            Ok(entry) if entry.file_type().is_dir() => None,
            Ok(entry) => {
                let path = entry.into_path();
                Some(Input::new(&path, Source::File(path.clone())))
            }
            Err(error) => {
                let path = error.path().unwrap_or(folder).to_path_buf();
                Some(Input::new(&path, Source::Missing(error.to_string())))
            }
        })
        .collect()
}

fn matching(path: &Path, pattern: &str) -> Vec<Input> {
    let paths = match glob::glob(pattern) {
        Ok(paths) => paths,
        Err(error) => {
            let reason = format!("this is no pattern: {error}");
            return vec![Input::new(path, Source::Missing(reason))];
        }
    };
    let mut found: Vec<PathBuf> = paths.flatten().filter(|path| path.is_file()).collect();
    found.sort();
    if found.is_empty() {
        let reason = "no file matches".to_owned();
        return vec![Input::new(path, Source::Missing(reason))];
    }
    found
        .into_iter()
        .map(|path| Input::new(&path, Source::File(path.clone())))
        .collect()
}

impl Input {
    fn new(path: &Path, source: Source) -> Self {
        let name = |part: Option<&std::ffi::OsStr>| {
            part.map_or_else(String::new, |part| part.to_string_lossy().into_owned())
        };
        let is_stdin = source == Source::Stdin;
        Self {
            shown: path.to_string_lossy().into_owned(),
            file_name: if is_stdin {
                "stdin.txt".to_owned()
            } else {
                name(path.file_name())
            },
            stem: if is_stdin {
                "stdin".to_owned()
            } else {
                name(path.file_stem())
            },
            source,
        }
    }

    /// The file itself; None for standard input.
    pub(super) fn path(&self) -> Option<&Path> {
        match &self.source {
            Source::File(path) => Some(path),
            Source::Stdin | Source::Missing(_) => None,
        }
    }

    /// The paths of the files that were saved with a page, from its folder.
    pub(super) fn companions(&self) -> Vec<String> {
        self.path().map(companions::of).unwrap_or_default()
    }

    /// The input's bytes, at most `limit`. The error says why there are none.
    pub(super) fn read(&self, limit: u64) -> Result<Vec<u8>, String> {
        let path = match &self.source {
            Source::Missing(reason) => return Err(reason.clone()),
            Source::Stdin => return read_all(std::io::stdin().lock(), limit),
            Source::File(path) => path,
        };
        let unreadable = |error: std::io::Error| format!("cannot be read: {error}");
        let metadata = match std::fs::metadata(path) {
            Err(_) if path.is_symlink() => return Err("a symbolic link to nothing".to_owned()),
            metadata => metadata.map_err(unreadable)?,
        };
        if metadata.is_dir() {
            return Err("a symbolic link to a folder: name the folder itself".to_owned());
        }
        if !metadata.is_file() {
            return Err("a pipe, socket or device, no file".to_owned());
        }
        if metadata.len() > limit {
            return Err(too_large(limit));
        }
        read_all(std::fs::File::open(path).map_err(unreadable)?, limit)
    }
}

fn read_all(from: impl Read, limit: u64) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    from.take(limit + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| format!("cannot be read: {error}"))?;
    if bytes.len() as u64 > limit {
        return Err(too_large(limit));
    }
    Ok(bytes)
}

fn too_large(limit: u64) -> String {
    let megabytes = limit / (1024 * 1024);
    format!("larger than {megabytes} MB: not one article")
}
