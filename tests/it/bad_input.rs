//! Content that is wrong on purpose: each mistake is told with its place, the exit code is the one documented, and the
//! rest of the site is built.

use crate::outcome::Outcome;
use crate::site_test::SiteTest;

const BAD: &str = "content/articles/bad/index.md";

/// Builds a site of a good article and one whose whole file is `bytes`; the good one must be there whatever happens.
fn build_with(bytes: &[u8]) -> Outcome {
    let outcome = SiteTest::new()
        .article("good", "All is well here.")
        .bytes(BAD, bytes)
        .build_anyway();
    let outcome = outcome
        .page("articles/good.html")
        .has("All is well here.")
        .outcome;
    assert!(outcome.site.path(BAD).exists());
    outcome
}

/// What `build` must say of an article with this text: the code and place of a finding, and whether the page is made.
#[track_caller]
fn build_tells(text: &str, code: i32, finding: &str, place: &str, page: bool) {
    let outcome = build_with(text.as_bytes());
    let made = outcome.site.path("public/articles/bad.html").exists();
    assert_eq!(made, page, "{}", outcome.stderr);
    let _ = outcome
        .code(code)
        .says(finding)
        .says(&format!("{BAD}{place}"))
        .says("help: ");
}

#[test]
fn text_that_is_not_utf8_is_told_with_its_encoding() {
    let latin =
        "---\ntitle: Ein schöner Tag\n---\nDie Köche würden gern früh über die Brücke gehen.\n";
    let bytes: Vec<u8> = latin
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let _ = build_with(&bytes)
        .code(1)
        .says("error[encoding]")
        .says(BAD)
        .says("windows-1252")
        .has_no_page("articles/bad.html");
}

#[test]
fn front_matter_without_an_end_is_told() {
    build_tells(
        "---\ntitle: Bad\n\nWords.\n", 1, "error[front-matter]", ":1:1", false,
    );
}

#[test]
fn front_matter_that_is_no_yaml_leaves_the_page_out() {
    build_tells(
        "---\ntitle: [Bad\n---\nWords.\n",
        1,
        "error[yaml]",
        ":",
        false,
    );
}

#[test]
fn a_yaml_bomb_is_refused_at_its_first_anchor() {
    let bomb = "---\ntitle: Bad\na: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n---\n";
    build_tells(bomb, 1, "error[yaml]", ":3:", false);
}

#[test]
fn an_unknown_key_is_told_and_the_page_is_made() {
    build_tells(
        "---\ntitle: Bad\ndatum: 2020\n---\nWords.\n",
        1,
        "error[unknown-key]",
        ":3:1",
        true,
    );
}

#[test]
fn a_key_of_a_wrong_type_is_told_and_the_page_is_made() {
    build_tells(
        "---\ntitle: Bad\ntags: 7: 8\n---\nWords.\n",
        1,
        "error[",
        ":3:",
        false,
    );
    build_tells(
        "---\ntitle: Bad\ntags: {a: b}\n---\nWords.\n",
        1,
        "error[wrong-type]",
        ":3:",
        true,
    );
}

#[test]
fn a_duplicate_key_is_told_and_the_page_is_made() {
    build_tells(
        "---\ntitle: Bad\ntitle: Worse\n---\nWords.\n",
        1,
        "error[duplicate-key]",
        ":3:1",
        true,
    );
}

#[test]
fn nuls_and_control_characters_are_told_and_do_not_reach_the_page() {
    let outcome = build_with(b"---\ntitle: Bad\n---\nNul \0 and escape \x1b[31m here.\n")
        .says("[control-character]")
        .says(&format!("{BAD}:4:5"));
    let raw = outcome.page("articles/bad.html").has("here.").html;
    assert!(!raw.contains(['\0', '\x1b']), "{raw:?}");
}

#[test]
fn an_empty_file_is_told() {
    let _ = build_with(b"").code(1).says(BAD);
}

#[test]
fn two_articles_with_one_slug_are_an_error_that_names_both() {
    let _ = SiteTest::new()
        .article("good", "All is well here.")
        .article("twin", "One.")
        .file("content/articles/twin.md", "---\ntitle: Twin\n---\nTwo.\n")
        .build_anyway()
        .code(1)
        .says("content/articles/twin.md")
        .says("content/articles/twin/index.md")
        .page("articles/good.html")
        .has("All is well");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_site_is_told_and_not_followed() {
    let elsewhere = SiteTest::empty().file("secret.md", "---\ntitle: Secret\n---\nHidden words.\n");
    let outcome = SiteTest::new()
        .article("good", "All is well here.")
        .link("content/articles/secret.md", elsewhere.path("secret.md"))
        .build_anyway()
        .code(1)
        .says("error[link-out-of-site]")
        .says("content/articles/secret.md")
        .has_no_page("articles/secret.html");
    for (path, bytes) in outcome.site.files("public") {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("Hidden words"),
            "{path}"
        );
    }
}

#[test]
fn a_broken_postil_yaml_is_wrong_configuration() {
    for config in ["title: [", "titel: T\n", "title: &a x\nb: *a\n", ""] {
        let _ = SiteTest::empty()
            .file("postil.yaml", config)
            .build_anyway()
            .code(2)
            .says("postil.yaml");
    }
}

#[test]
fn a_folder_that_is_no_site_is_wrong_use() {
    let _ = SiteTest::empty().build_anyway().code(2).says("postil.yaml");
}

/// Root may write anywhere, so the command runs as somebody else where it can.
#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &std::path::Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    let site = SiteTest::new()
        .article("good", "All is well here.")
        .file("public/keep.txt", "k");
    std::fs::create_dir(site.path(".postil")).unwrap();
    mode(site.root(), 0o755);
    mode(&site.path(".postil"), 0o777);
    mode(&site.path("public"), 0o555);
    let outcome = site.run_unprivileged(&["build"]);
    mode(&outcome.site.path("public"), 0o755);
    let outcome = outcome.code(3).says("cannot ").says("public");
    assert_eq!(outcome.site.files("public").len(), 1);
}

#[test]
fn a_misspelt_word_hides_rather_than_shows() {
    let comments = "- {id: c1, lines: 1-1, text: Seen by all, hidden: yes}\n";
    let outcome = SiteTest::new()
        .article("good", "All is well here.")
        .article("bad", "---\ntitle: A secret\nstatus: Draft\n---\nWords.")
        .article("mode", "---\ntitle: Mode\ncomments: hidden\n---\nWords.")
        .file(
            "content/pages/plan.md",
            "---\ntitle: A secret\nstatus: drafft\n---\n",
        )
        .file("content/articles/good/comments.yaml", comments)
        .file(
            "content/articles/mode/comments.yaml",
            "- {id: c1, lines: 1-1, text: Seen by all}\n",
        )
        .build_anyway()
        .code(1)
        .says("`status` cannot be `Draft`")
        .says("`status` cannot be `drafft`")
        .says("`comments` cannot be `hidden`")
        .says("`hidden` should be `true` or `false`");
    for (path, bytes) in outcome.site.files("public") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("A secret") && !text.contains("Seen by all"),
            "{path}"
        );
    }
}

#[test]
fn an_empty_item_is_told_and_makes_no_page() {
    let outcome = build_with(
        b"---\ntitle: Bad\npublication: ''\ntags:\n  -\n  - ' '\n  - real\n---\nWords.\n",
    )
    .code(1)
    .says("one of `tags` is empty")
    .says(&format!("{BAD}:6:5"));
    let tags = outcome.site.files("public/tags");
    let tags: Vec<&str> = tags.keys().map(String::as_str).collect();
    assert_eq!(
        tags,
        ["index.html", "real.atom.xml", "real.feed.json", "real.html"]
    );
    let _ = outcome.has_no_page("publications/index.html");
}

#[test]
fn what_git_leaves_beside_an_article_is_not_published() {
    let _ = SiteTest::new()
        .article("a", "Words.")
        .file("content/articles/a/index.md.orig", "Older words.")
        .build()
        .has_no_page("articles/a/index.md.orig");
}

#[test]
fn a_base_url_that_is_none_is_wrong_use() {
    let _ = SiteTest::new()
        .article("a", "Words.")
        .run(&["build", "--base-url", "reader"])
        .code(2)
        .says("such as `https://ana.github.io/reader/`");
}

#[test]
fn a_link_to_a_draft_of_a_page_says_so() {
    let _ = SiteTest::new()
        .article("a", "Words, see [[plan]].")
        .file(
            "content/pages/plan.md",
            "---\ntitle: Plan\nstatus: draft\n---\n",
        )
        .note(
            "a",
            "aaaaaa",
            "---\nauthor: ana\nstatus: published\nsee: plan\n---\nA note.\n",
        )
        .build_anyway()
        .says("`[[plan]]` links to a page that is not published")
        .says_nothing_of("see: plan");
}

#[test]
fn the_notes_of_an_article_that_cannot_be_read_are_not_lost() {
    let _ = SiteTest::new()
        .article("a", "---\ntitle: [A\n---\nWords.")
        .note_on("a", "aaaaaa", "Words", "A note.")
        .build_anyway()
        .code(1)
        .says("error[yaml]")
        .says_nothing_of("delete it");
}
