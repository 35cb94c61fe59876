//! `postil check`: everything an editor or CI should know before publishing.

use std::path::Path;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::report::{Printer, count, json, to_stdout};
use super::{Global, Outcome, root};
use crate::check::site;
use crate::diagnostic::{Diagnostic, Severity, github};
use crate::error::Result;
use crate::site::Site;

/// Looks at the whole site, drafts too, and writes nothing.
///
/// How bad each kind of finding is can be set in postil.yaml, as in `check: {note-orphan: error, inferred: off}`.
#[derive(Debug, Args)]
pub struct Check {
    /// How to print what is found
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, on standard error
    #[default]
    Text,
    /// One JSON object, the same as --json
    Json,
    /// Commands of GitHub's workflows, which show each finding beside its line
    Github,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Answer<'a> {
    diagnostics: &'a [Diagnostic],
    counts: Counts,
}

#[derive(Debug, Clone, Copy, Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    info: usize,
}

impl Check {
    pub fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let root = root::find(global)?;
        let (snapshot, found) = root::snapshot(&root)?;
        let (usable, diagnostics) = match site::check(&mut Site::default(), &snapshot, found) {
            Ok(found) => (true, found),
            Err(found) => (false, found),
        };
        let counts = Counts::of(&diagnostics);
        let format = if global.json {
            Format::Json
        } else {
            self.format
        };
        match format {
            Format::Json => json(&Answer {
                diagnostics: &diagnostics,
                counts,
            }),
            Format::Github => {
                let prefix = prefix(&root);
                for diagnostic in &diagnostics {
                    to_stdout(&format!("{}\n", github(diagnostic, &prefix)));
                }
            }
            Format::Text => {
                tell(&diagnostics, printer);
                printer.say(&counts.summary(&diagnostics));
            }
        }
        if usable {
            Ok(printer.outcome(&diagnostics))
        } else {
            Ok(Outcome::Unusable)
        }
    }
}

/// Errors and warnings file by file, then what is only good to know, a line each.
fn tell(diagnostics: &[Diagnostic], printer: &Printer) {
    let (notices, wrong): (Vec<Diagnostic>, Vec<Diagnostic>) = diagnostics
        .iter()
        .cloned()
        .partition(|diagnostic| diagnostic.severity == Severity::Info);
    printer.diagnostics(&wrong);
    for notice in &notices {
        let place = notice.place.as_ref().map(ToString::to_string);
        let place = place.unwrap_or_default();
        printer.say(&format!(
            "info[{}]: {place}: {}",
            notice.code, notice.message
        ));
    }
    if !notices.is_empty() {
        printer.say("");
    }
}

impl Counts {
    fn of(diagnostics: &[Diagnostic]) -> Self {
        let of = |severity| {
            let same = diagnostics.iter().filter(|it| it.severity == severity);
            same.count()
        };
        Self {
            error: of(Severity::Error),
            warning: of(Severity::Warning),
            info: of(Severity::Info),
        }
    }

    /// `2 errors, 1 warning in 2 files`
    fn summary(self, diagnostics: &[Diagnostic]) -> String {
        let parts = [
            (self.error, "error", "errors"),
            (self.warning, "warning", "warnings"),
            (self.info, "notice", "notices"),
        ];
        let parts: Vec<String> = parts
            .into_iter()
            .filter(|(number, ..)| *number > 0)
            .map(|(number, one, many)| count(number, one, many))
            .collect();
        if parts.is_empty() {
            return "nothing found".to_owned();
        }
        let mut files: Vec<&str> = diagnostics
            .iter()
            .filter_map(|diagnostic| Some(diagnostic.place.as_ref()?.path.as_str()))
            .collect();
        files.dedup();
        format!(
            "{} in {}",
            parts.join(", "),
            count(files.len(), "file", "files")
        )
    }
}

/// What stands before a path so that it works from where the command was started.
fn prefix(root: &Path) -> String {
    match root.to_string_lossy().trim_start_matches("./") {
        "" | "." => String::new(),
        root => format!("{}/", root.trim_end_matches('/')),
    }
}
