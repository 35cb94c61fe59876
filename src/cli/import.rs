//! `postil import`: raw texts → articles.

use std::fmt::Write;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::report::{Printer, count, json, to_stderr, to_stdout};
use super::{Global, Outcome, root};
use crate::config::{self, Config};
use crate::error::{Error, Result};
use crate::import::Rules;
use crate::import::batch::{self, ExplainedLine, Options, Row};
use crate::output::write_atomically;

#[derive(Debug, Args)]
pub struct Import {
    /// Files, folders, patterns; - for standard input
    #[arg(required = true, value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// The site's folder; made if it is missing
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,

    /// Print every source line with what became of it
    #[arg(long)]
    pub explain: bool,

    /// Write nothing
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
        let Some(rules) = self.rules(&root, printer)? else {
            return Ok(Outcome::Unusable);
        };
        let options = Options {
            added: Some(super::today::today()?),
            dry_run: self.dry_run,
        };
        let (mut imported, mut refused, mut conflicts) = (0, 0, 0);
        batch::import(&root, &self.paths, &rules, &options, |row| {
            match row.article {
                Some(_) => imported += 1,
                None => refused += 1,
            }
            conflicts += row.conflicts;
            self.print(&row, global, printer);
            Ok(())
        })?;
        let dry = if self.dry_run {
            ", nothing written (a dry run)"
        } else {
            ""
        };
        let articles = count(imported, "article", "articles");
        printer.say(&format!(
            "{articles} in {}, {refused} refused{dry}",
            root.display()
        ));
        Ok(if refused + conflicts == 0 {
            Outcome::Done
        } else {
            Outcome::Errors
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

    /// The site's rules, the site made where there is none. None: the configuration cannot be used, which was told.
    fn rules(&self, root: &Path, printer: &Printer) -> Result<Option<Rules>> {
        let file = root.join(config::FILE);
        let bytes = match std::fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => {
                if !self.dry_run {
                    write_atomically(&file, new_config(root).as_bytes())?;
                }
                return Ok(Some(Rules::default()));
            }
            Err(error) => return Err(Error::io("read", &file)(error)),
        };
        match Config::read(&bytes) {
            Ok((config, found)) => {
                printer.diagnostics(&found);
                Ok(Some(config.import))
            }
            Err(found) => {
                printer.diagnostics(&found);
                Ok(None)
            }
        }
    }
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

fn explained(row: &Row) -> String {
    let mut text = format!("{}\n", row.input);
    for line in &row.lines {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{:>6}  {:<22}  {}", line.line, line.fate, line.text);
    }
    text
}

/// What an editor looks at first: the title, and whether a date and an author were found.
fn found(row: &Row) -> String {
    let title = row.title.as_deref().filter(|title| !title.is_empty());
    let title = title.map_or_else(|| "no title".to_owned(), |title| format!("“{title}”"));
    let date = row.date.as_deref().unwrap_or("no date");
    let authors = if row.authors.is_empty() {
        "no author".to_owned()
    } else {
        row.authors.join(", ")
    };
    format!("{title} · {date} · {authors}")
}

fn in_words(row: &Row) -> String {
    let mut text = match (&row.article, &row.reason) {
        (Some(article), _) if row.written => {
            format!("{} → {article}\n    {}", row.input, found(row))
        }
        (Some(article), _) => format!("{} = {article} (unchanged)", row.input),
        (None, reason) => {
            let reason = reason.as_deref().unwrap_or("no article");
            format!("{}: refused: {reason}", row.input)
        }
    };
    for warning in &row.warnings {
        let _ = write!(text, "\n    {warning}");
    }
    text
}
