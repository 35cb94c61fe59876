//! Back to an earlier release: its tree once more, in a new commit, so that nothing of the history is lost.

use serde::Serialize;

use super::message::Message;
use super::{Changes, Publisher, Release, remote};
use crate::config::History;
use crate::error::{Error, Result};
use crate::git::said;

/// Which release to return to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rollback {
    /// The one before the one that is there.
    Previous,
    /// The one of this commit, or of a beginning of its name.
    To(String),
}

/// A release that the branch has had.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Earlier {
    pub commit: String,
    tree: String,
    /// When it was made, as ISO 8601.
    pub date: String,
    pub subject: String,
    #[serde(skip)]
    back_to: Option<String>,
}

impl Publisher<'_> {
    /// The releases of the branch, the newest first.
    ///
    /// # Errors
    /// There is no release; the remote cannot be read.
    pub fn releases(&self) -> Result<Vec<Earlier>> {
        let Some(tip) = &self.tip else {
            return Err(Error::Usage(format!(
                "there is no release on the branch `{}` of {} yet",
                self.target.branch, self.target.told
            )));
        };
        let is_shallow = self
            .workshop
            .line(&["rev-parse", "--is-shallow-repository"])?;
        if is_shallow.as_deref() == Some("true") {
            remote::fetch(&self.workshop, &self.target, &["--unshallow"])?;
        }
        let log = [
            "log", "--first-parent", "-z", "--format=%H%n%T%n%cI%n%B", &tip.commit,
        ];
        let log = self.workshop.must(&log)?;
        let log = String::from_utf8_lossy(&log);
        let earlier = |entry: &str| {
            let mut lines = entry.splitn(4, '\n');
            let (commit, tree, date) = (lines.next()?, lines.next()?, lines.next()?);
            let message = Message::read(lines.next()?)?;
            Some(Earlier {
                commit: commit.to_owned(),
                tree: tree.to_owned(),
                date: date.to_owned(),
                subject: message.subject,
                back_to: message.back_to,
            })
        };
        Ok(log.split('\0').filter_map(earlier).collect())
    }

    /// Makes an earlier release the one that is there.
    ///
    /// # Errors
    /// There is no such release; the remote has moved on or takes nothing.
    pub fn roll_back(&self, to: &Rollback) -> Result<Release> {
        self.release_there()?;
        let releases = self.releases()?;
        let wanted = match to {
            Rollback::Previous => previous(&releases),
            Rollback::To(name) => named(&releases, name),
        };
        let Some(wanted) = wanted else {
            let known: Vec<String> = releases
                .iter()
                .take(10)
                .map(|release| {
                    format!(
                        "{:.12} ({}: {})",
                        release.commit, release.date, release.subject
                    )
                })
                .collect();
            let what = match to {
                Rollback::Previous => {
                    "before the release that is there, there is none to go back to".to_owned()
                }
                Rollback::To(name) => format!("no release begins with `{name}`"),
            };
            return Err(Error::Usage(format!(
                "{what}. `postil publish` goes on from what you have, `--rollback COMMIT` to one of these: {}",
                known.join("; ")
            )));
        };
        let tip = self.tip.as_ref().map(|tip| tip.commit.as_str());
        let tip = tip.unwrap_or_default();
        let tree = self.with_domain(&wanted.tree, tip)?;
        let changes = Changes::between(&self.workshop, tip, &tree)?;
        let mut release = Release {
            url: self.target.told.clone(),
            commit: None,
            changes,
            remarks: vec![format!(
                "Back to the release {:.12} of {}, which said: {}.",
                wanted.commit, wanted.date, wanted.subject
            )],
        };
        if self.plan.dry_run || release.changes.is_none() {
            return Ok(release);
        }
        let tip_message = self.tip.as_ref().and_then(|tip| tip.message.clone());
        let message = Message {
            subject: format!("Back to {:.12}: {}", wanted.commit, wanted.subject),
            // Whoever publishes next must have what was there until now.
            source: tip_message.and_then(|message| message.source),
            back_to: Some(wanted.commit.clone()),
        };
        // A return can be left again, so what it leaves is kept.
        release.commit = Some(self.push(&tree, &message, History::Keep)?);
        Ok(release)
    }

    /// A tree with the domain that the release `tip` has: it belongs to the place, not to what is published there.
    fn with_domain(&self, tree: &str, tip: &str) -> Result<String> {
        const NAME: &str = "CNAME";
        let workshop = &self.workshop;
        let object =
            workshop.line(&["rev-parse", "--verify", "--quiet", &format!("{tip}:{NAME}")])?;
        let listed = workshop.must(&["ls-tree", "-z", tree])?;
        let entries = listed.split_inclusive(|byte| *byte == 0);
        let is_domain = |entry: &&[u8]| entry.ends_with(format!("\t{NAME}\0").as_bytes());
        let mut kept: Vec<u8> = entries
            .filter(|entry| !is_domain(entry))
            .flatten()
            .copied()
            .collect();
        if let Some(object) = object {
            kept.extend(format!("100644 blob {object}\t{NAME}\0").bytes());
        }
        let made = workshop.run(&["mktree", "-z"], &kept)?;
        if !made.status.success() {
            let said = said(&made);
            return Err(Error::Machine(format!("`git mktree` failed: {said}")));
        }
        Ok(String::from_utf8_lossy(&made.stdout).trim().to_owned())
    }
}

/// The release before the one that the newest is: one that was returned to stands for itself.
fn previous(releases: &[Earlier]) -> Option<&Earlier> {
    let newest = releases.first()?;
    let mut at = 0;
    while let Some(commit) = releases
        .get(at)
        .and_then(|release| release.back_to.as_ref())
    {
        let next = releases
            .iter()
            .position(|release| release.commit == *commit)?;
        // A release stands on those it returns to.
        if next <= at {
            return None;
        }
        at = next;
    }
    let differs = |release: &&Earlier| release.tree != newest.tree && release.back_to.is_none();
    releases.get(at + 1..)?.iter().find(differs)
}

/// The one release whose name begins so.
fn named<'a>(releases: &'a [Earlier], name: &str) -> Option<&'a Earlier> {
    let mut found = releases
        .iter()
        .filter(|release| release.commit.starts_with(name));
    let only = found.next().filter(|_| name.len() >= 4)?;
    found.next().is_none().then_some(only)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Releases by name, newest first; a name with an arrow is a return to the one after it.
    fn releases(names: &[&str]) -> Vec<Earlier> {
        let release = |name: &&str| {
            let (commit, back_to) = name
                .split_once('>')
                .map_or((*name, None), |(a, b)| (a, Some(b)));
            Earlier {
                commit: commit.to_owned(),
                tree: back_to.unwrap_or(commit).to_owned(),
                date: String::new(),
                subject: String::new(),
                back_to: back_to.map(str::to_owned),
            }
        };
        names.iter().map(release).collect()
    }

    #[test]
    fn each_return_goes_further_back() {
        let back =
            |names: &[&str]| previous(&releases(names)).map(|release| release.commit.clone());
        assert_eq!(back(&["c", "b", "a"]).as_deref(), Some("b"));
        assert_eq!(back(&["d>b", "c", "b", "a"]).as_deref(), Some("a"));
        assert_eq!(back(&["e", "d>b", "c", "b", "a"]).as_deref(), Some("c"));
        assert_eq!(back(&["e>a", "d>b", "c", "b", "a"]), None);
        assert_eq!(back(&["a"]), None);
        assert_eq!(back(&["b>b", "b>b"]), None);
    }
}
