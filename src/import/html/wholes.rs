//! Parts of a page that are one block of Markdown with many lines: tables of data, code.

use super::Markup;
use super::markdown;
use super::tag::Tag;
use crate::import::page::Page;
use crate::import::reading::{BlockKind, BodyBlock};

/// The table or code that opens at this place of the body, with the number of blocks it takes; none where some of its
/// lines went elsewhere.
pub(super) fn whole(
    page: &Page<'_>,
    markup: &Markup<'_>,
    body: &[usize],
    at: usize,
) -> Option<(BodyBlock, usize)> {
    let index = *body.get(at)?;
    let placed = markup.layout.blocks.get(index)?;
    let (place, element) = markup
        .upwards(placed.element)
        .filter(|(_, element)| matches!(element.tag, Tag::Table | Tag::Pre))
        .last()?;
    let inside = markup.blocks_in(place);
    let count = inside.len();
    let all_here = inside.start == index
        && body
            .get(at..at + count)
            .is_some_and(|slice| slice.iter().copied().eq(inside.clone()));
    if !all_here {
        return None;
    }
    let (kind, piece) = if element.tag == Tag::Pre {
        (BlockKind::Code, Some(markdown::code(&element.node)))
    } else {
        (
            BlockKind::Table,
            markdown::table(&element.node, &markup.base),
        )
    };
    let piece = piece.filter(|piece| !piece.markdown.is_empty())?;
    let block = BodyBlock {
        kind,
        text: piece.text,
        markdown: Some(piece.markdown),
        depth: 0,
        lines: inside.flat_map(|index| page.numbers(index)).collect(),
    };
    Some((block, count))
}
