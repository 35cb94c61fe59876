//! Links in raw HTML: attributes that hold an address, with the place of their tag.

use std::ops::Range;

/// The attributes that hold an address in the tags that are let through.
const ADDRESSES: [&str; 3] = ["href", "src", "cite"];

/// The tag's place in bytes of `html`, and the decoded address.
pub(super) fn scan(html: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html
        .get(at..)
        .and_then(|rest| rest.find('<'))
        .map(|found| at + found)
    {
        let Some(end) = tag_end(html, start) else {
            at = start + 1;
            continue;
        };
        let inside = html.get(start + 1..end).unwrap_or_default();
        for (name, value) in attributes(inside) {
            if ADDRESSES
                .iter()
                .any(|address| address.eq_ignore_ascii_case(name))
            {
                found.push((start..end + 1, decode(value)));
            }
        }
        at = end + 1;
    }
    found
}

/// The byte of the `>` that ends the start tag at `start`, quotes respected. None if it is not a start tag.
fn tag_end(html: &str, start: usize) -> Option<usize> {
    let bytes = html.as_bytes();
    if !bytes.get(start + 1)?.is_ascii_alphabetic() {
        return None;
    }
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate().skip(start + 1) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Names and raw values of the attributes in the inside of a start tag.
fn attributes(inside: &str) -> Vec<(&str, &str)> {
    let blank = |char: char| char.is_ascii_whitespace() || char == '/';
    let mut found = Vec::new();
    let mut rest =
        inside.trim_start_matches(|char: char| char.is_ascii_alphanumeric() || char == '-');
    loop {
        rest = rest.trim_start_matches(blank);
        if rest.is_empty() {
            return found;
        }
        let (name, after) = split(rest, |char| blank(char) || char == '=');
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else {
            // An attribute without a value, or a stray sign.
            rest = if name.is_empty() {
                after.get(1..).unwrap_or_default()
            } else {
                after
            };
            continue;
        };
        let quote = value
            .chars()
            .next()
            .filter(|char| matches!(char, '"' | '\''));
        let (value, after) = match quote {
            Some(quote) => split(value.get(1..).unwrap_or_default(), |char| char == quote),
            None => split(value, |char| char.is_ascii_whitespace()),
        };
        found.push((name, value));
        rest = if quote.is_some() {
            after.get(1..).unwrap_or_default()
        } else {
            after
        };
    }
}

fn split(text: &str, stop: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(stop).unwrap_or(text.len()))
}

/// The references that occur in addresses; others stay as they are.
fn decode(value: &str) -> String {
    let mut decoded = String::with_capacity(value.len());
    let mut rest = value.trim();
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        decoded.push_str(before);
        let end = reference.find(';').filter(|&end| end < 10);
        let char = end.and_then(|end| character(reference.get(1..end)?));
        decoded.push(char.unwrap_or('&'));
        let skip = end.filter(|_| char.is_some()).map_or(1, |end| end + 1);
        rest = reference.get(skip..).unwrap_or_default();
    }
    decoded + rest
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "lt" => Some('<'),
        "gt" => Some('>'),
        _ => {
            let digits = name.strip_prefix('#')?;
            let hexadecimal = digits.strip_prefix(['x', 'X']);
            let code = hexadecimal
                .map_or_else(|| digits.parse(), |digits| u32::from_str_radix(digits, 16));
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_are_found_with_the_place_of_their_tag() {
        let html = "<p><A title='a > b' href=\"x?a=1&amp;b=2\">t</a><img\nsrc=y.png alt>";
        let found = scan(html);
        assert_eq!(
            (&html[found[0].0.clone()], found[0].1.as_str()),
            (&html[3..41], "x?a=1&b=2")
        );
        assert_eq!(found[1].1, "y.png");
        assert!(html[found[1].0.clone()].starts_with("<img"));
    }

    proptest! {
        #[test]
        fn any_text_can_be_scanned(html in "[<>a-f=\"'&;#x/! é]{0,40}") {
            for (tag, _) in scan(&html) {
                prop_assert!(html[tag].ends_with('>'));
            }
        }
    }
}
