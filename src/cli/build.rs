//! `postil build`: content → public/.

use std::collections::BTreeMap;
use std::mem::ManuallyDrop;
use std::path::Path;

use clap::Args;
use serde::Serialize;

use super::report::{Printer, count, json};
use super::{Global, Outcome, root};
use crate::config;
use crate::corpus::Audience;
use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::output;
use crate::site::{Built, Options, Site};

#[derive(Debug, Args)]
pub struct Build {
    /// Where the site will stand, in place of the one in postil.yaml
    #[arg(long, value_name = "URL", value_parser = config::sound_base_url)]
    pub base_url: Option<String>,

    /// Say how long each stage took
    #[arg(long)]
    pub timings: bool,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Answer<'a> {
    pages: usize,
    written: &'a [String],
    unchanged: usize,
    removed: &'a [String],
    diagnostics: &'a [Diagnostic],
    /// Milliseconds by stage.
    stages: BTreeMap<&'static str, f64>,
}

impl Build {
    pub fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let root = root::find(global)?;
        let (snapshot, mut diagnostics) = root::snapshot(&root)?;
        // What it remembers goes when the process does: to free it piece by piece takes time.
        let mut site = ManuallyDrop::new(Site::default());
        let built = match site.build(
            &snapshot,
            &Options {
                audience: Audience::Public,
                base_url: self.base_url,
            },
        ) {
            Ok(built) => built,
            Err(found) => {
                diagnostics.extend(found);
                printer.diagnostics(&diagnostics);
                return Ok(Outcome::Unusable);
            }
        };
        diagnostics.extend(built.diagnostics.iter().cloned());
        built.severities.apply(&mut diagnostics);
        let report = output::write(&root.join("public"), &root.join(".postil"), &built.files)?;
        let stages = stages(&built);
        if global.json {
            let (written, removed) = (&report.written, &report.removed);
            json(&Answer {
                pages: built.pages,
                written,
                unchanged: report.unchanged,
                removed,
                diagnostics: &diagnostics,
                stages,
            });
        } else {
            printer.diagnostics(&diagnostics);
            printer.say(&summary(&built, &report, &root));
            printer.say_count(&diagnostics);
            if self.timings {
                for (stage, took) in &stages {
                    printer.say(&format!("  {took:8.1} ms  {stage}"));
                }
            }
        }
        Ok(printer.outcome(&diagnostics))
    }
}

fn stages(built: &Built) -> BTreeMap<&'static str, f64> {
    built
        .timings
        .iter()
        .map(|timing| (timing.stage, timing.took.as_secs_f64() * 1000.0))
        .collect()
}

fn summary(built: &Built, report: &output::Report, root: &Path) -> String {
    let changed = match (report.written.len(), report.removed.len()) {
        (0, 0) => "nothing to write".to_owned(),
        (written, 0) => format!("{} written", count(written, "file", "files")),
        (written, removed) => format!(
            "{} written, {removed} removed",
            count(written, "file", "files")
        ),
    };
    format!(
        "{} in {}: {changed}",
        count(built.pages, "page", "pages"),
        root.join("public").display()
    )
}
