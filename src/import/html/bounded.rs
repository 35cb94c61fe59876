//! Parsing within bounds: parsers, and all that walks a tree, slow down or worse on pages that were made to hurt.

use std::cell::Cell;

use dom_query::{Document, NodeId};
use html5ever::interface::Tracer;
use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, parse_document};

/// The most elements that may be open at once. Pages that people read stay below a hundred.
const DEEPEST: usize = 1_000;

/// The most nodes of a page: a few bytes of HTML can ask for thousands of them.
const MOST_NODES: usize = 500_000;

/// The page is parsed in pieces of about so many bytes; between them the parser is looked at.
const PIECE: usize = 1024;

/// The most attributes of one tag: the parser compares each with all before it.
const MOST_ATTRIBUTES: usize = 5_000;

/// Parses as browsers do: whatever is wrong is mended. What counts is what the parser itself has open, so no trick of
/// markup hides how deep a page is.
///
/// # Errors
/// Why the page is not read, in words.
pub(crate) fn parse(html: &str) -> Result<Document, String> {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    if most_attributes(html) > MOST_ATTRIBUTES {
        return Err(format!("a tag of more than {MOST_ATTRIBUTES} attributes"));
    }
    let mut parser = parse_document(Document::default(), options);
    let mut rest = html;
    while !rest.is_empty() {
        let end = (PIECE..rest.len()).find(|at| rest.is_char_boundary(*at));
        let (piece, behind) = rest.split_at(end.unwrap_or(rest.len()));
        parser.process(piece.into());
        rest = behind;
        let builder = &parser.tokenizer.sink;
        let open = Count(Cell::new(0));
        builder.trace_handles(&open);
        if open.0.get() > DEEPEST {
            return Err(format!("its elements are nested more than {DEEPEST} deep"));
        }
        if builder.sink.tree.len() > MOST_NODES {
            return Err(format!(
                "more than {MOST_NODES} elements and texts: not one article"
            ));
        }
    }
    Ok(parser.finish())
}

/// How many attributes any one tag may have, told from the bytes alone: too many where a script or a comment holds a
/// `<` and no `>` for long, never too few.
fn most_attributes(html: &str) -> usize {
    let mut most = 0;
    let mut bytes = html.bytes().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'<' || !bytes.peek().is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let (mut count, mut in_name, mut after_equals) = (0, true, false);
        let mut quote = None;
        for byte in bytes.by_ref() {
            match (quote, byte) {
                (Some(open), byte) => quote = (open != byte).then_some(open),
                (None, b'>') => break,
                (None, b'"' | b'\'') if after_equals => (quote, after_equals) = (Some(byte), false),
                (None, b'=') => after_equals = true,
                (None, b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/') => in_name = false,
                (None, _) => {
                    count += usize::from(!in_name && !after_equals);
                    (in_name, after_equals) = (true, false);
                }
            }
        }
        most = most.max(count);
    }
    most
}

/// Counts the elements that a parser has open, and those whose style it still carries on.
struct Count(Cell<usize>);

impl Tracer for Count {
    type Handle = NodeId;

    fn trace_handle(&self, _: &NodeId) {
        self.0.set(self.0.get() + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_closed_or_flat_is_not_deep() {
        for flat in [
            "<div>x</div>", "<br>", "<li>x", "<script>'<div>'</script>", "<!-- <div> -->",
            "</div>", "<SCRIPT>'<div>'</Script>é",
        ] {
            assert!(parse(&flat.repeat(5_000)).is_ok(), "{flat}");
        }
    }

    #[test]
    fn a_tag_of_attributes_without_end_is_refused() {
        let many = |before: &str| {
            let names: String = (0..6_000)
                .flat_map(|n| [" a".to_owned(), n.to_string()])
                .collect();
            format!("<p>x</p><p{before}{names}>y</p>")
        };
        for before in ["", " \"", " b='", " b=\"'\"", "/", " c ="] {
            let closed = if before == " b='" { "'" } else { "" };
            assert!(
                parse(&many(&format!("{before}{closed}"))).is_err(),
                "{before}"
            );
        }
        let path = format!(
            "<svg><path d='{}'/></svg><p title=\"{}\">x</p>",
            "M0 0 ".repeat(9_000),
            "a ".repeat(9_000)
        );
        assert!(parse(&path).is_ok());
        assert_eq!(
            most_attributes("<a href=x title='y z' hidden><b/><i class>"),
            3
        );
    }

    #[test]
    fn no_trick_hides_how_deep_a_page_is() {
        for before in [
            "",
            "<!-->",
            "<!-- --!>",
            "<SCRIPT></SCRIPT>",
            "<a title='<script>'>x</a>",
            "<svg><style>",
            "<svg><![CDATA[</svg><script>]]>",
            "<table>",
        ] {
            for deep in ["<div>", "<g>", "<x-y>", "<table><tr><td>", "<ul><li>"] {
                let foreign = before.starts_with("<svg>") && deep != "<g>";
                if !foreign {
                    let html = before.to_owned() + &deep.repeat(1_500);
                    assert!(parse(&html).is_err(), "{before}{deep}");
                }
            }
        }
        for deep in ["<a>", "<path>", "<td>"] {
            assert!(parse(&("<svg>".to_owned() + &deep.repeat(1_500))).is_err());
        }
    }

    #[test]
    fn styles_that_are_carried_on_without_end_are_refused() {
        let styles: String = (0..400)
            .flat_map(|id| ["<b id=".to_owned(), id.to_string(), ">".to_owned()])
            .collect();
        let html = format!("<p>{styles}</p>{}", "<p>x".repeat(3_000));
        assert!(parse(&html).is_err());
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(30))]
        #[test]
        fn a_page_in_pieces_is_the_page(html in "(\\PC|<p>|<b>|</b>|<!--|-->|&amp;|\r\n|<script>|</script>|é){0,1500}") {
            proptest::prop_assert_eq!(parse(&html).unwrap().html(), Document::from(html.as_str()).html());
        }
    }
}
