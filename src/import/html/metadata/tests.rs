use dom_query::Document;
use proptest::prelude::*;

use super::*;

fn page(head: &str, body: &str) -> HtmlMeta {
    let html =
        format!("<!doctype html><html lang=en_GB><head>{head}</head><body>{body}</body></html>");
    read(&Document::from(html), None)
}

fn date(meta: &HtmlMeta) -> Option<(&str, bool)> {
    meta.date
        .as_ref()
        .map(|date| (date.value.as_str(), date.guess))
}

fn authors(meta: &HtmlMeta) -> Vec<&str> {
    meta.authors.as_ref().map_or_else(Vec::new, |authors| {
        authors.value.iter().map(String::as_str).collect()
    })
}

#[test]
fn the_object_about_this_page_speaks() {
    let meta = page(
        r##"<title>Ice melts | The Paper</title><meta property=og:site_name content="The Paper">
        <script type=application/ld+json>{"@graph": [
          {"@type": "NewsArticle", "headline": "Another story", "datePublished": "2001-01-01"},
          {"@type": ["NewsArticle"], "headline": "Ice melts", "datePublished": "2017-01-19T23:30:00-08:00",
           "author": [{"@id": "#ana"}, {"@type": "Person", "name": "By Ben Cole"}],
           "publisher": {"name": "The Paper"}, "articleSection": "World",},
          {"@type": "Person", "@id": "#ana", "name": "Ana Bell"}]}</script>"##,
        "<h1>Ice melts</h1>",
    );
    assert_eq!(meta.title.as_ref().unwrap().value, "Ice melts");
    assert_eq!(date(&meta), Some(("2017-01-19", false)));
    assert_eq!(authors(&meta), ["Ana Bell", "Ben Cole"]);
    assert_eq!(meta.publication.unwrap().value, "The Paper");
    assert_eq!(meta.section.unwrap().value, "World");
    assert_eq!(meta.language.unwrap().value, "en-GB");
}

#[test]
fn a_site_or_an_account_is_no_author() {
    for name in ["The Paper", "admin", "https://e.org/ana", "Paper"] {
        let head = format!(
            r#"<meta property=og:site_name content="The Paper"><meta name=author content="{name}">"#
        );
        assert_eq!(
            authors(&page(&head, "<h1>A b</h1>")),
            Vec::<&str>::new(),
            "{name}"
        );
    }
    let several = page(
        r#"<meta name=citation_author content="Bell, Ana"><meta name=citation_author content="Cole, Ben">"#,
        "",
    );
    assert_eq!(authors(&several), ["Ana Bell", "Ben Cole"]);
    let joined = page(
        r#"<meta name=author content="By Ana Bell and Ben Cole, Staff Writer">"#,
        "",
    );
    assert_eq!(authors(&joined), ["Ana Bell", "Ben Cole"]);
}

#[test]
fn a_change_is_no_publication_and_an_address_only_a_guess() {
    let changed = page(
        "<meta property=article:modified_time content=2020-02-02>",
        "<h1>A b</h1>",
    );
    assert_eq!(date(&changed), None);
    let stamped = page(
        "<link rel=canonical href=https://e.org/2017/01/19/a>",
        "<h1>A b</h1><p>Text</p>",
    );
    assert_eq!(date(&stamped), Some(("2017-01-19", true)));
    let unset = page(
        "<meta property=article:published_time content=1970-01-01T00:00:00Z>",
        "",
    );
    assert_eq!(date(&unset), None);
}

#[test]
fn a_date_near_the_headline_counts_and_one_in_a_list_of_others_does_not() {
    let near = page(
        "",
        "<h1>Ice melts fast</h1><p class=meta>19 January 2017</p><p>Text.</p>",
    );
    assert_eq!(date(&near), Some(("2017-01-19", false)));
    assert!(near.date.unwrap().node.is_some());
    let others = "<aside class=related><p>19 January 2017</p></aside>".repeat(4);
    assert_eq!(
        date(&page("", &format!("<h1>Ice melts fast</h1>{others}"))),
        None
    );
}

#[test]
fn data_and_page_that_contradict_each_other_are_told() {
    let meta = page(
        "<meta property=article:published_time content=2016-05-05>",
        "<h1>Ice melts fast</h1><p class=date>19 January 2017</p>",
    );
    assert_eq!(date(&meta), Some(("2017-01-19", false)));
    assert_eq!(
        meta.warnings,
        ["article:published_time says 2016-05-05; the page shows 2017-01-19, another day"]
    );
}

#[test]
fn a_saved_page_knows_where_it_came_from() {
    let html = "<!DOCTYPE html>\n<!-- saved from url=(0023)https://e.org/2017/a.html -->\n<html><body><h1>A b</h1>";
    let meta = read(&Document::from(html), None);
    assert_eq!(meta.url.unwrap().value, "https://e.org/2017/a.html");
    let html = "<html><!--\n Page saved with SingleFile \n url: https://e.org/b \n saved date: Thu Jan 19 2017 10:00:00 GMT+0100 -->\n<body>";
    let meta = read(&Document::from(html), None);
    assert_eq!(meta.url.unwrap().value, "https://e.org/b");
    assert_eq!(meta.retrieved.unwrap().value, "2017-01-19");
    assert_eq!(meta.date, None);
}

#[test]
fn a_page_that_nests_without_end_is_read() {
    let deep = "<span class=date>".repeat(20_000) + "19 January 2017";
    assert!(page("", &deep).title.is_none());
}

proptest! {
    #[test]
    fn any_page_is_read_and_nothing_is_invented(
        html in "(<(p|h1|time datetime=|meta name=|script type=application/ld\\+json|a rel=author|/p|/h1|/script)>?|[a-z\"{}:@,]{1,6}|2017-01-[0-3][0-9]|author|date| |Ana Bell|By |é){0,40}"
    ) {
        let meta = read(&Document::from(html.as_str()), None);
        if let Some(date) = meta.date {
            prop_assert!(html.contains(&date.value), "{}", date.value);
        }
        if let Some(authors) = meta.authors {
            // Marks may have parted what stands together in the page.
            let bare = |text: &str| text.replace(|c: char| !c.is_alphanumeric(), "").to_lowercase();
            let shown = bare(&Document::from(html.as_str()).text()) + &bare(&html);
            prop_assert!(authors.value.iter().all(|name| shown.contains(&bare(name))));
        }
    }
}
