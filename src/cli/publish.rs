//! `postil publish`: the site onto GitHub Pages, or into a folder.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::report::{Printer, count, json};
use super::{Global, Outcome, root};
use crate::config::{self, Config, History};
use crate::corpus::Audience;
use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::publish::{
    Changes, Place, Plan, Publisher, Release, Rollback, dropped, gate, init_actions, pages_address,
    to_folder,
};
use crate::site::{Built, Options, Site};

/// What `--rollback` returns to without a commit.
const PREVIOUS: &str = "previous";

/// Build the site, look for all that should not go out, and publish it.
///
/// The site becomes one commit on a branch of a remote, which GitHub Pages shows (Settings → Pages → Deploy from a
/// branch). Your own repository stays as it is. What `check` calls an error stops a release; so does a note that has
/// lost its words, unless postil.yaml says otherwise (`check: {note-orphan: warning}`).
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub struct Publish {
    /// The remote of git to push to, or an address [default: origin, or `publish: {remote: …}` in postil.yaml]
    #[arg(long, value_name = "NAME")]
    pub remote: Option<String>,

    /// The branch to push to [default: gh-pages, or `publish: {branch: …}`]
    #[arg(long, value_name = "NAME")]
    pub branch: Option<String>,

    /// What becomes of earlier releases on the branch [default: keep, or `publish: {history: …}`]
    #[arg(long, value_enum, value_name = "WHAT")]
    pub history: Option<History>,

    /// Where the site will stand, in place of the one in postil.yaml
    #[arg(long, value_name = "URL", value_parser = config::sound_base_url)]
    pub base_url: Option<String>,

    /// Say what would change, and publish nothing
    #[arg(long, short = 'n')]
    pub dry_run: bool,

    /// Take the place of whatever is there, also of somebody else's release
    #[arg(long)]
    pub force: bool,

    /// Return to an earlier release, by its commit; without one, to the one before
    #[arg(long, value_name = "COMMIT", num_args = 0..=1, default_missing_value = PREVIOUS, conflicts_with_all = ["to", "history", "base_url"])]
    pub rollback: Option<String>,

    /// List the releases of the branch
    #[arg(long, conflicts_with_all = ["to", "rollback", "force"])]
    pub releases: bool,

    /// Write a workflow of GitHub Actions that checks each change and publishes the branch you are on
    #[arg(long, conflicts_with_all = ["to", "rollback", "releases"])]
    pub init_actions: bool,

    /// Write the site into a folder instead, for any host that takes one
    #[arg(long, value_name = "DIR", conflicts_with_all = ["remote", "branch", "history"])]
    pub to: Option<PathBuf>,
}

/// What `--json` prints.
#[derive(Serialize)]
struct Answer<'a> {
    /// The remote's address, or the folder.
    to: &'a str,
    /// The commit that was pushed, if one was.
    commit: Option<&'a str>,
    #[serde(flatten)]
    changes: &'a Changes,
    diagnostics: &'a [Diagnostic],
}

impl Publish {
    pub fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let root = root::find(global)?;
        if self.init_actions {
            let path = init_actions(&root, self.force)?;
            printer.say(&format!(
                "{} is written. Commit and push it, and choose at GitHub: Settings → Pages → Source: GitHub Actions.",
                path.display()
            ));
            return Ok(Outcome::Done);
        }
        let (snapshot, mut found) = root::snapshot(&root)?;
        let config = match snapshot
            .files
            .get(config::FILE)
            .map(|file| Config::read(&file.bytes))
        {
            Some(Ok((config, _))) => Some(config),
            _ => None,
        };
        let plan = self.plan(config.as_ref());
        if self.releases || self.rollback.is_some() {
            return self.earlier(&root, plan, global, printer);
        }
        // Asked first: where the site will stand is known before it is built.
        let publisher = match &self.to {
            None => Some(Publisher::begin(&root, plan.clone())?),
            Some(_) => None,
        };
        let url = publisher.as_ref().map(Publisher::told_url);
        let pages = url.and_then(|url| pages_address(url, plan.publish.cname.as_deref()));
        let given = config.as_ref().and_then(|config| config.base_url.clone());
        let options = Options {
            audience: Audience::Public,
            base_url: self.base_url.clone().or(given).or_else(|| pages.clone()),
        };
        let built = match Site::default().build(&snapshot, &options) {
            Ok(built) => built,
            Err(wrong) => {
                found.extend(wrong);
                printer.diagnostics(&found);
                return Ok(Outcome::Unusable);
            }
        };
        built.severities.apply(&mut found);
        let place = Place {
            base_url: options.base_url.as_deref(),
            pages: pages.as_deref(),
        };
        found.extend(gate(&root, &built, place));
        found.sort();
        found.dedup();
        if let Outcome::Errors = printer.outcome(&found) {
            if global.json {
                tell_json("", None, &Changes::default(), &found);
            } else {
                printer.diagnostics(&found);
            }
            printer.say("Nothing was published.");
            return Ok(Outcome::Errors);
        }
        match (publisher, &self.to) {
            (Some(publisher), _) => {
                let release = publisher.publish(&built.files)?;
                found.extend(dropped(&built, &release.changes));
                self.tell(&release, &found, pages.as_deref(), global, printer);
            }
            (None, Some(to)) => self.folder(&root, to, &built, &found, global, printer)?,
            (None, None) => {}
        }
        Ok(printer.outcome(&found))
    }

    fn plan(&self, config: Option<&Config>) -> Plan {
        let mut publish = config
            .map(|config| config.publish.clone())
            .unwrap_or_default();
        publish.remote = self.remote.clone().unwrap_or(publish.remote);
        publish.branch = self.branch.clone().unwrap_or(publish.branch);
        publish.history = self.history.unwrap_or(publish.history);
        Plan {
            publish,
            force: self.force,
            dry_run: self.dry_run,
        }
    }

    /// What concerns releases that were made before.
    fn earlier(
        &self,
        root: &Path,
        plan: Plan,
        global: &Global,
        printer: &Printer,
    ) -> Result<Outcome> {
        let publisher = Publisher::begin(root, plan)?;
        let Some(to) = &self.rollback else {
            let releases = publisher.releases()?;
            if global.json {
                json(&releases);
            } else {
                for release in &releases {
                    let line = format!(
                        "{:.12}  {}  {}\n",
                        release.commit, release.date, release.subject
                    );
                    super::report::to_stdout(&line);
                }
            }
            return Ok(Outcome::Done);
        };
        let to = match to.as_str() {
            PREVIOUS => Rollback::Previous,
            commit => Rollback::To(commit.to_owned()),
        };
        let release = publisher.roll_back(&to)?;
        self.tell(&release, &[], None, global, printer);
        Ok(Outcome::Done)
    }

    fn folder(
        &self,
        root: &Path,
        to: &Path,
        built: &Built,
        found: &[Diagnostic],
        global: &Global,
        printer: &Printer,
    ) -> Result<()> {
        if self.dry_run {
            printer.say(&format!(
                "{} would be written to {}. Nothing was.",
                count(built.files.len(), "file", "files"),
                to.display()
            ));
            return Ok(());
        }
        let report = to_folder(root, to, &built.files, self.force)?;
        printer.diagnostics(found);
        printer.say(&format!(
            "{} in {}: {} written, {} as they were, {} removed.",
            count(built.pages, "page", "pages"),
            to.display(),
            count(report.written.len(), "file", "files"),
            report.unchanged,
            report.removed.len()
        ));
        if global.json {
            let is_page = |path: &&String| path.ends_with(".html");
            let changes = Changes {
                changed: report.written.iter().filter(is_page).cloned().collect(),
                removed: report.removed.iter().filter(is_page).cloned().collect(),
                ..Changes::default()
            };
            tell_json(&to.display().to_string(), None, &changes, found);
        }
        Ok(())
    }

    fn tell(
        &self,
        release: &Release,
        found: &[Diagnostic],
        pages: Option<&str>,
        global: &Global,
        printer: &Printer,
    ) {
        if global.json {
            tell_json(
                &release.url,
                release.commit.as_deref(),
                &release.changes,
                found,
            );
            return;
        }
        printer.diagnostics(found);
        for remark in &release.remarks {
            printer.say(remark);
        }
        let changes = &release.changes;
        if self.dry_run {
            for (paths, sign) in [
                (&changes.added, '+'),
                (&changes.changed, '~'),
                (&changes.removed, '-'),
            ] {
                for path in paths {
                    printer.say(&format!("  {sign} {path}"));
                }
            }
            for (ids, what) in [
                (&changes.new_notes, "newly public"),
                (&changes.gone_notes, "no longer public"),
            ] {
                if !ids.is_empty() {
                    printer.say(&format!("  notes {what}: {}", ids.join(", ")));
                }
            }
        }
        let summary = changes.summary();
        printer.say(&match (&release.commit, self.dry_run) {
            (Some(commit), _) => {
                format!("{summary}: published as {commit:.12} to {}.", release.url)
            }
            (None, true) if !changes.is_none() => {
                format!("{summary}. Nothing was published: this was a dry run.")
            }
            (None, _) => format!(
                "{} has this release already: nothing was published.",
                release.url
            ),
        });
        if let (Some(pages), Some(_)) = (pages, &release.commit) {
            printer.say(&format!("GitHub Pages shows it within minutes at {pages}"));
        }
    }
}

fn tell_json(to: &str, commit: Option<&str>, changes: &Changes, diagnostics: &[Diagnostic]) {
    json(&Answer {
        to,
        commit,
        changes,
        diagnostics,
    });
}
