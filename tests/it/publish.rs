//! `postil publish`: real repositories, and what a release leaves in them.

use crate::hosted::{Hosted, all_files, git, tree};
use crate::site_test::SiteTest;

pub fn reader() -> SiteTest {
    SiteTest::new()
        .article("a", "The bridge was closed on Monday.")
        .article("b", "Three witnesses spoke of a lorry.")
        .note_on("a", "aaaaaa", "closed", "By whom?")
}

/// What a build makes of the site, as text.
fn built(site: &SiteTest) -> std::collections::BTreeMap<String, String> {
    let to = tempfile::tempdir().unwrap();
    let status = site
        .command(&["publish", "--quiet", "--to"])
        .arg(to.path())
        .ok();
    assert!(status.is_ok(), "{status:?}");
    let files = all_files(to.path()).into_iter();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    files
        .filter(|(path, _)| !path.ends_with(".postil-release"))
        .map(|(path, bytes)| {
            let path = path.strip_prefix(to.path()).unwrap();
            (path.to_str().unwrap().to_owned(), text(bytes))
        })
        .collect()
}

#[test]
fn a_release_is_the_site_and_the_repository_stays_as_it_was() {
    let hosted = Hosted::new(reader());
    let before = all_files(&hosted.site.path(".git"));
    let hosted = hosted.publishes(&[]);
    assert_eq!(before, all_files(&hosted.site.path(".git")));
    assert_eq!(git(hosted.site.root(), &["status", "--porcelain"]), "");
    assert!(!hosted.site.path("public").exists());
    let mut branch = hosted.branch("gh-pages");
    assert_eq!(branch.remove(".nojekyll").as_deref(), Some(""));
    assert!(branch.contains_key("404.html"));
    assert_eq!(branch, built(&hosted.site));
}

#[test]
fn the_next_release_stands_on_it_and_brings_what_changed() {
    let hosted = Hosted::new(reader()).publishes(&[]);
    let count = |hosted: &Hosted| -> usize {
        let objects = git(hosted.remote(), &["count-objects"]);
        objects.split(' ').next().unwrap().parse().unwrap()
    };
    let before = count(&hosted);
    let (hosted, outcome) = hosted
        .then(|site| site.note_on("b", "bbbbbb", "lorry", "Whose?"))
        .publish(&["--json"]);
    let answer = outcome.code(0).json();
    assert_eq!(answer["new_notes"], serde_json::json!(["bbbbbb"]));
    let changed: Vec<&str> = answer["changed"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|it| it.as_str())
        .collect();
    assert!(
        changed.contains(&"articles/b.html") && !changed.contains(&"articles/a.html"),
        "{changed:?}"
    );
    let releases = hosted.releases();
    assert_eq!(
        (releases.len(), releases.first().map(String::as_str)),
        (2, answer["commit"].as_str())
    );
    // The files that differ, the folders above them, the commit.
    let files = git(
        hosted.remote(),
        &["diff-tree", "-r", "--name-only", "gh-pages~", "gh-pages"],
    );
    let news = count(&hosted) - before;
    assert!(
        news <= files.lines().count() + 8,
        "{news} objects for\n{files}"
    );
}

#[test]
fn what_is_there_already_is_not_published_again() {
    let hosted = Hosted::new(reader()).publishes(&[]);
    let (hosted, outcome) = hosted.publish(&[]);
    let _ = outcome.code(0).says("already");
    assert_eq!(hosted.releases().len(), 1);
}

#[test]
fn a_dry_run_says_what_would_change_and_changes_nothing() {
    let hosted = Hosted::new(reader());
    let (hosted, outcome) = hosted.publish(&["--dry-run"]);
    let _ = outcome.code(0).says("+ articles/a.html").says("aaaaaa");
    assert_eq!(git(hosted.remote(), &["branch", "--list", "gh-pages"]), "");
    let hosted = hosted
        .publishes(&[])
        .then(|site| site.remove("content/articles/b"));
    let (hosted, outcome) = hosted.publish(&["-n"]);
    let _ = outcome
        .code(0)
        .says("- articles/b.html")
        .says("`articles/b.html` leads nowhere");
    assert_eq!(hosted.releases().len(), 1);
}

#[test]
fn an_address_that_moved_with_an_alias_is_not_missed() {
    let hosted = Hosted::new(reader()).publishes(&[]).then(|site| {
        site.remove("content/articles/b").article(
            "c",
            "---\ntitle: B\naliases: [articles/b.html]\n---\nThree witnesses.\n",
        )
    });
    let (_, outcome) = hosted.publish(&[]);
    let _ = outcome.code(0).says_nothing_of("leads nowhere");
}

#[test]
fn feeds_and_permalinks_of_notes_that_go_are_told() {
    let article = |tag: &str| format!("---\ntitle: T\ntags: [{tag}]\n---\nA lorry.\n");
    let site = reader().article("t", &article("old"));
    let hosted = Hosted::new(site.note_on("t", "cccccc", "lorry", "Whose?"))
        .publishes(&[])
        .then(|site| {
            let site = site.article("t", &article("new"));
            site.remove("content/articles/t/notes/cccccc.md")
        });
    let (_, outcome) = hosted.publish(&["-n"]);
    let _ = outcome
        .code(0)
        .says("the feed `tags/old.atom.xml` is there no more")
        .says("`tags/old.html` leads nowhere")
        .says("info[dropped-url]: the address `articles/t.html#note-cccccc` leads to a page without the note")
        .says_nothing_of("feed.json");
}

#[test]
fn a_release_can_be_returned_to_and_left_again() {
    let words = |hosted: &Hosted| hosted.branch("gh-pages")["articles/a.html"].clone();
    let edit = |day: &str| format!("The bridge was closed on {day}.");
    let mut hosted = Hosted::new(reader()).publishes(&[]);
    for day in ["Tuesday", "Friday"] {
        hosted = hosted
            .then(|site| site.article("a", &edit(day)))
            .publishes(&[]);
    }
    let first = hosted.releases().last().unwrap().clone();
    let hosted = hosted.publishes(&["--rollback"]);
    assert!(words(&hosted).contains("Tuesday"));
    let hosted = hosted.publishes(&["--rollback"]);
    assert!(words(&hosted).contains("Monday"));
    assert_eq!(hosted.branch("gh-pages"), tree(hosted.remote(), &first));
    let (hosted, outcome) = hosted.publish(&["--rollback"]);
    let _ = outcome.code(2).says("there is none to go back to");
    let (hosted, outcome) = hosted.publish(&[]);
    let _ = outcome.code(0).says("went back to");
    assert!(words(&hosted).contains("Friday"));
    assert_eq!(hosted.releases().len(), 6);
    let hosted = hosted.publishes(&["--rollback", &first[..8]]);
    assert!(words(&hosted).contains("Monday"));
    let (_, outcome) = hosted.publish(&["--releases"]);
    assert_eq!(outcome.stdout.lines().count(), 7);
}

#[test]
fn a_return_keeps_the_domain_and_the_history_and_tells_the_right_notes() {
    let squash = "publish: {cname: reader.example, history: squash}\n";
    let hosted = Hosted::new(reader())
        .publishes(&[])
        .then(|site| site.note_on("b", "bbbbbb", "lorry", "Whose?"))
        .publishes(&[])
        .then(|site| site.edit("postil.yaml", |text| format!("{text}{squash}")))
        .publishes(&["--history", "keep"]);
    let first = hosted.releases().last().unwrap().clone();
    let (hosted, outcome) = hosted.publish(&["--json", "--rollback", &first]);
    let answer = outcome.code(0).json();
    assert_eq!(answer["gone_notes"], serde_json::json!(["bbbbbb"]));
    assert_eq!(hosted.branch("gh-pages")["CNAME"], "reader.example\n");
    assert_eq!(hosted.releases().len(), 4, "nothing is squashed");
}

#[test]
fn a_domain_that_github_committed_is_no_release_of_somebody_else() {
    let hosted = Hosted::new(reader()).publishes(&[]);
    let clone = tempfile::tempdir().unwrap();
    let remote = hosted.remote().to_str().unwrap();
    let settle = |file: &str| {
        let git = |arguments: &[&str]| git(clone.path(), arguments);
        std::fs::write(clone.path().join(file), "reader.example\n").unwrap();
        git(&["add", "--all"]);
        git(&[
            "-c", "user.name=G", "-c", "user.email=g@x", "commit", "--quiet", "-m", file,
        ]);
        git(&["push", "--quiet", "origin", "gh-pages"]);
    };
    git(
        clone.path(),
        &["clone", "--quiet", "--branch", "gh-pages", remote, "."],
    );
    settle("CNAME");
    let hosted = hosted
        .then(|site| site.article("c", "More."))
        .publishes(&[]);
    assert_eq!(hosted.branch("gh-pages")["CNAME"], "reader.example\n");
    git(clone.path(), &["pull", "--quiet"]);
    settle("theirs.html");
    let (hosted, outcome) = hosted.publish(&[]);
    let _ = outcome.code(2).says("did not put there");
    let (_, outcome) = hosted.publish(&["--rollback"]);
    let _ = outcome.code(2).says("did not put there");
}

#[test]
fn an_older_job_in_a_shallow_clone_does_not_replace_a_newer_release() {
    let hosted = Hosted::new(reader());
    let aside = tempfile::tempdir().unwrap();
    let remote = format!("file://{}", hosted.remote().display());
    git(
        aside.path(),
        &[
            "clone", "--quiet", "--depth=1", "--branch=main", &remote, ".",
        ],
    );
    let hosted = hosted
        .then(|site| site.article("c", "Newer."))
        .publishes(&[]);
    let mut older = hosted.site.command(&["publish", "--root"]);
    let older = older.arg(aside.path()).output().unwrap();
    let said = String::from_utf8_lossy(&older.stderr);
    assert_eq!(older.status.code(), Some(2), "{said}");
    assert!(said.contains("fetch-depth: 0"), "{said}");
    assert!(hosted.branch("gh-pages").contains_key("articles/c.html"));
}

#[test]
fn what_a_killed_git_has_locked_is_let_go() {
    let hosted = Hosted::new(reader())
        .publishes(&[])
        .then(|site| site.article("c", "More."));
    let workshop = hosted.site.path(".postil/publish/repository");
    for lock in [
        "shallow.lock", "refs/postil/tip.lock", "refs/postil/making.lock", "HEAD.lock",
    ] {
        std::fs::write(workshop.join(lock), "").unwrap();
    }
    let hosted = hosted.publishes(&[]);
    assert!(hosted.branch("gh-pages").contains_key("articles/c.html"));
}

#[test]
fn a_password_in_an_address_is_not_told() {
    let remote = "http://ana:s3cr3t@127.0.0.1:9/reader.git";
    let (_, outcome) = Hosted::new(reader()).publish(&["--remote", remote]);
    let _ = outcome
        .code(3)
        .says("127.0.0.1:9/reader.git")
        .says_nothing_of("s3cr3t");
}

#[test]
fn a_folder_that_is_another_by_now_is_asked_about() {
    let above = tempfile::tempdir().unwrap();
    let to = above.path().join("site");
    let folder = to.to_str().unwrap();
    let outcome = reader().run(&["publish", "--to", folder]).code(0);
    std::fs::rename(&to, above.path().join("aside")).unwrap();
    std::fs::create_dir_all(to.join("articles")).unwrap();
    std::fs::write(to.join("articles/b.html"), "theirs").unwrap();
    let site = outcome.site.remove("content/articles/b");
    let outcome = site
        .run(&["publish", "--to", folder])
        .code(2)
        .says("articles");
    let _ = outcome
        .site
        .run(&["publish", "--to", folder, "--force"])
        .code(0);
    assert_eq!(
        std::fs::read_to_string(to.join("articles/b.html")).unwrap(),
        "theirs"
    );
}

#[test]
fn a_key_goes_out_in_no_kind_of_file() {
    let key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz\n";
    for path in [
        "static/key.pem",
        "static/id_rsa",
        "content/articles/a/notes.conf",
    ] {
        let (_, outcome) = Hosted::new(reader().file(path, key)).publish(&[]);
        let _ = outcome.code(1).says("secret");
    }
}

#[test]
fn history_can_be_one_release() {
    let hosted = Hosted::new(reader()).publishes(&[]);
    let hosted = hosted
        .then(|site| site.article("c", "More."))
        .publishes(&["--history", "squash"]);
    assert_eq!(hosted.releases().len(), 1);
    assert!(hosted.branch("gh-pages").contains_key("articles/c.html"));
}

/// A commit of somebody else's on a branch of the remote.
fn foreign(hosted: &Hosted, branch: &str, file: &str) {
    let clone = tempfile::tempdir().unwrap();
    let remote = hosted.remote().to_str().unwrap();
    git(clone.path(), &["clone", "--quiet", remote, "."]);
    git(clone.path(), &["checkout", "--quiet", "--orphan", branch]);
    git(clone.path(), &["rm", "-rfq", "--ignore-unmatch", "."]);
    std::fs::write(clone.path().join(file), "theirs\n").unwrap();
    git(clone.path(), &["add", "--all"]);
    git(
        clone.path(),
        &[
            "-c", "user.name=B", "-c", "user.email=b@x", "commit", "--quiet", "-m", "Theirs",
        ],
    );
    git(clone.path(), &["push", "--quiet", "origin", branch]);
}

#[test]
fn files_of_somebody_else_are_asked_about() {
    let hosted = Hosted::new(reader());
    foreign(&hosted, "gh-pages", "theirs.html");
    let (hosted, outcome) = hosted.publish(&[]);
    let _ = outcome.code(2).says("theirs.html").says("--force");
    assert_eq!(hosted.releases().len(), 1);
    let hosted = hosted.publishes(&["--force"]);
    assert!(!hosted.branch("gh-pages").contains_key("theirs.html"));
    assert_eq!(hosted.releases().len(), 2, "theirs stays in the history");
}

#[test]
fn a_domain_that_was_set_at_the_remote_stays() {
    let hosted = Hosted::new(reader());
    foreign(&hosted, "gh-pages", "CNAME");
    let hosted = hosted.publishes(&["--force"]);
    assert_eq!(hosted.branch("gh-pages")["CNAME"], "theirs\n");
    let hosted = hosted
        .then(|site| {
            site.edit("postil.yaml", |text| {
                format!("{text}publish: {{cname: reader.example}}\n")
            })
        })
        .publishes(&[]);
    assert_eq!(hosted.branch("gh-pages")["CNAME"], "reader.example\n");
}

#[test]
fn a_release_from_commits_that_are_not_here_is_not_overwritten() {
    let hosted = Hosted::new(reader()).publishes(&[]);
    let other = tempfile::tempdir().unwrap();
    let remote = hosted.remote().to_str().unwrap();
    git(
        other.path(),
        &["clone", "--quiet", "--branch", "main", remote, "."],
    );
    git(other.path(), &["config", "user.name", "Ben"]);
    git(
        other.path(),
        &["config", "user.email", "ben@reader.example"],
    );
    std::fs::write(
        other.path().join("content/articles/c.md"),
        "---\ntitle: C\n---\nNew.\n",
    )
    .unwrap();
    git(other.path(), &["add", "--all"]);
    git(other.path(), &["commit", "--quiet", "-m", "C"]);
    let theirs = hosted
        .site
        .command(&["publish", "--root"])
        .arg(other.path())
        .output()
        .unwrap();
    assert!(
        theirs.status.success(),
        "{}",
        String::from_utf8_lossy(&theirs.stderr)
    );
    let (hosted, outcome) = hosted.then(|site| site.article("d", "Ours.")).publish(&[]);
    let _ = outcome
        .code(2)
        .says("somebody else published")
        .says("git pull");
    assert!(hosted.branch("gh-pages").contains_key("articles/c.html"));
    let hosted = hosted.publishes(&["--force"]);
    assert!(!hosted.branch("gh-pages").contains_key("articles/c.html"));
}

#[test]
fn what_must_not_go_out_stops_it() {
    let token = format!("ghp_{}", "a1".repeat(18));
    for (site, code) in [
        (
            reader().article("a", "Other words altogether."),
            "note-orphan",
        ),
        (
            reader().article("c", &format!("The token is {token}.")),
            "secret",
        ),
        (
            reader().file("content/articles/c/index.md", "---\ntitle: [\n---\n"),
            "yaml",
        ),
    ] {
        let (hosted, outcome) = Hosted::new(site).publish(&[]);
        let _ = outcome.code(1).says(code).says("Nothing was published");
        assert_eq!(
            git(hosted.remote(), &["branch", "--list", "gh-pages"]),
            "",
            "{code}"
        );
    }
    let site = reader().article("a", "Other words altogether.");
    let site = site.edit("postil.yaml", |text| {
        format!("{text}check: {{note-orphan: warning}}\n")
    });
    let _ = Hosted::new(site).publishes(&[]);
}

#[test]
fn a_path_of_this_machine_does_not_go_out() {
    let site = reader();
    let path = site.root().canonicalize().unwrap().display().to_string();
    let site = site.article("c", &format!("It lies at {path} here."));
    let (_, outcome) = Hosted::new(site).publish(&[]);
    let _ = outcome.code(1).says("machine-path");
}
