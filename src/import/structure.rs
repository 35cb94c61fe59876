//! What each block of the body is: paragraph, subhead, quotation, list item.

use super::credit_words::LEAD_INS;
use super::page::Page;
use super::reading::{BlockKind, BodyBlock};
use super::words::{is_capitalised, words};

/// The longest subhead, in words.
const SUBHEAD: usize = 12;

/// Plain text shows no levels.
pub(crate) const SUBHEAD_LEVEL: u8 = 2;

/// The most paragraphs of a quotation that has no quotation marks.
const QUOTE: usize = 6;

/// The blocks of the body, in order, each with its kind.
pub(crate) fn structure(page: &Page<'_>, body: &[usize]) -> Vec<BodyBlock> {
    let mut kinds = vec![BlockKind::Paragraph; body.len()];
    let mut at = 0;
    while at < body.len() {
        at += lists(page, body, at, &mut kinds)
            .or_else(|| quotes(page, body, at, &mut kinds))
            .unwrap_or(1);
    }
    for at in 0..body.len() {
        if kinds.get(at) == Some(&BlockKind::Paragraph) && is_subhead(page, body, &kinds, at) {
            set(&mut kinds, at, BlockKind::Heading(SUBHEAD_LEVEL));
        }
    }
    body.iter()
        .zip(kinds)
        .filter_map(|(index, kind)| {
            let (block, _) = page.get(*index)?;
            let text = match kind {
                BlockKind::Item => bullet(&block.text).unwrap_or(&block.text),
                BlockKind::Numbered(_) => {
                    numbered(&block.text).map_or(block.text.as_str(), |(_, t)| t)
                }
                _ => &block.text,
            };
            Some(BodyBlock {
                kind,
                text: text.to_owned(),
                lines: page.numbers(*index),
                ..BodyBlock::default()
            })
        })
        .collect()
}

fn set(kinds: &mut [BlockKind], at: usize, kind: BlockKind) {
    if let Some(slot) = kinds.get_mut(at) {
        *slot = kind;
    }
}

/// The text behind a bullet.
pub(crate) fn bullet(text: &str) -> Option<&str> {
    let rest = text
        .strip_prefix(['•', '●', '▪', '◦', '‣', '·', '■'])
        .or_else(|| text.strip_prefix("* ").or_else(|| text.strip_prefix("- ")))?;
    Some(rest.trim_start()).filter(|rest| !rest.is_empty())
}

/// The number and the text of a line such as `3. Text` or `3) Text`.
pub(crate) fn numbered(text: &str) -> Option<(u64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?.strip_prefix(['.', ')'])?;
    if !(1..=2).contains(&digits) || !rest.starts_with(' ') {
        return None;
    }
    Some((text.get(..digits)?.parse().ok()?, rest.trim_start()))
        .filter(|(_, rest)| !rest.is_empty())
}

/// Marks a list that starts here; how many blocks it takes.
fn lists(page: &Page<'_>, body: &[usize], at: usize, kinds: &mut [BlockKind]) -> Option<usize> {
    let text = |at: usize| {
        body.get(at)
            .and_then(|i| page.get(*i))
            .map(|(b, _)| b.text.as_str())
    };
    let bullets = (at..body.len())
        .map_while(|i| text(i).and_then(bullet))
        .count();
    if bullets >= 2 {
        (at..at + bullets).for_each(|i| set(kinds, i, BlockKind::Item));
        return Some(bullets);
    }
    let mut expected = 1;
    let mut count = 0;
    while let Some((number, _)) = text(at + count).and_then(numbered) {
        if number != expected {
            break;
        }
        expected += 1;
        count += 1;
    }
    if count >= 2 {
        (0..count)
            .zip(1..)
            .for_each(|(i, number)| set(kinds, at + i, BlockKind::Numbered(number)));
        return Some(count);
    }
    let colon = text(at)?.ends_with(':');
    let items = body
        .iter()
        .skip(at + 1)
        .map_while(|index| page.get(*index))
        .take_while(|(block, marks)| {
            marks.words <= 16 && !marks.ends_sentence && !block.text.ends_with(':')
        })
        .count();
    // The last of them may be a subhead of what follows: leave single lines alone.
    if colon && items >= 3 {
        (at + 1..=at + items).for_each(|i| set(kinds, i, BlockKind::Item));
        return Some(items + 1);
    }
    None
}

/// Marks a quotation in blocks of its own after a lead-in that stops short (`… to have said the following`): up to
/// the paragraph that stops short too, or to where the author's voice returns. How many blocks it takes.
fn quotes(page: &Page<'_>, body: &[usize], at: usize, kinds: &mut [BlockKind]) -> Option<usize> {
    let block = |at: usize| body.get(at).and_then(|i| page.get(*i));
    let (lead, marks) = block(at)?;
    let stops_short = |text: &str| text.ends_with(|c: char| c.is_alphanumeric());
    let words = lead.folded.rsplit(' ').take(2).collect::<Vec<_>>();
    let last_two = words.iter().rev().copied().collect::<Vec<_>>().join(" ");
    let leads = LEAD_INS
        .iter()
        .any(|w| last_two == *w || words.first() == Some(w));
    let open = stops_short(&lead.text) || lead.text.ends_with(':');
    if !leads || !open || marks.words < 8 {
        return None;
    }
    for count in 1..=QUOTE {
        let (quoted, marks) = block(at + count)?;
        if marks.words < 6 || quoted.text.starts_with(['"', '“', '„', '«', '‘', '\'']) {
            return None;
        }
        let ends_here = stops_short(&quoted.text);
        let voice_returns =
            block(at + count + 1).is_some_and(|(next, _)| is_authors_voice(&next.text));
        if ends_here || voice_returns {
            (at + 1..=at + count).for_each(|i| set(kinds, i, BlockKind::Quote));
            return Some(count + 1);
        }
    }
    None
}

/// A paragraph that speaks about what was just quoted.
fn is_authors_voice(text: &str) -> bool {
    const OPENINGS: &[&str] = &[
        "This is ", "This was ", "That is ", "These words ", "In other words",
    ];
    OPENINGS.iter().any(|opening| text.starts_with(opening))
}

/// Short, no stop at its end, prose or another section's text around it.
fn is_subhead(page: &Page<'_>, body: &[usize], kinds: &[BlockKind], at: usize) -> bool {
    let block = |at: usize| body.get(at).and_then(|i| page.get(*i));
    let Some((this, marks)) = block(at) else {
        return false;
    };
    let question = this.text.ends_with('?');
    let first = words(&this.text).next().unwrap_or_default();
    let shaped = (1..=SUBHEAD).contains(&marks.words)
        && this.text.chars().count() <= 90
        && (question
            || !this
                .text
                .ends_with(['.', ',', ';', ':', '!', '…', '-', '–', '”', '"', '»', '’']))
        && !this.text.starts_with([
            '“', '"', '„', '«', '(', '[', '@', '#', '*', '–', '—', '-', '‘', '\'',
        ])
        && (is_capitalised(first)
            || first
                .chars()
                .next()
                .is_some_and(|c| c.is_ascii_digit() || !c.is_lowercase()))
        && !marks.credit
        && marks.dates.is_empty();
    if !shaped || at == 0 || this.gap == 0 || this.gap_after == 0 {
        return false;
    }
    let long = |at: usize| {
        block(at)
            .is_some_and(|(b, m)| m.words > SUBHEAD || m.ends_sentence || b.text.ends_with(':'))
    };
    let not_quote = |at: usize| kinds.get(at) != Some(&BlockKind::Quote);
    long(at + 1)
        && (long(at - 1)
            || kinds.get(at - 1) == Some(&BlockKind::Heading(SUBHEAD_LEVEL))
            || kinds.get(at - 1) == Some(&BlockKind::Item))
        && not_quote(at)
}
