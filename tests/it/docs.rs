//! The manual, `docs/`, is a site of Postil's own, and what it says to do can be done.

use std::path::{Path, PathBuf};

use crate::site_test::SiteTest;
#[cfg(unix)]
use crate::walk::Walk;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

#[test]
fn the_manual_is_built_and_checked_without_a_finding() {
    let built = SiteTest::copy_of(&docs()).build();
    let checked = built.then().run(&["check", "--json"]).code(0);
    assert_eq!(checked.json()["diagnostics"], serde_json::json!([]));
}

#[cfg(unix)]
#[test]
fn who_does_what_the_guide_says_has_published_a_reader() {
    let walk = Walk::new().follow(&docs().join("content/articles/guide.md"));
    let mill = walk.published("articles/tide-mill-to-close-after-two-hundred-years.html");
    for words in [
        "Nine men and a boy, says the miller below.",
        "entities/edwin-marsh.html",
        "a-letter-from-the-mill.html",
        "https://ana.github.io/harbour/articles/tide-mill",
        "My grandfather built that gate.",
    ] {
        assert!(mill.contains(words), "{words}\n{mill}");
    }
    assert!(!mill.contains("Our goal for this month"));
    assert!(
        walk.read("postil.yaml")
            .contains("base_url: https://ana.github.io/harbour/")
    );
}

#[cfg(unix)]
#[test]
fn who_does_what_the_page_on_themes_says_has_one() {
    let walk = Walk::new().follow(&docs().join("content/articles/themes.md"));
    let missing = walk.read("public/404.html");
    for words in [
        "The tide has taken this page.",
        "<span class=\"tide\">at high water</span>",
        "static/css/tidal.",
        "Marginalia</a>",
    ] {
        assert!(missing.contains(words), "{words}\n{missing}");
    }
}

#[cfg(unix)]
#[test]
fn who_comes_from_hugo_and_hypothesis_brings_posts_and_annotations() {
    let walk = Walk::new().follow(&docs().join("content/articles/coming.md"));
    let post = walk.read("reader/content/articles/the-sluice/index.md");
    for line in [
        "date: 2020-01-02", "status: draft", "- /2020/sluice/", "  draft: true",
    ] {
        assert!(post.lines().any(|it| it == line), "{line}\n{post}");
    }
    let notes = walk.files("reader/content/articles/the-sluice/notes");
    let note = notes.iter().find(|text| text.contains("Which flood?"));
    let note = note.unwrap_or_else(|| panic!("{notes:?}"));
    assert!(note.contains("quote: since the flood"), "{note}");
}
