//! The blocks of a plain text once more, after some of its lines changed sides.

use crate::import::blocks::Block;
use crate::import::marks::marks;
use crate::import::page::Page;
use crate::import::reading::BodyBlock;
use crate::import::rules::Rules;
use crate::import::words::fold;

/// The line numbers of every block of a page.
pub(crate) fn paragraphs(page: &Page<'_>) -> Vec<Vec<usize>> {
    (0..page.len()).map(|index| page.numbers(index)).collect()
}

/// What the blocks of a body are whose lines are these, in the source's order.
pub(crate) fn structure(page: &Page<'_>, rules: &Rules, groups: &[Vec<usize>]) -> Vec<BodyBlock> {
    let at = |number: usize| {
        page.lines
            .binary_search_by_key(&number, |line| line.number)
            .ok()
    };
    let blocks: Vec<Block> = groups
        .iter()
        .filter_map(|group| {
            let first = at(*group.first()?)?;
            let last = at(*group.last()?)?;
            let lines = page.lines.get(first..=last)?;
            let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
            let text = texts.join(" ");
            Some(Block {
                lines: first..last + 1,
                folded: fold(&text),
                text,
                gap: lines.first()?.gap,
                gap_after: page.lines.get(last + 1).map_or(2, |next| next.gap),
            })
        })
        .collect();
    let marks = blocks.iter().map(|block| marks(block, rules)).collect();
    let body: Vec<usize> = (0..blocks.len()).collect();
    let page = Page {
        lines: page.lines.clone(),
        blocks,
        marks,
    };
    crate::import::structure::structure(&page, &body)
}
