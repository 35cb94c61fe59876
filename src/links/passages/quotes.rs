//! What stands inside quotation marks.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::document::Document;

/// What a document quotes, in bytes of its plain text, in order and without overlaps: what stands between quotation
/// marks, those of most languages, and block quotations. Quotations within quotations are part of them. A mark that
/// opens a block and is never closed quotes the block, as in speech that runs over several paragraphs.
pub(super) fn quotes(document: &Document) -> Vec<Range<usize>> {
    let mut quotes: Vec<Range<usize>> = document
        .items
        .iter()
        .filter(|item| matches!(item.event, Event::Start(Tag::BlockQuote(_))))
        .map(|item| item.plain.clone())
        .collect();
    for block in &document.plain.blocks {
        let text = document.plain.slice(block.plain.clone());
        let within = in_block(text);
        let start = block.plain.start;
        quotes.extend(within.map(|quote| start + quote.start..start + quote.end));
    }
    quotes.sort_unstable_by_key(|quote| (quote.start, quote.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(quotes.len());
    for quote in quotes {
        match apart.last_mut() {
            Some(last) if quote.start < last.end => last.end = last.end.max(quote.end),
            _ => apart.push(quote),
        }
    }
    apart
}

/// The quotations in the text of a block.
fn in_block(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    let mut opened: Option<(char, usize)> = None;
    let mut ended = false;
    std::iter::from_fn(move || {
        while let Some((at, c)) = chars.next() {
            let after = chars.peek().map_or(' ', |(_, c)| *c);
            let former = std::mem::replace(&mut before, c);
            match opened {
                None if opens(c, former, after) => opened = Some((c, at)),
                Some((mark, start)) if closes(mark, c, after) => {
                    opened = None;
                    return Some(start..at + c.len_utf8());
                }
                _ => {}
            }
        }
        let unclosed = opened.filter(|(_, start)| *start == 0 && !ended);
        ended = true;
        unclosed.map(|(_, start)| start..text.len())
    })
}

fn opens(c: char, before: char, after: char) -> bool {
    match c {
        '“' | '„' | '«' | '「' | '『' => true,
        '"' | '‘' => !before.is_alphanumeric() && !after.is_whitespace(),
        _ => false,
    }
}

fn closes(mark: char, c: char, after: char) -> bool {
    match mark {
        '“' => c == '”',
        '„' => matches!(c, '“' | '”'),
        '«' => c == '»',
        '「' => c == '」',
        '『' => c == '』',
        '‘' => c == '’' && !after.is_alphanumeric(),
        mark => c == mark,
    }
}

#[cfg(test)]
mod tests {
    use super::quotes;
    use crate::document::{Options, parse};

    #[test]
    fn what_stands_in_quotation_marks_is_found_in_most_spellings() {
        for (body, quoted) in [
            ("He said “no, never” twice.", vec!["“no, never”"]),
            (
                "A «mutual interest» of „beiden“.",
                vec!["«mutual interest»", "„beiden“"],
            ),
            ("Kim 「そうだ」 said.", vec!["「そうだ」"]),
            (
                "It's a \"plain one\" here, 6\" wide.",
                vec!["\"plain one\""],
            ),
            ("‘It’s so,’ he said.", vec!["‘It’s so,’"]),
            (
                "\"This goes on\n\n\"and ends\" here.",
                vec!["\"This goes on", "\"and ends\""],
            ),
            ("Never “closed at all.", vec![]),
            (
                "> A whole “block” of it.\n\nNo more.",
                vec!["A whole “block” of it."],
            ),
            ("", vec![]),
        ] {
            let document = parse(body, &Options::default());
            let found: Vec<&str> = quotes(&document)
                .into_iter()
                .map(|range| document.plain.slice(range))
                .collect();
            assert_eq!(found, quoted, "{body}");
        }
    }
}
