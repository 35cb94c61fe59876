//! `postil publish`: a built site onto a branch, as one commit, through the user's own `git`.
//!
//! All work is done in a [`Workshop`], a repository of Postil's own below `.postil/`: the user's repository is read and
//! never written, so that one that is checked out somewhere, detached, shallow or full of changes stays as it is. What
//! is pushed is one commit, in one push: the remote has the old release or the new one, whenever the process ends.

mod actions;
mod address;
mod change;
mod commit;
mod elsewhere;
mod gate;
mod message;
mod remote;
mod rollback;
mod workshop;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

pub use actions::init_actions;
pub use address::pages_address;
pub use change::Changes;
pub use elsewhere::to_folder;
pub use gate::{Place, dropped, gate};
pub use rollback::{Earlier, Rollback};

use crate::config::{History, Publish};
use crate::error::{Error, Result};
use crate::git::Repository;
use crate::output::{Files, lock};
use message::Message;
use remote::{Target, Tip};
use workshop::Workshop;

/// What to do, and how.
#[derive(Debug, Clone)]
pub struct Plan {
    pub publish: Publish,
    /// Put the release there whatever is there.
    pub force: bool,
    /// Only say what would change.
    pub dry_run: bool,
}

/// What a release came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// Where it went.
    pub url: String,
    /// The commit that the branch has now; none where nothing was pushed.
    pub commit: Option<String>,
    pub changes: Changes,
    /// What the user should know, in sentences.
    pub remarks: Vec<String>,
}

/// A place to publish to, and what is there.
pub struct Publisher<'a> {
    repository: Repository<'a>,
    workshop: Workshop,
    target: Target,
    tip: Option<Tip>,
    plan: Plan,
    /// Nobody else publishes this site from here meanwhile.
    _lock: std::fs::File,
}

impl<'a> Publisher<'a> {
    /// Asks the remote for what is there. `root` is the site's folder.
    ///
    /// # Errors
    /// No git, no repository, no such remote, no permission; another `postil publish` of this site.
    pub fn begin(root: &'a Path, plan: Plan) -> Result<Self> {
        let state = root.join(".postil/publish");
        let lock = lock(&state)?;
        let repository = Repository::of(root)?;
        let workshop = Workshop::open(&state.join("repository"), &repository)?;
        let target = Target::new(&repository, &plan.publish)?;
        let tip = remote::tip(&workshop, &target)?;
        Ok(Self {
            repository,
            workshop,
            target,
            tip,
            plan,
            _lock: lock,
        })
    }

    /// Where the release goes, without a password.
    pub fn told_url(&self) -> &str {
        &self.target.told
    }

    /// The files that a release of this site consists of: those that were built, and what GitHub Pages asks for.
    ///
    /// # Errors
    /// Git fails.
    fn release(&self, built: &Files) -> Result<Files> {
        let mut files = built.clone();
        // Else Pages would run Jekyll over it, which leaves out what begins with `_`.
        files.insert(".nojekyll".to_owned(), Arc::from(&b""[..]));
        let cname = match (&self.plan.publish.cname, &self.tip) {
            (Some(name), _) => Some(format!("{name}\n").into_bytes()),
            // GitHub writes the file itself when a domain is set there.
            (None, Some(tip)) => self.workshop.file(&tip.commit, "CNAME")?,
            (None, None) => None,
        };
        if let Some(cname) = cname {
            files
                .entry("CNAME".to_owned())
                .or_insert_with(|| Arc::from(cname));
        }
        Ok(files)
    }

    /// Puts a built site there, unless what is there is the same already.
    ///
    /// # Errors
    /// What is there is somebody else's and [`Plan::force`] is not set; the remote has moved on or takes nothing.
    pub fn publish(&self, built: &Files) -> Result<Release> {
        let mut remarks = Vec::new();
        self.is_ours()?;
        let source = self.source(&mut remarks)?;
        remarks.extend(self.taken_back());
        let files = self.release(built)?;
        let tree = commit::tree(&self.workshop, &files)?;
        let changes = match &self.tip {
            Some(tip) => Changes::between(&self.workshop, &tip.commit, &tree)?,
            None => Changes::first(&files),
        };
        let mut release = Release {
            url: self.target.told.clone(),
            commit: None,
            changes,
            remarks,
        };
        if self.plan.dry_run || (release.changes.is_none() && !self.loses_history()) {
            return Ok(release);
        }
        let message = Message {
            subject: release.changes.summary(),
            source,
            back_to: None,
        };
        let history = self.plan.publish.history;
        release.commit = Some(self.push(&tree, &message, history)?);
        Ok(release)
    }

    /// What is there and in no commit, so that this release may take it back without anybody's wish.
    fn taken_back(&self) -> Vec<String> {
        let Some(message) = self.tip.as_ref().and_then(|tip| tip.message.as_ref()) else {
            return Vec::new();
        };
        let mut remarks = Vec::new();
        if let Some(source) = message.source.as_ref().filter(|source| !source.is_clean) {
            remarks.push(format!(
                "The release that is there was made from commit {:.12} and from what was not committed then: make sure that \
                 you have it, or this release takes it back.",
                source.commit
            ));
        }
        if let Some(release) = &message.back_to {
            remarks.push(format!(
                "The release that is there went back to {release:.12}: this one goes on from what you have, so make sure that \
                 what was wrong is mended."
            ));
        }
        remarks
    }

    /// Whether the branch is to hold one release and holds more.
    fn loses_history(&self) -> bool {
        let has_more = |tip: &Tip| tip.has_parent;
        self.plan.publish.history == History::Squash && self.tip.as_ref().is_some_and(has_more)
    }

    /// Commits a tree and pushes it.
    fn push(&self, tree: &str, message: &Message, history: History) -> Result<String> {
        let squash = history == History::Squash;
        let parent = self.tip.as_ref().filter(|_| !squash);
        let parent = parent.map(|tip| tip.commit.as_str());
        let commit = commit::commit(&self.workshop, tree, parent, &message.text())?;
        let seen = self.tip.as_ref().map(|tip| tip.commit.as_str());
        remote::push(&self.workshop, &self.target, &commit, seen, squash)?;
        Ok(commit)
    }

    /// Whether what is there may be replaced.
    fn is_ours(&self) -> Result<()> {
        let Some(message) = self.release_there()? else {
            return Ok(());
        };
        let Some(source) = &message.source else {
            return Ok(());
        };
        let lost = match self.repository.has_in_history(&source.commit)? {
            Some(true) => return Ok(()),
            None if self.repository.is_shallow()? => {
                "which this shallow clone cannot tell apart from what you have: theirs may be newer. Get the history (`git fetch \
                 --unshallow`; in GitHub's checkout: `fetch-depth: 0`), or say `--force`"
            }
            _ => {
                "which is not in the history of what you have checked out: somebody else published meanwhile, and their release \
                 would be lost. Get it (`git pull`), or say `--force`"
            }
        };
        Err(Error::Usage(format!(
            "the release that is there was made from commit {:.12}, {lost}",
            source.commit
        )))
    }

    /// What the release that is there says; none where there is nothing, or where it does not matter.
    ///
    /// # Errors
    /// There is something, and no release.
    fn release_there(&self) -> Result<Option<&Message>> {
        let Some(tip) = self.tip.as_ref().filter(|_| !self.plan.force) else {
            return Ok(None);
        };
        if tip.message.is_some() {
            return Ok(tip.message.as_ref());
        }
        Err(Error::Usage(format!(
            "the branch `{}` of {} holds {} that Postil did not put there, such as `{}`. If the release may take their place, \
             say so with `--force` (with `--history keep` they stay in the branch's history); or name another branch \
             with `--branch`",
            self.target.branch,
            self.target.told,
            tip.count(),
            tip.first
        )))
    }

    /// What the release is made from.
    fn source(&self, remarks: &mut Vec<String>) -> Result<Option<message::Source>> {
        let Some(commit) = self.repository.head()? else {
            remarks.push(
                "Nothing is committed yet: the release says of no commit that it was made from it."
                    .to_owned(),
            );
            return Ok(None);
        };
        let changed = self.repository.uncommitted()?;
        if let Some(first) = changed.first() {
            remarks.push(format!(
                "The release holds what is not committed yet: {} changed, such as `{first}`.",
                files(changed.len())
            ));
        }
        Ok(Some(message::Source {
            commit,
            is_clean: changed.is_empty(),
        }))
    }
}

/// `1 file`, `3 files`.
fn files(number: usize) -> String {
    match number {
        1 => "1 file".to_owned(),
        number => format!("{number} files"),
    }
}

/// Names and values of the trailers of a commit's message.
type Trailers<'a> = BTreeMap<&'a str, &'a str>;
