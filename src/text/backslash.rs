//! Which characters Markdown could take for markup.

/// Whether the character at `index` of a line could be markup. `before` and `after` are the characters that will stand
/// beside it in the Markdown; none at the ends of the line, and where a mark of emphasis stands.
pub(crate) fn needs_backslash(
    line: &[char],
    index: usize,
    before: Option<char>,
    after: Option<char>,
) -> bool {
    let Some(c) = line.get(index) else {
        return false;
    };
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '|' => true,
        // A heading's attributes end with it.
        '}' => index + 1 == line.len(),
        // Inside a word an underscore is only itself.
        '_' => !(is_word(before) && is_word(after)),
        // Entities: `&amp;`, `&#38;`.
        '&' => after.is_some_and(|c| c.is_ascii_alphabetic() || c == '#'),
        '!' => after == Some('['),
        '#' => index == 0 || only_hashes(line, index),
        // A quotation, a list, an underlined heading, a definition.
        '>' | '+' | '-' | '=' | ':' => index == 0,
        '.' | ')' => (1..=9).contains(&index) && all_digits(line, index),
        _ => false,
    }
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Whether the text so far is only digits: `1.` opens a list.
fn all_digits(chars: &[char], end: usize) -> bool {
    chars.iter().take(end).all(char::is_ascii_digit)
}

/// Whether only hashes follow: a heading's closing run.
fn only_hashes(chars: &[char], from: usize) -> bool {
    chars.iter().skip(from).all(|c| *c == '#')
}
