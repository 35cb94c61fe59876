//! Notes as a reader meets them; and those that no reader may meet.

use crate::site_test::SiteTest;

const BODY: &str = "The first sentence stands alone. The second one is repeated nowhere.";

#[test]
fn a_published_note_is_drawn_at_its_words() {
    let _ = SiteTest::new()
        .article("a", BODY)
        .note_on("a", "k3v9q2", "second one", "Is it really?")
        .build()
        .page("articles/a.html")
        .has_mark("k3v9q2")
        .has("id=\"note-k3v9q2\"")
        .has("Is it really?");
}

#[test]
fn a_note_whose_words_are_gone_is_shown_without_a_mark() {
    let _ = SiteTest::new()
        .article("a", BODY)
        .note_on("a", "k3v9q2", "no such words in here", "What were they?")
        .build_anyway()
        .page("articles/a.html")
        .has_no_mark("k3v9q2")
        .has("no such words in here")
        .has("What were they?");
}

#[test]
fn nothing_of_a_note_that_is_not_published_reaches_the_site() {
    let mut site =
        SiteTest::new()
            .article("a", BODY)
            .note_on("a", "aaaaaa", "first sentence", "Seen.");
    let states = ["draft", "review", "resolved", "rejected", ""];
    for (number, state) in states.iter().enumerate() {
        let status = if state.is_empty() {
            String::new()
        } else {
            format!("status: {state}\n")
        };
        let text = format!(
            "---\nauthor: secretauthor{number}\ncreated: 2026-03-02T09:14:00Z\n{status}kind: comment\ntags: [secrettag{number}]\n\
             target:\n  quote: second one\n---\nSecretbody{number}\n"
        );
        site = site.note("a", &format!("bbbbb{}", number + 2), &text);
    }
    let reply = "---\nauthor: ana\ncreated: 2026-03-02T09:14:00Z\nstatus: published\nreply_to: bbbbb2\n---\nSecretreply\n";
    let outcome = site.note("a", "cccccc", reply).build_anyway();
    for (path, bytes) in outcome.site.files("public") {
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        assert!(
            !text.contains("secret") && !text.contains("bbbbb"),
            "{path} holds a secret"
        );
    }
    let _ = outcome
        .page("articles/a.html")
        .has("Seen.")
        .has_mark("aaaaaa");
}
