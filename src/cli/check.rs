//! `postil check`: everything an editor or CI should know before publishing.

use std::collections::BTreeMap;
use std::path::Path;

use clap::{Args, ValueEnum};
use serde::Serialize;

use super::report::{Printer, count, json, progress, to_stdout};
use super::{Global, Outcome, root};
use crate::check::review::Base;
use crate::check::site;
use crate::corpus::{self, Audience};
use crate::diagnostic::codes::{self, CODES};
use crate::diagnostic::{Diagnostic, Severity, github};
use crate::error::Result;
use crate::external;
use crate::git::Repository;
use crate::site::{Options, Site};
use crate::source::Snapshot;

/// Looks at the whole site, drafts too, and writes nothing that is yours.
///
/// How bad each kind of finding is can be set in postil.yaml, as in `check: {note-orphan: error, inferred: off}`.
#[derive(Debug, Args)]
#[command(after_long_help = findings())]
pub struct Check {
    /// How to print what is found
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,

    /// Check too what became of the notes since a revision of git, such as origin/main
    ///
    /// Compared is the status that each note has now with the one that it had where this branch left REV. A note goes
    /// from draft to review and from there to published; who names another person than the author in `reviewed_by` may
    /// leave the steps between out. Draft and review become each other, rejected or resolved; published becomes
    /// review or resolved; rejected and resolved are opened again as draft or review. Any other change is `note-status`.
    /// A note that was published and is deleted is `note-deleted`. With `check: {four-eyes: error}` in
    /// postil.yaml a note becomes published only with a `reviewed_by` that names another of `people` than its author;
    /// without --base, every published note is asked for one.
    #[arg(long, value_name = "REV")]
    pub base: Option<String>,

    /// Ask every link to another site, too, whether it still leads somewhere
    ///
    /// Each is asked once, a few at a time and each host slowly; the answers are kept in .postil/external.json, good ones
    /// for two weeks, others for a day. Fragments are not asked about. How it is done, and what is left out, stands under
    /// `external:` in postil.yaml. Without a network that is said once, and nothing else.
    #[arg(long)]
    pub external: bool,

    /// Ask again what was asked lately
    #[arg(long, requires = "external")]
    pub fresh: bool,

    /// A host of a private network that links may be asked of, as it stands in them; may be given several times
    ///
    /// Other addresses of the machine and the network it stands in are never asked, whatever name leads to them: what
    /// is asked is content, which others may have written.
    #[arg(long, requires = "external", value_name = "HOST")]
    pub private: Vec<String>,

    /// Name each notice, also where there are many of a kind
    #[arg(long)]
    pub verbose: bool,
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

/// Every finding that a site can set the level of, with what it means.
fn findings() -> String {
    let adjustable = CODES.iter().filter(|code| code.adjustable);
    let lines = adjustable.map(|code| format!("  {}: {}", code.name, code.meaning));
    let lines: Vec<String> = lines.collect();
    format!(
        "Findings, each of which can be `error`, `warning`, `info` or `off` under `check:` in postil.yaml:\n{}",
        lines.join("\n")
    )
}

/// What `--json` prints.
#[derive(Serialize)]
struct Answer<'a> {
    diagnostics: &'a [Diagnostic],
    counts: Counts,
    /// What became of the links to other sites, with `--external`.
    #[serde(skip_serializing_if = "Option::is_none")]
    external: Option<external::Count>,
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
        let base = self.base.as_deref().map(|name| base(&root, name));
        let base = base.transpose()?;
        let mut site = Site::default();
        let checked = site::check(&mut site, &snapshot, found, base.as_ref());
        let (usable, mut diagnostics) = match checked {
            Ok(found) => (true, found),
            Err(found) => (false, found),
        };
        let asked = if self.external && usable {
            self.ask(&mut site, &snapshot, &root, global)?
        } else {
            None
        };
        let asked = asked.map(|told| {
            diagnostics.extend(told.diagnostics);
            diagnostics.sort();
            told.count
        });
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
                external: asked,
            }),
            Format::Github => {
                let prefix = prefix(&root);
                for diagnostic in &diagnostics {
                    to_stdout(&format!("{}\n", github(diagnostic, &prefix)));
                }
            }
            Format::Text => {
                tell(&diagnostics, self.verbose, printer);
                if let Some(count) = asked {
                    printer.say(&in_words(count));
                }
                printer.say(&counts.summary(&diagnostics));
            }
        }
        if usable {
            Ok(printer.outcome(&diagnostics))
        } else {
            Ok(Outcome::Unusable)
        }
    }

    /// Asks the links of a site that was checked already to other sites. None where it cannot be built.
    fn ask(
        &self,
        site: &mut Site,
        snapshot: &Snapshot,
        root: &Path,
        global: &Global,
    ) -> Result<Option<external::Told>> {
        let options = Options {
            audience: Audience::Editors,
            base_url: None,
        };
        let Ok(built) = site.build(snapshot, &options) else {
            return Ok(None);
        };
        let Some(survey) = &built.survey else {
            return Ok(None);
        };
        let links = external::gather(snapshot, &built);
        let wish = external::Wish {
            private: self.private.clone(),
            fresh: self.fresh,
        };
        let bar = progress(global, "{bar:30} {pos} of {len} links asked, {eta} left");
        let settings = &survey.config.external;
        let told = external::check(
            &root.join(".postil"),
            &links,
            settings,
            &wish,
            |done, of| {
                bar.set_length(of as u64);
                bar.set_position(done as u64);
            },
        );
        bar.finish_and_clear();
        let mut told = told?;
        built.severities.apply(&mut told.diagnostics);
        Ok(Some(told))
    }
}

/// `40 links to other sites: 12 asked, 28 known from before`
fn in_words(asked: external::Count) -> String {
    let parts = [
        (asked.asked, "asked"),
        (asked.known, "known without asking"),
        (asked.ignored, "left out"),
        (asked.unasked, "not asked: offline"),
    ];
    let parts = parts.into_iter().filter(|(number, _)| *number > 0);
    let parts: Vec<String> = parts
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    let links = count(asked.links, "link to other sites", "links to other sites");
    if parts.is_empty() {
        return links;
    }
    format!("{links}: {}", parts.join(", "))
}

/// The notes of the site at a revision.
///
/// # Errors
/// Git does not know it, or there is no git.
fn base(root: &Path, name: &str) -> Result<Base> {
    let repository = Repository::of(root)?;
    let commit = repository.base(name)?;
    Ok(Base {
        name: name.to_owned(),
        notes: repository.files(&commit, |path| corpus::note(path).is_some())?,
    })
}

/// More notices of one kind than this are counted, not named.
const MANY: usize = 3;

/// Errors and warnings file by file, then what is only good to know: a line each, or one for many of a kind.
fn tell(diagnostics: &[Diagnostic], is_verbose: bool, printer: &Printer) {
    let (notices, wrong): (Vec<Diagnostic>, Vec<Diagnostic>) = diagnostics
        .iter()
        .cloned()
        .partition(|diagnostic| diagnostic.severity == Severity::Info);
    printer.diagnostics(&wrong);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for notice in &notices {
        *kinds.entry(notice.code).or_default() += 1;
    }
    let is_many = |code: &str| !is_verbose && kinds.get(code).is_some_and(|count| *count > MANY);
    for (code, number) in kinds.iter().filter(|(code, _)| is_many(code)) {
        let meaning = codes::find(code).map_or("", |code| code.meaning);
        printer.say(&format!(
            "info[{code}]: {number} times: {meaning} (--verbose names them)"
        ));
    }
    for notice in notices.iter().filter(|it| !is_many(it.code)) {
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
