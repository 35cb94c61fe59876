//! The files of a site as they were at a revision, asked of the user's own `git`.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::config;
use crate::error::{Error, Result};

/// The repository that a site's folder lies in.
pub struct Repository<'a> {
    /// The site's folder.
    root: &'a Path,
    /// The repository's own folder.
    top: PathBuf,
    /// The site's folder in the repository, with `/` at the end; empty for the repository's own.
    prefix: String,
}

/// A file as git knows it.
struct Blob {
    /// Relative to the repository's root, with `/`.
    path: String,
    object: String,
}

impl<'a> Repository<'a> {
    /// The repository around a site's folder: a clone of any depth, a worktree, with the site in any folder of it.
    ///
    /// # Errors
    /// There is no git, or no repository.
    pub fn of(root: &'a Path) -> Result<Self> {
        let asked = run(root, &["rev-parse", "--show-toplevel", "--show-prefix"])?;
        if !asked.status.success() {
            return Err(Error::Machine(format!(
                "git knows no repository for {}: {}",
                root.display(),
                said(&asked)
            )));
        }
        let answer = String::from_utf8_lossy(&asked.stdout);
        let mut lines = answer.lines();
        Ok(Self {
            root,
            top: lines.next().unwrap_or_default().into(),
            prefix: lines.next().unwrap_or_default().to_owned(),
        })
    }

    /// The repository's own folder, from which paths of remotes are counted.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// The site's folder in the repository, with `/` at the end; empty for the repository's own.
    pub fn folder(&self) -> &str {
        &self.prefix
    }

    /// The commit that is checked out; none before the first.
    ///
    /// # Errors
    /// Git fails.
    pub fn head(&self) -> Result<Option<String>> {
        self.line(&["rev-parse", "--verify", "--quiet", "HEAD^{commit}"])
    }

    /// The branch that is checked out; none with a detached head.
    ///
    /// # Errors
    /// Git fails.
    pub fn branch(&self) -> Result<Option<String>> {
        self.line(&["symbolic-ref", "--quiet", "--short", "HEAD"])
    }

    /// Whether a branch can have this name.
    ///
    /// # Errors
    /// Git fails.
    pub fn is_branch_name(&self, name: &str) -> Result<bool> {
        let checked = self.line(&["check-ref-format", "--branch", name])?;
        Ok(checked.as_deref() == Some(name) && !name.starts_with('-'))
    }

    /// # Errors
    /// Git fails.
    pub fn is_shallow(&self) -> Result<bool> {
        let answer = self.line(&["rev-parse", "--is-shallow-repository"])?;
        Ok(answer.as_deref() == Some("true"))
    }

    /// The address that a remote is pushed to; none where there is no remote of this name.
    ///
    /// # Errors
    /// Git fails.
    pub fn push_url(&self, remote: &str) -> Result<Option<String>> {
        if remote.starts_with('-') {
            return Ok(None);
        }
        let urls = self.line(&["remote", "get-url", "--push", remote])?;
        Ok(urls.and_then(|urls| urls.lines().next().map(str::to_owned)))
    }

    /// Settings of this repository alone, those of the user and the machine not among them. Names are in lower case
    /// but for what stands between two dots.
    ///
    /// # Errors
    /// Git fails.
    pub fn settings(&self) -> Result<Vec<(String, String)>> {
        let mut settings = Vec::new();
        for scope in ["--local", "--worktree"] {
            let answer = run(self.root, &["config", scope, "--includes", "--list", "-z"])?;
            let listed = String::from_utf8_lossy(&answer.stdout);
            let pairs = listed.split('\0').filter_map(|pair| pair.split_once('\n'));
            settings.extend(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())));
        }
        settings.dedup();
        Ok(settings)
    }

    /// The files in the site's folder that are not as in the commit that is checked out, relative to the repository.
    /// What git ignores does not count, nor does what Postil itself writes.
    ///
    /// # Errors
    /// Git fails.
    pub fn uncommitted(&self) -> Result<Vec<String>> {
        let arguments = [
            "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".",
            ":(exclude).postil", ":(exclude)public",
        ];
        let listed = self.must(&arguments)?;
        let listed = String::from_utf8_lossy(&listed);
        let paths = listed.split('\0').filter_map(|line| line.get(3..));
        Ok(paths.map(str::to_owned).collect())
    }

    /// Whether what is checked out has a commit in its history; none when that commit is not known here.
    ///
    /// # Errors
    /// Git fails.
    pub fn has_in_history(&self, commit: &str) -> Result<Option<bool>> {
        let is_name = commit.bytes().all(|byte| byte.is_ascii_hexdigit());
        let name = format!("{commit}^{{commit}}");
        if !is_name
            || self
                .line(&["rev-parse", "--verify", "--quiet", &name])?
                .is_none()
        {
            return Ok(None);
        }
        let answer = run(self.root, &["merge-base", "--is-ancestor", commit, "HEAD"])?;
        Ok(Some(answer.status.success()))
    }

    /// The commit that changes are compared with: where the current branch left `revision`, or that itself where no
    /// common ancestor is known, as in a shallow clone.
    ///
    /// # Errors
    /// The repository has no such commit, or git fails.
    pub fn base(&self, revision: &str) -> Result<String> {
        let commit = if revision.starts_with('-') || revision.is_empty() {
            None
        } else {
            let name = format!("{revision}^{{commit}}");
            self.line(&["rev-parse", "--verify", "--quiet", &name])?
        };
        let Some(commit) = commit else {
            return Err(self.unknown(revision));
        };
        let ancestor = self.line(&["merge-base", &commit, "HEAD"])?;
        Ok(ancestor.unwrap_or(commit))
    }

    /// The name of the branch that the current one goes back to: what it follows, else the main one of the remote, else
    /// the main one here; `HEAD` where there is none of these.
    ///
    /// # Errors
    /// Git cannot be started.
    pub fn main(&self) -> Result<String> {
        for name in ["@{upstream}", "origin/HEAD", "main", "master"] {
            let found = self.line(&["rev-parse", "--abbrev-ref", "--verify", "--quiet", name])?;
            if let Some(branch) = found.filter(|branch| branch != "HEAD") {
                return Ok(branch);
            }
        }
        Ok("HEAD".to_owned())
    }

    /// The files of the site at a commit for which `wanted` is true: paths relative to the site's root, and bytes, in
    /// the order of their paths. Where the site lay in another folder then, that one is looked into.
    ///
    /// # Errors
    /// Git fails.
    pub fn files(
        &self,
        commit: &str,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<(String, Vec<u8>)>> {
        let blobs = self.tree(commit)?;
        let prefix = self.prefix_then(&blobs);
        let named = blobs.into_iter().filter_map(|blob| {
            let path = blob.path.strip_prefix(&prefix)?.to_owned();
            wanted(&path).then_some((path, blob.object))
        });
        let (paths, objects): (Vec<String>, Vec<String>) = named.unzip();
        Ok(paths.into_iter().zip(self.read(objects)?).collect())
    }

    /// Where the site lay: here, or in the one folder of a site that is gone since.
    fn prefix_then(&self, blobs: &[Blob]) -> String {
        let folders: Vec<&str> = blobs
            .iter()
            .filter_map(|blob| blob.path.strip_suffix(config::FILE))
            .filter(|folder| folder.is_empty() || folder.ends_with('/'))
            .collect();
        let is_gone = |folder: &str| !self.top.join(folder).join(config::FILE).exists();
        match folders.as_slice() {
            [only] if is_gone(only) => (*only).to_owned(),
            _ => self.prefix.clone(),
        }
    }

    /// All files of a commit. Symbolic links and submodules are none.
    fn tree(&self, commit: &str) -> Result<Vec<Blob>> {
        let listed = self.must(&["ls-tree", "-r", "-z", "--full-tree", commit])?;
        let entries = listed.split(|byte| *byte == 0);
        let blob = |entry: &[u8]| {
            let entry = std::str::from_utf8(entry).ok()?;
            let (about, path) = entry.split_once('\t')?;
            let mut about = about.split(' ');
            let is_file = about.next()?.starts_with("100");
            let object = about.nth(1)?.to_owned();
            let path = path.to_owned();
            is_file.then_some(Blob { path, object })
        };
        Ok(entries.filter_map(blob).collect())
    }

    /// The bytes of objects, in their order.
    fn read(&self, objects: Vec<String>) -> Result<Vec<Vec<u8>>> {
        if objects.is_empty() {
            return Ok(Vec::new());
        }
        let mut git = command(self.root, &["cat-file", "--batch"]);
        git.stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = git.spawn().map_err(|error| no_git(&error))?;
        let count = objects.len();
        // Asked beside the reading: neither side may wait for the other with a full pipe.
        let asking = child.stdin.take().map(|mut pipe| {
            std::thread::spawn(move || {
                // Git says what it lacks by answering less.
                let _ = pipe.write_all((objects.join("\n") + "\n").as_bytes());
            })
        });
        let answers = child.stdout.take().map(BufReader::new);
        let read = answers.map_or_else(Vec::new, |mut answers| {
            std::iter::from_fn(|| object(&mut answers))
                .take(count)
                .collect()
        });
        drop(asking.map(std::thread::JoinHandle::join));
        let ended = child.wait();
        if read.len() == count && ended.is_ok_and(|status| status.success()) {
            Ok(read)
        } else {
            Err(Error::Machine(
                "git does not have all files of that revision: run `git fsck`, or fetch them"
                    .to_owned(),
            ))
        }
    }

    fn unknown(&self, revision: &str) -> Error {
        let shallow = self.line(&["rev-parse", "--is-shallow-repository"]);
        let help = if matches!(shallow, Ok(Some(answer)) if answer == "true") {
            "this clone is shallow: get the rest with `git fetch --unshallow` (in GitHub's checkout: `fetch-depth: 0`)"
        } else {
            "name a commit, a tag or a branch, such as `origin/main` or `HEAD~1`"
        };
        Error::Usage(format!("git knows no commit `{revision}`: {help}"))
    }

    /// The one line of an answer; none when git says no.
    fn line(&self, arguments: &[&str]) -> Result<Option<String>> {
        let answer = run(self.root, arguments)?;
        let line = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
        Ok((answer.status.success() && !line.is_empty()).then_some(line))
    }

    /// The answer to a question that git has no reason to refuse.
    fn must(&self, arguments: &[&str]) -> Result<Vec<u8>> {
        let answer = run(self.root, arguments)?;
        if answer.status.success() {
            return Ok(answer.stdout);
        }
        let first = arguments.first().copied().unwrap_or_default();
        Err(Error::Machine(format!(
            "`git {first}` failed: {}",
            said(&answer)
        )))
    }
}

/// `git` in a folder. What a hook of git has set for the repository's own folder does not hold for a folder below.
fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder)
        .args(arguments)
        .env("GIT_OPTIONAL_LOCKS", "0");
    if std::env::var_os("GIT_WORK_TREE").is_none() {
        git.env_remove("GIT_DIR").env_remove("GIT_PREFIX");
    }
    git
}

fn run(folder: &Path, arguments: &[&str]) -> Result<Output> {
    let mut git = command(folder, arguments);
    git.stdin(Stdio::null())
        .output()
        .map_err(|error| no_git(&error))
}

pub(crate) fn no_git(error: &std::io::Error) -> Error {
    Error::Machine(format!(
        "git cannot be started: {error}; install it, and see that it is in PATH"
    ))
}

/// What git has to say, on one line.
pub(crate) fn said(answer: &Output) -> String {
    let text = String::from_utf8_lossy(&answer.stderr);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.join(" ").trim_start_matches("fatal: ").to_owned()
}

/// The next object of a batch: `<name> blob <size>`, the bytes, a line feed.
fn object(answers: &mut impl BufRead) -> Option<Vec<u8>> {
    let mut head = String::new();
    answers.read_line(&mut head).ok()?;
    let size = head.trim_end().rsplit(' ').next()?.parse().ok()?;
    let mut bytes = vec![0; size];
    answers.read_exact(&mut bytes).ok()?;
    answers.read_exact(&mut [0]).ok()?;
    Some(bytes)
}
