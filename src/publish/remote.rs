//! The remote: what its branch holds, and how a release gets there.

use super::message::Message;
use super::workshop::Workshop;
use crate::config::Publish;
use crate::error::{Error, Result};
use crate::git::{Repository, said};

/// Where the tip of the remote's branch is kept, so that it is fetched once.
const KEPT: &str = "refs/postil/tip";

/// How many commits are looked through for a release, at most, where a domain was set after it.
const DOMAINS: usize = 8;

/// A branch of a remote.
pub(super) struct Target {
    pub(super) url: String,
    /// The same for people: without the name and password that it may hold.
    pub(super) told: String,
    pub(super) branch: String,
}

/// What a branch holds.
#[derive(Debug)]
pub(super) struct Tip {
    pub(super) commit: String,
    /// What its release says; none when Postil did not make it.
    pub(super) message: Option<Message>,
    pub(super) has_parent: bool,
    /// How many files there are, and the first that is no dot file.
    pub(super) files: usize,
    pub(super) first: String,
}

impl Tip {
    pub(super) fn count(&self) -> String {
        super::files(self.files)
    }
}

impl Target {
    /// # Errors
    /// A remote that the repository does not have; a name that no branch can have, or that is checked out.
    pub(super) fn new(repository: &Repository<'_>, publish: &Publish) -> Result<Self> {
        let branch = publish.branch.clone();
        if !repository.is_branch_name(&branch)? {
            return Err(Error::Usage(format!("no branch can be called `{branch}`")));
        }
        if repository.branch()?.as_deref() == Some(&branch) {
            return Err(Error::Usage(format!(
                "`{branch}` is the branch that you have checked out, with your sources: a release would take their place. Name \
                 another with `--branch`"
            )));
        }
        let remote = &publish.remote;
        let url = match repository.push_url(remote)? {
            Some(url) => url,
            None if remote.contains(['/', ':']) => remote.clone(),
            None => {
                return Err(Error::Usage(format!(
                    "git knows no remote `{remote}` here: add it (`git remote add {remote} ADDRESS`), or name another with \
                     `--remote`. To write the site into a folder, use `--to DIR`"
                )));
            }
        };
        Ok(Self {
            told: without_password(&url),
            url,
            branch,
        })
    }

    fn reference(&self) -> String {
        format!("refs/heads/{}", self.branch)
    }
}

/// Asks the remote what the branch holds, and gets it; none where there is no such branch.
///
/// # Errors
/// The remote cannot be reached or read.
pub(super) fn tip(workshop: &Workshop, target: &Target) -> Result<Option<Tip>> {
    let reference = target.reference();
    let answer = workshop.run(&["ls-remote", "--refs", "--", &target.url, &reference], b"")?;
    if !answer.status.success() {
        return Err(unreachable(target, &said(&answer)));
    }
    let listed = String::from_utf8_lossy(&answer.stdout);
    let commit = listed
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .find_map(|(commit, name)| (name == reference).then_some(commit));
    let Some(commit) = commit else {
        return Ok(None);
    };
    if workshop
        .line(&["rev-parse", "--verify", "--quiet", KEPT])?
        .as_deref()
        != Some(commit)
    {
        fetch(workshop, target, &["--depth=1"])?;
    }
    // It may have moved on between the two questions.
    let commit = workshop.must(&["rev-parse", "--verify", KEPT])?;
    let commit = String::from_utf8_lossy(&commit).trim().to_owned();
    let (mut message, has_parent) = read(workshop, &commit)?;
    if message.is_none() && has_parent {
        fetch(workshop, target, &[&format!("--depth={DOMAINS}")])?;
        message = below_domains(workshop, &commit)?;
    }
    let listed = workshop.must(&["ls-tree", "-r", "-z", "--name-only", &commit])?;
    let names: Vec<_> = listed
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
        .collect();
    let first = names.iter().find(|name| !name.starts_with(b"."));
    Ok(Some(Tip {
        message,
        has_parent,
        files: names.len(),
        first: String::from_utf8_lossy(first.or(names.first()).unwrap_or(&&b""[..])).into_owned(),
        commit,
    }))
}

/// What a commit says as a release, and whether another stands below it.
fn read(workshop: &Workshop, commit: &str) -> Result<(Option<Message>, bool)> {
    let raw = workshop.must(&["cat-file", "commit", commit])?;
    let raw = String::from_utf8_lossy(&raw);
    let (head, message) = raw.split_once("\n\n").unwrap_or((&raw, ""));
    let has_parent = head.lines().any(|line| line.starts_with("parent "));
    Ok((Message::read(message), has_parent))
}

/// The release below commits that change the domain alone: GitHub makes one when a domain is set there.
fn below_domains(workshop: &Workshop, tip: &str) -> Result<Option<Message>> {
    let mut commit = tip.to_owned();
    for _ in 1..DOMAINS {
        let parent = format!("{commit}^");
        let Some(parent) = workshop.line(&["rev-parse", "--verify", "--quiet", &parent])? else {
            return Ok(None);
        };
        let arguments = ["diff-tree", "-r", "--name-only", &parent, &commit];
        if workshop.line(&arguments)?.as_deref() != Some("CNAME") {
            return Ok(None);
        }
        let (message, _) = read(workshop, &parent)?;
        if message.is_some() {
            return Ok(message);
        }
        commit = parent;
    }
    Ok(None)
}

/// An address without what stands before an `@` in it, where a password may.
fn without_password(url: &str) -> String {
    let parts = url.split_once("://").and_then(|(scheme, rest)| {
        let end = rest.find('/').unwrap_or(rest.len());
        let (host, path) = rest.split_at(end);
        let (_, host) = host.rsplit_once('@')?;
        Some(format!("{scheme}://{host}{path}"))
    });
    parts.unwrap_or_else(|| url.to_owned())
}

/// Gets the branch with as much of its history as `depth` says.
pub(super) fn fetch(workshop: &Workshop, target: &Target, depth: &[&str]) -> Result<()> {
    let wanted = format!("+{}:{KEPT}", target.reference());
    let mut arguments = vec!["fetch", "--quiet", "--no-tags", "--no-write-fetch-head"];
    arguments.extend(depth);
    arguments.extend(["--", &target.url, &wanted]);
    let answer = workshop.run(&arguments, b"")?;
    if answer.status.success() {
        Ok(())
    } else {
        Err(unreachable(target, &said(&answer)))
    }
}

/// Makes `commit` the tip of the branch, if its tip is still the one that was `seen`. Without `replace`, the commit stands
/// on what was seen.
///
/// # Errors
/// Somebody else was quicker; the remote does not take it.
pub(super) fn push(
    workshop: &Workshop,
    target: &Target,
    commit: &str,
    seen: Option<&str>,
    replace: bool,
) -> Result<()> {
    let reference = target.reference();
    let refspec = format!("{commit}:{reference}");
    let lease = format!(
        "--force-with-lease={reference}:{}",
        seen.unwrap_or_default()
    );
    let mut arguments = vec!["push", "--quiet", "--porcelain"];
    if replace {
        arguments.push(&lease);
    }
    arguments.extend(["--", &target.url, &refspec]);
    let answer = workshop.run(&arguments, b"")?;
    if !answer.status.success() {
        let listed = String::from_utf8_lossy(&answer.stdout);
        return Err(refused(target, &listed, &said(&answer)));
    }
    // For the next release; the push is done, whatever becomes of this.
    let _ = workshop.run(&["update-ref", KEPT, commit], b"");
    let _ = workshop.run(&["gc", "--auto", "--quiet"], b"");
    Ok(())
}

/// What git and hosts say to somebody whom they do not know, or who may not.
const NOT_LET_IN: [&str; 5] = [
    "ermission", "Authentication", "403", "not allowed", "could not read Username",
];

fn unreachable(target: &Target, said: &str) -> Error {
    let help = if NOT_LET_IN.iter().any(|words| said.contains(words)) {
        "see that you may read it, and that git knows your key or password"
    } else {
        "see that the address is right (`git remote -v`) and that it can be reached"
    };
    Error::Machine(format!(
        "git cannot read {}: {}; {help}. Nothing was published",
        target.told,
        said.replace(&target.url, &target.told)
    ))
}

/// Why a push failed, in the words of somebody who is to do something about it.
fn refused(target: &Target, listed: &str, said: &str) -> Error {
    let has = |words: &[&str]| {
        words
            .iter()
            .any(|word| listed.contains(word) || said.contains(word))
    };
    let what = if has(&[
        "fetch first", "non-fast-forward", "stale info", "cannot lock ref", "incorrect old value",
    ]) {
        return Error::Machine(format!(
            "somebody else published to `{}` of {} just now: nothing was overwritten. Look at their release, then publish again",
            target.branch, target.told
        ));
    } else if has(&["protected", "GH006", "GH013", "hook declined"]) {
        "the remote protects this branch: let it be pushed to, or name another with `--branch`"
    } else if has(&NOT_LET_IN) {
        "see that you may write there, and that git knows your key or password"
    } else {
        "see what git says"
    };
    let listed = listed.lines().find(|line| line.starts_with('!'));
    Error::Machine(format!(
        "{} did not take the release: {} {}; {what}. The release that was there is still there",
        target.told,
        listed.unwrap_or_default().replace('\t', " "),
        said.replace(&target.url, &target.told)
    ))
}
