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
