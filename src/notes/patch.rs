//! Words of a Markdown source put in place of others, so that everything else reads as it did.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::document::{Document, Options, parse};
use crate::text::backslash::needs_backslash;

/// Why words cannot be replaced in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CannotPatch {
    #[error("the words stand in several paragraphs")]
    Paragraphs,
    #[error("there is markup among the words, or it begins or ends within them")]
    Markup,
    #[error("the words begin or end within an entity such as `&amp;`")]
    Half,
    #[error("what is to stand there would not read as it is written")]
    Reads,
}

/// The place of a range of the plain text (in bytes) in the body (in bytes), and the Markdown that makes it read
/// `words`, whatever signs they hold. All other text, markup and breaks stay what they are, which is seen by reading the
/// body anew. A line break in `words` is a space, but for code.
///
/// # Errors
/// Where that is not possible.
pub fn patch(
    body: &str,
    document: &Document,
    plain: Range<usize>,
    words: &str,
    options: Options,
) -> Result<(Range<usize>, String), CannotPatch> {
    let source = slice(body, document, &plain)?;
    let words = words.trim_end_matches('\n');
    let line = words.replace('\n', " ");
    let escaped = escape(body, document, (&plain, &source), &line, options);
    for (markdown, read) in [
        (escaped, &*line),
        (line.clone(), &line),
        (words.to_owned(), words),
    ] {
        if reads(body, document, &plain, &source, (&markdown, read), options) {
            return Ok((source, markdown));
        }
    }
    Err(CannotPatch::Reads)
}

/// The one piece of the body that holds a range of the plain text, escapes of its letters included.
fn slice(
    body: &str,
    document: &Document,
    plain: &Range<usize>,
) -> Result<Range<usize>, CannotPatch> {
    let text = &document.plain;
    let block = text.block_at(plain.start);
    if plain.is_empty() || block.is_none_or(|block| block.plain.end < plain.end) {
        return Err(CannotPatch::Paragraphs);
    }
    let part = |range: Range<usize>| body.get(range).unwrap_or_default();
    let first = text
        .segments
        .partition_point(|it| it.plain.end <= plain.start);
    let before = first.checked_sub(1).and_then(|at| text.segments.get(at));
    let mut end = before.map_or(0, |segment| segment.source.end);
    let mut found: Option<Range<usize>> = None;
    let inside = text.segments.iter().skip(first);
    for segment in inside.take_while(|it| it.plain.start < plain.end) {
        let skip = plain.start.saturating_sub(segment.plain.start);
        let drop = segment.plain.end.saturating_sub(plain.end);
        if (skip > 0 || drop > 0) && !segment.verbatim {
            return Err(CannotPatch::Half);
        }
        let mut from = segment.source.start + skip;
        let gap = if skip > 0 { "" } else { part(end..from) };
        match &mut found {
            None if gap.ends_with('\\') => from -= 1,
            None => {}
            Some(_) if gap == "\\" || gap.chars().all(|c| " \t\r\n>".contains(c)) => {}
            Some(_) => return Err(CannotPatch::Markup),
        }
        let start = found.map_or(from, |found| found.start);
        found = Some(start..segment.source.end - if segment.verbatim { drop } else { 0 });
        end = segment.source.end;
    }
    found.ok_or(CannotPatch::Paragraphs)
}

/// Words as Markdown in a place of the text and of the body: with backslashes before what could be markup there.
fn escape(
    body: &str,
    document: &Document,
    (plain, source): (&Range<usize>, &Range<usize>),
    words: &str,
    options: Options,
) -> String {
    let part = |range: Range<usize>| body.get(range).unwrap_or_default();
    let line = part(0..source.start).rfind('\n').map_or(0, |at| at + 1);
    let text = &document.plain;
    let block = text.block_at(plain.start).map(|block| block.plain.start);
    let opens = text
        .segments
        .iter()
        .find(|it| Some(it.plain.start) == block);
    let opens = opens
        .map_or(line, |it| it.source.start)
        .clamp(line, source.start);
    let before = part(opens..source.start).trim_start_matches([' ', '\t', '>']);
    let after = part(source.end..body.len())
        .lines()
        .next()
        .unwrap_or_default();
    let chars: Vec<char> = [before, words, after].concat().chars().collect();
    let first = before.chars().count();
    let mut out = String::with_capacity(words.len() + 8);
    for (at, c) in words.chars().enumerate().map(|(at, c)| (at + first, c)) {
        let beside = |at: Option<usize>| at.and_then(|at| chars.get(at)).copied();
        let (left, right) = (beside(at.checked_sub(1)), beside(at.checked_add(1)));
        let is_smart = options.smart_punctuation
            && (matches!(c, '"' | '\'')
                || (matches!(c, '-' | '.') && [left, right].contains(&Some(c))));
        if is_smart || needs_backslash(&chars, at, left, right) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Whether the body with `markdown` in the place of `source` reads `read` there, and is the same everywhere else.
fn reads(
    body: &str,
    document: &Document,
    plain: &Range<usize>,
    source: &Range<usize>,
    (markdown, read): (&str, &str),
    options: Options,
) -> bool {
    let part = |text: &str, range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
    let text = &document.plain.text;
    let wanted = part(text, 0..plain.start) + read + &part(text, plain.end..text.len());
    let new = part(body, 0..source.start) + markdown + &part(body, source.end..body.len());
    let new = parse(&new, &options);
    let is_left = |event: &Event<'_>| !matches!(event, Event::Text(_));
    let code = |event: &Event<'static>| match event {
        Event::Code(_) => Event::Code("".into()),
        event => event.clone(),
    };
    let within = |range: &Range<usize>| source.start <= range.start && range.end <= source.end;
    let was = document.items.iter();
    let was = was.filter(|item| !matches!(item.event, Event::SoftBreak) || !within(&item.source));
    let was = was
        .map(|item| &item.event)
        .filter(|event| is_left(event))
        .map(code);
    let is = new.items.iter().map(|item| &item.event);
    new.plain.text == wanted && was.eq(is.filter(|event| is_left(event)).map(code))
}
