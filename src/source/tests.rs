use std::fs;
use std::time::{Duration, SystemTime};

use proptest::prelude::*;

use super::*;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn file(self, path: &str, text: &str) -> Self {
        let full = self.0.path().join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
        self
    }

    /// As if nobody had touched the file for an hour. (The inode's own time cannot be set, so it is waited for.)
    fn old(self, path: &str) -> Self {
        let hour_ago = SystemTime::now() - Duration::from_secs(3600);
        let file = fs::File::options()
            .append(true)
            .open(self.0.path().join(path))
            .unwrap();
        file.set_modified(hour_ago).unwrap();
        self
    }

    #[cfg(unix)]
    fn link(self, path: &str, target: impl AsRef<Path>) -> Self {
        std::os::unix::fs::symlink(target, self.0.path().join(path)).unwrap();
        self
    }

    fn read(&self) -> (Snapshot, Vec<Diagnostic>) {
        self.read_after(None, &[])
    }

    fn read_after(
        &self,
        previous: Option<&Snapshot>,
        dirty: &[&str],
    ) -> (Snapshot, Vec<Diagnostic>) {
        let dirty = dirty.iter().map(PathBuf::from).collect();
        let roots = ["postil.yaml", "content", "static"];
        Snapshot::read(self.0.path(), &roots, previous, &dirty).unwrap()
    }

    /// `code path` of each diagnostic.
    fn findings(&self) -> Vec<String> {
        let show = |finding: Diagnostic| format!("{} {}", finding.code, finding.place.unwrap());
        self.read().1.into_iter().map(show).collect()
    }
}

fn paths(snapshot: &Snapshot) -> Vec<&str> {
    snapshot.files.keys().map(String::as_str).collect()
}

#[test]
fn a_snapshot_holds_the_files_of_its_roots_and_no_others() {
    let folder = Folder::new()
        .file("postil.yaml", "title: T")
        .file("content/articles/b.md", "b")
        .file("content/articles/a/index.md", "a")
        .file("content/articles/a/notes/.text/0a.txt", "then")
        .file("content/articles/.b.md.swp", "")
        .file("content/.git/config", "")
        .file("public/index.html", "");
    let (snapshot, diagnostics) = folder.read();
    assert_eq!(
        paths(&snapshot),
        [
            "content/articles/a/index.md",
            "content/articles/a/notes/.text/0a.txt",
            "content/articles/b.md",
            "postil.yaml"
        ]
    );
    assert_eq!(diagnostics, []);
    let below: Vec<_> = snapshot
        .below("content/articles/a")
        .map(|(path, _)| path)
        .collect();
    assert_eq!(below.len(), 2);
}

#[test]
fn a_site_without_a_root_is_an_error() {
    let missing = Folder::new().0.path().join("gone");
    let read = Snapshot::read(&missing, &["content"], None, &BTreeSet::new());
    assert_eq!(read.unwrap_err().exit_code(), 3);
}

#[test]
fn a_file_written_a_moment_ago_is_always_read_again() {
    let folder = Folder::new()
        .file("content/a.md", "one")
        .old("content/a.md");
    let (first, _) = folder.read();
    // Same size and, the time being set back, the same mtime; within the inode's own grain perhaps the same ctime.
    let folder = folder.file("content/a.md", "two").old("content/a.md");
    let (second, _) = folder.read_after(Some(&first), &[]);
    assert_eq!(&*second.files["content/a.md"].bytes, b"two");
}

#[test]
fn a_file_left_alone_is_not_read_again_unless_it_is_dirty() {
    let folder = Folder::new()
        .file("content/a/b.md", "one")
        .old("content/a/b.md");
    std::thread::sleep(Duration::from_millis(3100));
    let (mut first, _) = folder.read();
    // Bytes that are not on disk show which of the two were taken.
    let file = first.files.get_mut("content/a/b.md").unwrap();
    file.bytes = Arc::from(&b"kept"[..]);
    file.hash = blake3::hash(b"kept");
    let bytes = |dirty: &[&str]| {
        let (again, _) = folder.read_after(Some(&first), dirty);
        String::from_utf8(again.files["content/a/b.md"].bytes.to_vec()).unwrap()
    };
    assert_eq!(bytes(&[]), "kept");
    assert_eq!(bytes(&["content/a/b.md"]), "one");
    assert_eq!(bytes(&["content/a"]), "one");
    let full = folder.0.path().join("content/a/b.md");
    assert_eq!(bytes(&[full.to_str().unwrap()]), "one");
}

#[cfg(unix)]
#[test]
fn links_are_followed_inside_the_site_only() {
    let outside = Folder::new().file("secret.md", "s");
    let folder = Folder::new()
        .file("content/a/x.md", "x")
        .link("content/b", "a")
        .link("content/c.md", "a/x.md")
        .link("content/out", outside.0.path())
        .link("content/out.md", outside.0.path().join("secret.md"))
        .link("content/a/up", "..")
        .link("content/self", "self")
        .link("content/nowhere.md", "gone.md")
        .link("content/.#x.md", "ana@host.1234");
    let (snapshot, _) = folder.read();
    assert_eq!(
        paths(&snapshot),
        ["content/a/x.md", "content/b/x.md", "content/c.md"]
    );
    assert_eq!(
        folder.findings(),
        [
            "link-cycle content/a/up",
            "link-cycle content/b/up",
            "broken-link content/nowhere.md",
            "link-out-of-site content/out",
            "link-out-of-site content/out.md",
            "broken-link content/self",
        ]
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_is_a_finding() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new().file("content/a.md", "a");
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.md");
    fs::write(folder.0.path().join("content").join(name), "c").unwrap();
    assert_eq!(paths(&folder.read().0), ["content/a.md"]);
    assert_eq!(folder.findings(), ["name-not-utf8 content/caf\u{fffd}.md"]);
}

#[cfg(unix)]
#[test]
fn a_pipe_or_socket_is_a_finding_and_is_not_opened() {
    let folder = Folder::new().file("content/a.md", "a");
    let _socket =
        std::os::unix::net::UnixListener::bind(folder.0.path().join("content/s")).unwrap();
    assert_eq!(folder.findings(), ["not-a-file content/s"]);
}

/// Something that happens to a folder, and where.
#[derive(Debug, Clone)]
enum Step {
    Write(String, u8),
    Remove(String),
    Rename(String, String),
    Link(String, String),
}

impl Step {
    /// The paths that a watcher would tell: also those that links lead to.
    fn carry_out(&self, root: &Path) -> BTreeSet<PathBuf> {
        let real = |path: &String| {
            let full = root.join(path);
            let above = full.parent().and_then(|above| above.canonicalize().ok());
            let name = full.file_name().unwrap();
            let found = [
                above.map(|above| above.join(name)),
                full.canonicalize().ok(),
            ];
            let root = root.canonicalize().unwrap();
            let inside = |path: PathBuf| path.strip_prefix(&root).map(Path::to_owned).ok();
            found
                .into_iter()
                .flatten()
                .filter_map(inside)
                .collect::<Vec<_>>()
        };
        let named: Vec<&String> = match self {
            Self::Write(path, _) | Self::Remove(path) | Self::Link(path, _) => vec![path],
            Self::Rename(from, to) => vec![from, to],
        };
        let mut touched: BTreeSet<PathBuf> = named.iter().map(PathBuf::from).collect();
        touched.extend(named.iter().flat_map(|path| real(path)));
        match self {
            Self::Write(path, text) => {
                let full = root.join(path);
                let _ = fs::create_dir_all(full.parent().unwrap());
                let _ = fs::write(full, [*text]);
            }
            Self::Remove(path) => {
                let full = root.join(path);
                let _ = fs::remove_dir_all(&full).or_else(|_| fs::remove_file(&full));
            }
            Self::Rename(from, to) => {
                let _ = fs::rename(root.join(from), root.join(to));
            }
            Self::Link(path, target) => {
                #[cfg(unix)]
                let _ = std::os::unix::fs::symlink(target, root.join(path));
                #[cfg(not(unix))]
                let _ = target;
            }
        }
        touched.extend(named.iter().flat_map(|path| real(path)));
        touched
    }
}

fn any_step() -> impl Strategy<Value = Step> {
    let path = || {
        prop::sample::select(vec![
            "postil.yaml", "content", "content/a", "content/a/b", "content/a/b/c.md",
            "content/a/d.md", "content/e.md", "content/.hidden", "content/.hidden/f.md",
            "content/a/notes/.text/x.txt", "content/a/notes", "content/a~", "elsewhere/g.md",
        ])
        .prop_map(str::to_owned)
    };
    prop_oneof![
        5 => (path(), 0..3u8).prop_map(|(path, text)| Step::Write(path, text)),
        2 => path().prop_map(Step::Remove),
        2 => (path(), path()).prop_map(|(from, to)| Step::Rename(from, to)),
        1 => (path(), path()).prop_map(|(path, to)| Step::Link(path, to)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn what_was_touched_is_all_that_has_to_be_looked_at(steps in prop::collection::vec(any_step(), 1..12)) {
        const ROOTS: [&str; 2] = ["postil.yaml", "content"];
        let folder = Folder::new().file("content/a/d.md", "D");
        let root = folder.0.path();
        let read = || Snapshot::read(root, &ROOTS, None, &BTreeSet::new()).ok();
        let hashes = |snapshot: &Snapshot| -> Vec<(String, blake3::Hash)> {
            let files = snapshot.files.iter();
            files.map(|(path, file)| (path.clone(), file.hash)).collect()
        };
        let mut before = read();
        for step in &steps {
            let touched = step.carry_out(root);
            let all = read();
            let known = before.as_ref().and_then(|(known, _)| known.touched(root, &ROOTS, &touched));
            if let (Some(known), Some((all, found))) = (known, &all) {
                prop_assert_eq!(hashes(&known), hashes(all));
                prop_assert!(found.is_empty(), "{:?}", found);
            }
            before = all;
        }
    }
}
