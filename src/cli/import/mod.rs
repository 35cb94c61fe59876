//! `postil import`: raw texts → articles.

mod summary;
mod told;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use indicatif::ProgressBar;

use super::report::{self, Printer, json, to_stderr, to_stdout};
use super::{Global, Outcome, root};
use crate::config::{self, Config, RulePlaces};
use crate::error::{Error, Result};
use crate::import::Rules;
use crate::import::batch::{self, ExplainedLine, Options, Row};
use crate::output::write_atomically;
use summary::Summary;
use told::{explained, in_words};

#[derive(Debug, Args)]
pub struct Import {
    /// Files, folders, patterns; - for standard input. Plain text, saved pages (.html), Markdown (.md)
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// The site's folder; made if it is missing
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,

    /// Print every source line with what became of it
    #[arg(long)]
    pub explain: bool,

    /// Write nothing; say what would happen
    #[arg(long)]
    pub dry_run: bool,
}

/// A row with its lines, for `--explain --json`.
#[derive(Serialize)]
struct Explained<'a> {
    #[serde(flatten)]
    row: &'a Row,
    lines: &'a [ExplainedLine],
}

impl Import {
    pub fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let root = match &self.into {
            Some(folder) => folder.clone(),
            None => root::find(global)?,
        };
        let Some((rules, places)) = self.rules(&root, printer)? else {
            return Ok(Outcome::Unusable);
        };
        let options = Options {
            added: Some(crate::clock::today()?),
            dry_run: self.dry_run,
        };
        let inputs = batch::expand(&self.paths);
        let bar = progress(inputs.len(), global);
        let mut summary = Summary::default();
        let done = batch::import(
            &root,
            &inputs,
            &rules,
            &options,
            || bar.inc(1),
            |row| {
                bar.suspend(|| self.print(&row, global, printer));
                summary.add(row);
                Ok(())
            },
        );
        bar.finish_and_clear();
        done?;
        for line in summary.lines(&root, self.dry_run) {
            printer.say(&line);
        }
        for line in summary.rules(&rules, &places) {
            printer.say(&line);
        }
        Ok(if summary.has_errors() {
            Outcome::Errors
        } else {
            Outcome::Done
        })
    }

    fn print(&self, row: &Row, global: &Global, printer: &Printer) {
        match (global.json, self.explain) {
            (true, false) => json(row),
            (true, true) => json(&Explained {
                row,
                lines: &row.lines,
            }),
            (false, explain) => {
                if row.article.is_some() {
                    printer.say(&in_words(row));
                } else {
                    to_stderr(&format!("{}\n", in_words(row)));
                }
                if explain {
                    to_stdout(&explained(row));
                }
            }
        }
    }

    /// The site's rules, the site made where there is none. None: they, or the whole configuration, have mistakes, which were told.
    fn rules(&self, root: &Path, printer: &Printer) -> Result<Option<(Rules, RulePlaces)>> {
        let file = root.join(config::FILE);
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                if !self.dry_run {
                    write_atomically(&file, new_config(root).as_bytes())?;
                }
                return Ok(Some(Default::default()));
            }
            Err(error) => return Err(Error::io("read", &file)(error)),
        };
        match Config::read(&bytes) {
            Ok((config, found)) => {
                printer.diagnostics(&found);
                if !config::rule_problems(&bytes).is_empty() {
                    let told = "nothing was imported, since the rules under `import:` in postil.yaml have mistakes: mend them, then import again\n";
                    to_stderr(told);
                    return Ok(None);
                }
                Ok(Some((config.import, RulePlaces::find(&bytes))))
            }
            Err(found) => {
                printer.diagnostics(&found);
                Ok(None)
            }
        }
    }
}

/// A bar where there are several texts.
fn progress(length: usize, global: &Global) -> ProgressBar {
    if length < 2 {
        return ProgressBar::hidden();
    }
    let bar = report::progress(global, "{bar:30} {pos} of {len} texts read, {eta} left");
    bar.set_length(length as u64);
    bar
}

/// The least configuration: a title from the folder's name.
fn new_config(root: &Path) -> String {
    let real = std::path::absolute(root).unwrap_or_else(|_| root.to_path_buf());
    let name = real
        .file_name()
        .map_or_else(|| "A reader".into(), |name| name.to_string_lossy());
    let quoted = serde_json::to_string(&name).unwrap_or_else(|_| "\"A reader\"".to_owned());
    format!("title: {quoted}\n")
}
