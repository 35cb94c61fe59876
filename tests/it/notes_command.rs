//! `postil notes`: what is in the margins, and where passages are.

use crate::site_test::SiteTest;

#[test]
fn passages_are_located_without_a_site_and_faulty_lines_are_named() {
    let site = SiteTest::empty();
    let mut command = site.command(&["notes", "locate"]);
    command.write_stdin(
        "{\"text\": 1, \"now\": \"one two three\", \"then\": null}\n\
         {\"id\": \"a\", \"text\": 1, \"quote\": \"two\", \"prefix\": \"one \", \"suffix\": \" three\", \"start\": 4}\n\
         {\"id\": \"b\"}\n",
    );
    let located = crate::outcome::Outcome::of(site, command)
        .code(1)
        .says("line 3");
    assert_eq!(
        located.json(),
        serde_json::json!({"id": "a", "state": "ok", "start": 4, "end": 7, "confidence": 0.999})
    );
}

#[test]
fn orphans_are_answers_and_no_error() {
    let site = SiteTest::empty();
    let mut command = site.command(&["notes", "locate"]);
    command.write_stdin(
        "{\"text\": 1, \"now\": \"one two three\"}\n{\"id\": 1, \"text\": 1, \"quote\": \"entirely other words\"}\n",
    );
    let located = crate::outcome::Outcome::of(site, command).code(0);
    assert_eq!(located.json()["state"], "orphan");
}

/// A site with a note of every state.
fn annotated() -> SiteTest {
    SiteTest::new()
        .article("a", "The ferry left early on Saturday. Nobody saw it.")
        .article("b", "---\ntitle: B\nstatus: draft\n---\nOther words.\n")
        .note_on("a", "aaaaaa", "left early", "By which clock?")
        .note(
            "a",
            "bbbbbb",
            "---\nauthor: ben\nstatus: draft\nkind: question\ntarget:\n  quote: zebras graze in Zanzibar\ntags: [Far Away]\n---\nWhere?\n",
        )
        .note("a", "cccccc", "---\nauthor: ana\nreply_to: aaaaaa\n---\nBy the church's.\n")
        .note("b", "dddddd", "---\nassigned: ben\nstatus: review\n---\nOn the whole.\n")
}

/// The ids that `postil notes list` names with these filters.
fn listed(filters: &[&str]) -> Vec<String> {
    let arguments = [&["notes", "list", "--json"], filters].concat();
    let report = annotated().run(&arguments).code(0).json();
    let notes = report["notes"].as_array().unwrap();
    let id = |note: &serde_json::Value| note["id"].as_str().unwrap().to_owned();
    notes.iter().map(id).collect()
}

#[test]
fn notes_are_listed_by_what_they_are() {
    assert_eq!(listed(&[]), ["aaaaaa", "bbbbbb", "cccccc", "dddddd"]);
    assert_eq!(listed(&["--state", "orphan"]), ["bbbbbb"]);
    assert_eq!(listed(&["--state", "whole,reply"]), ["cccccc", "dddddd"]);
    assert_eq!(listed(&["--status", "published"]), ["aaaaaa"]);
    assert_eq!(listed(&["--kind", "question"]), ["bbbbbb"]);
    assert_eq!(listed(&["--person", "ben"]), ["bbbbbb", "dddddd"]);
    assert_eq!(listed(&["--tag", "far-away"]), ["bbbbbb"]);
    assert_eq!(listed(&["--article", "b"]), ["dddddd"]);
    assert_eq!(
        listed(&["--article", "a", "--status", "draft", "--person", "ana"]),
        ["cccccc"]
    );
    let _ = annotated()
        .run(&["notes", "list", "--article", "zzz"])
        .code(2)
        .says("no article `zzz`");
    let _ = annotated()
        .run(&["notes", "list", "--state", "lost"])
        .code(2);
}

#[test]
fn a_table_has_a_line_for_each_note() {
    insta::assert_snapshot!(annotated().run(&["notes", "list"]).code(0).stdout);
}

#[test]
fn a_note_is_shown_with_its_passage_and_answers() {
    insta::assert_snapshot!(annotated().run(&["notes", "show", "aaaaaa"]).code(0).stdout);
    let shown = annotated()
        .run(&["notes", "show", "aaaaaa", "--json"])
        .code(0)
        .json();
    assert_eq!(
        shown["passages"],
        serde_json::json!([{
            "article": "a", "state": "ok", "words": "left early", "start": 10, "end": 20,
            "before": "The ferry ", "after": " on Saturday. Nobody saw it.",
        }])
    );
    assert_eq!(shown["replies"][0]["id"], "cccccc");
    let _ = annotated()
        .run(&["notes", "show", "zzzzzz"])
        .code(2)
        .says("no note `zzzzzz`");
}

#[test]
fn a_note_that_cannot_be_read_is_told_and_the_others_are_listed() {
    let listed = annotated()
        .note("a", "eeeeee", "---\nstatus: [\n---\n")
        .run(&["notes", "list", "--json"])
        .code(1)
        .says("eeeeee.md:");
    assert_eq!(listed.json()["notes"].as_array().unwrap().len(), 4);
}

#[test]
fn two_notes_that_answer_one_another_end() {
    let _ = SiteTest::new()
        .article("a", "Words.")
        .note("a", "aaaaaa", "---\nreply_to: bbbbbb\n---\nA\n")
        .note("a", "bbbbbb", "---\nreply_to: aaaaaa\n---\nB\n")
        .run(&["notes", "show", "aaaaaa"])
        .code(0);
}

#[test]
fn no_text_of_a_note_is_a_command_to_the_terminal() {
    let shown = SiteTest::new()
        .article("a", "Words.")
        .note(
            "a",
            "aaaaaa",
            "---\nauthor: ana\n---\nRed \u{1b}[31m words\n",
        )
        .run(&["notes", "show", "aaaaaa"])
        .code(0);
    assert!(!shown.stdout.contains('\u{1b}'), "{:?}", shown.stdout);
}
