//! `postil new`: a site that can be served, built and checked as it is.

use std::collections::BTreeMap;

use crate::site_test::SiteTest;

#[test]
fn a_new_site_builds_without_a_finding_and_shows_its_notes_but_for_the_draft() {
    let _ = SiteTest::empty()
        .run(&["new", "."])
        .code(0)
        .says("next: postil serve")
        .then()
        .build()
        .page("articles/the-ferry-that-left-early.html")
        .has("None of the clocks says seven.")
        .has("The Saturday before was the 2nd.")
        .has("<mark class=\"postil kind-correction\" data-notes=\"k9w3tq c7n4f2\"")
        .has("class=\"footnote-ref\"")
        .has("<blockquote")
        .has("<table>")
        .has_no("his own watch")
        .page("articles/three-clocks.html")
        .has("the-ferry-that-left-early.html")
        .has("class=\"hl-function\"")
        .page("about.html")
        .has("postil check");
}

#[test]
fn a_new_site_says_of_itself_only_that_a_note_is_a_draft() {
    let checked = SiteTest::empty()
        .run(&["new", "site", "--json"])
        .code(0)
        .then()
        .run(&["check", "--root", "site", "--json", "--strict"])
        .code(0);
    let report = checked.json();
    let codes: Vec<&str> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["draft"]);
}

#[test]
fn a_new_site_lives_on_without_its_examples() {
    let _ = SiteTest::empty()
        .run(&["new", "."])
        .code(0)
        .then()
        .remove("content/articles")
        .build()
        .then()
        .remove("content/pages")
        .build();
}

#[test]
fn the_json_names_the_files_that_were_made() {
    let made = SiteTest::empty().run(&["new", "a-b", "--json"]).code(0);
    let report = made.json();
    assert_eq!(report["site"], "a-b");
    let named: Vec<&str> = report["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it.as_str().unwrap())
        .collect();
    let mut named: Vec<String> = named.into_iter().map(str::to_owned).collect();
    named.sort();
    let there: Vec<String> = made.site.files("a-b").into_keys().collect();
    assert_eq!(named, there);
    let config = String::from_utf8(made.site.files("a-b")["postil.yaml"].clone()).unwrap();
    assert!(config.contains("\ntitle: A b\n"), "{config}");
}

#[test]
fn a_folder_that_holds_something_is_refused_and_left_alone() {
    for file in ["mine.txt", ".hidden", "postil.yaml"] {
        let site = SiteTest::empty().file(file, "mine");
        let after = site.run(&["new", "."]).code(2).says("not empty").then();
        assert_eq!(
            after.files("."),
            BTreeMap::from([(file.to_owned(), b"mine".to_vec())])
        );
    }
    let _ = SiteTest::empty()
        .file("a", "mine")
        .run(&["new", "a"])
        .code(2)
        .says("is a file");
}

#[test]
fn a_fresh_repository_and_what_a_killed_run_left_are_no_hindrance() {
    let made = SiteTest::empty()
        .file(".git/HEAD", "ref: refs/heads/main\n")
        .file(".postil-new/postil.yaml", "half")
        .run(&["new", "."])
        .code(0);
    let files = made.site.files(".");
    assert_eq!(files[".git/HEAD"], b"ref: refs/heads/main\n");
    assert!(files.keys().all(|path| !path.starts_with(".postil-new")));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_made_is_the_machine_s_failure_and_leaves_nothing() {
    let after = SiteTest::empty()
        .link("dead", "/nonexistent/nowhere")
        .run(&["new", "dead/site"])
        .code(3)
        .then();
    assert!(after.files(".").keys().all(|path| path == "dead"));
}
