//! Bodies with all the nasty cases.

use proptest::prelude::*;
use proptest::sample::select;

/// Words, signs that mean something, and what browsers fall for.
const PIECES: [&str; 83] = [
    "word", " ", " and ", "é", "e\u{301}", "👩‍👩‍👧", "🇦🇹", "שלום", "عربي", "日本語", "\u{202E}x",
    "&amp;", "&#35;", "&nope;", "&lt;b&gt;", "&nbsp;", "&", "<", ">", "\"", "'", "\\*", "\\[",
    "\\", "*", "**", "_", "~~", "`", "``", "`a b`", "`` ` ``", "[^1]", "[^2]", "[^no]", "[[slug]]",
    "[[slug|a *text*]]", "[[", "]]", "](", "!", "|", "\\|", "`x\\|y`", "http://a.b",
    "<http://a.b/c>", "<me@a.b>", "[x]", "<b>", "</b>", "<i>", "</i>", "<code>", "</code>", "<q>",
    "</q>", "<br>", "<br/>", "<sup>", "</sup>", "<script>", "</script>", "<img src=x onerror=y>",
    "<!-- c -->", "<a href=z>", "</a>", "<B CLASS='k'>", "</B>", "<b/>", "--", "...", "\u{0}",
    "\u{1}", "\t", "\u{A0}", "\u{2028}", "\u{FEFF}", "- ", "# ", "1. ", "  ", "ﬁ", "ß",
];

/// A piece of a line.
fn inline() -> impl Strategy<Value = String> {
    let simple = select(&PIECES[..]).prop_map(str::to_owned);
    let broken = select(vec!["\n", "  \n", "\\\n", "\r\n", "\r"]).prop_map(str::to_owned);
    let leaf = prop_oneof![12 => simple, 1 => broken, 1 => "[a-z ]{0,12}"];
    leaf.prop_recursive(3, 24, 6, |inner| {
        let many = proptest::collection::vec(inner, 1..5).prop_map(|pieces| pieces.concat());
        let target = select(vec![
            "x.html", "#f", "http://a.b/?c&d", "javascript:x", "<a b>", "", "java&#10;script:x",
            "DATA:x", "/p \"ti\\\"tle\"",
        ]);
        prop_oneof![
            many.clone().prop_map(|text| format!("*{text}*")),
            many.clone().prop_map(|text| format!("**{text}**")),
            many.clone().prop_map(|text| format!("~~{text}~~")),
            many.clone().prop_map(|text| format!("`{text}`")),
            many.clone().prop_map(|text| format!("<b>{text}</b>")),
            (many.clone(), target.clone()).prop_map(|(text, target)| format!("[{text}]({target})")),
            (many.clone(), target).prop_map(|(text, target)| format!("![{text}]({target})")),
            many.prop_map(|text| format!("[{text}][label]")),
        ]
    })
}

fn line() -> impl Strategy<Value = String> {
    proptest::collection::vec(inline(), 0..6).prop_map(|pieces| pieces.concat())
}

fn block() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        6 => line(),
        2 => line().prop_map(|line| format!("## {line}")),
        1 => line().prop_map(|line| format!("{line}\n===")),
        2 => line().prop_map(|line| format!("```rust\nfn main() {{ {line}\n```")),
        1 => line().prop_map(|line| format!("~~~ <b>\"&\n{line}\n\n\n~~~")),
        1 => line().prop_map(|line| format!("    {line}\n    x")),
        2 => (line(), line(), line()).prop_map(|(a, b, c)| format!("| {a} | {b} |\n|:--|:-:|\n| {c} | `z` |\n| {b} |")),
        1 => line().prop_map(|line| format!("<div onclick=x>\n{line}\n<a href='javascript:1'>")),
        1 => line().prop_map(|line| format!("[^1]: {line}\n\n    more")),
        1 => line().prop_map(|line| format!("[^2]: {line}\n[^2]: twice")),
        1 => Just("[label]: http://c.d 'title'".to_owned()),
        1 => Just("---".to_owned()),
        1 => Just("<!-- nothing -->".to_owned()),
        1 => Just("## note-1\n\n## mark-1\n\n## fn 1\n\n## Top\n\n## top".to_owned()),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let many = proptest::collection::vec(inner, 1..4).prop_map(|blocks| blocks.join("\n\n"));
        prop_oneof![
            many.clone().prop_map(|text| prefixed(&text, "> ", "> ")),
            many.clone().prop_map(|text| prefixed(&text, "- ", "  ")),
            many.clone().prop_map(|text| prefixed(&text, "7. ", "   ")),
            many.clone()
                .prop_map(|text| prefixed(&text.replace("\n\n", "\n"), "* [x] ", "  ")),
            many.prop_map(|text| prefixed(&text, "[^1]: ", "    ")),
        ]
    })
}

fn prefixed(text: &str, first: &str, rest: &str) -> String {
    format!("{first}{}", text.replace('\n', &format!("\n{rest}")))
}

/// A Markdown body.
pub(crate) fn body() -> impl Strategy<Value = String> {
    let blocks = proptest::collection::vec(block(), 0..6).prop_map(|blocks| blocks.join("\n\n"));
    let soup = "[-a-c *_`<>&\\[\\]()!|#~^:=\"'\\\\\n\r\t\u{0}/0é👩1.x]{0,60}";
    prop_oneof![6 => blocks, 1 => soup, 1 => any::<String>()]
}
