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
fn a_note_within_another_is_numbered_before_it_and_keeps_its_own_look() {
    let inner = "---\nauthor: ana\nstatus: published\nkind: correction\ntarget:\n  quote: sentence\n  prefix: 'first '\n---\nInner.\n";
    let _ = SiteTest::new()
        .article("a", BODY)
        .note_on("a", "aaaaaa", "The first sentence stands alone.", "Outer.")
        .note("a", "bbbbbb", inner)
        .build()
        .page("articles/a.html")
        .has("<mark class=\"postil kind-correction\" data-notes=\"aaaaaa bbbbbb\" id=\"mark-bbbbbb\">sentence</mark>")
        .has("href=\"#note-bbbbbb\" id=\"ref-bbbbbb\" aria-label=\"Note 1\"")
        .has("href=\"#note-aaaaaa\" id=\"ref-aaaaaa\" aria-label=\"Note 2\"");
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
    let mut site = SiteTest::new()
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

/// A published note in the folder of `a` with these lines of front matter.
fn published(lines: &str, body: &str) -> String {
    format!("---\nauthor: ana\nstatus: published\n{lines}\n---\n{body}\n")
}

#[test]
fn a_note_on_another_article_is_there_with_its_replies_and_in_all_lists() {
    let _ = SiteTest::new()
        .article("a", BODY)
        .article("b", "## Head\n\nWords of b.")
        .note(
            "a",
            "aaaaaa",
            &published(
                "target: {article: b, quote: Words of b}\ntags: [x]",
                "Across, see [the head](#head).",
            ),
        )
        .note(
            "a",
            "bbbbbb",
            &published("reply_to: aaaaaa", "A reply to it."),
        )
        .build()
        .page("articles/b.html")
        .has_mark("aaaaaa")
        .has("A reply to it.")
        .has("href=\"#head\"")
        .outcome
        .page("articles/a.html")
        .has_no("Across")
        .outcome
        .page("notes/index.html")
        .has("Across")
        .has("../articles/b.html#note-aaaaaa")
        .has("../articles/b.html#head")
        .outcome
        .page("people/ana.html")
        .has("Across");
}

#[test]
fn a_note_on_two_articles_leads_back_to_the_words_above_it() {
    let _ = SiteTest::new()
        .article("a", BODY)
        .article("b", "Words of b.")
        .note(
            "a",
            "aaaaaa",
            &published(
                "targets:\n  - quote: second one\n  - {article: b, quote: Words of b}",
                "Both, see [itself](#note-aaaaaa).",
            ),
        )
        .build()
        .page("articles/b.html")
        .has("href=\"#mark-aaaaaa\"")
        .has("href=\"a.html#note-aaaaaa\"");
}

#[test]
fn nothing_of_a_note_on_a_draft_reaches_the_site() {
    let outcome = SiteTest::new()
        .article("a", BODY)
        .article("b", "Words.")
        .article(
            "plan",
            "---\ntitle: A plan\nstatus: draft\n---\nWords of the plan.",
        )
        .note(
            "a",
            "aaaaaa",
            &published(
                "target: {article: plan, quote: Words of the plan}\nsee: [b]",
                "A secret about [[b]].",
            ),
        )
        .note(
            "a",
            "bbbbbb",
            &published("reply_to: aaaaaa", "A secret reply."),
        )
        .build();
    for (path, bytes) in outcome.site.files("public") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains("secret") && !text.contains("aaaaaa"),
            "{path}"
        );
        assert!(!text.contains(">Notes</a>"), "{path}");
    }
}

#[test]
fn a_note_on_an_article_that_is_nowhere_stays_with_its_own() {
    let _ = SiteTest::new()
        .article("a", BODY)
        .note(
            "a",
            "aaaaaa",
            &published("target: {article: nowhere, quote: Words}", "Still here."),
        )
        .build_anyway()
        .code(1)
        .says("`nowhere` does not exist")
        .says_nothing_of("note-orphan")
        .page("articles/a.html")
        .has("Still here.");
}

#[test]
fn a_note_that_lost_some_of_its_words_is_shown_once() {
    let targets =
        "targets:\n  - quote: second one\n  - quote: no such words\n  - quote: nor these here";
    let page = SiteTest::new()
        .article("a", BODY)
        .note("a", "aaaaaa", &published(targets, "Once."))
        .note(
            "a",
            "bbbbbb",
            &published(&targets.replace("second one", "gone for ever"), "Twice."),
        )
        .build_anyway()
        .page("articles/a.html");
    for id in ["note-aaaaaa", "note-bbbbbb"] {
        assert_eq!(
            page.html.matches(&format!("id=\"{id}\"")).count(),
            1,
            "{id}"
        );
    }
}

#[test]
fn no_reply_is_too_deep_to_be_shown() {
    let id = |number: usize| format!("c{number:05}");
    let mut site =
        SiteTest::new()
            .article("a", BODY)
            .note_on("a", &id(0), "second one", "Reply 0.");
    for number in 1..=60 {
        let lines = format!("reply_to: {}", id(number - 1));
        site = site.note(
            "a",
            &id(number),
            &published(&lines, &format!("Reply {number}.")),
        );
    }
    let html = site.build().page("articles/a.html").html;
    for number in 0..=60 {
        assert_eq!(
            html.matches(&format!(">Reply {number}.<")).count(),
            1,
            "{number}"
        );
    }
}

#[test]
fn replies_that_go_round_are_told() {
    let _ = SiteTest::new()
        .article("a", BODY)
        .note("a", "aaaaaa", &published("reply_to: bbbbbb", "One."))
        .note("a", "bbbbbb", &published("reply_to: aaaaaa", "Two."))
        .run(&["check"])
        .says("notes/aaaaaa.md:4:11")
        .says("notes/bbbbbb.md:4:11")
        .says("this reply answers itself");
}

#[test]
fn a_bare_quote_that_stands_twice_is_asked_about_wherever_the_first_place_is() {
    let _ = SiteTest::new()
        .article("a", "The pier is old. Who built the pier? The pier is old.")
        .note_on("a", "aaaaaa", "The pier is old.", "Which?")
        .build_anyway()
        .says("it is not certain where `The pier is old.` is now")
        .page("articles/a.html")
        .has_no_mark("aaaaaa")
        .has("Which?");
}

#[test]
fn words_that_were_changed_under_a_note_are_told() {
    let outcome = SiteTest::new()
        .article(
            "a",
            "Ten insurers met in town. The insurers did not agree on who should pay.",
        )
        .run(&[
            "notes", "add", "a", "--quote", "The insurers did not agree", "--author", "ana",
            "--status", "published", "--body", "Why not?",
        ])
        .code(0);
    let _ = outcome
        .then()
        .edit("content/articles/a/index.md", |text| text.replace("did not", "did"))
        .build_anyway()
        .says("the words of this note read otherwise now: `The insurers did not agree` became `The insurers did agree`")
        .then()
        .run(&["notes", "reanchor", "--write"])
        .code(0)
        .then()
        .build()
        .says_nothing_of("read otherwise");
}

#[test]
fn a_note_that_is_settled_may_lose_its_words() {
    let note = "---\nauthor: ana\nstatus: resolved\ntarget:\n  quote: zebras graze\n---\nDone.\n";
    let _ = SiteTest::new()
        .article("a", BODY)
        .note("a", "aaaaaa", note)
        .run(&["check"])
        .says_nothing_of("zebras");
}

#[test]
fn a_note_on_words_of_two_articles_leads_from_each_to_the_other() {
    let note = "---\nauthor: ana\nstatus: published\ntargets:\n- quote: first sentence\n- article: b\n  quote: Other words\n---\nBoth.\n";
    let page = SiteTest::new()
        .article("a", BODY)
        .article("b", "---\ntitle: The other\n---\nOther words stand here.\n")
        .note("a", "aaaaaa", note)
        .build()
        .page("articles/a.html")
        .has("href=\"b.html#note-aaaaaa\">The other</a>")
        .page("articles/b.html")
        .has("href=\"a.html#note-aaaaaa\"")
        .has_mark("aaaaaa");
    let listed = page
        .outcome
        .then()
        .run(&["notes", "list", "--article", "b"])
        .code(0);
    assert!(listed.stdout.contains("aaaaaa"), "{}", listed.stdout);
}
