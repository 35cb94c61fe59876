use dom_query::Document;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::*;

fn read(html: &str) -> Piece {
    let page = Document::from(format!("<body><div id=x>{html}</div>"));
    let nodes = page.select("#x").nodes().to_vec();
    inline(&nodes, &Base::new(Some("https://e.org/a/"), []))
}

#[test]
fn running_text_keeps_its_marks_and_only_those() {
    for (html, markdown) in [
        ("a <b> b </b>c", "a **b** c"),
        ("<b>Note:</b>now", "**Note**:now"),
        ("<i>a</i><b>b</b>", "*a***b**"),
        ("<b>a <i>b</i></b> c", "**a *b*** c"),
        ("<i>a <a href=b>b</a> c</i>", "*a [b](https://e.org/a/b) c*"),
        (
            "x<a href='b (1)'> y </a>z",
            "x [y](https://e.org/a/b%20%281%29) z",
        ),
        ("<a href='javascript:x'>a</a>*b*", r"a\*b\*"),
        ("wow!<a href=b>a</a>", r"wow\![a](https://e.org/a/b)"),
        ("a<br>b", "a b"),
        (
            "10<sup>6</sup> m<sup>2</sup>, 1<sup>st</sup>",
            "10⁶ m², 1st",
        ),
        (
            "as said<sup><a href='#n1'>1</a></sup>",
            "as said[1](https://e.org/a/#n1)",
        ),
        ("<code>a`b</code> &amp;amp; <q>c</q>", "``a`b`` \\&amp; “c”"),
        ("<script>x</script><span hidden>y</span>z", "z"),
        ("<s>a</s> &lt;b&gt;", r"~~a~~ \<b>"),
        ("1. <b>- x</b>", r"1\. **- x**"),
    ] {
        assert_eq!(read(html).markdown, markdown, "{html}");
    }
}

/// A small page, and what a reader sees of it.
#[derive(Debug, Clone)]
enum Tree {
    Text(String),
    Code(String),
    Image,
    Break,
    Inside(&'static str, Vec<Tree>),
    Link(String, Vec<Tree>),
}

fn tree() -> impl Strategy<Value = Vec<Tree>> {
    const NASTY: &str = "([*#_<>`\\[\\]()!&;~|$^=:+.\\-{} 0-9a-c\"'/\\\\@x\u{a0}é]|https?://|&amp;|\\[x\\] |\\[\\[a\\]\\]){0,8}";
    let leaf = prop_oneof![
        4 => NASTY.prop_map(Tree::Text),
        1 => "[a`| *]{0,6}".prop_map(Tree::Code),
        1 => Just(Tree::Image),
        1 => Just(Tree::Break),
    ];
    let node = leaf.prop_recursive(4, 24, 4, |inner| {
        let children = proptest::collection::vec(inner, 0..4);
        let tag = proptest::sample::select(vec!["b", "em", "i", "strong", "del", "span", "div"]);
        prop_oneof![
            3 => (tag, children.clone()).prop_map(|(tag, inner)| Tree::Inside(tag, inner)),
            1 => ("[a-c()&;<>\"|# ]{1,6}", children).prop_map(|(to, inner)| Tree::Link(to, inner)),
        ]
    });
    proptest::collection::vec(node, 0..6)
}

fn quoted(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('"', "&quot;")
}

fn html(trees: &[Tree], in_link: bool) -> String {
    let of = |tree: &Tree| match tree {
        Tree::Text(text) => quoted(text),
        Tree::Code(text) => format!("<code>{}</code>", quoted(text)),
        Tree::Image => "<img src=i.png alt='a [b] *'>".to_owned(),
        Tree::Break => "<br>".to_owned(),
        Tree::Inside(tag, inner) => format!("<{tag}>{}</{tag}>", html(inner, in_link)),
        Tree::Link(_, inner) if in_link => html(inner, true),
        Tree::Link(to, inner) => format!("<a href=\"/{}\">{}</a>", quoted(to), html(inner, true)),
    };
    trees.iter().map(of).collect()
}

fn seen(trees: &[Tree]) -> String {
    let of = |tree: &Tree| match tree {
        Tree::Text(text) => text.clone(),
        Tree::Code(text) => crate::import::lines::tidy(text),
        Tree::Image => String::new(),
        Tree::Break => " ".to_owned(),
        Tree::Inside("div", inner) => format!(" {} ", seen(inner)),
        Tree::Inside(_, inner) | Tree::Link(_, inner) => seen(inner),
    };
    trees.iter().map(of).collect()
}

/// The words of each link that has any, in order.
fn links(trees: &[Tree], found: &mut Vec<String>) {
    for tree in trees {
        match tree {
            Tree::Inside(_, inner) => links(inner, found),
            Tree::Link(_, inner) => found.push(crate::import::lines::tidy(&seen(inner))),
            _ => {}
        }
    }
    found.retain(|text| !text.is_empty());
}

/// What a reader sees of Markdown: its words, and those of each link that has any. Anything but running text fails.
fn rendered(markdown: &str) -> (String, Vec<String>) {
    let extensions = Options::all()
        - Options::ENABLE_SMART_PUNCTUATION
        - Options::ENABLE_MATH
        - Options::ENABLE_SUPERSCRIPT
        - Options::ENABLE_SUBSCRIPT;
    let (mut text, mut links, mut images, mut link) = (String::new(), Vec::new(), 0, None);
    for event in Parser::new_ext(markdown, extensions) {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Start(Tag::Link { .. }) => link = Some(text.len()),
            Event::End(TagEnd::Link) => {
                links.push(crate::import::lines::tidy(&text[link.take().unwrap()..]));
            }
            Event::Text(piece) | Event::Code(piece) if images == 0 => text.push_str(&piece),
            Event::Text(_)
            | Event::End(_)
            | Event::Start(Tag::Paragraph | Tag::Strong | Tag::Emphasis | Tag::Strikethrough) => {}
            other => panic!("taken for markup: {other:?} in {markdown:?}"),
        }
    }
    links.retain(|text| !text.is_empty());
    (crate::import::lines::tidy(&text), links)
}

#[test]
fn a_page_that_nests_without_end_is_written() {
    let deep = "<span>".repeat(20_000) + "a";
    assert_eq!(read(&deep).markdown, "a");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn running_text_reads_the_same_when_rendered(trees in tree()) {
        let piece = read(&html(&trees, false));
        let mut wanted = Vec::new();
        links(&trees, &mut wanted);
        let (text, found) = rendered(&piece.markdown);
        prop_assert_eq!(&text, &crate::import::lines::tidy(&seen(&trees)), "{}", piece.markdown);
        prop_assert_eq!(&text, &piece.text);
        prop_assert_eq!(found, wanted, "{}", piece.markdown);
        prop_assert!(!piece.markdown.contains('\n'));
    }
}

fn first<'a>(page: &'a Document, selector: &str) -> NodeRef<'a> {
    *page.select(selector).nodes().first().unwrap()
}

#[test]
fn a_table_keeps_every_cell_in_its_column() {
    let page = Document::from(
        "<table><caption>Sums</caption><tr><th>a|b<th>c</tr><tr><td rowspan=2><code>x|y</code><td><b>1</b></tr><tr><td>2<td>3</table>",
    );
    let piece = table(&first(&page, "table"), &Base::default()).unwrap();
    assert_eq!(
        piece.markdown,
        "Sums\n\n| a\\|b | c |  |\n| --- | --- | --- |\n| `x\\|y` | **1** |  |\n|  | 2 | 3 |"
    );
    assert_eq!(piece.text, "Sums a|b c x|y 1 2 3");
}

#[test]
fn a_table_that_lays_out_a_page_is_no_table() {
    for html in [
        "<table><tr><td>All of the page</table>",
        "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<table id=x><tr><td>a<td><table><tr><td>b</table><tr><td>c<td>d</table>",
    ] {
        let page = Document::from(html);
        assert_eq!(
            table(&first(&page, "table"), &Base::default()),
            None,
            "{html}"
        );
    }
}

#[test]
fn code_keeps_its_lines_and_cannot_be_closed_from_inside() {
    let page =
        Document::from("<pre class='brush: rust;'>\n<code>a  b\n```\n<b>c</b></code>\n\n</pre>");
    let piece = code(&first(&page, "pre"));
    assert_eq!(piece.markdown, "````rust\na  b\n```\nc\n````");
    let hostile = Document::from("<pre class='language-x`y language-a<b'>a</pre>");
    assert_eq!(code(&first(&hostile, "pre")).markdown, "```\na\n```");
}

#[test]
fn a_figure_is_its_image_and_its_caption() {
    let base = Base::new(Some("https://e.org/"), ["p_files/b.jpg"]);
    let page = Document::from(
        "<figure><a href=big.jpg><img src=p_files/b.jpg alt=B></a><figcaption>By <i>C</i></figcaption></figure>",
    );
    let piece = figure(&first(&page, "figure"), &base).unwrap();
    assert_eq!(piece.markdown, "![B](b.jpg)\n\nBy *C*");
    assert_eq!(piece.images.len(), 1);
    let late = Document::from(
        "<figure><img src='data:x'><noscript>&lt;img src=b.png&gt;</noscript></figure>",
    );
    assert_eq!(
        figure(&first(&late, "figure"), &base).unwrap().markdown,
        "![](https://e.org/b.png)"
    );
    let none = Document::from("<figure><video src=a></video><figcaption>c</figcaption></figure>");
    assert_eq!(figure(&first(&none, "figure"), &base), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_table_reads_the_same_when_rendered(
        rows in proptest::collection::vec(proptest::collection::vec((tree(), 1..4_usize, 1..3_usize), 0..4), 1..4)
    ) {
        let cell = |(trees, columns, rows): &(Vec<Tree>, usize, usize)| {
            format!("<td colspan={columns} rowspan={rows}>{}</td>", html(trees, false))
        };
        let rows_of = rows.iter().map(|row| format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>()));
        let page = Document::from(format!("<table>{}</table>", rows_of.collect::<String>()));
        let base = Base::new(Some("https://e.org/a/"), []);
        if let Some(piece) = table(&first(&page, "table"), &base) {
            let mut cells: Vec<String> = vec![String::new()];
            let mut images = 0;
            for event in Parser::new_ext(&piece.markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
                match event {
                    Event::Start(Tag::TableCell) => cells.push(String::new()),
                    Event::Start(Tag::Image { .. }) => images += 1,
                    Event::End(TagEnd::Image) => images -= 1,
                    Event::Text(text) | Event::Code(text) if images == 0 => cells.last_mut().unwrap().push_str(&text),
                    Event::Start(Tag::Paragraph) | Event::Html(_) | Event::InlineHtml(_) => {
                        prop_assert!(false, "no table: {}", piece.markdown);
                    }
                    _ => {}
                }
            }
            let tidied = |text: &String| Some(crate::import::lines::tidy(text)).filter(|text| !text.is_empty());
            let wanted: Vec<String> = rows.iter().flatten().filter_map(|(trees, ..)| tidied(&seen(trees))).collect();
            prop_assert_eq!(cells.iter().filter_map(tidied).collect::<Vec<_>>(), wanted, "{}", piece.markdown);
        }
    }
}
