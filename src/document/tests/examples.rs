use super::super::{BlockKind, LinkKind, Options, parse};

fn plain(body: &str) -> String {
    parse(body, &Options::default()).plain.text
}

#[test]
fn plain_text_is_what_the_design_says() {
    let cases = [
        ("one\ntwo  \nthree\\\nfour", "one two three four"),
        ("# *Head*\n\npara", "Head\n\npara"),
        ("- a\n- b\n  - c\n\n1. d", "a\n\nb\n\nc\n\nd"),
        ("- a\n\n  b", "a\n\nb"),
        ("| a | *b* |\n|---|---|\n|   | d |", "a\n\nb\n\nd"),
        ("```rs\nx\n\n  y\n```", "x\n\n  y"),
        ("    x\n    y\n", "x\ny"),
        ("```\n```\n\na", "a"),
        ("a[^1]\n\n[^1]: note\n\nb", "a\n\nb\n\nnote"),
        ("&amp; &#x41; \\* `&amp;`", "& A * &amp;"),
        ("a ![alt](b) c", "a  c"),
        ("<div>raw</div>\n\na <b>b</b> <!-- c -->d", "a b d"),
        ("a <script>b</script>", "a <script>b</script>"),
        ("[[slug]] and [[slug|text]]", "slug and text"),
        ("~~gone~~ [link](x) <http://y.z>", "gone link http://y.z"),
        ("- [x] done", "done"),
        ("\"a\" -- b...", "\"a\" -- b..."),
        ("", ""),
        ("\n\n---\n\n", ""),
    ];
    for (body, wanted) in cases {
        assert_eq!(plain(body), wanted, "{body:?}");
    }
}

#[test]
fn smart_punctuation_is_a_choice() {
    let document = parse(
        "\"a\" -- b...",
        &Options {
            smart_punctuation: true,
        },
    );
    assert_eq!(document.plain.text, "“a” – b…");
    assert_eq!(document.plain.verbatim(0.."“a”".len()), None);
}

#[test]
fn a_suggestion_can_patch_words_but_not_markup() {
    let body = "Say *no* to \\* this &amp; that";
    let document = parse(body, &Options::default());
    let find = |words: &str| {
        let start = document.plain.text.find(words).unwrap();
        document.plain.verbatim(start..start + words.len())
    };
    assert_eq!(document.plain.text, "Say no to * this & that");
    assert_eq!(find("to "), Some(9..12));
    assert_eq!(find("* this").map(|range| &body[range]), Some("* this"));
    assert_eq!(
        (find("no to"), find("&"), find("this &")),
        (None, None, None)
    );
}

#[test]
fn headings_have_the_slugs_of_github() {
    let body = "## What's *new*, exactly?\n\n## Ünïcode & co\n\n## Dup\n\n## Dup\n\n## !!!\n\n## Notes\n\n## Note 3";
    let document = parse(body, &Options::default());
    let ids: Vec<&str> = document
        .headings
        .iter()
        .map(|heading| heading.id.as_str())
        .collect();
    let wanted = [
        "whats-new-exactly", "ünïcode--co", "dup", "dup-1", "section", "notes-1", "note-3-heading",
    ];
    assert_eq!(ids, wanted);
}

#[test]
fn every_form_of_link_is_listed() {
    let body = "[a](b) [c][d] [[e]] <http://f.g> <h@i.j> ![k](l)\n\n<div><a href=\"m\">n</a></div>\n\n[d]: o";
    let document = parse(body, &Options::default());
    let links: Vec<_> = document
        .links
        .iter()
        .map(|link| (link.kind, link.target.as_str(), &body[link.source.clone()]))
        .collect();
    let wanted = [
        (LinkKind::Inline, "b", "[a](b)"),
        (LinkKind::Reference, "o", "[c][d]"),
        (LinkKind::Wiki, "e", "[[e]]"),
        (LinkKind::Autolink, "http://f.g", "<http://f.g>"),
        (LinkKind::Autolink, "mailto:h@i.j", "<h@i.j>"),
        (LinkKind::Image, "l", "![k](l)"),
        (LinkKind::Html, "m", "<a href=\"m\">"),
    ];
    assert_eq!(links, wanted);
}

#[test]
fn blocks_know_their_kind_and_the_id_around_them() {
    let document = parse(
        "## Head\n\n- a\n\n| b |\n|---|\n\n`c`[^1]\n\n    d\n\n[^1]: e",
        &Options::default(),
    );
    let kinds: Vec<BlockKind> = document
        .plain
        .blocks
        .iter()
        .map(|block| block.kind)
        .collect();
    let wanted = [
        BlockKind::Heading,
        BlockKind::ListItem,
        BlockKind::TableCell,
        BlockKind::Paragraph,
        BlockKind::Code,
        BlockKind::Paragraph,
    ];
    assert_eq!(kinds, wanted);
    let ids: Vec<&str> = document
        .plain
        .blocks
        .iter()
        .map(|block| block.id.as_str())
        .collect();
    assert_eq!((ids[0], ids[5]), ("head", "fn-1"));
    assert!(
        ids[1..5]
            .iter()
            .all(|id| id.len() == 6 && id.starts_with('p')),
        "{ids:?}"
    );
    assert!(
        document.has_id("head")
            && document.has_id("fn-1")
            && !document.has_id("fn-2")
            && !document.has_id("fn-01")
    );
}

#[test]
fn a_footnote_counts_its_references_in_whatever_case() {
    let document = parse("a[^N] b[^n]\n\n[^n]: c\n\n[^m]: d", &Options::default());
    let counts: Vec<usize> = document
        .footnotes
        .iter()
        .map(|note| note.references.len())
        .collect();
    assert_eq!(counts, [2, 0]);
}

#[test]
fn words_are_counted_as_readers_do() {
    assert_eq!(
        parse("It's *one* - two, l’été; 3.5", &Options::default()).words,
        5
    );
}

#[test]
fn a_wikilink_in_a_table_has_its_target_without_the_escape() {
    let document = parse("| [[s\\|t]] |\n|---|\n", &Options::default());
    assert_eq!(
        (
            document.links[0].target.as_str(),
            document.plain.text.as_str()
        ),
        ("s", "t")
    );
}
