//! `postil build`: what it writes, what it leaves alone, what it says.

use std::collections::BTreeSet;

use crate::site_test::SiteTest;

#[test]
fn the_same_content_gives_the_same_bytes_in_another_folder() {
    let one = SiteTest::sample().build();
    let two = SiteTest::sample().build();
    assert!(one.site.files("public") == two.site.files("public"));
}

#[test]
fn a_build_writes_nowhere_but_to_public_and_its_cache() {
    let site = SiteTest::sample();
    let before = site.files(".");
    let site = site.build().then();
    let ours = |path: &&String| path.starts_with("public/") || path.starts_with(".postil/");
    let after: BTreeSet<_> = site
        .files(".")
        .into_iter()
        .filter(|(path, _)| !ours(&path))
        .collect();
    assert!(
        after
            == before
                .into_iter()
                .filter(|(path, _)| !ours(&path))
                .collect()
    );
}

#[test]
fn what_was_changed_by_hand_is_restored_and_what_is_foreign_stays() {
    let built = SiteTest::new().article("a", "Words.").build();
    let pages = built.site.files("public");
    let site = built
        .then()
        .file("public/articles/a.html", "scribble")
        .remove("public/index.html")
        .file("public/mine.txt", "mine")
        .build()
        .then();
    let mut now = site.files("public");
    assert_eq!(now.remove("mine.txt").as_deref(), Some(&b"mine"[..]));
    assert!(now == pages);
}

#[test]
fn a_renamed_article_leaves_no_page_under_its_old_name() {
    let _ = SiteTest::new()
        .article("old", "Words.")
        .build()
        .page("articles/old.html")
        .has("Words.")
        .then()
        .rename("content/articles/old", "content/articles/new")
        .build()
        .has_no_page("articles/old.html")
        .page("articles/new.html")
        .has("Words.")
        .page("articles/index.html")
        .has("new.html")
        .has_no("old.html");
}

#[test]
fn raw_html_of_an_article_never_becomes_live() {
    let evil = "Words <script>alert(1)</script> and <img src=x onerror=alert(2)>.\n\n\
                <iframe src=\"https://evil.example/\"></iframe>\n\n[link](javascript:alert(3))\n";
    let _ = SiteTest::new()
        .article("a", evil)
        .build_anyway()
        .page("articles/a.html")
        .has_no("<script>alert")
        .has_no("onerror=alert(2)>")
        .has_no("<iframe")
        .has_no("href=\"javascript:");
}

#[test]
fn a_second_run_writes_nothing_and_says_so() {
    let first = SiteTest::new().article("a", "Words.").build();
    let pages = first.site.files("public");
    let second = first.then().run(&["build", "--json"]).code(0);
    let report = second.json();
    assert_eq!(report["written"], serde_json::json!([]));
    assert_eq!(report["removed"], serde_json::json!([]));
    assert_eq!(report["unchanged"], pages.len());
    assert_eq!(report["diagnostics"], serde_json::json!([]));
    assert!(
        report["pages"].as_u64().unwrap() >= 3 && report["stages"].is_object(),
        "{report}"
    );
    assert!(second.site.files("public") == pages);
}

#[test]
fn an_edit_writes_only_the_pages_that_it_changes() {
    let site = SiteTest::new()
        .article("a", "Words.")
        .article("b", "Other words.")
        .build()
        .then();
    let edited = site
        .edit("content/articles/b/index.md", |text| {
            text.replace("Other words", "Other, better words")
        })
        .run(&["build", "--json"]);
    let written = edited.json()["written"].to_string();
    assert!(
        written.contains("articles/b.html") && !written.contains("articles/a.html"),
        "{written}"
    );
}
