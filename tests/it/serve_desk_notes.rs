//! Notes on the desk of `postil serve`, over plain HTTP: passages are exactly what was counted, a change says what it was
//! based on, and nobody but a page of the preview may write.

use serde_json::{Value, json};

use crate::running::{Answer, Running};
use crate::site_test::SiteTest;

const TEXT: &str = "Snow 🚢 fell. The *snow* was snow.\n\n- snow\n\nThe end.";
const PLAIN: &str = "Snow 🚢 fell. The snow was snow.\n\nsnow\n\nThe end.";
const PEOPLE: &str = "title: T\npeople:\n  ana: {name: Ana}\n  ben: {name: Ben}\n";

struct Desk {
    running: Running,
    token: String,
}

impl Desk {
    fn new(config: &str) -> Self {
        let site = SiteTest::new()
            .file("postil.yaml", config)
            .article("snow", TEXT)
            .note_on("snow", "k3v9q2", "Snow", "The first.")
            .file(
                "content/articles/snow/notes/aaaaaa.md",
                "---\nauthor: ben\nreply_to: k3v9q2\n---\nAn answer.\n",
            )
            .file("secret.txt", "secret");
        let running = Running::serve(site);
        let page = String::from_utf8(running.get("/articles/snow.html").body).unwrap();
        let token = page.split("data-postil-token=\"").nth(1).unwrap();
        let token = token.split('"').next().unwrap().to_owned();
        Self { running, token }
    }

    fn post(&self, path: &str, body: &Value) -> Answer {
        self.send(path, body, &[])
    }

    fn send(&self, path: &str, body: &Value, changes: &[(&str, &str)]) -> Answer {
        let (port, body) = (self.running.port(), body.to_string());
        let mut headers = vec![
            ("Host", format!("127.0.0.1:{port}")),
            ("Origin", format!("http://127.0.0.1:{port}")),
            ("Sec-Fetch-Site", "same-origin".to_owned()),
            ("X-Postil-Token", self.token.clone()),
            ("Content-Type", "application/json".to_owned()),
            ("Content-Length", body.len().to_string()),
        ];
        for (name, value) in changes {
            headers.retain(|(known, _)| known != name);
            headers.push((name, (*value).to_owned()));
        }
        let lines = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"));
        let lines: String = lines.collect();
        let path = format!("/-/notes/{path}");
        self.running.send("POST", &path, &lines, body.as_bytes())
    }

    fn get(&self, path: &str) -> Value {
        let answer = self.running.get(&format!("/-/notes/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        serde_json::from_slice(&answer.body).unwrap()
    }

    fn text_of(&self, id: &str) -> String {
        self.running
            .site
            .read(&format!("content/articles/snow/notes/{id}.md"))
    }

    /// A note by Ana on the characters of a range.
    fn wanted(&self, start: usize, end: usize) -> Value {
        let quote: String = PLAIN.chars().skip(start).take(end - start).collect();
        let hash = self.get("text?article=snow")["hash"].clone();
        json!({"article": "snow", "author": "ana", "kind": "comment", "body": "Said.",
            "passage": {"start": start, "end": end, "quote": quote, "text": hash}})
    }
}

fn json_of(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap()
}

#[test]
fn a_passage_is_what_was_counted_and_not_the_first_of_its_words() {
    let desk = Desk::new(PEOPLE);
    let text = desk.get("text?article=snow");
    assert_eq!(text["text"], PLAIN);
    let starts = PLAIN
        .match_indices("snow")
        .map(|(at, _)| PLAIN[..at].chars().count());
    for start in starts {
        let answer = desk.post("add", &desk.wanted(start, start + 4));
        assert_eq!(answer.status, 200, "{}", answer.text());
        let written = json_of(&answer)["text"].as_str().unwrap().to_owned();
        assert!(written.contains("quote: snow\n"), "{written}");
        assert!(written.contains(&format!("start: {start}\n")), "{written}");
    }
    // White space at the ends, and half of a grapheme, are no part of it.
    let answer = desk.post("add", &desk.wanted(4, 7));
    assert!(answer.text().contains("quote: 🚢"), "{}", answer.text());
}

#[test]
fn words_that_do_not_stand_there_are_refused_and_moved_ones_found() {
    let desk = Desk::new(PEOPLE);
    let mut wrong = desk.wanted(0, 4);
    wrong["passage"]["quote"] = "Rain".into();
    assert_eq!(desk.post("add", &wrong).status, 422);
    // Counted on a text of before: the words decide, where they are clear.
    let mut old = desk.wanted(0, 4);
    old["passage"]["text"] = "000000000000".into();
    old["passage"]["quote"] = "fell".into();
    let found = desk.post("add", &old);
    assert!(
        found.status == 200 && found.text().contains("start: 7\\n"),
        "{}",
        found.text()
    );
    old["passage"]["quote"] = "snow".into();
    let refused = desk.post("add", &old);
    assert_eq!(
        (refused.status, &json_of(&refused)["error"]["code"]),
        (409, &json!("moved"))
    );
    let mut empty = desk.wanted(4, 5);
    empty["passage"]["quote"] = " ".into();
    assert_eq!(desk.post("add", &empty).status, 422);
}

#[test]
fn a_change_on_another_base_has_three_versions_and_writes_nothing() {
    let desk = Desk::new(PEOPLE);
    let base = desk.text_of("k3v9q2");
    let change = |base: &str, body: &str| json!({"id": "k3v9q2", "base": base, "body": body});
    let answer = desk.post("change", &change(&base, "Second."));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let now = desk.text_of("k3v9q2");
    assert!(now.ends_with("Second.\n"));
    let refused = desk.post("change", &change(&base, "Third."));
    assert_eq!(refused.status, 409);
    let versions = &json_of(&refused)["error"]["versions"];
    assert_eq!(
        (&versions["base"], &versions["theirs"]),
        (&json!(base), &json!(now))
    );
    assert!(versions["ours"].as_str().unwrap().ends_with("Third.\n"));
    assert_eq!(desk.text_of("k3v9q2"), now);
    let whole = json!({"id": "k3v9q2", "base": now, "text": base});
    assert_eq!(desk.post("write", &whole).status, 200);
    assert_eq!(desk.text_of("k3v9q2"), base);
    let broken = json!({"id": "k3v9q2", "base": base, "text": "---\nstatus: [\n---\n"});
    assert_eq!(desk.post("write", &broken).status, 422);
    assert_eq!(desk.text_of("k3v9q2"), base);
}

#[test]
fn who_publishes_the_note_of_another_has_reviewed_it_and_nobody_their_own_where_two_must() {
    let desk = Desk::new(&format!("{PEOPLE}check:\n  four-eyes: error\n"));
    let base = desk.text_of("aaaaaa");
    let publish = |by: &str| json!({"id": "aaaaaa", "base": base, "by": by, "status": "published"});
    let own = desk.post("change", &publish("ben"));
    assert_eq!(
        (own.status, &json_of(&own)["error"]["field"]),
        (422, &json!("status"))
    );
    assert_eq!(desk.post("change", &publish("ana")).status, 200);
    assert!(desk.text_of("aaaaaa").contains("reviewed_by: ana\n"));
    let base = desk.text_of("aaaaaa");
    let again = json!({"id": "aaaaaa", "base": base, "by": "ben", "status": "review"});
    assert_eq!(desk.post("change", &again).status, 200);
    assert!(!desk.text_of("aaaaaa").contains("reviewed_by"));
}

#[test]
fn the_whole_text_of_a_note_publishes_it_no_more_than_its_status_does_where_two_must() {
    let desk = Desk::new(&format!("{PEOPLE}check:\n  four-eyes: error\n"));
    let base = desk.text_of("aaaaaa");
    let with = |more: &str| base.replace("author: ben\n", &format!("author: ben\n{more}"));
    let write = |base: &str, text: &str| {
        desk.post(
            "write",
            &json!({"id": "aaaaaa", "base": base, "text": text}),
        )
    };
    for alone in ["", "reviewed_by: ben\n", "reviewed_by: ''\n"] {
        let own = write(&base, &with(&format!("status: published\n{alone}")));
        assert_eq!(own.status, 422, "{alone}: {}", own.text());
        assert_eq!(json_of(&own)["error"]["field"], "status");
        assert_eq!(desk.text_of("aaaaaa"), base);
    }
    let both = with("status: published\nreviewed_by: ana\n");
    assert_eq!(write(&base, &both).status, 200);
    // Its reviewer cannot be taken out or become its author, but it can go back to what it was.
    let alone = both.replace("reviewed_by: ana\n", "");
    assert_eq!(write(&both, &alone).status, 422);
    assert_eq!(
        write(&both, &both.replace("author: ben", "author: ana")).status,
        422
    );
    assert_eq!(write(&both, &base).status, 200);
    // What another program did so stays as it is.
    let path = "content/articles/snow/notes/aaaaaa.md";
    std::fs::write(desk.running.site.path(path), &alone).unwrap();
    assert_eq!(
        write(&alone, &alone.replace("An answer", "The answer")).status,
        200
    );
}

#[test]
fn a_deleted_note_lies_in_the_trash_and_comes_back_with_its_answers() {
    let desk = Desk::new(PEOPLE);
    let before = desk.running.site.files("content");
    let mut wanted = json!({"id": "k3v9q2", "base": desk.text_of("k3v9q2")});
    let asked = desk.post("delete", &wanted);
    assert_eq!(
        (asked.status, &json_of(&asked)["error"]["code"]),
        (409, &json!("has-answers"))
    );
    wanted["answers"] = "take".into();
    let gone = desk.post("delete", &wanted);
    assert_eq!(gone.status, 200, "{}", gone.text());
    assert!(
        !desk
            .running
            .site
            .path("content/articles/snow/notes/k3v9q2.md")
            .exists()
    );
    for name in ["..", "", ".", "../..", "/etc", "../../secret.txt"] {
        assert_eq!(
            desk.post("restore", &json!({"trash": name})).status,
            404,
            "{name}"
        );
    }
    let back = json!({"trash": json_of(&gone)["trash"]});
    assert_eq!(desk.post("restore", &back).status, 200);
    assert_eq!(desk.running.site.files("content"), before);
    assert_eq!(desk.post("restore", &back).status, 404);
}

#[test]
fn where_the_trash_takes_no_note_its_answers_stay_as_they_are() {
    let desk = Desk::new(PEOPLE);
    let before = desk.running.site.files("content");
    let state = desk.running.site.path(".postil");
    std::fs::create_dir_all(&state).unwrap();
    std::fs::write(state.join("trash"), "no folder").unwrap();
    let base = desk.text_of("k3v9q2");
    let wanted = json!({"id": "k3v9q2", "base": base, "answers": "keep"});
    let answer = desk.post("delete", &wanted);
    assert!(answer.status >= 400, "{}", answer.text());
    assert_eq!(desk.running.site.files("content"), before);
    std::fs::remove_file(state.join("trash")).unwrap();
    assert_eq!(desk.post("delete", &wanted).status, 200);
    assert!(!desk.text_of("aaaaaa").contains("reply_to"));
}

#[test]
fn nobody_else_may_write_and_no_name_leads_elsewhere() {
    let desk = Desk::new(PEOPLE);
    let before = desk.running.site.files("");
    let base = desk.text_of("k3v9q2");
    let bodies = [
        ("add", desk.wanted(0, 4)),
        (
            "reply",
            json!({"parent": "k3v9q2", "author": "ana", "body": "Taken."}),
        ),
        (
            "change",
            json!({"id": "k3v9q2", "base": base, "body": "Taken."}),
        ),
        (
            "write",
            json!({"id": "k3v9q2", "base": base, "text": "Taken."}),
        ),
        (
            "delete",
            json!({"id": "k3v9q2", "base": base, "answers": "take"}),
        ),
        ("restore", json!({"trash": "x"})),
        ("preview", json!({"body": "x"})),
    ];
    for (path, body) in &bodies {
        for (name, value, status) in [
            ("Host", "evil.example", 403),
            ("Origin", "http://evil.example", 403),
            ("Origin", "null", 403),
            ("Sec-Fetch-Site", "cross-site", 403),
            ("X-Postil-Token", "0123", 403),
            ("Content-Type", "text/plain", 415),
        ] {
            let answer = desk.send(path, body, &[(name, value)]);
            assert_eq!(answer.status, status, "{path}: {name}: {value}");
        }
        assert_eq!(
            desk.running.get(&format!("/-/notes/{path}")).status,
            405,
            "{path}"
        );
    }
    for name in [
        "../../secret", "..", "", "snow/../snow", "k3v9q2/../k3v9q2", "\u{0}",
    ] {
        for (path, field) in [
            ("add", "article"),
            ("reply", "parent"),
            ("change", "id"),
            ("write", "id"),
            ("delete", "id"),
        ] {
            let mut body = bodies
                .iter()
                .find(|(known, _)| *known == path)
                .unwrap()
                .1
                .clone();
            body[field] = name.into();
            assert_eq!(desk.post(path, &body).status, 404, "{path}: {name}");
        }
    }
    assert_eq!(desk.running.site.files(""), before);
}

#[test]
fn what_cannot_be_is_told_at_its_field() {
    let desk = Desk::new(PEOPLE);
    for (field, value) in [
        ("author", json!("eve")),
        ("status", json!("published")),
        ("kind", json!("rumour")),
        ("assigned", json!("eve")),
        ("see", json!(["nowhere"])),
        ("tags", json!(["a\nb"])),
        ("body", json!(" ")),
        ("body", json!("x".repeat(1024 * 1024 + 1))),
    ] {
        let mut body = desk.wanted(0, 4);
        body[field] = value;
        let answer = desk.post("add", &body);
        assert_eq!(answer.status, 422, "{field}: {}", answer.text());
        assert_eq!(json_of(&answer)["error"]["field"], field);
    }
    let mut more = desk.wanted(0, 4);
    more["path"] = "content/x.md".into();
    assert_eq!(desk.post("add", &more).status, 400);
}

#[test]
fn markdown_is_previewed_without_anything_alive_and_links_by_slug_lead_to_their_pages() {
    let desk = Desk::new(PEOPLE);
    let body = "<script>x</script><p onclick=x>p</p>\n\n[[snow]] [x](javascript:x) *e*";
    let answer = desk.post("preview", &json!({"body": body}));
    let html = json_of(&answer)["html"].as_str().unwrap().to_owned();
    assert!(
        html.contains("<em>e</em>") && html.contains("href=\"/articles/snow.html\""),
        "{html}"
    );
    for alive in ["<script", "onclick=", "href=\"javascript"] {
        assert!(!html.contains(alive), "{html}");
    }
}

#[test]
fn tags_and_slugs_are_completed_from_what_there_is() {
    let desk = Desk::new(PEOPLE);
    let found = desk.get("complete?of=see&q=sno");
    assert_eq!(found["found"][0]["value"], "snow");
    let notes = desk.get("of?article=snow");
    let ids: Vec<&str> = notes["notes"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|note| note["id"].as_str())
        .collect();
    assert_eq!(ids, ["k3v9q2", "aaaaaa"]);
    assert_eq!(notes["notes"][0]["answers"], 1);
}
