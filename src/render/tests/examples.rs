use super::super::{Highlighter, Input, fragment, inline, render, text_excerpt};
use super::{html, mark};
use crate::document::{Options, parse};
use crate::links::Href;

fn page(body: &str) -> String {
    html(&parse(body, &Options::default()), &[])
}

#[test]
fn a_reference_stands_behind_the_link_and_the_emphasis_its_passage_ends_in() {
    let document = parse("a [b *c*](d) e", &Options::default());
    let html = html(&document, &[mark("n", 2..5)]);
    assert_eq!(
        html.split_once("<a href").unwrap().1,
        "=\"d\"><mark class=\"postil kind-comment\" data-notes=\"n\" id=\"mark-n\">b </mark>\
         <em><mark class=\"postil kind-comment\" data-notes=\"n\">c</mark></em></a>\
         <a class=\"note-ref\" href=\"#note-n\" id=\"ref-n\" aria-label=\"Note n\"><sup>n</sup></a> e</p>\n"
    );
}

#[test]
fn a_wikilink_that_leads_nowhere_is_its_text() {
    assert_eq!(page("[[nowhere|some *where*]]").matches("<a ").count(), 0);
    let document = parse("[[here]]", &Options::default());
    let hrefs = [Href::To("here.html".to_owned())];
    let input = Input {
        document: &document,
        hrefs: &hrefs,
        marks: &[],
        names: &[],
        highlight: &Highlighter::new(),
    };
    assert!(
        render(&input)[0]
            .html
            .contains("<a href=\"here.html\">here</a>")
    );
}

#[test]
fn a_link_in_raw_html_is_resolved_like_any_other() {
    let document = parse(
        "<div><a id=x class=y href='z?a&amp;b'>t</a></div>",
        &Options::default(),
    );
    assert_eq!(document.links[0].target, "z?a&b");
    let hrefs = [Href::To("../z.html".to_owned())];
    assert_eq!(
        fragment(&document, &hrefs, &Highlighter::new(), ""),
        "<div class=\"raw-html\"><div><a href=\"../z.html\">t</a></div></div>\n"
    );
}

#[test]
fn a_footnote_is_linked_both_ways_as_often_as_it_is_named() {
    let html = page("a[^x] b[^x]\n\n[^x]: c");
    for part in [
        "href=\"#fn-1\" id=\"fnref-1\"",
        "href=\"#fn-1\" id=\"fnref-1-2\"",
        "href=\"#fnref-1\"",
        "href=\"#fnref-1-2\"",
        "<li id=\"fn-1\">",
    ] {
        assert_eq!(html.matches(part).count(), 1, "{part} in {html}");
    }
}

#[test]
fn a_footnote_leads_back_to_no_reference_that_is_not_drawn() {
    let body = "> |  | *\n> *![[^1]word](x.html) |\n> |:--|:-:|\n> | [![word[^1]](x.html)](x.html) | `z` |\n> | *\n> *![[^1]word](x.html) |\n\n7. [^1]: ";
    let html = page(body);
    for back in html.split("href=\"#fnref-").skip(1) {
        let id = back.split('"').next().unwrap();
        assert!(html.contains(&format!("id=\"fnref-{id}\"")), "{html}");
    }
}

#[test]
fn a_fragment_keeps_its_ids_to_itself() {
    let document = parse("## h\n\na[^x]\n\n[^x]: c", &Options::default());
    let html = fragment(&document, &[], &Highlighter::new(), "note-1-");
    let ids = html.matches(" id=\"").count();
    assert_eq!(
        (ids, html.matches(" id=\"note-1-").count()),
        (5, 5),
        "{html}"
    );
    assert_eq!(
        html.matches("href=\"#note-1-").count(),
        html.matches("href=\"#").count()
    );
}

#[test]
fn code_has_classes_and_keeps_its_text() {
    let html = page("```rust\nlet x = \"<b>\"; // c\n```\n\n```nolang\nx\n```");
    for part in [
        "<code class=\"language-rust\"><span class=\"hl-keyword\">let</span>",
        "<span class=\"hl-string\">\"&lt;b&gt;\"</span>",
        "<span class=\"hl-comment\">// c</span>",
        "<code class=\"language-nolang\">x</code>",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
}

#[test]
fn a_short_field_keeps_emphasis_and_loses_links() {
    assert_eq!(
        inline("a *b* [c `d`](e) <f> [[g]]\n\nh"),
        "a <em>b</em> c <code>d</code> &lt;f&gt; g h"
    );
}

#[test]
fn an_excerpt_ends_at_a_word() {
    let document = parse(
        "## no\n\nOne two, three.\n\nFour\n\n```\nno\n```",
        &Options::default(),
    );
    assert_eq!(text_excerpt(&document, 11), "One two…");
    assert_eq!(text_excerpt(&document, 100), "One two, three. Four");
    assert_eq!(text_excerpt(&document, 20), "One two, three. Four");
}

#[test]
fn a_table_is_aligned_by_class() {
    let html = page("| a | b |\n|:-:|--:|\n| 1 | 2 |");
    assert!(
        html.contains("<th scope=\"col\" class=\"center\">a</th>")
            && html.contains("<td class=\"right\">2</td>")
            && !html.contains("style"),
        "{html}"
    );
}
