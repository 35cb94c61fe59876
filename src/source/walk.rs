//! The paths of a site's files, and what is wrong with some.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::hidden::is_hidden;
use crate::diagnostic::{Diagnostic, Place};
use crate::error::{Error, Result};

/// The files below `roots`, as paths relative to `root` with `/`; each diagnostic's place is such a path too.
pub(super) fn walk(root: &Path, roots: &[&str]) -> Result<Found> {
    let real_root = root.canonicalize().map_err(Error::io("read", root))?;
    let mut walk = Walk {
        root,
        real_root,
        found: Found::default(),
    };
    for path in roots {
        walk.below(path)?;
    }
    Ok(walk.found)
}

/// What a walk came by.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub paths: Vec<String>,
    pub diagnostics: Vec<Diagnostic>,
    /// Whether there was a symbolic link.
    has_links: bool,
}

impl Found {
    /// Whether each file has one path, and nothing was wrong.
    pub(super) fn is_plain(&self) -> bool {
        !self.has_links && self.diagnostics.is_empty()
    }
}

/// The diagnostic of a file or folder that cannot be read.
pub(super) fn unreadable(path: &str, why: &str) -> Diagnostic {
    Diagnostic::error("unreadable", why)
        .at(Place::file(path))
        .help("make it readable, or move it out of the site")
}

struct Walk<'a> {
    root: &'a Path,
    real_root: PathBuf,
    found: Found,
}

impl Walk<'_> {
    fn below(&mut self, start: &str) -> Result<()> {
        let mut entries = WalkDir::new(self.root.join(start))
            .follow_links(true)
            .sort_by_file_name()
            .into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => {
                    if !self.visit(&entry) && entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Err(error) => self.failed(error)?,
            }
        }
        Ok(())
    }

    /// Takes one file or folder in; false when it is passed over with all that it holds.
    fn visit(&mut self, entry: &DirEntry) -> bool {
        let kind = entry.file_type();
        let Some(path) = self.relative(entry.path()) else {
            let path = self.lossy(entry.path());
            self.report(
                "name-not-utf8",
                &path,
                "the name of this file is not UTF-8, so no page can link to it",
                "rename it",
            );
            return false;
        };
        if entry.depth() > 0 && is_hidden(&path, kind.is_dir()) {
            return false;
        }
        self.found.has_links |= entry.path_is_symlink();
        if entry.path_is_symlink() && !self.is_inside(entry.path()) {
            self.report(
                "link-out-of-site",
                &path,
                "this symbolic link leads out of the site and is not followed",
                "copy what it points to into the site",
            );
            return false;
        }
        if kind.is_file() {
            self.found.paths.push(path);
        } else if !kind.is_dir() {
            self.report(
                "not-a-file",
                &path,
                "this is neither a file nor a folder, and is not read",
                "move it out of the site",
            );
        }
        true
    }

    fn failed(&mut self, error: walkdir::Error) -> Result<()> {
        let full = error.path().unwrap_or(self.root).to_path_buf();
        let path = self.lossy(&full);
        if error.depth() > 0 && is_hidden(&path, false) {
            return Ok(());
        }
        if error.loop_ancestor().is_some() {
            self.report(
                "link-cycle",
                &path,
                "this symbolic link leads back to a folder it lies in and is not followed",
                "remove the link",
            );
            return Ok(());
        }
        let depth = error.depth();
        let source = error
            .into_io_error()
            .unwrap_or_else(|| ErrorKind::Other.into());
        match source.kind() {
            // The link's target is not there, or it points at itself (a loop of links has no kind of its own in 1.89).
            _ if full.is_symlink() => self.report(
                "broken-link",
                &path,
                &format!("this symbolic link cannot be followed: {source}"),
                "mend the link or remove it",
            ),
            // Not there, or removed since its folder was listed.
            ErrorKind::NotFound => {}
            _ if depth == 0 => return Err(Error::io("read", &full)(source)),
            _ => self
                .found
                .diagnostics
                .push(unreadable(&path, &format!("cannot read {path}: {source}"))),
        }
        Ok(())
    }

    fn report(&mut self, code: &'static str, path: &str, message: &str, help: &str) {
        self.found.diagnostics.push(
            Diagnostic::error(code, message)
                .at(Place::file(path))
                .help(help),
        );
    }

    fn is_inside(&self, link: &Path) -> bool {
        link.canonicalize()
            .is_ok_and(|target| target.starts_with(&self.real_root))
    }

    /// `path` relative to the root, with `/`; `None` when it is not UTF-8.
    fn relative(&self, path: &Path) -> Option<String> {
        let parts: Option<Vec<_>> = self
            .below_root(path)
            .iter()
            .map(|part| part.to_str())
            .collect();
        Some(parts?.join("/"))
    }

    fn lossy(&self, path: &Path) -> String {
        let parts: Vec<_> = self
            .below_root(path)
            .iter()
            .map(|part| part.to_string_lossy())
            .collect();
        parts.join("/")
    }

    fn below_root<'p>(&self, path: &'p Path) -> &'p Path {
        path.strip_prefix(self.root).unwrap_or(path)
    }
}
