//! The desk's room for entities, over plain HTTP.

use serde_json::{Value, json};

use crate::desk_client::{post, read};
use crate::running::Running;
use crate::site_test::SiteTest;

const ONE: &str = "Today Fikri Isik spoke in Adana. Mr. Fikri Isik met Ana Bell. They saw Ana Bell Street and Sergey Rudskoi there.";
const TWO: &str =
    "Then Fikri Isik left. Later Sergey Rudskoi and Fikri Isik came back, and Ana Bell did not.";

fn site() -> SiteTest {
    SiteTest::new()
        .article("one", ONE)
        .article("two", TWO)
        .file(
            "content/entities/ana.md",
            "---\nkind: person\nname: Ana Bell # hers\n---\nShe.\n",
        )
        .file(
            "content/entities/anna.md",
            "---\nkind: person\nname: Anna Bell\n---\n",
        )
}

fn data(desk: &Running) -> Value {
    read(&desk.get("/-/entities/data"))
}

fn write(desk: &Running, what: &str, body: &Value) -> Value {
    let answer = post(desk, &format!("/-/entities/{what}"), body);
    assert_eq!(answer.status, 200, "{what} {body}: {}", answer.text());
    read(&answer)
}

fn keys(data: &Value) -> Vec<&str> {
    let all = data["suggestions"].as_array().unwrap();
    all.iter().map(|it| it["key"].as_str().unwrap()).collect()
}

#[test]
fn suggestions_are_shown_with_their_sentences_and_each_answer_can_be_taken_back() {
    let desk = Running::serve(site());
    let before = desk.site.files("content");
    let told = data(&desk);
    assert!(keys(&told).contains(&"fikri-isik"), "{:?}", keys(&told));
    let one = &told["suggestions"][0];
    assert!(
        one["contexts"][0]["words"].as_str().unwrap().contains(' '),
        "{one}"
    );
    let ana = told["entities"]
        .as_array()
        .unwrap()
        .iter()
        .find(|it| it["slug"] == "ana")
        .unwrap();
    assert_eq!((&ana["mentions"], &ana["articles"]), (&json!(3), &json!(2)));
    for (what, body, path, holds) in [
        (
            "accept",
            json!({"key": "fikri-isik", "kind": "person", "name": "Fikri Işık", "aliases": ["F. I."]}),
            "fikri-isik.md",
            "name: Fikri Işık\naliases:\n- F. I.\n",
        ),
        (
            "accept",
            json!({"key": "fikri-isik"}),
            "fikri-isik.md",
            "name: Fikri Isik\n",
        ),
        (
            "refuse",
            json!({"key": "fikri-isik"}),
            "refused.yaml",
            "- Fikri Isik\n",
        ),
        (
            "merge",
            json!({"key": "fikri-isik", "entity": "ana"}),
            "ana.md",
            "- Fikri Isik\n",
        ),
        (
            "merge",
            json!({"from": "anna", "entity": "ana", "based_on": ana["based_on"]}),
            "anna.md",
            "merged_into: ana\n",
        ),
        (
            "link",
            json!({"name": "Sergey Rudskoi", "kind": "person"}),
            "sergey-rudskoi.md",
            "kind: person\nname: Sergey Rudskoi\n",
        ),
        (
            "link",
            json!({"name": "They", "entity": "ana", "based_on": ana["based_on"]}),
            "ana.md",
            "aliases:\n- {text: They, weak: true}\n",
        ),
        (
            "never",
            json!({"name": "Ana Bell Street", "entity": "ana", "based_on": ana["based_on"]}),
            "ana.md",
            "not:\n- Ana Bell Street\n",
        ),
    ] {
        let undo = write(&desk, what, &body);
        let file = desk.site.path(&format!("content/entities/{path}"));
        let text = std::fs::read_to_string(file).unwrap();
        // Names may be quoted.
        assert!(text.replace('"', "").contains(holds), "{what}: {text}");
        assert!(
            !text.contains("name: Ana Bell") || text.contains("# hers"),
            "{text}"
        );
        write(&desk, "undo", &undo);
        assert_eq!(desk.site.files("content"), before, "{what} {body}");
    }
}

#[test]
fn what_cannot_be_done_is_told_and_changes_nothing() {
    let desk = Running::serve(site());
    let before = desk.site.files("content");
    for (what, body, status) in [
        ("accept", json!({"key": "nobody"}), 404),
        (
            "accept",
            json!({"key": "fikri-isik", "name": "Ana Bell"}),
            422,
        ),
        (
            "accept",
            json!({"key": "fikri-isik", "kind": "animal"}),
            422,
        ),
        ("accept", json!({"key": "fikri-isik", "path": "x"}), 400),
        (
            "merge",
            json!({"from": "../../postil", "entity": "ana"}),
            422,
        ),
        ("merge", json!({"from": "anna", "entity": "../ana"}), 422),
        ("merge", json!({"from": "ana", "entity": "ana"}), 422),
        ("link", json!({"name": " "}), 422),
        ("link", json!({"name": "Anna Bell", "entity": "ana"}), 422),
        (
            "link",
            json!({"name": "X Y", "entity": "ana", "based_on": "0"}),
            409,
        ),
        ("never", json!({"name": "Ana Bell", "entity": "ana"}), 422),
        (
            "never",
            json!({"name": "Sergey Street", "entity": "ana"}),
            422,
        ),
        (
            "undo",
            json!({"files": [{"entity": "../../secret", "based_on": "0", "before": null}]}),
            404,
        ),
        (
            "undo",
            json!({"files": [{"entity": "ana", "based_on": "0", "before": null}]}),
            409,
        ),
    ] {
        let answer = post(&desk, &format!("/-/entities/{what}"), &body);
        assert_eq!(answer.status, status, "{what} {body}: {}", answer.text());
    }
    assert_eq!(desk.get("/-/entities/accept").status, 405);
    assert_eq!(desk.site.files("content"), before);
    let named = |start: usize, end: usize| {
        read(&desk.get(&format!(
            "/-/entities/named?article=one&start={start}&end={end}"
        )))
    };
    let street = ONE.find("Ana Bell Street").unwrap();
    assert_eq!(named(street, street + 15), json!(["ana"]));
    assert_eq!(named(0, 5), json!([]));
}
