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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

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
