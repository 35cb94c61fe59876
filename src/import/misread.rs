//! Texts that went through the wrong encoding before they came here: `donâ€™t`, `CafÃ©`.

use encoding_rs::WINDOWS_1252;

/// What numbered lines show of UTF-8 that was read as Windows-1252: in how many, the first of them, and what stands
/// there for what. None when they show nothing of it. Nothing is changed: only the source can be mended for certain.
pub(crate) fn warning<'t>(lines: impl Iterator<Item = (usize, &'t str)>) -> Option<String> {
    let mut found = lines.filter_map(|(number, line)| Some((number, misread(line)?)));
    let (first, (shown, meant)) = found.next()?;
    let place = match found.count() {
        0 => format!("line {first}"),
        1 => format!("line {first} and 1 more"),
        more => format!("line {first} and {more} more"),
    };
    Some(format!(
        "{place}: “{shown}” stands where “{meant}” was meant: UTF-8 that was read as Windows-1252; mend the source, and import it again"
    ))
}

/// The first misread character of a line, and what it looks like.
fn misread(line: &str) -> Option<(&str, String)> {
    let mut before = ' ';
    for (at, c) in line.char_indices() {
        // In a word of capitals `Ã” is a letter before a quotation mark.
        let found = if before.is_uppercase() {
            None
        } else {
            line.get(at..).and_then(opening)
        };
        if found.is_some() {
            return found;
        }
        before = c;
    }
    None
}

/// The misread character that a text opens with, and what it looks like.
fn opening(text: &str) -> Option<(&str, String)> {
    let length = match text.chars().next()? {
        'Â' | 'Ã' | 'Ð' | 'Ñ' => 2,
        'â' => 3,
        'ð' => 4,
        _ => return None,
    };
    let end = text
        .char_indices()
        .nth(length)
        .map_or(text.len(), |(at, _)| at);
    let shown = text.get(..end)?;
    let (bytes, _, failed) = WINDOWS_1252.encode(shown);
    let meant = std::str::from_utf8(&bytes).ok().filter(|_| !failed);
    let is_likely = |c: char| match length {
        2 => c.is_alphabetic() || matches!(c, '\u{a0}'..='\u{bf}'),
        3 => matches!(c, '\u{2000}'..='\u{2bff}'),
        _ => true,
    };
    match meant.map(|meant| (meant, meant.chars().next())) {
        Some((meant, Some(c))) if meant.len() == length && is_likely(c) => {
            Some((shown, meant.to_owned()))
        }
        // The last byte of a closing quotation mark shows as nothing.
        _ if text.starts_with("â€") => Some(("â€", "”".to_owned())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn warning(text: &str) -> Option<String> {
        super::warning((1..).zip(text.lines()))
    }

    #[test]
    fn what_was_misread_is_told_with_its_line() {
        let told = warning("One\n\nI donâ€™t\nCafÃ©").unwrap();
        assert!(
            told.starts_with("line 3 and 1 more: “â€™” stands where “’” was meant"),
            "{told}"
        );
        for (text, meant) in [
            ("CafÃ© au lait", "é"),
            ("â€œNoâ€ he said", "“"),
            ("no.â€ He", "”"),
        ] {
            assert!(
                warning(text)
                    .unwrap()
                    .contains(&format!("“{meant}” was meant")),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_text_that_was_misread_is_told_and_one_that_was_not_is_not(
            text in "[a-zäöüéèßñ’“”„–—…« »°. \n]{0,40}",
        ) {
            prop_assert_eq!(warning(&text), None);
            let (misread, _) = WINDOWS_1252.decode_without_bom_handling(text.as_bytes());
            prop_assert_eq!(warning(&misread).is_some(), !text.is_ascii());
        }

        #[test]
        fn capitals_before_quotation_marks_are_no_sign_of_it(word in "[A-Z]{1,4}[ÃÂÄÖÑ][”’“…]") {
            prop_assert_eq!(warning(&word), None);
        }
    }
}
