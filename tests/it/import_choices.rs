//! What an editor decided at the import desk: kept in `import.yaml`, applied whenever the text is read again.

use postil::import::batch::desk::{Choice, choose, look};
use serde_json::json;

use crate::ships::{SLUG, TEXT, imported};
use crate::site_test::SiteTest;

const COMMENT: &str = "This happens every winter and nobody does a thing about it.";

fn file(site: &SiteTest, name: &str) -> String {
    site.read(&format!("content/articles/{SLUG}/{name}"))
}

fn choices(list: serde_json::Value) -> Vec<Choice> {
    serde_json::from_value(list).unwrap()
}

#[test]
fn a_view_shows_every_line_and_field() {
    let site = imported();
    let view = look(site.root(), SLUG).unwrap();
    let texts: Vec<&str> = view.lines.iter().map(|line| line.text.as_str()).collect();
    let wanted: Vec<&str> = TEXT.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(texts, wanted);
    assert!(view.lines.iter().all(|line| !line.chosen));
    let title = view.fields.iter().find(|it| it.field == "title").unwrap();
    assert_eq!(
        (&title.value[..], &title.lines[..]),
        (&["Ships Collide off the Coast".to_owned()][..], &[1][..])
    );
    assert!(look(site.root(), "../../etc").is_err());
}

#[test]
fn a_choice_is_recorded_and_holds_when_the_text_is_imported_again() {
    let site = imported();
    let made = choices(json!([
        {"line": 15, "text": COMMENT, "to": "body"},
        {"line": 7, "text": TEXT.lines().nth(6).unwrap(), "to": "out"},
        {"field": "title", "value": "Two Ships"},
        {"field": "date", "value": null},
    ]));
    let row = choose(site.root(), SLUG, &made).unwrap();
    assert!(row.written && row.title.as_deref() == Some("Two Ships"));
    let article = file(&site, "index.md");
    assert!(article.contains(COMMENT) && article.starts_with("---\ntitle: Two Ships\nauthors:"));
    assert!(!article.contains("Our reporters"));
    let view = look(site.root(), SLUG).unwrap();
    let chosen: Vec<usize> = view
        .lines
        .iter()
        .filter(|it| it.chosen)
        .map(|it| it.line)
        .collect();
    assert_eq!(chosen, [7, 15]);
    let again = site.run(&["import", "in"]).code(0).says("unchanged").then();
    assert_eq!(file(&again, "index.md"), article);
    let moved = again
        .edit("in/a.txt", |text| format!("Home\n\nNews\n\n{text}"))
        .run(&["import", "in"])
        .code(0)
        .then();
    assert_eq!(
        file(&moved, "index.md").split("sha256").next(),
        article.split("sha256").next()
    );
    assert!(file(&moved, "import.yaml").contains("- line: 19\n"));
}

#[test]
fn a_chosen_field_stands_over_what_was_written_by_hand_before_and_other_fields_stay() {
    let index = format!("content/articles/{SLUG}/index.md");
    let site = imported().edit(&index, |text| {
        let by_hand = text.replace("title: Ships Collide off the Coast", "title: By hand");
        by_hand.replace("- Ana Bell", "- Anna Bell")
    });
    let made = choices(json!([{"field": "title", "value": "Ships Collide off the Coast"}]));
    choose(site.root(), SLUG, &made).unwrap();
    let article = file(&site, "index.md");
    assert!(
        article.contains("title: Ships Collide off the Coast\n"),
        "{article}"
    );
    assert!(article.contains("- Anna Bell"), "{article}");
}

#[test]
fn nothing_is_chosen_while_a_merge_has_left_two_versions() {
    let index = format!("content/articles/{SLUG}/index.md");
    let site = imported().edit(&index, |text| {
        text.replace("Two ships", "<<<<<<< edited\nTwo ships")
    });
    let before = site.files("content");
    for made in [
        json!([{"line": 15, "text": COMMENT, "to": "body"}]),
        json!([{"field": "title", "value": "Two Ships"}]),
    ] {
        let error = choose(site.root(), SLUG, &choices(made)).unwrap_err();
        assert!(error.to_string().contains("take the markers out"));
    }
    assert_eq!(site.files("content"), before);
}

#[test]
fn a_choice_that_is_taken_back_leaves_nothing() {
    let site = imported();
    let before = file(&site, "import.yaml");
    let made = choices(
        json!([{"line": 15, "text": COMMENT, "to": "body"}, {"field": "title", "value": "A"}]),
    );
    choose(site.root(), SLUG, &made).unwrap();
    let back = choices(
        json!([{"line": 15, "text": COMMENT, "to": "importer"}, {"field": "title", "to": "importer"}]),
    );
    choose(site.root(), SLUG, &back).unwrap();
    assert_eq!(file(&site, "import.yaml"), before);
    assert!(file(&site, "comments.yaml").contains(COMMENT));
}

#[test]
fn a_wrong_choice_is_an_error_and_changes_nothing() {
    let site = imported();
    let before = site.files("content");
    for wrong in [
        json!([{"field": "title", "value": "A"}, {"line": 15, "text": "Other words", "to": "body"}]),
        json!([{"field": "colour", "value": "red"}]),
        json!([{"field": "date", "value": "yesterday"}]),
        json!([{"field": "title", "value": 7}]),
        json!([{"line": 5, "text": TEXT.lines().nth(4).unwrap(), "to": "out"},
               {"line": 7, "text": TEXT.lines().nth(6).unwrap(), "to": "out"},
               {"line": 9, "text": TEXT.lines().nth(8).unwrap(), "to": "out"}]),
    ] {
        assert!(
            choose(site.root(), SLUG, &choices(wrong.clone())).is_err(),
            "{wrong}"
        );
        assert_eq!(site.files("content"), before, "{wrong}");
    }
}

#[test]
fn wrong_choices_in_the_file_are_told_with_their_place_and_never_lost() {
    let record = format!("content/articles/{SLUG}/import.yaml");
    let site = imported()
        .edit(&record, |text| {
            format!("choices:\n  lines:\n  - {{line: 5, text: Two, to: boddy}}\n{text}")
        })
        .edit("in/a.txt", |text| text.replace("Friday", "Monday"))
        .run(&["import", "in"])
        .code(0)
        .says("import.yaml:3:30: `to` cannot be `boddy`")
        .then();
    assert!(file(&site, "import.yaml").contains("to: boddy"));
    let broken = site.edit(&record, |text| format!("a: [\n{text}"));
    let before = broken.files("content");
    let told = broken.run(&["import", "in"]).code(1).says("import.yaml:");
    assert_eq!(told.site.files("content"), before);
}

#[test]
fn lines_are_made_other_parts_and_comments_mended_for_good() {
    let site = imported();
    let reporters = TEXT.lines().nth(6).unwrap();
    let made = choices(json!([
        {"line": 7, "text": reporters, "to": "quote"},
        {"line": 12, "text": "View all comments", "to": "comment"},
        {"comment": 15, "text": COMMENT, "author": "Edward Zah", "date": "May 1"},
        {"comment": 19, "text": TEXT.lines().nth(18).unwrap(), "author": null},
    ]));
    choose(site.root(), SLUG, &made).unwrap();
    let (article, comments) = (file(&site, "index.md"), file(&site, "comments.yaml"));
    assert!(article.contains(&format!("\n> {reporters}\n")), "{article}");
    assert!(
        comments.starts_with("- id: c1\n  lines: '12'\n  text: |-\n    View all comments\n- id: c2\n  author: Edward Zah\n  date: May 1\n"),
        "{comments}"
    );
    assert!(!comments.contains("Bob Hope"), "{comments}");
    let view = look(site.root(), SLUG).unwrap();
    let seen: Vec<(&str, bool)> = view
        .comments
        .iter()
        .map(|it| (it.id.as_str(), it.chosen))
        .collect();
    assert_eq!(seen, [("c1", false), ("c2", true), ("c3", true)]);
    let moved = site
        .edit("in/a.txt", |text| {
            format!("Home\n\nNews\n\n{text}").replace("Friday", "Monday")
        })
        .run(&["import", "in"])
        .code(0)
        .then();
    assert!(file(&moved, "index.md").contains(&format!("\n> {reporters}\n")));
    assert_eq!(
        file(&moved, "comments.yaml")
            .replace("'16'", "'12'")
            .replace("17-19", "13-15")
            .replace("21-23", "17-19"),
        comments
    );
    let back = choices(json!([{"comment": 19, "text": COMMENT, "to": "importer"}]));
    choose(moved.root(), SLUG, &back).unwrap();
    assert!(file(&moved, "comments.yaml").contains("author: Ted Zah"));
}

#[test]
fn explained_lines_say_which_part_they_are_and_what_is_a_guess() {
    let text = TEXT.replace("By Ana Bell January 5, 2018", "By Ana Bell\n\n03/04/2018");
    let list = "These are the ships of which the office has spoken so far:\n\n- the Anna, built in Hull in the year before the war\n\n- the Berta, which had been sold twice within a year\n\nThe harbour master";
    let done = SiteTest::new()
        .file("in/a.txt", &text.replace("The harbour master", list))
        .run(&["import", "in", "--explain", "--dry-run"])
        .code(0);
    for wanted in [
        "date: a guess           03/04/2018",
        "body: list item         - the Anna,",
        "title  ",
    ] {
        assert!(
            done.stdout.contains(wanted),
            "{wanted} is not in\n{}",
            done.stdout
        );
    }
}
