//! The desk's page over plain HTTP: all notes, many changed at once, passages given a place, and all of it taken back.

use serde_json::{Value, json};

use crate::running::{Answer, Running};
use crate::site_test::SiteTest;

const TEXT: &str = "The ferry left early on Friday.\n\nThe harbour master said that fog had been thick since midnight.";

fn site() -> SiteTest {
    SiteTest::new()
        .file(
            "postil.yaml",
            "title: Ships\npeople:\n  ana: Ana\n  ben: Ben\n",
        )
        .article("a", TEXT)
        .article("b", "Another article about the harbour.")
        .note_on("a", "aaaaaa", "left early", "By *which* clock?")
        .note_on("a", "bbbbbb", "harbour master", "His name is not told.")
        .note_on("b", "cccccc", "the harbour", "Which one? See [[a]].")
}

fn token(desk: &Running) -> String {
    let page = String::from_utf8(desk.get("/-/").body).unwrap();
    let rest = page.split("name=\"postil-token\" content=\"").nth(1);
    rest.unwrap().split('"').next().unwrap().to_owned()
}

fn post_with(desk: &Running, path: &str, token: &str, body: &Value) -> Answer {
    let (port, body) = (desk.port(), body.to_string());
    let headers = format!(
        "Host: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n\
         X-Postil-Token: {token}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n",
        body.len()
    );
    desk.send("POST", path, &headers, body.as_bytes())
}

fn post(desk: &Running, path: &str, body: &Value) -> (u16, Value) {
    let answer = post_with(desk, path, &token(desk), body);
    (answer.status, parsed(&answer))
}

fn parsed(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{}", answer.text()))
}

fn get(desk: &Running, path: &str) -> Value {
    parsed(&desk.get(path))
}

fn notes(desk: &Running) -> Vec<Value> {
    let mut told = get(desk, "/-/reader/notes");
    serde_json::from_value(told["told"]["notes"].take()).unwrap()
}

fn note(desk: &Running, id: &str) -> Value {
    let found = notes(desk).into_iter().find(|note| note["id"] == id);
    found.unwrap_or_else(|| panic!("no note {id}"))
}

/// What the desk tells of a note, once the site is built with what was written.
fn until(desk: &Running, id: &str, is: impl Fn(&Value) -> bool) -> Value {
    let find = |answer: &Answer| {
        let told = parsed(answer);
        let notes = told["told"]["notes"].as_array().unwrap().clone();
        notes.into_iter().find(|note| note["id"] == id)
    };
    let answer = desk.until("/-/reader/notes", |answer| {
        find(answer).is_some_and(|note| is(&note))
    });
    find(&answer).unwrap()
}

fn path(id: &str) -> String {
    let article = if id == "cccccc" { "b" } else { "a" };
    format!("content/articles/{article}/notes/{id}.md")
}

/// The site after the words of a note are gone, with the text of before kept.
fn orphaned() -> Running {
    let outcome = site().run(&["notes", "reanchor", "--write"]).code(0);
    let site = outcome.then().article(
        "a",
        &TEXT.replace(
            "The ferry left early on Friday.",
            "Nothing sailed, and nobody was told.",
        ),
    );
    Running::serve(site)
}

#[test]
fn all_notes_are_told_in_the_order_of_the_text_with_what_a_row_shows() {
    let desk = Running::serve(site());
    let told = get(&desk, "/-/reader/notes");
    let ids: Vec<&str> = told["told"]["notes"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|note| note["id"].as_str())
        .collect();
    assert_eq!(ids, ["aaaaaa", "bbbbbb", "cccccc"]);
    let first = &told["told"]["notes"][0];
    assert_eq!(first["words"], "By which clock?");
    assert_eq!(
        (&first["quote"], &first["state"]),
        (&json!("left early"), &json!("ok"))
    );
    let people = &told["told"]["people"];
    assert_eq!(people[1], json!({"id": "ben", "name": "Ben"}));
    let state = told["state"].as_str().unwrap();
    let again = get(&desk, &format!("/-/reader/notes?known={state}"));
    assert_eq!(again, json!({ "state": state }));
    let of_b = get(&desk, "/-/reader/notes?article=b");
    assert_eq!(of_b["told"]["notes"].as_array().unwrap().len(), 1);
    assert_eq!(desk.get("/-/reader/notes?article=../b").status, 404);
}

#[test]
fn a_note_is_shown_whole_with_its_answers_and_links_that_lead_to_the_preview() {
    let reply = "---\nauthor: ben\nreply_to: cccccc\n---\n<script>alert(1)</script> The old one.\n";
    let desk = Running::serve(site().file("content/articles/b/notes/dddddd.md", reply));
    let told = get(&desk, "/-/reader/note?id=cccccc");
    let [first, answer] = [&told["thread"][0], &told["thread"][1]];
    let html = first["html"].as_str().unwrap();
    assert!(html.contains("<a href=\"../articles/a.html\">"), "{html}");
    assert_eq!(
        (&answer["id"], &answer["depth"]),
        (&json!("dddddd"), &json!(1))
    );
    let html = answer["html"].as_str().unwrap();
    assert!(
        !html.contains("<script") && html.contains("The old one."),
        "{html}"
    );
    for id in ["zzzzzz", "..%2fa", ""] {
        assert_eq!(desk.get(&format!("/-/reader/note?id={id}")).status, 404);
    }
}

#[test]
fn words_are_found_in_whole_notes_whatever_their_case_and_accents() {
    let long = format!("{} Çavuşoğlu.", "Words. ".repeat(100));
    let desk = Running::serve(site().note_on("a", "eeeeee", "thick", &long));
    assert_eq!(
        get(&desk, "/-/reader/search?q=cavusoglu%20WORDS")["ids"],
        json!(["eeeeee"])
    );
    assert_eq!(get(&desk, "/-/reader/search?q=nowhere")["ids"], json!([]));
}

#[test]
fn many_notes_change_at_once_and_become_again_what_they_were() {
    let desk = Running::serve(site());
    let before = desk.site.files("content");
    let change = |id: &str| {
        let based_on = note(&desk, id)["based_on"].clone();
        json!({"id": id, "based_on": based_on, "status": "resolved", "assigned": "ben", "tags": ["clocks"]})
    };
    let all = json!({"notes": [change("aaaaaa"), change("cccccc")]});
    let (status, told) = post(&desk, "/-/reader/batch", &all);
    assert_eq!(status, 200, "{told}");
    for id in ["aaaaaa", "cccccc"] {
        let text = desk.site.read(&path(id));
        assert!(
            text.contains("status: resolved\n") && text.contains("assigned: ben\n"),
            "{text}"
        );
        let told = until(&desk, id, |note| note["status"] == "resolved");
        assert_eq!(told["tags"], json!(["clocks"]));
    }
    let back: Vec<Value> = told["written"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| json!({"id": it["id"], "based_on": it["based_on"], "text": it["before"]}))
        .collect();
    let (status, told) = post(&desk, "/-/reader/restore", &json!({ "notes": back }));
    assert_eq!(status, 200, "{told}");
    assert_eq!(desk.site.files("content"), before);
}

#[test]
fn where_one_note_is_another_by_now_none_is_changed_and_it_is_told_which() {
    let desk = Running::serve(site());
    let based_on = |id: &str| note(&desk, id)["based_on"].clone();
    let (a, b) = (based_on("aaaaaa"), based_on("bbbbbb"));
    let changed = desk
        .site
        .read(&path("bbbbbb"))
        .replace("not told", "not known");
    std::fs::write(desk.site.path(&path("bbbbbb")), changed).unwrap();
    let before = desk.site.files("content");
    let all = json!({"notes": [
        {"id": "aaaaaa", "based_on": a, "status": "draft"},
        {"id": "bbbbbb", "based_on": b, "status": "draft"},
        {"id": "zzzzzz", "based_on": b, "status": "draft"},
    ]});
    let (status, told) = post(&desk, "/-/reader/batch", &all);
    assert_eq!(status, 409, "{told}");
    let refused = told["error"]["refused"].as_array().unwrap();
    let why: Vec<_> = refused.iter().map(|it| (&it["id"], &it["code"])).collect();
    let (b, z) = (json!("bbbbbb"), json!("zzzzzz"));
    assert_eq!(why, [(&b, &json!("conflict")), (&z, &json!("unusable"))]);
    assert_eq!(desk.site.files("content"), before);
}

#[test]
fn of_many_none_is_published_by_its_author_alone_where_there_must_be_two() {
    let config = "title: Ships\npeople:\n  ana: Ana\n  ben: Ben\ncheck:\n  four-eyes: error\n";
    let note_of = |more: &str| format!("---\nauthor: ana\nstatus: review\n{more}---\nA note.\n");
    let site = site()
        .file("postil.yaml", config)
        .note("a", "dddddd", &note_of(""))
        .note("a", "eeeeee", &note_of("reviewed_by: ben\n"));
    let desk = Running::serve(site);
    let before = desk.site.files("content");
    let publish = |id: &str, more: Value| {
        let mut one =
            json!({"id": id, "based_on": note(&desk, id)["based_on"], "status": "published"});
        let all = one.as_object_mut().unwrap();
        all.extend(more.as_object().unwrap().clone());
        one
    };
    for more in [
        json!({}),
        json!({"reviewed_by": "ana"}),
        json!({"reviewed_by": ""}),
    ] {
        let all = json!({"notes": [publish("dddddd", more), publish("eeeeee", json!({}))]});
        let (status, told) = post(&desk, "/-/reader/batch", &all);
        assert_eq!(status, 409, "{told}");
        assert_eq!(told["error"]["refused"][0]["id"], "dddddd");
        assert_eq!(desk.site.files("content"), before);
    }
    let by_ben = publish("dddddd", json!({"reviewed_by": "ben"}));
    let all = json!({"notes": [by_ben, publish("eeeeee", json!({}))]});
    let (status, told) = post(&desk, "/-/reader/batch", &all);
    assert_eq!(status, 200, "{told}");
    // Nor by a text that is said to be what one of them was.
    let now = desk.site.files("content");
    let text = desk
        .site
        .read(&path("dddddd"))
        .replace("reviewed_by: ben\n", "");
    let based_on = told["written"][0]["based_on"].clone();
    let back = json!({"id": "dddddd", "based_on": based_on, "text": text});
    let (status, told) = post(&desk, "/-/reader/restore", &json!({"notes": [back]}));
    assert_eq!(status, 409, "{told}");
    let why = told["error"]["refused"][0]["message"].as_str().unwrap();
    assert!(why.contains("author alone"), "{why}");
    let file =
        json!({"article": "a", "what": {"note": "dddddd"}, "based_on": based_on, "before": text});
    let (status, told) = post(&desk, "/-/undo", &json!({"files": [file]}));
    assert_eq!(status, 422, "{told}");
    assert_eq!(desk.site.files("content"), now);
}

#[test]
fn a_note_is_named_once_in_one_request() {
    let desk = Running::serve(site());
    let before = desk.site.files("content");
    let based_on = note(&desk, "aaaaaa")["based_on"].clone();
    let one = json!({"id": "aaaaaa", "based_on": based_on, "status": "draft"});
    let two = json!({"id": "aaaaaa", "based_on": based_on, "status": "resolved"});
    let (status, told) = post(&desk, "/-/reader/batch", &json!({"notes": [one, two]}));
    assert_eq!(status, 400, "{told}");
    let old = |text: &str| json!({"id": "aaaaaa", "based_on": based_on, "text": text});
    let all = json!({"notes": [old("---\n---\none\n"), old("---\n---\ntwo\n")]});
    let (status, told) = post(&desk, "/-/reader/restore", &all);
    assert_eq!(status, 400, "{told}");
    assert_eq!(desk.site.files("content"), before);
}

#[test]
fn what_cannot_be_is_told_in_words_and_changes_nothing() {
    let desk = Running::serve(site());
    let before = desk.site.files("content");
    let based_on = note(&desk, "aaaaaa")["based_on"].clone();
    let one = |more: Value| {
        let mut one = json!({"id": "aaaaaa", "based_on": based_on});
        one.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        json!({ "notes": [one] })
    };
    let wrong_text = one(json!({"text": "---\nauthor: [\n---\n"}));
    for (room, body, status) in [
        ("batch", one(json!({"status": "shouted"})), 422),
        ("batch", one(json!({"assigned": "zoe"})), 422),
        ("batch", one(json!({"body": "words"})), 400),
        (
            "batch",
            json!({"notes": [{"id": "../../postil", "based_on": "x"}]}),
            409,
        ),
        ("restore", wrong_text, 409),
        (
            "attach",
            json!({"id": "aaaaaa", "based_on": based_on, "passage": 7}),
            409,
        ),
        (
            "attach",
            json!({"id": "aaaaaa", "based_on": based_on, "passage": 0, "place": {"article": "../a", "text": "", "start": 0, "end": 3}}),
            404,
        ),
        (
            "attach",
            json!({"id": "aaaaaa", "based_on": based_on, "passage": 0, "place": {"article": "a", "text": "", "start": 0, "end": 3}}),
            409,
        ),
    ] {
        let (found, told) = post(&desk, &format!("/-/reader/{room}"), &body);
        assert_eq!(found, status, "{room} {body}: {told}");
        assert!(
            told["error"]["message"]
                .as_str()
                .is_some_and(|it| !it.is_empty())
        );
        let answer = post_with(&desk, &format!("/-/reader/{room}"), "0000", &body);
        assert_eq!(answer.status, 403);
        assert_eq!(desk.get(&format!("/-/reader/{room}")).status, 405);
    }
    assert_eq!(desk.site.files("content"), before);
}

#[test]
fn an_orphan_is_shown_with_what_it_was_and_gets_the_place_that_is_chosen() {
    let desk = orphaned();
    let before = desk.site.files("content");
    let lost = note(&desk, "aaaaaa");
    assert_eq!(lost["lost"], json!([[0, "orphan"]]), "{lost}");
    let told = get(&desk, "/-/reader/lost?id=aaaaaa&passage=0");
    assert_eq!(told["then"]["words"], "left early");
    assert_eq!(told["then"]["before"], "The ferry ");
    assert_eq!(told["kept"], true);
    let text = "Nothing sailed, and nobody was told.";
    let (start, end) = (text.find("nobody").unwrap(), text.find(" was").unwrap());
    let place = json!({"article": "a", "text": told["text"], "start": start, "end": end});
    let (status, written) = post(
        &desk,
        "/-/reader/attach",
        &json!({"id": "aaaaaa", "based_on": lost["based_on"], "passage": 0, "place": place}),
    );
    assert_eq!(status, 200, "{written}");
    let file = desk.site.read(&path("aaaaaa"));
    assert!(
        file.contains("  quote: nobody\n") && file.ends_with("---\nBy *which* clock?\n"),
        "{file}"
    );
    let now = until(&desk, "aaaaaa", |note| note["state"] == "ok");
    assert_eq!(now.get("lost"), None);
    let back = json!({"notes": [{
        "id": "aaaaaa", "based_on": written["written"][0]["based_on"],
        "text": written["written"][0]["before"], "kept": written["dropped"],
    }]});
    let (status, told) = post(&desk, "/-/reader/restore", &back);
    assert_eq!(status, 200, "{told}");
    for (path, bytes) in before {
        assert_eq!(
            desk.site.files("content").get(&path),
            Some(&bytes),
            "{path}"
        );
    }
    until(&desk, "aaaaaa", |note| note["state"] == "orphan");
}

#[test]
fn a_note_without_its_words_can_speak_of_the_whole_article() {
    let desk = orphaned();
    let lost = note(&desk, "aaaaaa");
    let body = json!({"id": "aaaaaa", "based_on": lost["based_on"], "passage": 0});
    let (status, told) = post(&desk, "/-/reader/attach", &body);
    assert_eq!(status, 200, "{told}");
    assert!(!desk.site.read(&path("aaaaaa")).contains("target"));
    until(&desk, "aaaaaa", |note| note["state"] == "whole");
}

#[test]
fn of_several_passages_the_one_that_is_meant_gets_a_place_and_the_others_stay_as_they_are_written()
{
    let several = "---\nauthor: ana\nstatus: published\nkind: comment\ntargets:\n  - quote: fog had been thick # as he said\n  - {quote: ferries sailed at noon}\n---\nTwo.\n";
    let desk = Running::serve(site().file("content/articles/a/notes/eeeeee.md", several));
    let lost = note(&desk, "eeeeee");
    assert_eq!(lost["lost"], json!([[1, "orphan"]]), "{lost}");
    let told = get(&desk, "/-/reader/lost?id=eeeeee&passage=1");
    let place = json!({"article": "a", "text": told["text"], "start": 0, "end": 9});
    let body = json!({"id": "eeeeee", "based_on": lost["based_on"], "passage": 1, "place": place});
    let (status, told) = post(&desk, "/-/reader/attach", &body);
    assert_eq!(status, 200, "{told}");
    let file = desk.site.read("content/articles/a/notes/eeeeee.md");
    assert!(
        file.contains("The ferry") && file.contains("fog had been thick"),
        "{file}"
    );
    until(&desk, "eeeeee", |note| note["state"] == "ok");
}
