//! Links from every depth to names that need encoding.

use crate::site_test::SiteTest;

const ODD: &str = "c#d?e %41 ü";

#[test]
fn odd_names_are_linked_from_everywhere() {
    let _ = SiteTest::new()
        .article("a", "---\ntitle: A\ntags: [t]\n---\nSee [odd](<../c%23d%3Fe %2541 ü/index.md>), [about](<../../pages/über uns.md>).")
        .article(ODD, "---\ntitle: Odd\ntags: [t]\n---\n![A picture](<i%231 %25.png>) See [[a]].")
        .file(&format!("content/articles/{ODD}/i#1 %.png"), "picture")
        .file("content/pages/über uns.md", "---\ntitle: About\n---\nSee [odd](<../articles/c%23d%3Fe %2541 ü/>).\n")
        .note_on("a", "aaaaaa", "See", "![A picture](<../../c%23d%3Fe %2541 ü/i%231 %25.png>)")
        .build()
        .page("articles/a.html")
        .has("href=\"c%23d%3Fe%20%2541%20%C3%BC.html\"")
        .outcome
        .page("notes/index.html")
        .has("src=\"../articles/c%23d%3Fe%20%2541%20%C3%BC/i%231%20%25.png\"")
        .outcome
        .page("404.html")
        .has("href=\"https://reader.example/notes/%C3%BCber%20uns.html\"");
}

#[test]
fn a_wikilink_to_a_passage_shows_the_title_in_a_note() {
    let _ = SiteTest::new()
        .article("a", "Words.")
        .article("b", "---\ntitle: The Title\n---\n## Head\n\nWords.")
        .note_on("a", "aaaaaa", "Words", "See [[b#head]].")
        .build()
        .page("articles/a.html")
        .has("href=\"b.html#head\"")
        .has(">The Title</a>");
}

#[test]
fn a_dead_link_of_a_note_is_told_once_and_in_the_note() {
    let outcome = SiteTest::new()
        .article("a", "Words.")
        .article("b", "Words.")
        .note_on("a", "aaaaaa", "Words", "See [[b#nope]].")
        .build_anyway()
        .code(1)
        .says("notes/aaaaaa.md:9:5")
        .says_nothing_of("public/");
    assert_eq!(
        outcome.stderr.matches("error[").count(),
        1,
        "{}",
        outcome.stderr
    );
}

#[test]
fn only_addresses_of_the_web_are_linked() {
    let _ = SiteTest::new()
        .article(
            "a",
            "---\ntitle: A\nurl: 'javascript:alert(1)'\n---\nWords.",
        )
        .article(
            "b",
            "---\ntitle: B\nurl: HTTPS://example.org/b\n---\nWords.",
        )
        .build_anyway()
        .code(1)
        .says("content/articles/a/index.md:3:6")
        .says_nothing_of("content/articles/b")
        .page("articles/a.html")
        .has_no("javascript:")
        .page("articles/b.html")
        .has("href=\"HTTPS://example.org/b\"");
}

#[test]
fn a_subject_is_linked_once() {
    let html = SiteTest::new()
        .article("a", "---\ntitle: A\ntags: [Nato, NATO, nato]\n---\nWords.")
        .build()
        .page("articles/a.html")
        .html;
    assert_eq!(html.matches("tags/nato.html").count(), 1, "{html}");
}

#[test]
fn a_fragment_of_404_is_one_of_its_own() {
    let _ = SiteTest::new()
        .article("a", "Words.")
        .file(
            "templates/404.html",
            "<p id=here><a href='#here'>a</a> <a href='#main'>b</a></p>",
        )
        .build_anyway()
        .says("the link `#main` leads nowhere: `404.html` has no `#main`")
        .says_nothing_of("`#here`");
}

#[test]
fn a_sentence_around_a_link_shows_the_title_where_the_link_has_no_words_of_its_own() {
    let _ = SiteTest::new()
        .article("a", "The [[b]] says otherwise. Nobody asked.")
        .article(
            "b",
            "---\ntitle: Another account\n---\nOther words stand here.",
        )
        .build()
        .page("articles/b.html")
        .has("The Another account says otherwise.")
        .has_no("The b says");
}
