//! Words that two articles share, as readers see them.

use crate::site_test::SiteTest;

const WORDS: &str =
    "nine warplanes of the Russian force, four heavy bombers and one old tanker that flew east";

fn two() -> SiteTest {
    SiteTest::new()
        .article("a", &format!("---\ntitle: First\n---\nThe day began.\n\nAt noon {WORDS} & <b>back</b>, he said to the few who had come."))
        .article("b", &format!("---\ntitle: Second & last\n---\n> {WORDS} & back\n\nAnd so on."))
}

#[test]
fn a_shared_passage_is_named_at_its_paragraph_and_listed_in_both_articles() {
    let _ = two()
        .build()
        .page("articles/a.html")
        .has("<p class=\"shared\"><q>nine warplanes of the Russian … flew east &amp; back</q> also in <a href=\"b.html#p")
        .has("<cite>Second &amp; last</cite></a></p>")
        .has("The same words elsewhere")
        .outcome
        .page("articles/b.html")
        .has("<p class=\"shared\">This passage also in <a href=\"a.html#p")
        .has("<cite>First</cite></a></p>");
}

#[test]
fn readers_hear_nothing_of_what_a_draft_shares() {
    let _ = two()
        .edit("content/articles/b/index.md", |text| {
            text.replace("title:", "status: draft\ntitle:")
        })
        .build()
        .page("articles/a.html")
        .has_no("Second")
        .has_no("class=\"shared\"")
        .has_no("The same words elsewhere");
}

#[test]
fn a_passage_that_runs_on_from_a_paragraph_is_not_all_of_it() {
    let (start, end) = WORDS.split_once(", ").unwrap();
    let _ = SiteTest::new()
        .article("a", &format!("---\ntitle: First\n---\nEarly in the morning he went to the harbour and counted {start}\n\n{end} again."))
        .article("b", &format!("---\ntitle: Second\n---\nThen there were {WORDS}, or so."))
        .build()
        .page("articles/a.html")
        .has("<q>nine warplanes of the Russian … tanker that flew east</q> also in <a href=\"b.html")
        .has_no("This passage also in");
}

#[test]
fn an_article_that_is_near_and_shares_a_passage_is_shown_though_it_shares_nothing_else_worth_saying()
 {
    let words = "nothing happened ago around almost another anything appeared away became behind everything already gone";
    let _ = SiteTest::new()
        .article("a", &format!("---\ntitle: First\n---\nHe said that {words}."))
        .article("b", &format!("---\ntitle: Second\n---\n{words}, as she saw."))
        .article("c", "---\ntitle: Third\n---\nFerries leave at noon.")
        .build()
        .page("articles/a.html")
        .has("<li>the same words: “nothing happened ago around almost another anything appeared …”</li>");
}

#[test]
fn a_related_article_says_which_words_it_shares_or_that_it_is_a_copy() {
    let quoted = "We called out to them from the quay until the lamps of the Morning Star were gone behind the harbour wall at Oswald that night";
    let copied = "Captain Reuben Oswald lost the ferry Morning Star with sixteen passengers near Lerwick harbour. ".repeat(6);
    let article = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n{text}");
    let site = || {
        SiteTest::new()
            .article(
                "a",
                &article(
                    "First\nrelated: [b]",
                    &format!("The ferry was lost. “{quoted},” said the pilot Ebenezer Hale."),
                ),
            )
            .article(
                "b",
                &article(
                    "Second",
                    &format!(
                        "Of the ferry little is known. “{}”, says Hale.",
                        quoted.replace("them", "THEM")
                    ),
                ),
            )
            .article("c", &article("Third", &copied))
            .article("d", &article("Fourth", &copied))
    };
    let _ = site()
        .build()
        .page("articles/a.html")
        .has("<li>chosen by the editor</li>\n<li>the same words: “We called out to them from the quay …”</li>")
        .outcome
        .page("articles/c.html")
        .has("<li>the same text</li>");
    let lists = site().run(&["related", "--json"]).code(0).json();
    let of = |slug: &str, other: &str| {
        let mut list = lists[slug].as_array().unwrap().iter();
        let entry = list.find(|entry| entry["slug"] == other).unwrap();
        assert!(entry["reasons"].as_array().unwrap().len() <= 3);
        entry["reasons"][0].as_str().unwrap().to_owned()
    };
    let words = "the same words: “We called out to THEM from the quay …”";
    assert_eq!(of("b", "a"), words);
    assert_eq!(of("d", "c"), "the same text");
}
