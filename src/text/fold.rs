//! Folding: one form for all spellings of a word that differ only in case, diacritics or typography.
//!
//! Folded text is for comparing, never for showing.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The form in which two spellings of one word are equal.
///
/// - Case: lower case (`İ` and `ı` both become `i`, `ς` becomes `σ`, `ẞ` becomes `ss`).
/// - Diacritics: dropped from Latin, Greek, Hebrew and Arabic letters (`Çavuşoğlu` → `cavusoglu`), and letters that
///   Unicode does not take apart are spelled out (`ø` → `o`, `æ` → `ae`, `ł` → `l`). In other scripts a mark is a letter
///   of its own and stays (`й`, `が`, Thai and Indic vowels), but for the stress on a Cyrillic vowel and the dots of `ё`.
/// - Typography: curly quotes, primes and guillemets become `'` or `"`, every dash and hyphen `-`, an ellipsis `...`,
///   every kind of space a space; ligatures and full-width forms are undone (NFKD); soft hyphens and other invisible
///   format characters go. Line breaks and tabs stay.
///
/// The result is in NFC; folding it again changes nothing, and canonically equivalent texts fold to the same.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text
            .chars()
            .map(|c| plain(c.to_ascii_lowercase()))
            .collect();
    }
    let mut folded = String::with_capacity(text.len());
    let mut base = ' ';
    for c in text.nfkd().flat_map(char::to_lowercase).nfkd() {
        if is_combining_mark(c) {
            if !drops(c, base) {
                folded.push(c);
            }
        } else if !is_invisible(c) {
            base = c;
            match spelled_out(c) {
                Some(letters) => folded.push_str(letters),
                None => folded.push(plain(c)),
            }
        }
    }
    folded.nfc().collect()
}

/// Whether a mark says nothing that folding keeps, after this base.
fn drops(mark: char, base: char) -> bool {
    match mark {
        '\u{300}'..='\u{36f}' => match base {
            '\u{400}'..='\u{52f}' => {
                matches!(mark, '\u{300}' | '\u{301}') || (mark == '\u{308}' && base == 'е')
            }
            _ => true,
        },
        '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}' => true,
        _ => false,
    }
}

/// Soft hyphen, joiners, direction marks, byte order mark, Arabic kashida.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{61c}'
            | '\u{640}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// Letters that compatibility decomposition leaves whole, though readers type them with plain ones.
fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ŋ' => "ng",
        '…' => "...",
        _ => return None,
    })
}

/// One plain character for one that is only its typographic or national variant.
fn plain(c: char) -> char {
    match c {
        'ı' => 'i',
        'ø' => 'o',
        'đ' | 'ð' => 'd',
        'ł' => 'l',
        'ħ' => 'h',
        'ŧ' => 't',
        'ς' => 'σ',
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | 'ʹ' | 'ʻ' | 'ʿ' | 'ʾ' | '`' | '´' | '‹' | '›' => {
            '\''
        }
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⁃' | '﹘' | '﹣' | '－' => {
            '-'
        }
        '\n' | '\r' | '\t' => c,
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::fold;
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn spellings_of_one_name_are_one() {
        for (one, other) in [
            ("Çavuşoğlu", "CAVUSOGLU"),
            ("Yıldırım", "Yildirim"),
            ("IŞIK", "işik"),
            ("İbrahim Kalın", "ibrahim kalin"),
            ("Łódź", "lodz"),
            ("Straße", "STRASSE"),
            ("Ægir", "aegir"),
            ("‘Confidence Crisis’", "'confidence crisis'"),
            ("«mutual interest»", "\"mutual interest\""),
            ("no–fly\u{a0}zone", "no-fly zone"),
            ("soft\u{ad}hyphen", "softhyphen"),
            ("ﬁre", "fire"),
            ("Ｉｎｃｉｒｌｉｋ", "incirlik"),
            ("ΟΔΥΣΣΕΥΣ", "οδυσσεύς"),
            ("ещё", "еще"),
        ] {
            assert_eq!(fold(one), fold(other), "{one} and {other}");
        }
    }

    #[test]
    fn marks_that_are_letters_stay() {
        for (one, other) in [
            ("мой", "мои"),
            ("が", "か"),
            ("ที่", "ท"),
            ("की", "क"),
            ("한", "하"),
        ] {
            assert_ne!(fold(one), fold(other), "{one} and {other}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn equivalent_texts_fold_to_the_same(text in any::<String>()) {
            let composed: String = text.nfc().collect();
            let decomposed: String = text.nfd().collect();
            prop_assert_eq!(fold(&composed), fold(&text));
            prop_assert_eq!(fold(&decomposed), fold(&text));
        }

        #[test]
        fn case_makes_no_difference(text in "[a-zA-ZàÀéÉñÑøØßẞçÇğĞşŞöÖüÜиИйЙσΣςİıI‘’“” -]{0,40}") {
            let lower = fold(&text.to_lowercase());
            prop_assert_eq!(&fold(&text), &lower);
        }
    }
}
