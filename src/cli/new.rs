//! `postil new`: a site that can be served at once.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::report::{Printer, count, json};
use super::{Global, Outcome};
use crate::error::Result;
use crate::starter;

/// Makes a folder with a small reader in it: two articles with notes, a page, and a postil.yaml that explains every key.
#[derive(Debug, Args)]
pub struct New {
    /// The new site's folder; it may be there, if it is empty but for .git
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Answer<'a> {
    site: &'a Path,
    /// Relative to the site.
    files: &'a [String],
}

impl New {
    pub fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let files = starter::create(&self.folder)?;
        if global.json {
            json(&Answer {
                site: &self.folder,
                files: &files,
            });
        }
        let folder = self.folder.display().to_string();
        printer.say(&format!(
            "made a reader in {folder}: {}",
            count(files.len(), "file", "files")
        ));
        printer.say(&match folder.as_str() {
            "." | "./" => "next: postil serve".to_owned(),
            _ => format!("next: cd {folder} && postil serve"),
        });
        Ok(Outcome::Done)
    }
}
