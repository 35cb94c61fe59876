//! Attacks that have worked elsewhere.

use super::dom::Dom;
use super::html;
use crate::document::{Options, parse};
use crate::links::Href;

/// No element that runs or loads things, no handler, no style, no address with a scheme that is not allowed.
pub(super) fn is_harmless(dom: &Dom) -> Result<(), String> {
    let bad = [
        "script", "style", "iframe", "object", "embed", "form", "svg", "math", "link", "meta",
        "base", "button",
    ];
    if let Some(element) = dom
        .elements
        .iter()
        .find(|element| bad.contains(&element.as_str()))
    {
        return Err(format!("<{element}>"));
    }
    for (element, attribute, value) in &dom.attributes {
        let address = matches!(attribute.as_str(), "href" | "src" | "cite");
        let read: String = value
            .chars()
            .filter(|&char| char > ' ')
            .collect::<String>()
            .to_lowercase();
        let scheme = read
            .split(['/', '?', '#'])
            .next()
            .unwrap_or_default()
            .split_once(':');
        let live = scheme.is_none_or(|(scheme, _)| ["http", "https", "mailto"].contains(&scheme));
        if attribute.starts_with("on")
            || matches!(attribute.as_str(), "style" | "srcdoc" | "formaction")
            || (address && !live)
        {
            return Err(format!("<{element} {attribute}=\"{value}\">"));
        }
    }
    Ok(())
}

#[test]
fn known_attacks_do_nothing() {
    let attacks = [
        "<script>alert(1)</script>",
        "a <script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<div><a href=\"java\tscript:alert(1)\">x</a></div>",
        "<div><a href=\" &#1; javascript:alert(1)\">x</a></div>",
        "[x](javascript:alert(1))",
        "![[word](x.html)<sup>\\](http://a.b/?c&d)~~]]",
        "[x](JaVaScRiPt:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](&#x6A;avascript:alert(1))",
        "[x](<java\\\nscript:alert(1)>)",
        "[x](<  javascript:alert(1)>)",
        "[x](\u{1}javascript:alert(1))",
        "[x](java&Tab;script:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:msgbox(1))",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "<javascript:alert(1)>",
        "[[javascript:alert(1)]]",
        "[[javascript:alert(1)|x]]",
        "![x](javascript:alert(1))",
        "![x\"onerror=\"alert(1)](y)",
        "![[\"onerror=alert(1)]]",
        "[x](y \"t\\\" onclick=alert(1) \")",
        "[x](<y\" onclick=\"alert(1)>)",
        "```\"onclick=\"alert(1)\nx\n```",
        "```rust\n</code></pre><script>alert(1)</script>\n```",
        "`</code><script>alert(1)</script>`",
        "## <img src=x onerror=alert(1)>",
        "| <img src=x onerror=alert(1)> |\n|--|",
        "[^1]\n\n[^1]: <script>alert(1)</script>",
        "[^\"><script>]\n\n[^\"><script>]: x",
        "<b onmouseover=alert(1)>x</b>",
        "<b\nonmouseover=alert(1)>x</b>",
        "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "<table><td background=\"javascript:alert(1)\">",
        "<style>@import 'javascript:alert(1)'</style>",
        "<p style=\"background:url(javascript:alert(1))\">x</p>",
        "<base href=\"javascript:/\">",
        "<form action=\"javascript:alert(1)\"><button>x</button></form>",
    ];
    for attack in attacks {
        let document = parse(attack, &Options::default());
        let html = html(&document, &[]);
        let dom = Dom::read(&html).unwrap_or_else(|why| panic!("{attack}: {why}\n{html}"));
        is_harmless(&dom).unwrap_or_else(|what| panic!("{attack}: {what}\n{html}"));
    }
}

#[test]
fn a_resolved_address_is_checked_too() {
    let document = parse("[x](y)", &Options::default());
    let hrefs = [Href::To("javascript:alert(1)".to_owned())];
    let html = super::super::fragment(&document, &hrefs, &super::super::Highlighter::new(), "n-");
    assert_eq!(
        html,
        "<p id=\"n-psg5je\">x</p>\n".replace("psg5je", document.top[0].id.as_deref().unwrap())
    );
}

#[test]
fn depth_and_size_do_not_break_anything() {
    let deep = [
        ">".repeat(2_000),
        "- ".repeat(2_000),
        "*a ".repeat(5_000),
        "[".repeat(5_000),
        "<b>".repeat(5_000),
        "`a".repeat(5_000),
        "<div>".repeat(5_000),
    ];
    for body in deep {
        let document = parse(&body, &Options::default());
        let html = html(&document, &[super::mark("a", 0..document.plain.text.len())]);
        Dom::read(&html).unwrap_or_else(|why| panic!("{why}"));
    }
}
