//! The first cut: what a general extractor (`dom_smoothie`, after Mozilla's Readability) takes for the article.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};

use super::layout::Layout;

/// The attribute by which blocks are found again.
const MARK: &str = "data-postil-block";

/// The most elements that the extractor is asked about, and how deep they may be nested.
const ELEMENTS: usize = 30_000;
const DEPTH: usize = 400;

/// For each block of the layout, whether the extractor keeps its element. All false where it finds no article.
pub(crate) fn cut(document: &Document, layout: &Layout<'_>) -> Vec<bool> {
    let mut kept = vec![false; layout.blocks.len()];
    let deepest = layout.elements.iter().map(|e| e.depth).max().unwrap_or(0);
    if deepest > DEPTH || layout.elements.len() > ELEMENTS {
        return kept;
    }
    let copy = document.clone();
    let mut holders = Vec::with_capacity(layout.blocks.len());
    for block in &layout.blocks {
        let holder = block.nodes.first().and_then(NodeRef::parent);
        holders.push(holder.map(|holder| holder.id));
    }
    for (index, id) in holders.iter().enumerate() {
        if let Some(node) = id.and_then(|id| copy.tree.get(&id))
            && !node.has_attr(MARK)
        {
            node.set_attr(MARK, &index.to_string());
        }
    }
    let marks: Vec<Option<usize>> = holders
        .iter()
        .map(|id| copy.tree.get(&(*id)?)?.attr(MARK)?.parse().ok())
        .collect();
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    // A page that the extractor cannot cope with is read without it.
    let article = catch_unwind(AssertUnwindSafe(|| {
        Readability::with_document(copy, None, Some(config))
            .ok()?
            .parse()
            .ok()
    }));
    let Ok(Some(article)) = article else {
        return kept;
    };
    let mut found = vec![false; kept.len()];
    for piece in article.content.split(MARK).skip(1) {
        let number = piece
            .strip_prefix("=\"")
            .and_then(|rest| rest.split('"').next());
        if let Some(slot) = number
            .and_then(|number| number.parse::<usize>().ok())
            .and_then(|number| found.get_mut(number))
        {
            *slot = true;
        }
    }
    for (kept, mark) in kept.iter_mut().zip(marks) {
        *kept = mark.is_some_and(|mark| found.get(mark) == Some(&true));
    }
    kept
}
