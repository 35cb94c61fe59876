//! `postil watch`: `build`, again and again.

use std::ops::ControlFlow;
use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::report::{Printer, count, json};
use super::rounds::Rounds;
use super::{Global, Outcome, root};
use crate::config;
use crate::corpus::Audience;
use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::output::{self, Report};
use crate::site::Options;
use crate::watch::{Changes, Round, follow};

#[derive(Debug, Args)]
pub struct Watch {
    /// Where the site will stand, in place of the one in postil.yaml
    #[arg(long, value_name = "URL", value_parser = config::sound_base_url)]
    pub base_url: Option<String>,
}

/// What `--json` prints after each build, a line each.
#[derive(Serialize)]
struct Answer<'a> {
    changed: &'a [String],
    /// None when nothing could be built; `public/` is as it was then.
    pages: Option<usize>,
    written: &'a [String],
    unchanged: usize,
    removed: &'a [String],
    diagnostics: &'a [Diagnostic],
    milliseconds: f64,
}

impl Watch {
    pub fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let root = root::find(global)?;
        let options = Options {
            audience: Audience::Public,
            base_url: self.base_url,
        };
        let mut rounds = Rounds::new(printer);
        let mut changes = Changes::below(&root);
        follow(&root, &root::ROOTS, &options, &mut changes, |round| {
            let report = match write(&root, round) {
                Ok(report) => report,
                Err(error) => {
                    printer.error(&error);
                    None
                }
            };
            tell(global, &mut rounds, round, report.as_ref());
            ControlFlow::Continue(())
        });
        Ok(Outcome::Done)
    }
}

/// None when there is nothing to write.
fn write(root: &Path, round: &Round<'_>) -> Result<Option<Report>> {
    let write = |files| output::write(&root.join("public"), &root.join(".postil"), files);
    round
        .built
        .as_ref()
        .map(|built| write(&built.files))
        .transpose()
}

fn tell(global: &Global, rounds: &mut Rounds<'_>, round: &Round<'_>, report: Option<&Report>) {
    if !global.json {
        let came_to = match report {
            Some(report) => came_to(report),
            None => "public/ stays as it was".to_owned(),
        };
        rounds.tell(round, &came_to);
        return;
    }
    let default = Report::default();
    let report = report.unwrap_or(&default);
    json(&Answer {
        changed: &round.changed,
        pages: round.built.as_ref().map(|built| built.pages),
        written: &report.written,
        unchanged: report.unchanged,
        removed: &report.removed,
        diagnostics: &round.diagnostics,
        milliseconds: round.took.as_secs_f64() * 1000.0,
    });
}

fn came_to(report: &Report) -> String {
    let written = count(report.written.len(), "file written", "files written");
    match report.removed.len() {
        0 => written,
        removed => format!("{written}, {removed} removed"),
    }
}
