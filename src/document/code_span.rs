//! Where the text of a code span lies in its source: between the backticks, but for line breaks that became spaces,
//! the marks of a quote or list at the start of a line, and the backslash of `\|` in a table.

use std::ops::Range;

/// A piece of the code: its length in bytes, the bytes of `source` it comes from, and whether both are equal.
pub(super) type Piece = (usize, Range<usize>, bool);

/// Lays `code` over `source`, a span with its backticks. What cannot be laid is one piece that is not verbatim.
pub(super) fn align(code: &str, source: &str) -> Vec<Piece> {
    let ticks = source.len() - source.trim_start_matches('`').len();
    let inner = source
        .get(ticks..source.len().saturating_sub(ticks))
        .unwrap_or_default();
    if inner == code {
        return vec![(code.len(), ticks..ticks + code.len(), true)];
    }
    let padded = inner.len() >= 2 && inner.starts_with(is_blank) && inner.ends_with(is_blank);
    let from_padded = padded
        .then(|| lay(code, inner.get(1..inner.len() - 1)?, ticks + 1))
        .flatten();
    from_padded
        .or_else(|| lay(code, inner, ticks))
        .unwrap_or_else(|| vec![(code.len(), 0..source.len(), false)])
}

fn is_blank(char: char) -> bool {
    matches!(char, ' ' | '\n' | '\r')
}

/// `inner` starts at `offset`. None if there is no way from one to the other.
fn lay(code: &str, inner: &str, offset: usize) -> Option<Vec<Piece>> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut rest = inner;
    let mut after_break = false;
    for char in code.chars() {
        let next = |rest: &str| rest.chars().next();
        while after_break && next(rest)? != char && rest.starts_with([' ', '\t', '>']) {
            rest = rest.get(1..)?;
        }
        if char == '|' && rest.starts_with("\\|") {
            rest = rest.get(1..)?;
        }
        let written = next(rest)?;
        after_break = char == ' ' && matches!(written, '\n' | '\r');
        if written != char && !after_break {
            return None;
        }
        let at = offset + inner.len() - rest.len();
        let to = at + written.len_utf8();
        match pieces.last_mut() {
            Some((length, from, true)) if from.end == at && !after_break => {
                *length += char.len_utf8();
                from.end = to;
            }
            _ => pieces.push((char.len_utf8(), at..to, !after_break)),
        }
        rest = rest.get(written.len_utf8()..)?;
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_over_lines_of_a_quote_is_laid_piece_by_piece() {
        assert_eq!(
            align("c d", "`c\n> d`"),
            [(1, 1..2, true), (1, 2..3, false), (1, 5..6, true)]
        );
        assert_eq!(align("x|y", "`x\\|y`"), [(1, 1..2, true), (2, 3..5, true)]);
        assert_eq!(align("`", "`` ` ``"), [(1, 3..4, true)]);
    }
}
