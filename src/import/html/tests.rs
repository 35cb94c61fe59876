//! What must hold for every page, however broken.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::*;
use crate::import::markdown::to_markdown;
use crate::import::reading::BlockKind;

fn read(html: &str) -> Reading {
    SavedPage::parse(html).read(&[], &Rules::default(), &Choices::default())
}

fn text_of(html: &str) -> String {
    layout(&Document::from(html)).text
}

/// The words of Markdown when it is rendered, without those of images.
fn rendered(markdown: &str) -> String {
    let mut out = String::new();
    let mut images = 0;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Text(text) | Event::Code(text) if images == 0 => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::Start(tag) if !is_inline(&tag) => out.push(' '),
            Event::Html(html) | Event::InlineHtml(html) => panic!("raw HTML: {html}"),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }
    )
}

/// Parts of pages, from whole articles to broken tags.
fn html() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        5 => "<p>[A-Z][a-z]{2,8}( [a-z]{2,8}){8,30}\\.</p>",
        2 => "<p>[A-Z][a-z]{2,8} <a href=\"/x\">[a-z ]{1,9}</a> <b>[a-z*_]{1,5}</b> <i>[a-z ]{1,4}</i>( [a-z]{2,8}){8,20}\\.</p>",
        1 => "<h[1-4]>[A-Z][a-z ]{2,20}</h[1-4]>",
        1 => "<li>[A-Z][a-z ]{2,60}",
        1 => "<(div|ul|ol|td|tr|table|blockquote|article|span|a|b|p|section|pre) ?(class=\"(comments|related|body|nav)\")?>",
        1 => "</(div|ul|ol|td|tr|table|blockquote|article|span|a|b|p|section|pre)>",
        1 => "\\PC{0,30}",
        1 => "[<>&;\"'=/!a-z -]{0,20}",
        1 => Just("<br>".to_owned()),
        1 => Just("<img src=\"a.jpg\" alt=\"A ship\">".to_owned()),
        1 => Just("<script>var x = 1;</script><p hidden>hidden</p>".to_owned()),
        1 => Just("<table><tr><th>Ship</th><th>Year</th></tr><tr><td>Anna</td><td>1978</td></tr></table>".to_owned()),
    ];
    proptest::collection::vec(part, 0..30).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_visible_line_has_one_fate(html in html()) {
        let text = text_of(&html);
        let reading = read(&html);
        let numbers: Vec<usize> = reading.lines.iter().map(|line| line.number).collect();
        let wanted: Vec<usize> = (1..)
            .zip(text.lines())
            .filter(|(_, line)| !line.is_empty())
            .map(|(number, _)| number)
            .collect();
        prop_assert_eq!(numbers, wanted);
        let body: Vec<usize> = reading.body.iter().flat_map(|block| block.lines.clone()).collect();
        let of_body = reading.lines.iter().filter(|line| line.fate == Fate::Body);
        prop_assert_eq!(body, of_body.map(|line| line.number).collect::<Vec<_>>());
    }

    #[test]
    fn a_body_reads_as_its_lines_when_rendered(html in html()) {
        let reading = read(&html);
        let wanted: Vec<&str> = reading
            .body
            .iter()
            .filter(|block| !block.kind.is_whole())
            .map(|block| block.text.as_str())
            .collect();
        let shown: Vec<BodyBlock> = reading.body.iter().filter(|b| !b.kind.is_whole()).cloned().collect();
        prop_assert_eq!(rendered(&to_markdown(&shown)), wanted.join(" "));
        prop_assert!(reading.body.iter().all(|b| b.kind != BlockKind::Heading(1)));
    }
}

const ARTICLE: &str = "<p>The evening ferry ran aground on the northern sandbank on Monday, said the harbour master.</p>\
    <p>All of its passengers were brought ashore by the lifeboat before midnight, and nobody was hurt in the dark.</p>\
    <p>The company wants to look into the matter, and it says that all tickets will be paid back by the end of May.</p>\
    <p>It is the third such accident within a year, and there will be a hearing about it in the town hall in June.</p>";

/// Reads a page and says how long it took, in seconds.
fn time(html: &str) -> f32 {
    let began = std::time::Instant::now();
    read(html);
    began.elapsed().as_secs_f32()
}

#[test]
fn a_page_nested_without_end_is_read() {
    for tag in [
        "div", "b", "table", "ul><li", "blockquote", "span", "a href=x",
    ] {
        let html = format!("{}{ARTICLE}", format!("<{tag}>").repeat(20_000));
        let spent = time(&html);
        assert!(spent < 60.0, "{tag}");
    }
}

#[test]
fn a_flood_of_tags_is_read_in_time() {
    for part in [
        "<p>", "<br>", "</b><i>", "<a href=x>", "<td>", "<img src=x>", "<!--", "<x y=z ",
    ] {
        let html = ARTICLE.to_owned() + &part.repeat(10_000);
        let spent = time(&html);
        assert!(spent < 60.0, "{part}");
    }
}

#[test]
fn comments_of_the_markup_have_author_date_and_what_they_answer() {
    let html = format!(
        "<article><h1>Ferry Runs Aground</h1>{ARTICLE}</article><section id=comments><h3>2 Comments</h3><ol>
        <li class=comment id=comment-7><div class=comment-author><cite class=fn>Ted Zah</cite> says:</div>
        <time datetime=2019-11-05T09:00>yesterday</time><section class='comment-content comment'><p>This happens every winter.</p>
        <p>Nobody does a thing.</p></section><a href='#'>Reply</a>
        <ul><li class=comment id=li-comment-9><article class=comment id=comment-9><div class=comment-author>mole42</div>
        <div class=comment-content><p>So it does, and it will again.</p></div></article></li></ul></li></ol></section>"
    );
    let reading = read(&html);
    let shown: Vec<_> = reading
        .comments
        .iter()
        .map(|c| {
            let (author, date) = (c.author.as_deref(), c.date.as_deref());
            (author, date, c.reply_to.as_deref(), c.text.as_str())
        })
        .collect();
    assert_eq!(
        shown,
        [
            (
                Some("Ted Zah"),
                Some("2019-11-05"),
                None,
                "This happens every winter.\n\nNobody does a thing."
            ),
            (
                Some("mole42"),
                None,
                Some("c1"),
                "So it does, and it will again."
            ),
        ]
    );
    assert!(!to_markdown(&reading.body).contains("winter"));
}

#[test]
fn what_readers_do_not_see_is_no_line() {
    let html = format!(
        "<title>T</title>{ARTICLE}<script>unseen</script><style>unseen</style><p hidden>unseen</p>\
         <noscript>unseen</noscript><template>unseen</template><div style='Display : NONE; x: y'>unseen</div>"
    );
    assert!(!text_of(&html).contains("unseen"));
}

#[test]
fn what_breaks_a_line_is_a_line() {
    let html =
        "<div>One <b>bold</b><p>Two<br>Three<br><br>Four</p>tail <span>x<div>y</div>z</span></div>";
    assert_eq!(
        text_of(html),
        "One bold\n\nTwo\nThree\n\nFour\n\ntail x\n\ny\n\nz\n"
    );
}

#[test]
fn a_page_that_only_scripts_would_show_is_read_all_the_same() {
    let hidden = format!(
        "<body><p>Wait …</p><div style='display: none'>{}</div>",
        ARTICLE.repeat(2)
    );
    assert_eq!(read(&hidden).refusal, None);
}

#[test]
fn a_list_may_begin_at_any_number() {
    for start in ["18446744073709551615", "999999999", "-3", "x"] {
        let html = format!(
            "{ARTICLE}<ol start={start}><li>One more thing was said in the town hall that day.<li>And here is another one that was said.</ol>{ARTICLE}"
        );
        let reading = read(&html);
        let numbers: Vec<u64> = reading
            .body
            .iter()
            .filter_map(|block| match block.kind {
                BlockKind::Numbered(number) => Some(number),
                _ => None,
            })
            .collect();
        assert_eq!(numbers.len(), 2, "{start}");
        assert!(
            numbers.iter().all(|number| *number <= LAST_NUMBER),
            "{start}"
        );
    }
}

/// An article with this head, and this line below its title.
fn dated(head: &str, line: &str) -> Reading {
    read(&format!(
        "<html lang=\"en\"><head><title>Two Ships Collide off the Coast</title>{head}</head><body><article>\
         <h1>Two Ships Collide off the Coast</h1>{line}\
         <p>Two ships collided off the coast on Friday morning, and all of the crew were brought ashore by the lifeboat.</p>\
         <p>The harbour master said that fog had been thick since midnight and that both ships had been warned by radio.</p>\
         <p>An inquiry begins on Monday in the old town hall, where the owners of both ships are to be heard by the board.</p>\
         </article></body></html>"
    ))
}

#[test]
fn a_contradiction_of_dates_is_told_once() {
    let json = r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":"Two Ships Collide off the Coast","datePublished":"2017-01-19"}</script>"#;
    let meta = r#"<meta property="article:published_time" content="2018-03-03">"#;
    for head in [json.to_owned(), meta.to_owned(), format!("{json}{meta}")] {
        for line in [
            "<p class=\"byline\">By Ana Bell, March 3, 2018</p>",
            "<p>By Ana Bell</p><p><time datetime=\"2018-03-03\">March 3, 2018</time></p>",
            "<p>By Ana Bell</p><p>Posted March 3, 2018</p>",
            "<p>By Ana Bell</p><p>03/04/2018</p>",
            "<p>By Ana Bell</p><p>June 5, 2019</p>",
        ] {
            let told = dated(&head, line).warnings;
            for day in ["2018-03-03", "2017-01-19", "2019-06-05", "either way round"] {
                let times = told.iter().filter(|it| it.contains(day)).count();
                assert!(
                    times < 2 || day == "2017-01-19" && times == 2 && head.len() > json.len(),
                    "{head} {line}: {told:?}"
                );
            }
        }
    }
    let decided = dated(json, "<p>By Ana Bell</p><p>03/04/2018</p>");
    assert!(
        !decided.warnings.iter().any(|it| it.contains("either way")),
        "{:?}",
        decided.warnings
    );
}
