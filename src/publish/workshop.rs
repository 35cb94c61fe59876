//! [`Workshop`]: a bare repository of Postil's own, in which releases are made.
//!
//! It lies below `.postil/` and holds nothing that is not on the remote or can be made again. Git works in it with the
//! user's identity, signature and credentials: settings of their repository are handed on by the environment.

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::error::{Error, Result};
use crate::git::{Repository, no_git, said};

pub(super) struct Workshop {
    folder: PathBuf,
    /// Where paths in addresses of remotes are counted from.
    top: PathBuf,
    settings: Vec<(String, String)>,
}

/// What git takes from its environment that speaks of another repository.
const FOREIGN: [&str; 8] = [
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
    "GIT_SHALLOW_FILE",
    "GIT_COMMON_DIR",
];

/// Settings that say who somebody is, how they sign, and how they reach a remote.
const HANDED_ON: [&str; 13] = [
    "user.", "author.", "committer.", "credential.", "http.", "https.", "url.", "ssh.", "gpg.",
    "commit.gpgsign", "core.sshcommand", "core.askpass", "protocol.",
];

impl Workshop {
    /// Opens the one in `folder`, or makes it. One that is broken is made anew.
    ///
    /// # Errors
    /// Git fails; a disk that takes nothing.
    pub(super) fn open(folder: &Path, repository: &Repository<'_>) -> Result<Self> {
        std::fs::create_dir_all(folder).map_err(Error::io("make the folder", folder))?;
        let folder = folder.canonicalize().map_err(Error::io("find", folder))?;
        let mut settings = repository.settings()?;
        settings.retain(|(name, _)| HANDED_ON.iter().any(|known| name.starts_with(known)));
        let workshop = Self {
            top: repository.top().to_path_buf(),
            settings,
            folder,
        };
        workshop.unlock()?;
        let is_sound = workshop.line(&["rev-parse", "--is-bare-repository"])?;
        if is_sound.as_deref() != Some("true") || !workshop.is_whole()? {
            workshop.make()?;
        }
        Ok(workshop)
    }

    /// Takes away what a git that was killed has locked. Nobody else works here: the site's own lock is held.
    fn unlock(&self) -> Result<()> {
        for entry in walkdir::WalkDir::new(&self.folder).into_iter().flatten() {
            let is_lock = entry.path().extension().is_some_and(|kind| kind == "lock");
            if is_lock && entry.file_type().is_file() {
                std::fs::remove_file(entry.path()).map_err(Error::io("remove", entry.path()))?;
            }
        }
        Ok(())
    }

    fn make(&self) -> Result<()> {
        std::fs::remove_dir_all(&self.folder).map_err(Error::io("empty", &self.folder))?;
        std::fs::create_dir_all(&self.folder).map_err(Error::io("make", &self.folder))?;
        self.must(&["init", "--quiet", "--bare", "--template="])?;
        self.must(&["config", "gc.autoDetach", "false"])?;
        Ok(())
    }

    /// Whether all that its references name is there.
    fn is_whole(&self) -> Result<bool> {
        let answer = self.run(&["for-each-ref", "--format=%(objectname) %(tree)"], b"")?;
        Ok(answer.status.success())
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut git = Command::new("git");
        git.args(arguments)
            .current_dir(&self.top)
            .env("GIT_DIR", &self.folder)
            .env("LC_ALL", "C");
        for name in FOREIGN {
            git.env_remove(name);
        }
        let before = std::env::var("GIT_CONFIG_COUNT").ok();
        let before: usize = before.and_then(|count| count.parse().ok()).unwrap_or(0);
        for (at, (name, value)) in self.settings.iter().enumerate() {
            let at = at + before;
            git.env(format!("GIT_CONFIG_KEY_{at}"), name);
            git.env(format!("GIT_CONFIG_VALUE_{at}"), value);
        }
        let count = before + self.settings.len();
        git.env("GIT_CONFIG_COUNT", OsString::from(count.to_string()));
        git
    }

    /// What git says to `arguments` and `input`.
    ///
    /// # Errors
    /// There is no git.
    pub(super) fn run(&self, arguments: &[&str], input: &[u8]) -> Result<Output> {
        self.feed(arguments, |pipe| pipe.write_all(input))
    }

    /// The same with input that is written as git reads it.
    pub(super) fn feed(
        &self,
        arguments: &[&str],
        write: impl FnOnce(&mut dyn Write) -> std::io::Result<()>,
    ) -> Result<Output> {
        let mut git = self.command(arguments);
        git.stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = git.spawn().map_err(|error| no_git(&error))?;
        let pipe = child.stdin.take();
        std::thread::scope(|scope| {
            // Read beside the writing: neither side may wait for the other with a full pipe.
            let reading = scope.spawn(move || child.wait_with_output());
            if let Some(pipe) = pipe {
                let mut pipe = std::io::BufWriter::with_capacity(1 << 20, pipe);
                // A git that ends early says itself why.
                let _ = write(&mut pipe).and_then(|()| pipe.flush());
            }
            let failed = |_| Error::Machine("git could not be waited for".to_owned());
            reading
                .join()
                .map_err(failed)?
                .map_err(|error| no_git(&error))
        })
    }

    /// The answer to what git has no reason to refuse.
    pub(super) fn must(&self, arguments: &[&str]) -> Result<Vec<u8>> {
        let answer = self.run(arguments, b"")?;
        if answer.status.success() {
            return Ok(answer.stdout);
        }
        let first = arguments.first().copied().unwrap_or_default();
        Err(Error::Machine(format!(
            "`git {first}` failed: {}",
            said(&answer)
        )))
    }

    /// The one line of an answer; none when git says no.
    pub(super) fn line(&self, arguments: &[&str]) -> Result<Option<String>> {
        let answer = self.run(arguments, b"")?;
        let line = String::from_utf8_lossy(&answer.stdout).trim().to_owned();
        Ok((answer.status.success() && !line.is_empty()).then_some(line))
    }

    /// The bytes of a file of a commit, if it has it.
    pub(super) fn file(&self, commit: &str, path: &str) -> Result<Option<Vec<u8>>> {
        let answer = self.run(&["cat-file", "blob", &format!("{commit}:{path}")], b"")?;
        Ok(answer.status.success().then_some(answer.stdout))
    }
}
