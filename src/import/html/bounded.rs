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
            "<div>x</div>",
            "<br>",
            "<li>x",
            "<script>'<div>'</script>",
            "<!-- <div> -->",
            "</div>",
            "<SCRIPT>'<div>'</Script>é",
        ] {
            assert!(parse(&flat.repeat(5_000)).is_ok(), "{flat}");
        }
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
