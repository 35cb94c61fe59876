//! `postil check --base`: what became of notes since a revision of a real git repository.

use std::path::Path;

use proptest::prelude::*;

use crate::hosted::git;
use crate::outcome::Outcome;
use crate::site_test::SiteTest;

const STATES: [&str; 5] = ["draft", "review", "published", "resolved", "rejected"];

fn commit(site: SiteTest) -> SiteTest {
    git(site.root(), &["add", "--all"]);
    git(
        site.root(),
        &["commit", "--quiet", "--allow-empty", "--message", "A state"],
    );
    site
}

fn repository(site: SiteTest) -> SiteTest {
    git(site.root(), &["init", "--quiet"]);
    commit(site)
}

/// The text of a note by Ana: `status` may be empty for none.
fn note(status: &str, more: &str) -> String {
    let status = if status.is_empty() {
        String::new()
    } else {
        format!("status: {status}\n")
    };
    format!("---\nauthor: ana\n{status}{more}---\nIs it?\n")
}

fn path(id: &str) -> String {
    format!("content/articles/a/notes/{id}.md")
}

fn reader() -> SiteTest {
    SiteTest::new()
        .edit("postil.yaml", |text| text.to_owned() + "  ben: Ben\n")
        .article(
            "a",
            "---\ntitle: A\npublication: P\nrights: Ours\n---\nSome words.\n",
        )
}

/// A repository in which the note `aaaaaa` has this text, or is not there yet.
fn committed(text: Option<&str>) -> SiteTest {
    let site = reader();
    repository(match text {
        Some(text) => site.note("a", "aaaaaa", text),
        None => site,
    })
}

fn check(site: SiteTest) -> Outcome {
    site.run(&["check", "--base", "HEAD"])
}

fn told(outcome: &Outcome) -> bool {
    outcome.stderr.contains("[note-status]")
}

#[test]
fn a_note_goes_from_draft_over_review_to_its_readers_and_no_other_way() {
    let allowed = [
        ("new", "draft"),
        ("new", "review"),
        ("new", "resolved"),
        ("new", "rejected"),
        ("draft", "review"),
        ("draft", "resolved"),
        ("draft", "rejected"),
        ("review", "draft"),
        ("review", "published"),
        ("review", "resolved"),
        ("review", "rejected"),
        ("published", "review"),
        ("published", "resolved"),
        ("resolved", "draft"),
        ("resolved", "review"),
        ("rejected", "draft"),
        ("rejected", "review"),
    ];
    for before in ["new"].into_iter().chain(STATES) {
        let text = note(before, "");
        let site = committed((before != "new").then_some(text.as_str()));
        for now in STATES {
            let changed = site.path(&path("aaaaaa"));
            std::fs::create_dir_all(changed.parent().unwrap()).unwrap();
            std::fs::write(changed, note(now, "")).unwrap();
            let output = site.command(&["check", "--base", "HEAD"]).output().unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            let is_free = before == now || allowed.contains(&(before, now));
            assert_eq!(
                said.contains("error[note-status]"),
                !is_free,
                "{before} → {now}\n{said}"
            );
            assert_eq!(
                output.status.code(),
                Some(i32::from(!is_free)),
                "{before} → {now}"
            );
            if !is_free {
                assert!(said.contains(&format!("{}:3:9", path("aaaaaa"))), "{said}");
            }
        }
    }
}

#[test]
fn who_names_another_reader_may_leave_review_out() {
    for (more, is_free) in [
        ("reviewed_by: ben\n", true),
        ("reviewed_by: ana\n", false),
        ("reviewed_by: eve\n", false),
    ] {
        for before in [None, Some("draft"), Some("resolved"), Some("rejected")] {
            let text = before.map(|before| note(before, ""));
            let site = committed(text.as_deref()).note("a", "aaaaaa", &note("published", more));
            assert_eq!(!told(&check(site)), is_free, "{before:?} {more}");
        }
    }
}

#[test]
fn no_status_is_a_draft_and_one_that_cannot_be_read_is_not_guessed() {
    let _ = check(committed(Some(&note("", ""))).note("a", "aaaaaa", &note("published", "")))
        .code(1)
        .says("a note that was `draft` cannot become `published` at once");
    let broken = committed(Some("---\nstatus: [\n---\n"));
    assert!(!told(&check(broken.note(
        "a",
        "aaaaaa",
        &note("published", "")
    ))));
    let lost = committed(Some(&note("published", ""))).note("a", "aaaaaa", "---\nstatus: [\n---\n");
    let _ = check(lost)
        .code(1)
        .says_nothing_of("note-deleted")
        .says_nothing_of("note-status");
}

#[test]
fn a_published_note_that_is_gone_is_told_and_others_are_not() {
    let site = reader().note("a", "aaaaaa", &note("published", "")).note(
        "a",
        "bbbbbb",
        &note("review", ""),
    );
    let _ = check(repository(site).remove("content/articles/a/notes"))
        .code(0)
        .says("warning[note-deleted]")
        .says(&path("aaaaaa"))
        .says("published at `HEAD`")
        .says_nothing_of("bbbbbb");
}

#[test]
fn new_words_of_a_published_note_are_told_and_a_new_tag_is_not() {
    let published = note("published", "reviewed_by: ben\n");
    let tagged = committed(Some(&published)).file(
        &path("k3v9q2"),
        &note("published", "reviewed_by: ben\ntags: [a]\n"),
    );
    let _ = check(tagged).says_nothing_of("note-reworded");
    let reworded = published.replace("Is it?", "It is.");
    let _ =
        check(committed(Some(&published)).file(&path("aaaaaa"), &reworded)).says("note-reworded");
}

#[test]
fn a_note_is_known_by_its_id_wherever_its_article_went() {
    let site = committed(Some(&note("published", "")));
    let _ = check(site.rename("content/articles/a", "content/articles/another"))
        .code(0)
        .says_nothing_of("note-");
    let site = committed(Some(&note("draft", "")));
    let moved = site
        .rename("content/articles/a/index.md", "content/articles/b.md")
        .rename("content/articles/a/notes", "content/articles/b/notes")
        .note("b", "aaaaaa", &note("published", ""));
    let _ = check(moved)
        .code(1)
        .says("content/articles/b/notes/aaaaaa.md:3:9");
}

#[test]
fn four_eyes_are_asked_for_by_the_site() {
    let strict = |site: SiteTest| {
        site.edit("postil.yaml", |text| {
            text.to_owned() + "check: {four-eyes: error}\n"
        })
    };
    let review = note("review", "");
    for (more, why, place) in [
        ("", "nobody has reviewed it", ":3:9"),
        ("reviewed_by: ana\n", "a note of their own", ":4:14"),
        ("reviewed_by: eve\n", "nobody in `people`", ":4:14"),
    ] {
        let published = note("published", more);
        let plain = committed(Some(&review)).note("a", "aaaaaa", &published);
        let _ = check(plain).code(0).says_nothing_of("four-eyes");
        let asked = strict(committed(Some(&review)).note("a", "aaaaaa", &published));
        let _ = check(asked)
            .code(1)
            .says("error[four-eyes]")
            .says(why)
            .says(&format!("{}{place}", path("aaaaaa")));
        // It was out before: told only where nothing is compared.
        let older = strict(committed(Some(&published)));
        let _ = check(older)
            .code(0)
            .says_nothing_of("four-eyes")
            .then()
            .run(&["check"])
            .code(1)
            .says(why);
    }
    let seen = note("published", "reviewed_by: ben\n");
    let _ = check(strict(committed(Some(&review)).note("a", "aaaaaa", &seen))).code(0);
    let unsigned = seen.replace("author: ana\n", "");
    let _ = check(strict(
        committed(Some(&review)).note("a", "aaaaaa", &unsigned),
    ))
    .code(1)
    .says("who reviewed it may be who wrote it");
}

#[test]
fn the_site_says_how_bad_it_is() {
    for (level, code) in [("error", 1), ("warning", 0), ("off", 0)] {
        let _ = check(
            committed(Some(&note("draft", "")))
                .note("a", "aaaaaa", &note("published", ""))
                .edit("postil.yaml", |text| {
                    format!("{text}check: {{note-status: {level}}}\n")
                }),
        )
        .code(code);
    }
}

#[test]
fn a_revision_that_is_none_is_wrong_use_and_no_repository_a_failure() {
    for revision in [
        "nowhere", "", "-x", "--all", "HEAD:postil.yaml", "0000000", "main...HEAD",
    ] {
        let site = committed(None);
        let base = format!("--base={revision}");
        let _ = site
            .run(&["check", &base])
            .code(2)
            .says("git knows no commit `")
            .says(revision);
    }
    let _ = reader()
        .run(&["check", "--base", "HEAD"])
        .code(3)
        .says("git knows no repository");
    let site = committed(None);
    let mut command = site.command(&["check", "--base", "HEAD"]);
    command.env("PATH", site.path("content"));
    let _ = Outcome::of(site, command)
        .code(3)
        .says("git cannot be started");
}

#[test]
fn a_repository_without_a_commit_has_no_revision() {
    let site = reader();
    git(site.root(), &["init", "--quiet"]);
    let _ = check(site).code(2).says("git knows no commit `HEAD`");
}

/// A reader whose note went from draft to published in a second commit.
fn rushed() -> SiteTest {
    commit(committed(Some(&note("draft", ""))).note("a", "aaaaaa", &note("published", "")))
}

#[test]
fn any_name_of_a_commit_will_do() {
    let site = rushed();
    git(
        site.root(),
        &["tag", "--annotate", "--message", "Before", "v1", "HEAD~1"],
    );
    git(site.root(), &["branch", "before", "HEAD~1"]);
    let hash = git(site.root(), &["rev-parse", "HEAD~1"]);
    let mut site = site;
    for name in ["HEAD~1", "v1", "before", &hash, &hash[..9]] {
        let checked = site.run(&["check", "--base", name]);
        assert!(told(&checked), "{name}: {}", checked.stderr);
        site = checked.then();
    }
    let _ = check(site).code(0);
}

#[test]
fn what_went_on_elsewhere_is_not_held_against_a_branch() {
    // Published on main after the branch began, where it is still in review.
    let site = committed(Some(&note("review", "")));
    git(site.root(), &["switch", "--quiet", "--create", "work"]);
    let site = commit(site.article("b", "Other words."));
    git(site.root(), &["switch", "--quiet", "main"]);
    let site = commit(site.note("a", "aaaaaa", &note("published", "")).note(
        "a",
        "bbbbbb",
        &note("published", ""),
    ));
    git(site.root(), &["switch", "--quiet", "work"]);
    let _ = site
        .run(&["check", "--base", "main"])
        .says_nothing_of("note-status")
        .says_nothing_of("note-deleted");
}

/// A clone of `origin` in a folder of its own.
fn clone(origin: &Path, arguments: &[&str]) -> SiteTest {
    let site = SiteTest::empty();
    let url = format!("file://{}", origin.display());
    git(
        site.root(),
        &[&["clone", "--quiet"], arguments, &[&url, "."]].concat(),
    );
    site
}

#[test]
fn shallow_clones_bare_origins_and_worktrees_work() {
    let origin = rushed();
    let bare = SiteTest::empty();
    let from = origin.root().to_str().unwrap();
    git(
        bare.root(),
        &["clone", "--quiet", "--bare", from, "reader.git"],
    );
    let bare = bare.path("reader.git");

    let whole = clone(&bare, &[]);
    let _ = whole
        .run(&["check", "--base", "origin/main~1"])
        .code(1)
        .says("note-status");

    let shallow = clone(&bare, &["--depth", "1"]);
    let shallow = shallow
        .run(&["check", "--base", "HEAD~1"])
        .code(2)
        .says("this clone is shallow")
        .then();
    git(shallow.root(), &["fetch", "--quiet", "--depth", "2"]);
    let _ = shallow
        .run(&["check", "--base", "HEAD~1"])
        .code(1)
        .says("note-status");

    // Two grafts without a common ancestor: the revision itself is compared with.
    let shallow = clone(&bare, &["--depth", "1"]);
    let first = git(origin.root(), &["rev-parse", "HEAD~1"]);
    git(&bare, &["config", "uploadpack.allowAnySHA1InWant", "true"]);
    git(
        shallow.root(),
        &["fetch", "--quiet", "--depth", "1", "origin", &first],
    );
    let _ = shallow
        .run(&["check", "--base", "FETCH_HEAD"])
        .code(1)
        .says("note-status");

    let elsewhere = SiteTest::empty();
    let folder = elsewhere.path("worktree");
    git(
        origin.root(),
        &["worktree", "add", "--quiet", folder.to_str().unwrap()],
    );
    let _ = elsewhere
        .run(&["check", "--base", "HEAD~1", "--root", "worktree"])
        .code(1)
        .says("note-status");
}

#[test]
fn a_site_in_a_folder_of_its_repository_is_found_from_anywhere_and_when_it_moved() {
    let site = SiteTest::empty();
    let inside = |text: &str| {
        let path = format!("docs/ünser reader/{}", path("aaaaaa"));
        (path, note(text, ""))
    };
    let (path, text) = inside("published");
    let site = site
        .file(
            "docs/ünser reader/postil.yaml",
            "title: A\npeople: {ana: Ana}\n",
        )
        .file(
            "docs/ünser reader/content/articles/a/index.md",
            "---\ntitle: A\n---\nWords.\n",
        )
        .file(&path, &text)
        .file("content/articles/a/notes/cccccc.md", &note("published", ""));
    let site = repository(site).file(&path, &inside("draft").1);
    let site = site
        .run(&["check", "--base", "HEAD", "--root", "docs/ünser reader"])
        .code(1)
        .says("a note that was `published` cannot become `draft`")
        .says_nothing_of("cccccc")
        .then();
    // As a hook of git runs it: from the top, with the repository's folder set.
    let mut command = site.command(&["check", "--base", "HEAD", "--root", "docs/ünser reader"]);
    command.env("GIT_DIR", ".git");
    let site = Outcome::of(site, command)
        .code(1)
        .says("note-status")
        .then();
    let _ = site
        .rename("docs/ünser reader", "reader")
        .run(&["check", "--base", "HEAD", "--root", "reader"])
        .code(1)
        .says("cannot become `draft`");
}

#[test]
fn a_site_that_was_not_there_yet_has_new_notes_only() {
    let site = SiteTest::empty().file("README", "A repository.\n");
    let site = repository(site)
        .file("postil.yaml", "title: A\npeople: {ana: Ana}\n")
        .article("a", "Words.")
        .note("a", "aaaaaa", &note("draft", ""))
        .note("a", "bbbbbb", &note("published", ""));
    let _ = check(site)
        .code(1)
        .says("a new note cannot begin as `published`")
        .says_nothing_of("aaaaaa.md:3");
}

#[test]
fn a_check_against_a_revision_writes_nothing_but_says_json() {
    let site = rushed();
    let before = site.files(".");
    let checked = site.run(&["check", "--base", "HEAD~1", "--json"]).code(1);
    let report = checked.json();
    let found = report["diagnostics"].as_array().unwrap();
    assert!(
        found
            .iter()
            .any(|it| it["code"] == "note-status" && it["place"]["line"] == 3)
    );
    assert_eq!(checked.then().files("."), before);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]

    #[test]
    fn many_notes_of_any_bytes_are_read_whole(
        texts in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..200), 1..40),
    ) {
        let id = |number: usize| format!("a{number:05}");
        let mut site = reader().note("a", "zzzzzz", &note("published", ""));
        for (number, text) in texts.iter().enumerate() {
            site = site.bytes(&path(&id(number)), text);
        }
        let site = repository(site).note("a", "zzzzzz", &note("rejected", ""));
        let checked = check(site);
        // The last one by its path is answered last: nothing before it was cut short.
        prop_assert!(checked.stderr.contains("notes/zzzzzz.md:3:9"), "{}", checked.stderr);
    }
}
