//! What notes are looked for by, and what nobody may take from them.

use crate::site_test::SiteTest;

const BODY: &str = "The ferry left early on Saturday. Nobody saw the ferry leave.";

fn noted() -> SiteTest {
    let outcome = SiteTest::new()
        .article("a", BODY)
        .run(&[
            "notes", "add", "a", "--author", "ana", "--status", "published", "--quote",
            "Nobody saw the ferry leave", "--body", "Nobody?",
        ])
        .code(0);
    outcome.then()
}

fn kept(site: &SiteTest) -> Vec<String> {
    let files = site.files("content").into_keys();
    files.filter(|path| path.contains("/.text/")).collect()
}

#[test]
fn a_text_is_kept_while_a_note_that_cannot_be_read_may_name_it() {
    let site = noted();
    let before = kept(&site);
    let broken = "---\nauthor: [\n---\nBroken.\n";
    let outcome = site
        .note("a", "zzzzzz", broken)
        .edit("content/articles/a/index.md", |text| {
            text.replace("early", "late")
        })
        .run(&["notes", "reanchor", "--write"]);
    let after = kept(&outcome.site);
    assert!(before.iter().all(|path| after.contains(path)), "{after:?}");
}

#[test]
fn a_kept_text_that_was_changed_is_told_and_not_believed() {
    let site = noted();
    let path = format!("content/{}", kept(&site)[0]);
    let _ = site
        .edit(&path, |text| text.replace("Nobody saw", "Everybody saw"))
        .build_anyway()
        .says("this is not the text that its name stands for")
        .page("articles/a.html")
        .has("Nobody?");
}

#[test]
fn a_note_whose_passage_cannot_be_read_is_for_editors_alone() {
    for target in ["target: lazy dog", "targets: [1]", "reply_to: [x, y]"] {
        let note = format!("---\nauthor: ana\nstatus: published\n{target}\n---\nSecret words.\n");
        let outcome = SiteTest::new()
            .article("a", BODY)
            .note("a", "aaaaaa", &note)
            .build_anyway();
        for (path, bytes) in outcome.site.files("public") {
            let text = String::from_utf8_lossy(&bytes).into_owned();
            assert!(!text.contains("Secret words"), "{path} shows it ({target})");
        }
    }
}

#[test]
fn annotations_name_no_article_that_readers_cannot_see() {
    let note =
        "---\nauthor: ana\nstatus: published\nsee: [hidden-draft, about, a]\n---\nSee them.\n";
    let outcome = SiteTest::new()
        .article("a", BODY)
        .article(
            "hidden-draft",
            "---\ntitle: Hidden\nstatus: draft\n---\nWords.\n",
        )
        .file(
            "content/pages/about.md",
            "---\ntitle: About\n---\nWho we are.\n",
        )
        .note("a", "aaaaaa", note)
        .build_anyway();
    for path in ["articles/a.jsonld", "notes/index.jsonld"] {
        let bytes = outcome.site.files("public")[path].clone();
        let text = String::from_utf8(bytes).unwrap();
        assert!(!text.contains("hidden-draft"), "{path}: {text}");
        assert!(
            text.contains("/about.html") && !text.contains("articles/about.html"),
            "{path}: {text}"
        );
    }
}

#[test]
fn of_two_changes_at_once_none_is_lost_in_silence() {
    let site = SiteTest::new().article("a", BODY).note(
        "a",
        "aaaaaa",
        "---\nauthor: ana\nstatus: draft\n---\nWords.\n",
    );
    let root = site.path("");
    let run = |arguments: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_postil"))
            .args(["notes", "set", "aaaaaa", "--root"])
            .arg(&root)
            .args(arguments)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap()
    };
    for round in 0..8 {
        let tag = format!("t{round}");
        let status = if round % 2 == 0 { "review" } else { "draft" };
        let (mut one, mut other) = (run(&["--tag", &tag]), run(&["--status", status]));
        let done = [
            one.wait().unwrap().success(),
            other.wait().unwrap().success(),
        ];
        let text =
            std::fs::read_to_string(site.path("content/articles/a/notes/aaaaaa.md")).unwrap();
        assert!(done.iter().any(|done| *done));
        assert!(!done[0] || text.contains(&tag), "{text}");
        assert!(
            !done[1] || text.contains(&format!("status: {status}")),
            "{text}"
        );
    }
}
