//! [`Hosted`]: a site in a repository of git, with a bare one as its remote.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::outcome::Outcome;
use crate::site_test::SiteTest;

pub struct Hosted {
    pub site: SiteTest,
    pub remote: tempfile::TempDir,
}

/// Runs git in a folder, with nobody's own settings.
#[track_caller]
pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let done = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=Ana", "-c", "user.email=ana@reader.example"])
        .args([
            "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always",
        ])
        .args(arguments)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "git {arguments:?}: {said}");
    String::from_utf8_lossy(&done.stdout).trim().to_owned()
}

/// Every file below a folder.
pub fn all_files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder)
        .into_iter()
        .map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            (
                entry.path().to_owned(),
                std::fs::read(entry.path()).unwrap(),
            )
        })
        .collect()
}

/// Makes a repository of a site's folder.
pub fn repository(site: SiteTest, remote: &str) -> SiteTest {
    let site = site.file(".gitignore", "/.postil\n/public\n");
    let root = site.root();
    git(root, &["init", "--quiet"]);
    git(root, &["config", "user.name", "Ana"]);
    git(root, &["config", "user.email", "ana@reader.example"]);
    git(root, &["remote", "add", "origin", remote]);
    commit(site)
}

pub fn commit(site: SiteTest) -> SiteTest {
    git(site.root(), &["add", "--all"]);
    git(
        site.root(),
        &["commit", "--quiet", "--allow-empty", "--message", "A state"],
    );
    site
}

impl Hosted {
    pub fn new(site: SiteTest) -> Self {
        let remote = tempfile::tempdir().unwrap();
        git(remote.path(), &["init", "--quiet", "--bare"]);
        let site = repository(site, remote.path().to_str().unwrap());
        git(site.root(), &["push", "--quiet", "origin", "HEAD:main"]);
        Self { site, remote }
    }

    /// Runs `postil publish`.
    #[track_caller]
    pub fn publish(self, arguments: &[&str]) -> (Self, Outcome) {
        let Self { site, remote } = self;
        let arguments: Vec<&str> = ["publish"].iter().chain(arguments).copied().collect();
        let mut outcome = site.run(&arguments);
        let site = std::mem::replace(&mut outcome.site, SiteTest::empty());
        (Self { site, remote }, outcome)
    }

    /// The same, which must go well.
    #[track_caller]
    pub fn publishes(self, arguments: &[&str]) -> Self {
        let (hosted, outcome) = self.publish(arguments);
        let _ = outcome.code(0);
        hosted
    }

    /// What somebody does to the site, and commits.
    #[must_use]
    pub fn then(mut self, change: impl FnOnce(SiteTest) -> SiteTest) -> Self {
        let site = std::mem::replace(&mut self.site, SiteTest::empty());
        self.site = commit(change(site));
        self
    }

    pub fn remote(&self) -> &Path {
        self.remote.path()
    }

    /// The files of a branch of the remote.
    #[track_caller]
    pub fn branch(&self, name: &str) -> BTreeMap<String, String> {
        tree(self.remote(), name)
    }

    /// The commits of the branch, newest first.
    pub fn releases(&self) -> Vec<String> {
        let log = git(self.remote(), &["log", "--format=%H", "gh-pages"]);
        log.lines().map(str::to_owned).collect()
    }
}

/// The files of a commit, as text.
#[track_caller]
pub fn tree(repository: &Path, commit: &str) -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let archive = Command::new("sh")
        .args(["-c", "git archive \"$1\" | tar -x -C \"$2\"", "sh", commit])
        .arg(folder.path())
        .current_dir(repository)
        .status()
        .unwrap();
    assert!(archive.success());
    let files = all_files(folder.path()).into_iter();
    files
        .map(|(path, bytes)| {
            let path = path
                .strip_prefix(folder.path())
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            (path, String::from_utf8_lossy(&bytes).into_owned())
        })
        .collect()
}
