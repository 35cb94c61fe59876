//! `postil notes export | import`: notes for other tools and from them, nothing invented, nothing twice.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::outcome::Outcome;
use crate::site_test::SiteTest;

const ALL: &str = "draft,review,published,resolved,rejected";

/// The MUSTs of the Web Annotation Data Model that can be broken by what we write.
fn assert_annotation(annotation: &Value) {
    let text = |value: &Value, key: &str| {
        value[key]
            .as_str()
            .unwrap_or_else(|| panic!("no {key} in {value}"))
            .to_owned()
    };
    assert!(!text(annotation, "id").is_empty());
    assert_eq!(annotation["type"], "Annotation");
    for key in ["created", "modified"] {
        if let Some(time) = annotation.get(key) {
            let time = time.as_str().unwrap();
            assert!(
                time.ends_with('Z') && time.parse::<jiff::Timestamp>().is_ok(),
                "{time}"
            );
        }
    }
    let several = |key: &str| match &annotation[key] {
        Value::Null => Vec::new(),
        Value::Array(items) => items.clone(),
        one => vec![one.clone()],
    };
    assert!(
        !several("target").is_empty(),
        "one or more targets: {annotation}"
    );
    for target in several("target") {
        if target.is_string() {
            continue;
        }
        assert!(!text(&target, "source").is_empty());
        for selector in target["selector"].as_array().unwrap() {
            match selector["type"].as_str().unwrap() {
                "TextQuoteSelector" => assert!(!text(selector, "exact").is_empty()),
                "TextPositionSelector" => {
                    let at = |key: &str| selector[key].as_u64().unwrap();
                    assert!(at("start") < at("end"), "{selector}");
                }
                other => panic!("a selector of an unknown kind: {other}"),
            }
        }
    }
    for body in several("body") {
        match body["type"].as_str().unwrap() {
            "TextualBody" => assert!(!text(&body, "value").is_empty()),
            "SpecificResource" => assert!(!text(&body, "source").is_empty()),
            other => panic!("a body of an unknown kind: {other}"),
        }
    }
}

#[test]
fn the_sample_is_a_collection_as_the_model_demands() {
    let exported = SiteTest::sample()
        .run(&["notes", "export", "--status", ALL])
        .code(0)
        .json();
    assert_eq!(exported["@context"], "http://www.w3.org/ns/anno.jsonld");
    assert_eq!(exported["type"], "AnnotationCollection");
    let page = &exported["first"];
    assert_eq!(page["type"], "AnnotationPage");
    let items = page["items"].as_array().unwrap();
    assert_eq!(exported["total"], items.len());
    assert!(items.len() >= 17);
    items.iter().for_each(assert_annotation);
    let ids: std::collections::BTreeSet<&str> = items
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids.len(), items.len());
    let public = SiteTest::sample().run(&["notes", "export"]).code(0);
    assert!(public.json()["total"].as_u64() < exported["total"].as_u64());
    assert!(!public.stdout.contains("v1y6ne"), "a draft is exported");
}

/// What notes say, whatever they are called.
fn said(outcome: &Outcome) -> Vec<Value> {
    let report: Value = outcome.json();
    let notes = report["notes"].as_array().unwrap();
    let mut said: Vec<Value> = notes
        .iter()
        .map(|note| {
            let path = outcome.site.path(note["path"].as_str().unwrap());
            let text = std::fs::read_to_string(path).unwrap();
            let body = text
                .split("\n---\n")
                .nth(1)
                .unwrap_or_default()
                .trim()
                .to_owned();
            let of = |key: &str| note[key].clone();
            json!([
                of("article"),
                of("status"),
                of("kind"),
                of("author"),
                of("created"),
                of("tags"),
                of("quote"),
                of("state"),
                body
            ])
        })
        .collect();
    said.sort_by_key(Value::to_string);
    said
}

#[test]
fn what_was_exported_comes_back_as_it_was_and_only_once_and_unpublished() {
    let list = ["notes", "list", "--json"];
    let before = SiteTest::sample().run(&list).code(0);
    let mut wanted = said(&before);
    for note in &mut wanted {
        if note[1] == "published" {
            note[1] = json!("draft");
        }
    }
    wanted.sort_by_key(Value::to_string);
    let outcome = before
        .then()
        .run(&["notes", "export", "--status", ALL])
        .code(0);
    let exported = outcome.stdout.clone();
    let mut site = outcome.then();
    let notes: Vec<String> = site
        .files("content")
        .into_keys()
        .filter(|path| path.contains("/notes/"))
        .collect();
    let count = wanted.len();
    for path in notes {
        site = site.remove(&format!("content/{path}"));
    }
    let site = site.file("notes.json", &exported);
    let outcome = site
        .run(&["notes", "import", "notes.json"])
        .code(0)
        .says(&format!("{count} new notes, 0 there already, 0 left"));
    let outcome = outcome.then().run(&list).code(0);
    for (found, wanted) in said(&outcome).iter().zip(&wanted) {
        assert_eq!(found, wanted);
    }
    let outcome = outcome
        .then()
        .run(&["notes", "import", "notes.json"])
        .code(0);
    let _ = outcome.says(&format!("0 new notes, {count} there already, 0 left"));
}

fn site() -> SiteTest {
    let text = "---\ntitle: A\nurl: https://www.example.org/a/\n---\nThe ferry left early. Nobody saw the ferry leave.\n";
    SiteTest::new()
        .article("a", text)
        .article("b", "Other words stand here.")
}

/// Rows as the API of Hypothesis answers them; the answer before the note it answers.
fn hypothesis() -> String {
    let row = |id: &str, more: Value| {
        let mut row = json!({
            "id": id, "user": "acct:ana@hypothes.is", "uri": "http://example.org/a",
            "created": "2024-05-01T10:00:00.123456+00:00", "updated": "2024-05-01T10:00:00.123456+00:00",
            "text": "Said.", "tags": ["x"], "group": "__world__", "permissions": {"read": ["group:__world__"]},
            "target": [{"source": "http://example.org/a"}],
        });
        row.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        row
    };
    let quote = |exact: &str, prefix: &str| {
        json!([{"source": "http://example.org/a", "selector": [
            {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]", "startOffset": 0, "endOffset": 3},
            {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": ""},
        ]}])
    };
    let rows = json!([
        row(
            "answer",
            json!({"references": ["first"], "text": "Answered.", "user": "acct:zoe@hypothes.is"})
        ),
        row("first", json!({"target": quote("the ferry", "saw ")})),
        row("page", json!({"text": "On the whole."})),
        row(
            "high",
            json!({"target": quote("left early", ""), "text": "", "group": "abc"})
        ),
        row(
            "gone",
            json!({"target": quote("zebras in Zanzibar", "the ")})
        ),
        row(
            "elsewhere",
            json!({"uri": "http://example.org/zzz", "target": [{"source": "http://example.org/zzz"}]})
        ),
    ]);
    json!({"total": 6, "rows": rows}).to_string()
}

#[test]
fn hypothesis_comes_in_with_threads_tags_and_what_is_lost_said() {
    let outcome = site()
        .file("h.json", &hypothesis())
        .run(&["notes", "import", "h.json", "--json"])
        .code(1);
    let rows: BTreeMap<String, Value> = outcome
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .map(|row| (row["via"].as_str().unwrap().to_owned(), row))
        .collect();
    let why = |via: &str| rows[via]["why"].as_str().unwrap_or_default().to_owned();
    assert!(why("hypothesis:elsewhere").contains("no article has the address"));
    assert!(why("hypothesis:gone").contains("zebras in Zanzibar"));
    assert!(why("hypothesis:answer").contains("`zoe` is nobody"));
    assert_eq!(rows["hypothesis:high"]["lost"], json!(["the group `abc`"]));
    let outcome = outcome.then().run(&["notes", "list", "--json"]).code(0);
    let notes = outcome.json();
    let notes = notes["notes"].as_array().unwrap();
    let mut states: Vec<&str> = notes
        .iter()
        .map(|note| note["state"].as_str().unwrap())
        .collect();
    states.sort_unstable();
    assert_eq!(states, ["ok", "ok", "orphan", "reply", "whole"]);
    let first = notes
        .iter()
        .find(|note| note["quote"] == "the ferry")
        .unwrap();
    assert_eq!(
        (&first["tags"], &first["author"], &first["status"]),
        (&json!(["x"]), &json!("ana"), &json!("draft"))
    );
    let answer = notes.iter().find(|note| note["state"] == "reply").unwrap();
    assert_eq!(answer["reply_to"], first["id"]);
    let _ = outcome
        .then()
        .run(&["notes", "import", "h.json"])
        .code(1)
        .says("0 new notes, 5 there already, 1 left");
}

#[test]
fn of_a_table_the_unique_quotes_are_placed_and_the_others_are_a_work_list() {
    let table = "article,quote,body,kind,colour\n\
                 a,left early,\"By which clock, and whose?\",question,\n\
                 a,ferry,Which of them?,,\n\
                 https://example.org/a,Nobody,All of it.,nonsense,red\n\
                 b,zebras,Where?,,\n";
    let outcome = site()
        .file("quotes.csv", table)
        .run(&["notes", "import", "quotes.csv"])
        .code(1);
    let outcome = outcome
        .says("2 new notes, 0 there already, 2 left")
        .says("`ferry` stands in a")
        .says("`zebras` does not stand in b")
        .says("not carried: the column `colour`, the kind `nonsense`");
    let outcome = outcome
        .then()
        .run(&["notes", "import", "quotes.csv"])
        .code(1);
    let _ = outcome.says("0 new notes, 2 there already, 2 left");
    let _ = site()
        .file("quotes.csv", "quote\nx\n")
        .run(&["notes", "import", "quotes.csv"])
        .code(2)
        .says("names its columns");
    let _ = site()
        .file("x.json", "{\"a\": 1}")
        .run(&["notes", "import", "x.json"])
        .code(2)
        .says("no annotations");
}

#[test]
fn what_a_built_site_holds_is_what_an_export_prints() {
    let outcome = SiteTest::new()
        .edit("postil.yaml", |config| {
            config.replace("base_url", "# base_url")
        })
        .article("a", "The ferry left early. Nobody saw the ferry leave.")
        .note_on("a", "aaaaaa", "left early", "Really?")
        .run(&["notes", "export"])
        .code(0);
    let exported = outcome.stdout.clone();
    let outcome = outcome.then().file("notes.json", &exported).build();
    let outcome = outcome.then().remove("content/articles/a/notes/aaaaaa.md");
    let outcome = outcome.run(&["notes", "import", "notes.json"]).code(0);
    let _ = outcome
        .says("1 new note")
        .then()
        .run(&["notes", "import", "public/articles/a.jsonld"])
        .code(0)
        .says("0 new notes, 1 there already");
}
