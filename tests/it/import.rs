//! `postil import`: nothing lost, nothing invented, nobody's work overwritten.

use std::time::SystemTime;

use crate::ships::{ARTICLE, TEXT};
use crate::site_test::SiteTest;

fn site() -> SiteTest {
    SiteTest::new().file("in/a.txt", TEXT)
}

/// Every file below `content`, with its bytes and when it was changed.
fn state(site: &SiteTest) -> Vec<(String, Vec<u8>, SystemTime)> {
    site.files("content")
        .into_iter()
        .map(|(path, bytes)| {
            let metadata = std::fs::metadata(site.path("content").join(&path)).unwrap();
            (path, bytes, metadata.modified().unwrap())
        })
        .collect()
}

#[test]
fn a_raw_text_becomes_an_article_with_its_source_and_comments() {
    let done = site().run(&["import", "in"]).code(0);
    let article = done.site.read(ARTICLE);
    assert!(article.starts_with(
        "---\ntitle: Ships Collide off the Coast\ndate: 2018-01-05\nauthors:\n- Ana Bell\n"
    ));
    assert!(article.contains("status: draft"));
    assert!(!article.contains("Ted Zah"));
    let folder = "content/articles/ships-collide-off-the-coast";
    assert_eq!(done.site.read(&format!("{folder}/source.txt")), TEXT);
    assert_eq!(done.site.read(&format!("{folder}/import.base.md")), article);
    assert!(
        done.site
            .read(&format!("{folder}/comments.yaml"))
            .contains("author: Ted Zah")
    );
    assert!(
        done.site
            .read(&format!("{folder}/import.yaml"))
            .contains("why: comment widget")
    );
}

#[test]
fn the_same_import_again_touches_nothing() {
    let done = site().run(&["import", "in/*.txt"]).code(0);
    let before = state(&done.site);
    let again = done.site.run(&["import", "in"]).code(0);
    assert_eq!(state(&again.site), before);
    let _ = again.says("unchanged");
}

#[test]
fn a_changed_text_renews_an_article_that_nobody_edited() {
    let done = site().run(&["import", "in"]).code(0);
    let renewed = done
        .site
        .edit("in/a.txt", |text| {
            text.replace("Friday morning", "Friday evening")
        })
        .run(&["import", "in"])
        .code(0);
    assert!(renewed.site.read(ARTICLE).contains("Friday evening"));
    assert_eq!(renewed.site.files("content/articles").len(), 5);
}

#[test]
fn a_taken_slug_gets_a_number_in_input_order() {
    let other = TEXT.replace("crew", "sailors");
    let done = site()
        .file("in/b.txt", &other)
        .run(&["import", "in/b.txt", "in/a.txt"])
        .code(0);
    let first = done.site.read(ARTICLE);
    assert!(first.contains("sailors"));
    let again = done.site.run(&["import", "in/a.txt", "in/b.txt"]).code(0);
    assert_eq!(again.site.read(ARTICLE), first);
    let json = again
        .site
        .run(&["import", "in", "in/a.txt", "--json"])
        .code(0);
    let slugs: Vec<String> = json
        .stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["slug"].to_string())
        .collect();
    assert_eq!(
        slugs,
        [
            "\"ships-collide-off-the-coast-2\"",
            "\"ships-collide-off-the-coast\"",
            "\"ships-collide-off-the-coast-2\""
        ]
    );
}

#[test]
fn into_makes_a_site_and_its_paths_work_from_here() {
    let done = SiteTest::empty()
        .file("a.txt", TEXT)
        .run(&["import", "a.txt", "--into", "reader", "--json"])
        .code(0);
    let row: serde_json::Value = serde_json::from_str(&done.stdout).unwrap();
    assert!(done.site.path(row["article"].as_str().unwrap()).is_file());
    assert!(done.site.path(row["comments"].as_str().unwrap()).is_file());
    assert_eq!(row["date"], "2018-01-05");
    assert!(done.site.path("reader/postil.yaml").is_file());
}

#[test]
fn a_dry_run_writes_nothing_and_explains_every_line() {
    let done = SiteTest::empty()
        .file("a.txt", TEXT)
        .run(&[
            "import", "a.txt", "--into", "reader", "--dry-run", "--explain",
        ])
        .code(0);
    assert!(!done.site.path("reader").exists());
    for line in TEXT.lines().filter(|line| !line.is_empty()) {
        assert!(done.stdout.contains(line), "{line}");
    }
}

#[test]
fn an_import_without_a_site_says_what_to_do() {
    let done = SiteTest::empty()
        .file("a.txt", TEXT)
        .run(&["import", "a.txt"])
        .code(2);
    let _ = done.says("postil new");
}

#[test]
fn a_rule_of_the_site_leaves_a_line_out() {
    let rule = "title: A\nimport:\n  furniture: ['*fog had been thick*']\n  publications: {Notify of: The Paper}\n";
    let done = site()
        .file("postil.yaml", rule)
        .run(&["import", "in"])
        .code(0);
    let article = done.site.read(ARTICLE);
    assert!(!article.contains("fog"));
    assert!(article.contains("publication: The Paper"));
}
