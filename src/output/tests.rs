use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;

use super::*;

struct Site {
    folder: tempfile::TempDir,
}

impl Site {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("public")).unwrap();
        Self { folder }
    }

    fn public(&self) -> PathBuf {
        self.folder.path().join("public")
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join(".postil")
    }

    fn write(&self, files: &Files) -> Result<Report> {
        write(&self.public(), &self.state(), files)
    }

    /// What a run leaves that is killed after `steps` steps, in the middle of writing a file's bytes or not.
    fn write_killed(&self, files: &Files, steps: usize, torn: bool) {
        let record = Record::read(&self.state()).unwrap();
        let disk = Disk::open(&self.public()).unwrap();
        disk.clean_up(&record).unwrap();
        let changed = disk.changed(files).unwrap();
        let plan = plan::plan(files, &changed, &record.owned());
        record.begin(&self.state(), &plan).unwrap();
        for (number, step) in plan.steps.iter().take(steps).enumerate() {
            let half: Arc<[u8]> = Arc::from(&b"ha"[..]);
            let torn_files = files
                .keys()
                .map(|path| (path.clone(), half.clone()))
                .collect();
            let last = number + 1 == steps && matches!(step, plan::Step::Stage(_));
            let bytes = if torn && last { &torn_files } else { files };
            if disk.carry_out(step, bytes).is_err() {
                return;
            }
        }
    }

    /// Every file below `public/`.
    fn on_disk(&self) -> Files {
        let public = self.public();
        walkdir::WalkDir::new(&public)
            .into_iter()
            .map(std::result::Result::unwrap)
            .filter(|entry| !entry.file_type().is_dir())
            .map(|entry| {
                let path = entry.path().strip_prefix(&public).unwrap();
                let bytes = fs::read(entry.path()).unwrap_or_default();
                (path.to_str().unwrap().to_owned(), bytes.into())
            })
            .collect()
    }

    /// How many folders are empty, but for those in which somebody else had a file.
    fn empty_folders(&self, theirs: &BTreeSet<PathBuf>) -> usize {
        walkdir::WalkDir::new(self.public())
            .min_depth(1)
            .into_iter()
            .map(std::result::Result::unwrap)
            .filter(|entry| entry.file_type().is_dir())
            .filter(|entry| fs::read_dir(entry.path()).unwrap().next().is_none())
            .filter(|entry| !theirs.contains(entry.path()))
            .count()
    }
}

fn files(files: &[(&str, &str)]) -> Files {
    files
        .iter()
        .map(|(path, text)| ((*path).to_owned(), text.as_bytes().into()))
        .collect()
}

#[test]
fn a_second_write_writes_nothing() {
    let site = Site::new();
    let wanted = files(&[("index.html", "home"), ("articles/a.html", "a")]);
    assert_eq!(site.write(&wanted).unwrap().written.len(), 2);
    let before = fs::metadata(site.state().join("manifest.json"))
        .unwrap()
        .modified()
        .unwrap();
    let second = site.write(&wanted).unwrap();
    assert_eq!(
        second,
        Report {
            unchanged: 2,
            ..Report::default()
        }
    );
    let after = fs::metadata(site.state().join("manifest.json"))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(before, after);
}

#[test]
fn what_was_changed_or_deleted_by_hand_is_restored() {
    let site = Site::new();
    let wanted = files(&[("a.html", "aaa"), ("b.html", "bbb"), ("c.html", "ccc")]);
    site.write(&wanted).unwrap();
    fs::write(site.public().join("a.html"), "AAA").unwrap();
    fs::remove_file(site.public().join("b.html")).unwrap();
    assert_eq!(site.write(&wanted).unwrap().written, ["a.html", "b.html"]);
    assert_eq!(site.on_disk(), wanted);
}

#[test]
fn only_our_own_files_are_deleted() {
    let site = Site::new();
    site.write(&files(&[("tags/a/x.html", "x"), ("tags/b.html", "b")]))
        .unwrap();
    fs::write(site.public().join("tags/mine.txt"), "mine").unwrap();
    fs::write(site.public().join(".gitignore"), "*").unwrap();
    let report = site.write(&files(&[])).unwrap();
    assert_eq!(report.removed, ["tags/a/x.html", "tags/b.html"]);
    assert_eq!(
        site.on_disk(),
        files(&[(".gitignore", "*"), ("tags/mine.txt", "mine")])
    );
    assert!(!site.public().join("tags/a").exists());
}

#[test]
fn a_manifest_that_names_files_outside_deletes_none_of_them() {
    let site = Site::new();
    fs::create_dir_all(site.state()).unwrap();
    let precious = site.folder.path().join("precious.md");
    fs::write(&precious, "p").unwrap();
    let list = format!(r#"["../precious.md", "{}"]"#, precious.display());
    fs::write(site.state().join("manifest.json"), &list).unwrap();
    fs::write(site.state().join("journal.json"), &list).unwrap();
    site.write(&files(&[("a.html", "a")])).unwrap();
    assert!(precious.exists());
}

#[test]
fn a_manifest_that_is_not_json_is_replaced() {
    let site = Site::new();
    let wanted = files(&[("a.html", "a")]);
    site.write(&wanted).unwrap();
    fs::write(site.state().join("manifest.json"), "[\"a.ht").unwrap();
    site.write(&wanted).unwrap();
    assert_eq!(site.write(&files(&[])).unwrap().removed, ["a.html"]);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_deleted_through_a_link() {
    let site = Site::new();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("a.html"), "theirs").unwrap();
    let wanted = files(&[("out/a.html", "ours")]);
    site.write(&wanted).unwrap();
    fs::remove_dir_all(site.public().join("out")).unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), site.public().join("out")).unwrap();
    let error = site.write(&wanted).unwrap_err().to_string();
    assert!(
        error.contains("out: a symbolic link is on the way"),
        "{error}"
    );
    assert!(site.write(&files(&[])).is_err());
    assert_eq!(
        fs::read(elsewhere.path().join("a.html")).unwrap(),
        b"theirs"
    );
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_file_is_replaced_and_its_target_kept() {
    let site = Site::new();
    let target = site.folder.path().join("target");
    fs::write(&target, "same").unwrap();
    std::os::unix::fs::symlink(&target, site.public().join("a.html")).unwrap();
    let wanted = files(&[("a.html", "same")]);
    assert_eq!(site.write(&wanted).unwrap().written, ["a.html"]);
    assert!(!site.public().join("a.html").is_symlink());
    assert_eq!(fs::read(target).unwrap(), b"same");
}

#[test]
fn an_unsafe_path_is_an_error_before_anything_is_written() {
    let site = Site::new();
    let error = site
        .write(&files(&[("../a", "a"), ("b", "b")]))
        .unwrap_err();
    assert_eq!(error.exit_code(), 3);
    assert_eq!(site.on_disk(), files(&[]));
}

#[test]
fn a_folder_of_somebody_elses_in_the_way_is_an_error_that_names_it() {
    let site = Site::new();
    fs::create_dir_all(site.public().join("a.html")).unwrap();
    fs::write(site.public().join("a.html/mine"), "m").unwrap();
    let error = site
        .write(&files(&[("a.html", "a")]))
        .unwrap_err()
        .to_string();
    assert!(error.contains("public/a.html"), "{error}");
    assert_eq!(
        site.on_disk().get("a.html/mine").map(|bytes| &bytes[..]),
        Some(&b"m"[..])
    );
}

#[test]
fn two_runs_at_once_take_turns() {
    let site = Site::new();
    let sets: Vec<_> = (0..8)
        .map(|n| files(&[("a.html", &n.to_string()), (&format!("{n}.html"), "n")]))
        .collect();
    std::thread::scope(|scope| {
        for wanted in &sets {
            scope.spawn(|| site.write(wanted).unwrap());
        }
    });
    assert!(sets.contains(&site.on_disk()));
}

#[test]
fn a_folder_left_empty_between_two_runs_goes_with_its_file() {
    let site = Site::new();
    site.write(&files(&[("a/b/c", "c")])).unwrap();
    fs::remove_dir_all(site.public().join("a/b")).unwrap();
    site.write(&files(&[])).unwrap();
    assert_eq!(site.empty_folders(&BTreeSet::new()), 0);
}

/// One thing that happens to a site.
#[derive(Debug, Clone)]
enum Event {
    Write(Files),
    Kill(Files, usize, bool),
    /// Somebody writes a file of their own, or over one of ours.
    Scribble(String),
    Delete(usize),
}

/// Names chosen to be files at one time and folders at another.
fn any_files() -> impl Strategy<Value = Files> {
    let name = prop::sample::select(vec!["a", "b.html", "c.xml", "A"]);
    let path = prop::collection::vec(name, 1..4).prop_map(|names| names.join("/"));
    let text = prop::sample::select(vec!["", "x", "y", "longer"]);
    prop::collection::vec((path, text), 0..8).prop_map(|claims| {
        let claim = |(path, text): (String, &str)| Claim {
            path,
            from: String::new(),
            bytes: text.as_bytes().into(),
        };
        collect(claims.into_iter().map(claim).collect()).0
    })
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => any_files().prop_map(Event::Write),
        3 => (any_files(), 0usize..20, any::<bool>()).prop_map(|(f, n, t)| Event::Kill(f, n, t)),
        1 => prop::sample::select(vec!["mine", "a/mine", "b.html/mine", "a"])
            .prop_map(|path| Event::Scribble(path.to_owned())),
        1 => (0usize..8).prop_map(Event::Delete),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn whatever_happened_before_a_write_leaves_just_the_site(events in prop::collection::vec(any_event(), 1..12), last in any_files()) {
        let site = Site::new();
        let mut theirs: BTreeSet<String> = BTreeSet::new();
        let mut their_folders: BTreeSet<PathBuf> = BTreeSet::new();
        for event in events.into_iter().chain([Event::Write(last)]) {
            match event {
                Event::Kill(files, steps, torn) => site.write_killed(&files, steps, torn),
                Event::Delete(number) => {
                    if let Some(path) = site.on_disk().keys().nth(number) {
                        fs::remove_file(site.public().join(path)).unwrap();
                        theirs.remove(path);
                    }
                }
                Event::Scribble(path) => {
                    let ours = site.on_disk().contains_key(&path) && !theirs.contains(&path);
                    let written = (ours || path.ends_with("mine"))
                        && fs::write(site.public().join(&path), "theirs").is_ok();
                    if written && !ours {
                        let folder = site.public().join(&path);
                        their_folders.extend(folder.parent().map(Path::to_owned));
                        theirs.insert(path);
                    }
                }
                Event::Write(files) => {
                    let result = site.write(&files);
                    let mut on_disk = site.on_disk();
                    for path in &theirs {
                        let bytes = on_disk.remove(path);
                        prop_assert_eq!(bytes.as_deref(), Some(&b"theirs"[..]));
                    }
                    if result.is_ok() {
                        prop_assert_eq!(on_disk, files.clone());
                        prop_assert_eq!(site.empty_folders(&their_folders), 0);
                        let again = site.write(&files).unwrap();
                        prop_assert_eq!(again.unchanged, files.len());
                    } else {
                        // Only a file of theirs can stand in the way.
                        prop_assert!(!theirs.is_empty());
                    }
                }
            }
        }
    }

    #[test]
    fn a_page_on_disk_never_needs_what_is_not_there_yet(steps in 0usize..12) {
        let site = Site::new();
        let old = files(&[("a.html", "needs 1.css"), ("1.css", "1")]);
        let new = files(&[("a.html", "needs 2.css"), ("2.css", "2"), ("atom.xml", "names a.html")]);
        site.write(&old).unwrap();
        site.write_killed(&new, steps, true);
        let on_disk = site.on_disk();
        let page = std::str::from_utf8(&on_disk["a.html"]).unwrap();
        prop_assert!(on_disk.contains_key(page.trim_start_matches("needs ")));
    }
}

mod atomic {
    use super::*;

    #[test]
    fn a_file_is_written_once_and_left_alone_when_it_is_right() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes/a.md");
        assert!(write_atomically(&path, b"one").unwrap());
        assert!(!write_atomically(&path, b"one").unwrap());
        assert!(write_atomically(&path, b"two").unwrap());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_cannot_be_replaced_stays_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::create_dir_all(path.join("b")).unwrap();
        assert!(write_atomically(&path, b"one").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_stay_and_a_link_stays_a_link() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        fs::write(&file, "one").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("file", &link).unwrap();
        write_atomically(&link, b"two").unwrap();
        assert!(link.is_symlink());
        assert_eq!(fs::read(&file).unwrap(), b"two");
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o640
        );
    }

    #[test]
    fn many_writers_of_one_file_leave_one_of_their_texts() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        let texts: Vec<_> = (0..8).map(|n| n.to_string().repeat(5000 + n)).collect();
        std::thread::scope(|scope| {
            for text in &texts {
                scope.spawn(|| write_atomically(&path, text.as_bytes()).unwrap());
            }
        });
        assert!(texts.contains(&fs::read_to_string(&path).unwrap()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
