//! [`SiteTest`]: a site in a folder of its own, on which the real binary runs. A test reads as what a person does and
//! sees: `SiteTest::new().article("a", "…").build().page("articles/a.html").has("…")`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::outcome::Outcome;

/// What every test site says of itself.
const CONFIG: &str =
    "title: A test reader\nbase_url: https://reader.example/notes/\npeople:\n  ana: Ana\n";

/// What makes a site.
const PARTS: [&str; 5] = ["postil.yaml", "content", "templates", "static", "themes"];

pub struct SiteTest {
    folder: TempDir,
}

impl SiteTest {
    /// A site with a `postil.yaml` and nothing else.
    pub fn new() -> Self {
        Self::empty().file("postil.yaml", CONFIG)
    }

    /// A folder that is no site yet.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { folder }
    }

    /// A copy of the reader that this repository holds.
    pub fn sample() -> Self {
        Self::copy_of(Path::new(env!("CARGO_MANIFEST_DIR")))
    }

    /// A copy of the site in a folder.
    pub fn copy_of(folder: &Path) -> Self {
        let site = Self::empty();
        for name in PARTS {
            copy(&folder.join(name), &site.root().join(name));
        }
        site
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// The text of a file.
    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    #[must_use]
    pub fn file(self, path: &str, text: &str) -> Self {
        self.bytes(path, text.as_bytes())
    }

    #[must_use]
    pub fn bytes(self, path: &str, bytes: &[u8]) -> Self {
        let full = self.path(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, bytes).unwrap();
        self
    }

    /// An article: `text` is all of its `index.md`, front matter and body; without front matter it gets a title.
    #[must_use]
    pub fn article(self, slug: &str, text: &str) -> Self {
        let text = if text.starts_with("---") {
            text.to_owned()
        } else {
            format!("---\ntitle: The article {slug}\n---\n{text}\n")
        };
        self.file(&format!("content/articles/{slug}/index.md"), &text)
    }

    /// A note of an article: `text` is all of its file.
    #[must_use]
    pub fn note(self, article: &str, id: &str, text: &str) -> Self {
        self.file(&format!("content/articles/{article}/notes/{id}.md"), text)
    }

    /// A published note by Ana on the words `quote`.
    #[must_use]
    pub fn note_on(self, article: &str, id: &str, quote: &str, body: &str) -> Self {
        let quote = serde_json::Value::from(quote);
        self.note(
            article,
            id,
            &format!(
                "---\nauthor: ana\ncreated: 2026-03-02T09:14:00Z\nstatus: published\nkind: comment\ntarget:\n  quote: {quote}\n---\n{body}\n"
            ),
        )
    }

    #[must_use]
    pub fn edit(self, path: &str, change: impl Fn(&str) -> String) -> Self {
        let old = fs::read_to_string(self.path(path)).unwrap();
        let new = change(&old);
        assert_ne!(old, new, "the edit of {path} changes nothing");
        self.file(path, &new)
    }

    /// Deletes a file, or a folder with all that it holds.
    #[must_use]
    pub fn remove(self, path: &str) -> Self {
        let full = self.path(path);
        if full.is_dir() {
            fs::remove_dir_all(full).unwrap();
        } else {
            fs::remove_file(full).unwrap();
        }
        self
    }

    #[must_use]
    pub fn rename(self, from: &str, to: &str) -> Self {
        let to = self.path(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(self.path(from), to).unwrap();
        self
    }

    #[cfg(unix)]
    #[must_use]
    pub fn link(self, path: &str, target: impl AsRef<Path>) -> Self {
        std::os::unix::fs::symlink(target, self.path(path)).unwrap();
        self
    }

    /// Runs `postil` with `arguments` in the site's folder.
    pub fn run(self, arguments: &[&str]) -> Outcome {
        let command = self.command(arguments);
        Outcome::of(self, command)
    }

    /// The same by somebody who is not root. (Root may read and write whatever its permissions are.)
    #[cfg(unix)]
    pub fn run_unprivileged(self, arguments: &[&str]) -> Outcome {
        use std::os::unix::fs::MetadataExt;
        use std::os::unix::process::CommandExt;
        let (_folder, binary) = readable_binary();
        let mut command = std::process::Command::new(binary);
        command.args(arguments).current_dir(self.root());
        if fs::metadata(self.root()).unwrap().uid() == 0 {
            command.uid(65534).gid(65534);
        }
        Outcome::of(self, command.into())
    }

    /// `postil` with `arguments`, not yet run.
    pub fn command(&self, arguments: &[&str]) -> assert_cmd::Command {
        let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_postil"));
        command
            .args(arguments)
            .current_dir(self.root())
            .env_remove("SOURCE_DATE_EPOCH");
        command
    }

    /// `postil build`, which must find nothing wrong.
    pub fn build(self) -> Outcome {
        self.run(&["build", "--strict"]).code(0)
    }

    /// `postil build`, whatever it finds.
    pub fn build_anyway(self) -> Outcome {
        self.run(&["build"])
    }

    /// The files below a folder of the site (`public`, say), by their path in it.
    pub fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let top = self.path(folder);
        walkdir::WalkDir::new(&top)
            .into_iter()
            .map(Result::unwrap)
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let path = entry.path().strip_prefix(&top).unwrap();
                (
                    path.to_str().unwrap().to_owned(),
                    fs::read(entry.path()).unwrap(),
                )
            })
            .collect()
    }
}

/// Copies a file, or a folder with all that it holds; what is not there is left out.
fn copy(from: &Path, to: &Path) {
    for entry in walkdir::WalkDir::new(from)
        .into_iter()
        .filter_map(Result::ok)
    {
        let below = entry.path().strip_prefix(from).unwrap();
        let target = if below.as_os_str().is_empty() {
            to.to_owned()
        } else {
            to.join(below)
        };
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).unwrap();
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// `postil` where everybody may run it, as long as its folder is there: that of the build may be closed to others.
#[cfg(unix)]
pub fn readable_binary() -> (TempDir, PathBuf) {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let binary = folder.path().join("postil");
    // Not by this process: what it has open for writing, a child that another test starts just now has too, and
    // Linux runs no file that anybody has open for writing ("text file busy").
    let copied = std::process::Command::new("cp")
        .arg(env!("CARGO_BIN_EXE_postil"))
        .arg(&binary)
        .status();
    assert!(copied.unwrap().success());
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    (folder, binary)
}
