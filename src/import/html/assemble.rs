//! The body's blocks from the elements that hold them: headings, lists, quotations, tables, code, images, and running
//! text with its links and emphasis.

use super::Markup;
use super::figures::{Figures, Shown};
use super::markdown;
use super::tag::Tag;
use super::wholes::whole;
use crate::import::escape::escape;
use crate::import::page::Page;
use crate::import::reading::{BlockKind, BodyBlock};

/// A list item of more blocks than this is a part of the page, not of a list.
const LARGEST_ITEM: usize = 4;

/// The body of these blocks of the page, in order. `plain`: what they are by their words alone, one for each.
pub(crate) fn assemble(
    page: &Page<'_>,
    markup: &Markup<'_>,
    body: &[usize],
    plain: &[BodyBlock],
) -> Vec<BodyBlock> {
    let mut found = Vec::with_capacity(body.len());
    let mut figures = Figures::new(markup, body);
    let mut last_item = None;
    let mut at = 0;
    while let (Some(index), Some(by_words)) = (body.get(at).copied(), plain.get(at)) {
        let shown = figures.before(index);
        found.extend(shown.into_iter().map(Shown::into_block));
        if let Some((block, count)) = whole(page, markup, body, at) {
            found.push(block);
            at += count;
            last_item = None;
            continue;
        }
        let (kind, depth) = kind(markup, index, by_words, &mut last_item);
        found.push(BodyBlock {
            depth,
            ..block(markup, index, kind, by_words)
        });
        at += 1;
    }
    level(&mut found);
    found
}

/// What a block is, and how many lists it is inside of. `last_item`: the list item that the block before was in.
fn kind(
    markup: &Markup<'_>,
    index: usize,
    plain: &BodyBlock,
    last_item: &mut Option<usize>,
) -> (BlockKind, u8) {
    let layout = &markup.layout;
    let Some(placed) = layout.blocks.get(index) else {
        return (BlockKind::Paragraph, 0);
    };
    let mut item = None;
    let mut lists: u8 = 0;
    let mut numbered = false;
    let mut heading = None;
    for (place, element) in markup.upwards(placed.element) {
        match element.tag {
            Tag::Heading(level) => heading = heading.or(Some(level)),
            Tag::Item if item.is_none() && lists == 0 => item = Some(place),
            Tag::List | Tag::Numbered if item.is_some() => {
                if lists == 0 {
                    numbered = element.tag == Tag::Numbered;
                }
                lists = lists.saturating_add(1);
            }
            Tag::Article | Tag::Main | Tag::Body | Tag::Cell => break,
            _ => {}
        }
    }
    if let Some(level) = heading {
        *last_item = None;
        return (BlockKind::Heading(level), 0);
    }
    let item = item.filter(|item| lists > 0 && markup.blocks_in(*item).len() <= LARGEST_ITEM);
    let same = item.is_some() && *last_item == item;
    *last_item = item;
    if let Some(item) = item {
        if same {
            return (BlockKind::Paragraph, 0);
        }
        let kind = if numbered {
            BlockKind::Numbered(markup.number(item))
        } else {
            BlockKind::Item
        };
        return (kind, lists.saturating_sub(1));
    }
    let quoted = markup
        .element_of(index)
        .is_some_and(|element| element.is_in(Tag::Quote));
    if quoted && !markup.quotes_most {
        return (BlockKind::Quote, 0);
    }
    let kind = match plain.kind {
        // A line in bold is a subhead where one may stand.
        BlockKind::Heading(level) if placed.strong * 10 >= placed.chars * 9 => {
            BlockKind::Heading(level)
        }
        BlockKind::Item => BlockKind::Item,
        BlockKind::Numbered(number) => BlockKind::Numbered(number),
        _ => BlockKind::Paragraph,
    };
    (kind, 0)
}

fn block(markup: &Markup<'_>, index: usize, kind: BlockKind, plain: &BodyBlock) -> BodyBlock {
    let placed = markup.layout.blocks.get(index);
    let by_words = matches!(kind, BlockKind::Item | BlockKind::Numbered(_)) && kind == plain.kind;
    let text = if by_words {
        plain.text.clone()
    } else {
        markup.text(index).to_owned()
    };
    let bold_heading = matches!(kind, BlockKind::Heading(_))
        && placed.is_some_and(|placed| placed.strong * 10 >= placed.chars * 9);
    let markdown = placed
        .filter(|_| !bold_heading)
        .map(|placed| markdown::inline(&placed.nodes, &markup.base))
        // What would read otherwise is taken as plain text.
        .filter(|piece| piece.text == text)
        .map(|piece| piece.markdown)
        .filter(|markdown| *markdown != escape(&text));
    BodyBlock {
        kind,
        text,
        markdown,
        depth: 0,
        lines: plain.lines.clone(),
    }
}

/// Headings from the second level on, none skipped at the top: the page's first level is the title.
fn level(blocks: &mut [BodyBlock]) {
    let highest = blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Heading(level) => Some(level),
            _ => None,
        })
        .min();
    for block in blocks {
        if let (BlockKind::Heading(level), Some(highest)) = (&mut block.kind, highest) {
            *level = (*level - highest + 2).min(6);
        }
    }
}
