//! `postil watch`: whatever happens to the files, `public/` is soon what a clean build makes of them.

use std::time::Duration;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::edits::any_edits;
use crate::running::Running;
use crate::site_test::SiteTest;

const BROKEN: &str = "---\ntitle: [unclosed\n---\nWords.\n";

fn a_site() -> SiteTest {
    SiteTest::new()
        .article("a", "The bridge was closed on Monday. See [[b]].")
        .article("b", "Three witnesses spoke of a lorry.")
        .note_on("a", "aaaaaa", "bridge was closed", "Which?")
}

fn add(words: &str) -> impl Fn(&str) -> String {
    move |text| text.to_owned() + words
}

#[test]
fn saves_of_all_kinds_are_seen() {
    Running::watch(a_site())
        .gets_built()
        .then(|site| site.edit("content/articles/a/index.md", add("In place.\n")))
        .gets_built()
        .shell("sed -i s/Three/Four/ content/articles/b/index.md")
        .gets_built()
        .shell("sed s/Four/Five/ content/articles/b/index.md > content/articles/b/.new && mv content/articles/b/.new content/articles/b/index.md")
        .gets_built()
        // As Vim does with `backup` and `backupcopy=no`.
        .shell("cd content/articles/b; touch 4913; rm 4913; mv index.md index.md~; echo '---\ntitle: B\n---\nFrom Vim.' > index.md; rm index.md~")
        .gets_built()
        .shell("sed 's/A test/Another/' postil.yaml > .tmp && mv .tmp postil.yaml")
        .gets_built();
}

#[test]
fn folders_that_move_go_and_come_again_are_seen() {
    Running::watch(a_site())
        .then(|site| site.rename("content/articles/a", "content/articles/moved"))
        .gets_built()
        .then(|site| site.edit("content/articles/moved/index.md", add("After the move.\n")))
        .gets_built()
        .shell("mv content /tmp/$$.postil-content; mv /tmp/$$.postil-content content")
        .then(|site| {
            site.edit(
                "content/articles/moved/index.md",
                add("After the return.\n"),
            )
        })
        .gets_built()
        .shell("cp -r content aside; rm -r content; mv aside content")
        .then(|site| site.edit("content/articles/b/index.md", add("In the copy.\n")))
        .gets_built()
        .then(|site| site.remove("content"))
        .gets_built()
        .then(|site| {
            site.article("new", "All is new.")
                .file("templates/404.html", "<p>gone</p>")
        })
        .gets_built()
        .then(|site| site.file("templates/404.html", "<p>gone away</p>"))
        .gets_built();
}

#[test]
fn a_burst_is_seen_whole_and_in_few_builds() {
    let mut running = Running::watch(a_site()).then(|site| {
        (0..200).fold(site, |site, number| {
            site.article(&format!("burst-{number}"), "One of many.")
        })
    });
    running = running.gets_built();
    let rounds = running.quiet_after(Duration::from_secs(1)).len();
    assert!((1..=8).contains(&rounds), "{rounds} builds of one burst");
}

#[test]
fn a_checkout_of_many_files_is_seen() {
    let git = "git -c user.name=a -c user.email=a@example.org -c commit.gpgsign=false";
    let articles = |site: SiteTest, text: &str| {
        (0..60).fold(site, |site, number| {
            site.article(&format!("n{number}"), text)
        })
    };
    let running = Running::watch(articles(a_site(), "On the main branch."))
        .shell(&format!("git init -q . && printf 'public\\n.postil\\n' > .gitignore && git add -A && {git} commit -qm one"))
        .then(|site| articles(site, "On the other branch.").remove("content/articles/b"))
        .shell(&format!("git checkout -q -b other && git add -A && {git} commit -qm two"))
        .gets_built();
    running
        .shell("git checkout -q -")
        .gets_built()
        .shell("git checkout -q other")
        .gets_built();
}

#[test]
fn bad_content_is_told_and_the_rest_gets_built() {
    let mut running = Running::watch(a_site())
        .then(|site| site.file("content/articles/b/index.md", BROKEN))
        .gets_built();
    let line = running.line();
    assert_eq!(line["changed"], json!(["content/articles/b/index.md"]));
    let found = line["diagnostics"].as_array().unwrap();
    let told = |found: &Value| found["place"]["path"] == "content/articles/b/index.md";
    assert!(found.iter().any(told), "{line}");
    let mut running = running
        .then(|site| site.article("b", "Mended."))
        .gets_built();
    assert_eq!(running.line()["diagnostics"], json!([]));
}

#[test]
fn a_configuration_or_theme_that_cannot_be_used_leaves_public_as_it_was() {
    for (path, text) in [
        ("postil.yaml", "title: [\n"),
        ("templates/base.html", "{% if %}"),
    ] {
        let running = Running::watch(a_site()).gets_built();
        let before = running.site.files("public");
        let mut running = running.then(|site| site.file(path, text));
        let line = running.line();
        assert!(line["pages"].is_null(), "{line}");
        assert_eq!(line["diagnostics"][0]["place"]["path"], path);
        assert_eq!(running.site.files("public"), before, "public/ was touched");
        running
            .then(|site| {
                site.file("postil.yaml", "title: Mended\n")
                    .file("templates/base.html", "<p>{{ site.title }}</p>")
            })
            .gets_built();
    }
}

#[test]
fn it_starts_on_a_site_that_cannot_be_built_yet() {
    Running::watch(a_site().file("postil.yaml", "title: [\n"))
        .then(|site| site.file("postil.yaml", "title: Mended\n"))
        .gets_built();
}

#[test]
fn nothing_gets_built_when_nothing_changed() {
    let mut running = Running::watch(a_site())
        .shell("touch content/articles/a/index.md postil.yaml; cat content/articles/*/index.md > /dev/null; echo x > public/mine.txt; mkdir -p target .git; echo y > target/y; echo z > .git/z");
    let lines = running.quiet_after(Duration::from_secs(3));
    assert!(lines.is_empty(), "{lines:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_in_a_row_public_is_what_a_clean_build_makes(edits in any_edits(24)) {
        let running = Running::watch(a_site());
        for edit in &edits {
            edit.apply(running.site.root());
        }
        running.gets_built();
    }
}
