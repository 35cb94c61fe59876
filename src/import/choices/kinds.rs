//! Lines of the body that an editor made a paragraph, a subhead, a quotation or a list item.

use std::collections::BTreeMap;

use super::Part;
use crate::import::lines::tidy;
use crate::import::reading::{BlockKind, BodyBlock, SourceLine};
use crate::import::structure::{SUBHEAD_LEVEL, bullet, numbered};

/// By the number of a line, the kind of block that it is to be.
pub(super) type Kinds = BTreeMap<usize, Part>;

/// Lines that stand together, parted where one is to be of another kind than the next; each list item stands alone.
pub(super) fn split(lines: &[usize], kinds: &Kinds) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut last = None;
    for number in lines {
        let kind = kinds.get(number).copied();
        match groups.last_mut() {
            Some(group) if kind == last && kind != Some(Part::Item) => group.push(*number),
            _ => groups.push(vec![*number]),
        }
        last = kind;
    }
    groups
}

/// Makes blocks what their lines are to be. Gives the lines that stand in a table, code or image, which stays.
pub(super) fn set(body: &mut [BodyBlock], kinds: &Kinds, lines: &[SourceLine]) -> Vec<usize> {
    let mut stays = Vec::new();
    for block in body {
        let chosen = block
            .lines
            .iter()
            .filter_map(|it| Some((*it, *kinds.get(it)?)));
        let chosen: Vec<(usize, Part)> = chosen.collect();
        let Some((_, kind)) = chosen.first().copied() else {
            continue;
        };
        if block.kind.is_whole() || chosen.len() < block.lines.len() {
            stays.extend(chosen.iter().map(|(line, _)| *line));
        } else {
            set_kind(block, kind, lines);
        }
    }
    stays
}

fn set_kind(block: &mut BodyBlock, kind: Part, lines: &[SourceLine]) {
    let of_block = lines
        .iter()
        .filter(|line| block.lines.contains(&line.number));
    let source: Vec<String> = of_block.map(|line| tidy(&line.text)).collect();
    let source = source.join(" ");
    if let Some(markdown) = &mut block.markdown {
        // A block of a Markdown file has the mark of its kind in it.
        let rows: Vec<&str> = markdown.lines().map(without_mark).collect();
        let plain = rows.join(" ");
        *markdown = plain;
    } else {
        block.text.clone_from(&source);
    }
    block.depth = 0;
    block.kind = match (kind, block.kind) {
        (Part::Subhead, BlockKind::Heading(level)) => BlockKind::Heading(level),
        (Part::Subhead, _) => BlockKind::Heading(SUBHEAD_LEVEL),
        (Part::Quote, _) => BlockKind::Quote,
        (Part::Item, _) => item(block, &source),
        _ => BlockKind::Paragraph,
    };
}

/// A list item without its bullet or number; numbered where it has one.
fn item(block: &mut BodyBlock, source: &str) -> BlockKind {
    let (kind, text) = match (numbered(source), bullet(source)) {
        (Some((number, text)), _) => (BlockKind::Numbered(number), text),
        (None, Some(text)) => (BlockKind::Item, text),
        (None, None) => (BlockKind::Item, source),
    };
    // Where the words of the line are all there is, the mark goes; Markdown has lost its own already.
    if block.markdown.is_none() || text != source {
        text.clone_into(&mut block.text);
        if block
            .markdown
            .as_deref()
            .is_some_and(|it| bullet(it).is_some() || it == source)
        {
            block.markdown = None;
        }
    }
    kind
}

/// A row of Markdown without the mark of a heading, a quotation or a list item.
fn without_mark(row: &str) -> &str {
    let row = row.trim();
    let hashes = row.trim_start_matches('#');
    let is_heading = (1..=6).contains(&(row.len() - hashes.len()));
    if is_heading && let Some(rest) = hashes.strip_prefix(' ') {
        return rest.trim();
    }
    if let Some(rest) = row.strip_prefix('>') {
        return rest.trim();
    }
    let item = ["- ", "* ", "+ "]
        .iter()
        .find_map(|mark| row.strip_prefix(mark));
    item.or_else(|| numbered(row).map(|(_, rest)| rest))
        .unwrap_or(row)
}
