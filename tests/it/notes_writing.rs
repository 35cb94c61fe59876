//! `postil notes add | reply | set | reanchor`: notes written and mended by command, nothing touched that need not be.

use crate::outcome::Outcome;
use crate::site_test::SiteTest;

const BODY: &str = "The ferry left early on Saturday. Nobody saw the ferry leave.\n\nThe *second* paragraph says more.";

fn site() -> SiteTest {
    SiteTest::new()
        .article("a", BODY)
        .article("b", "Other words stand here.")
}

/// The one new note of an outcome: its id and its file.
fn added(outcome: &Outcome) -> (String, String) {
    let answer = outcome.json();
    let id = answer["id"].as_str().unwrap().to_owned();
    let path = outcome.site.path(answer["path"].as_str().unwrap());
    (id, std::fs::read_to_string(path).unwrap())
}

#[test]
fn a_note_is_added_on_its_words_and_keeps_the_text_they_stand_in() {
    let arguments = [
        "notes", "add", "a", "--json", "--author", "ana", "--quote", "the second paragraph",
        "--kind", "question", "--tags", "time,two words", "--body", "When?", "--status",
        "published",
    ];
    let outcome = site().run(&arguments).code(0);
    let (id, text) = added(&outcome);
    for line in [
        "author: ana",
        "kind: question",
        "  quote: The second paragraph",
        "  start: 63",
        "tags: [time, two words]",
    ] {
        assert!(text.lines().any(|it| it == line), "no `{line}` in\n{text}");
    }
    let hash = text
        .lines()
        .find_map(|line| line.strip_prefix("  text: "))
        .unwrap();
    let kept = outcome
        .site
        .path(&format!("content/articles/a/notes/.text/{hash}.txt"));
    let kept = std::fs::read_to_string(kept).unwrap();
    assert!(kept.ends_with("The second paragraph says more."), "{kept}");
    let _ = outcome
        .then()
        .build()
        .page("articles/a.html")
        .has_mark(&id)
        .has("When?");
}

#[test]
fn words_that_stand_twice_are_asked_about_and_lost_ones_shown_their_likest() {
    let add = |more: &[&str]| {
        let arguments = [&["notes", "add", "a", "--json", "--author", "ana"], more].concat();
        site().run(&arguments)
    };
    let _ = add(&["--quote", "ferry"])
        .code(2)
        .says("1  The [ferry] left")
        .says("2  ");
    let (_, text) = added(&add(&["--quote", "ferry", "--nth", "2"]).code(0));
    assert!(text.contains("start: 49"), "{text}");
    let (_, text) = added(&add(&["--quote", "ferry", "--suffix", " leave"]).code(0));
    assert!(text.contains("start: 49"), "{text}");
    let _ = add(&["--quote", "the second paragraf says less"])
        .code(2)
        .says("The second paragraph");
    let _ = add(&["--quote", "zebras"])
        .code(2)
        .says("does not stand there");
    let _ = site()
        .run(&["notes", "add", "zzz", "--author", "ana"])
        .code(2)
        .says("no article `zzz`");
    let _ = site()
        .run(&["notes", "add", "a", "--author", "zoe"])
        .code(2)
        .says("`zoe` is nobody");
}

#[test]
fn an_answer_stands_below_its_note() {
    let site = site().note_on("a", "k3v9q2", "left early", "By which clock?");
    let outcome = site.run(&[
        "notes", "reply", "k3v9q2", "--json", "--author", "ana", "--status", "published", "--body",
        "The church's.",
    ]);
    let (_, text) = added(&outcome);
    assert!(text.contains("reply_to: k3v9q2"), "{text}");
    assert!(
        !text.contains("kind:") && !text.contains("target:"),
        "{text}"
    );
    let outcome = outcome.code(0).then().build();
    let _ = outcome.page("articles/a.html").has("The church's.");
}

#[test]
fn a_change_of_status_is_one_line_of_the_file() {
    let site = site().note_on("a", "k3v9q2", "left early", "By which clock?");
    let path = site.path("content/articles/a/notes/k3v9q2.md");
    let before = std::fs::read_to_string(&path).unwrap();
    let outcome = site
        .run(&["notes", "set", "k3v9q2", "--status", "resolved"])
        .code(0);
    let after = std::fs::read_to_string(&path).unwrap();
    let differ: Vec<(&str, &str)> = before
        .lines()
        .zip(after.lines())
        .filter(|(old, new)| old != new)
        .collect();
    assert_eq!(differ, [("status: published", "status: resolved")]);
    assert_eq!(before.lines().count(), after.lines().count());
    let site = outcome.then();
    let outcome = site
        .run(&[
            "notes", "set", "k3v9q2", "--assign", "ana", "--tag", "clocks",
        ])
        .code(0);
    let tagged = std::fs::read_to_string(&path).unwrap();
    assert!(
        tagged.contains("assigned: ana\n") && tagged.contains("tags: [clocks]\n"),
        "{tagged}"
    );
    let outcome = outcome
        .then()
        .run(&[
            "notes", "set", "k3v9q2", "--assign", "", "--untag", "clocks",
        ])
        .code(0);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), after);
    let _site = outcome
        .then()
        .run(&["notes", "set", "k3v9q2", "nosuch", "--kind", "context"])
        .code(2);
    assert_eq!(std::fs::read_to_string(&path).unwrap(), after);
}

#[test]
fn moved_words_are_mended_and_the_old_text_goes() {
    let outcome = site()
        .run(&[
            "notes", "add", "a", "--author", "ana", "--quote", "Nobody saw the ferry leave",
        ])
        .code(0);
    let site = outcome.then().edit("content/articles/a/index.md", |text| {
        text.replace("Nobody saw the", "Nobody has seen the")
    });
    let texts = |site: &SiteTest| -> Vec<String> {
        site.files("content")
            .into_keys()
            .filter(|path| path.contains(".text/"))
            .collect()
    };
    let kept = texts(&site);
    let outcome = site.run(&["notes", "reanchor", "--json"]).code(0);
    assert_eq!(outcome.json()["passages"][0]["state"], "moved");
    assert_eq!(texts(&outcome.site), kept, "a report writes nothing");
    let outcome = outcome
        .then()
        .run(&["notes", "reanchor", "--write"])
        .code(0)
        .says("1 moved");
    let now = texts(&outcome.site);
    assert!(now.len() == 1 && now != kept, "{kept:?} → {now:?}");
    let outcome = outcome.then().run(&["notes", "list", "--json"]).code(0);
    assert_eq!(outcome.json()["notes"][0]["state"], "ok");
    assert_eq!(
        outcome.json()["notes"][0]["quote"],
        "Nobody has seen the ferry leave"
    );
    let outcome = outcome
        .then()
        .run(&["notes", "reanchor", "--write", "--json"])
        .code(0);
    assert_eq!(outcome.json()["written"], 0);
}

#[test]
fn an_orphan_is_told_and_left_as_it_is() {
    let site = site().note_on("a", "k3v9q2", "zebras graze in Zanzibar", "Where?");
    let path = site.path("content/articles/a/notes/k3v9q2.md");
    let before = std::fs::read(&path).unwrap();
    let outcome = site
        .run(&["notes", "reanchor", "--write"])
        .code(0)
        .says("1 orphaned");
    assert!(
        outcome.stdout.contains("zebras graze in Zanzibar"),
        "{}",
        outcome.stdout
    );
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn a_note_is_written_whatever_is_wrong_with_others_and_slips_are_refused() {
    let broken = "---\nauthor: ana\nstatus: published\nsee: [nowhere]\n---\nWhat is that?\n";
    let add = |more: &[&str]| {
        let arguments = [&["notes", "add", "a", "--author", "ana"], more].concat();
        site().note("a", "zzzzzz", broken).run(&arguments)
    };
    let outcome = add(&["--body", "Mine.", "--tags", "ice, weather,"])
        .code(0)
        .says("unknown-slug");
    let notes = outcome.site.files("content");
    let written = notes
        .values()
        .any(|bytes| String::from_utf8_lossy(bytes).contains("tags: [ice, weather]\n"));
    assert!(written);
    let _ = add(&["--see", "nowhere"])
        .code(2)
        .says("`--see nowhere` is no article, page or entity");
    let _ = add(&["--quote", "The ferry", "--prefix", "not "])
        .code(2)
        .says("stands in one place, but not as you say:")
        .says("1  [The ferry] left");
    let _ = add(&["--quote", "ferry", "--nth", "9"])
        .code(2)
        .says("  1  The [ferry] left")
        .says("  2  ");
}
