//! Body blocks → Markdown that reads the same when rendered: nothing in a raw text is taken for markup.

use super::escape::escape;
use super::reading::{BlockKind, BodyBlock};

/// The body as Markdown: blocks parted by blank lines, list items on lines of their own, one line a paragraph. Every
/// character of a text that could be markup gets a backslash; there are no entities. A block's own
/// [Markdown](BodyBlock::markdown) is taken as it is. Ends in a line feed unless empty.
pub fn to_markdown(blocks: &[BodyBlock]) -> String {
    let mut out = String::new();
    let mut previous: Option<BlockKind> = None;
    let mut lists = Lists::default();
    for block in blocks {
        let text = match &block.markdown {
            Some(markdown) => markdown.trim_matches('\n').to_owned(),
            None => escape(&block.text),
        };
        if text.is_empty() {
            continue;
        }
        let mark = match block.kind {
            BlockKind::Heading(level) => "#".repeat(usize::from(level.clamp(2, 6))) + " ",
            BlockKind::Quote => "> ".to_owned(),
            BlockKind::Item => "- ".to_owned(),
            BlockKind::Numbered(number) => format!("{number}. "),
            _ => String::new(),
        };
        let place = lists.place(block, mark.len());
        match (previous, block.kind) {
            (None, _) => {}
            (Some(BlockKind::Quote), BlockKind::Quote) => out.push_str(">\n"),
            _ if place.goes_on => {}
            _ => out.push('\n'),
        }
        out.push_str(&" ".repeat(place.indent));
        out.push_str(&mark);
        out.push_str(&text);
        out.push('\n');
        previous = Some(block.kind);
    }
    out
}

/// The list items that are open: the kind of each and how wide its mark is.
#[derive(Default)]
struct Lists(Vec<(bool, usize)>);

struct Place {
    /// In characters.
    indent: usize,
    /// Whether the block follows the line before without a blank line.
    goes_on: bool,
}

impl Lists {
    /// Where a block stands. Whatever is no item ends all lists.
    fn place(&mut self, block: &BodyBlock, mark: usize) -> Place {
        let (numbered, opens) = match block.kind {
            BlockKind::Item => (false, true),
            BlockKind::Numbered(number) => (true, number == 1),
            _ => {
                self.0.clear();
                return Place {
                    indent: 0,
                    goes_on: false,
                };
            }
        };
        let depth = usize::from(block.depth).min(self.0.len());
        let sibling = self.0.get(depth).map(|(kind, _)| *kind);
        self.0.truncate(depth);
        let goes_on = match sibling {
            Some(kind) => kind == numbered && !(numbered && opens),
            None => depth > 0 && opens,
        };
        let indent = self.0.iter().map(|(_, width)| width).sum();
        self.0.push((numbered, mark));
        Place { indent, goes_on }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;

    /// Every extension but those that change words or signs that prose is full of: quotes, `$`, `^`.
    fn extensions() -> Options {
        Options::all()
            - Options::ENABLE_SMART_PUNCTUATION
            - Options::ENABLE_MATH
            - Options::ENABLE_SUPERSCRIPT
            - Options::ENABLE_SUBSCRIPT
    }

    fn rendered(markdown: &str) -> Vec<String> {
        let mut blocks = vec![String::new()];
        for event in Parser::new_ext(markdown, extensions()) {
            match event {
                Event::Text(text) => blocks.last_mut().unwrap().push_str(&text),
                Event::Start(_) | Event::End(_) => blocks.push(String::new()),
                other => panic!("taken for markup: {other:?} in {markdown:?}"),
            }
        }
        blocks.retain(|b| !b.is_empty());
        blocks
    }

    #[test]
    fn a_heading_in_curly_brackets_is_no_attributes() {
        let heading = BodyBlock {
            kind: BlockKind::Heading(2),
            text: "{}".into(),
            ..BodyBlock::default()
        };
        assert_eq!(rendered(&to_markdown(&[heading])), ["{}"]);
    }

    fn kind() -> impl Strategy<Value = BlockKind> {
        prop_oneof![
            Just(BlockKind::Paragraph),
            (2_u8..7).prop_map(BlockKind::Heading),
            Just(BlockKind::Quote),
            Just(BlockKind::Item),
            (1_u64..20).prop_map(BlockKind::Numbered),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn a_text_reads_the_same_when_rendered(
            texts in proptest::collection::vec(
                (kind(), 0_u8..4, "([*#_<>`\\[\\]()!&;~|$^=:+.\\-{} 0-9a-c\"'/\\\\@x\u{a0}é]|https?://|www\\.|&amp;|\\[x\\] |---|:::|\\[\\[a\\]\\]){0,16}"),
                1..5,
            )
        ) {
            let blocks: Vec<BodyBlock> = texts
                .iter()
                .map(|(kind, depth, text)| BodyBlock { kind: *kind, depth: *depth, text: super::super::lines::tidy(text), ..BodyBlock::default() })
                .filter(|b| !b.text.is_empty())
                .collect();
            let wanted: Vec<String> = blocks.iter().map(|b| b.text.clone()).collect();
            prop_assert_eq!(rendered(&to_markdown(&blocks)), wanted);
        }
    }

    #[test]
    fn lists_and_quotes_keep_their_shape() {
        let block = |kind, text: &str| BodyBlock {
            kind,
            text: text.into(),
            ..BodyBlock::default()
        };
        let markdown = to_markdown(&[
            block(BlockKind::Paragraph, "1. is no list"),
            block(BlockKind::Numbered(1), "One"),
            block(BlockKind::Numbered(2), "Two"),
            block(BlockKind::Quote, "A"),
            block(BlockKind::Quote, "B"),
            block(BlockKind::Heading(3), "C #"),
        ]);
        assert_eq!(
            markdown,
            "1\\. is no list\n\n1. One\n2. Two\n\n> A\n>\n> B\n\n### C \\#\n"
        );
    }

    #[test]
    fn nested_lists_nest_when_rendered() {
        let item = |depth, kind, text: &str| BodyBlock {
            kind,
            depth,
            text: text.into(),
            ..BodyBlock::default()
        };
        let markdown = to_markdown(&[
            item(0, BlockKind::Numbered(1), "One"),
            item(1, BlockKind::Item, "A"),
            item(2, BlockKind::Item, "Deep"),
            item(1, BlockKind::Item, "B"),
            item(0, BlockKind::Numbered(2), "Two"),
        ]);
        assert_eq!(markdown, "1. One\n   - A\n     - Deep\n   - B\n2. Two\n");
    }

    #[test]
    fn a_block_with_markdown_of_its_own_keeps_it() {
        let block = BodyBlock {
            kind: BlockKind::Quote,
            text: "so it is".into(),
            markdown: Some("so *it* is".into()),
            ..BodyBlock::default()
        };
        assert_eq!(to_markdown(&[block]), "> so *it* is\n");
    }
}
