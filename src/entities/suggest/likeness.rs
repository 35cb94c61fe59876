//! When two spellings are of one name.

use deunicode::deunicode;

use crate::text::near::distance;

/// Letters that are written for each other, the second in place of the first.
const ALIKE: [(&str, &str); 6] = [
    ("defence", "defense"),
    ("isation", "ization"),
    ("our", "or"),
    ("ph", "f"),
    ("ou", "u"),
    ("oo", "u"),
];

/// What spellings of one name have in common: transliterated, `y` and `j` as `i`, doubled letters single, `St.` as
/// `Saint`, initials in the middle left out, words not parted. Of an acronym the letters themselves.
pub(super) fn skeleton(words: &[String], acronym: bool) -> String {
    if acronym {
        return format!("={}", words.join(" "));
    }
    let mut skeleton = String::new();
    for (at, word) in words.iter().enumerate() {
        let inside = at > 0 && at + 1 < words.len();
        if inside && word.chars().nth(1).is_none() {
            continue;
        }
        let word = deunicode(word).to_lowercase();
        let word = if word == "st" && words.len() > 1 {
            "saint"
        } else {
            &word
        };
        let mut letters = word.to_owned();
        for (one, other) in ALIKE {
            letters = letters.replace(one, other);
        }
        for letter in letters.chars().filter(char::is_ascii_alphanumeric) {
            let letter = match letter {
                'y' | 'j' => 'i',
                'w' => 'v',
                letter => letter,
            };
            let doubled = letter.is_ascii_alphabetic() && skeleton.ends_with(letter);
            if !doubled {
                skeleton.push(letter);
            }
        }
    }
    skeleton
}

/// Whether two words differ so little that one may be a slip for the other, or another spelling: one letter of five or
/// more, two of nine or more, never the first.
pub(super) fn is_close(one: &str, other: &str) -> bool {
    let (length, other_length) = (one.chars().count(), other.chars().count());
    let short = length.min(other_length);
    let allowed = match short {
        0..5 => return false,
        5..9 => 1,
        _ => 2,
    };
    let digits = one.chars().chain(other.chars()).any(|c| c.is_ascii_digit());
    // Alaska, Alaskan
    let longer = one.starts_with(other) || other.starts_with(one);
    one.chars().next() == other.chars().next()
        && !digits
        && !longer
        && length.abs_diff(other_length) <= allowed
        && distance(one, other) <= allowed
}

/// A word without one of its letters, in every way, and whole: two words of distance 1 share one of these.
pub(super) fn deletions(word: &str) -> Vec<String> {
    let without = |(at, letter): (usize, char)| {
        let (start, end) = (word.get(..at), word.get(at + letter.len_utf8()..));
        [start.unwrap_or_default(), end.unwrap_or_default()].concat()
    };
    let mut all: Vec<String> = word.char_indices().skip(1).map(without).collect();
    all.push(word.to_owned());
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether an acronym's letters are first letters of a name's words, in order: the first of the first word, and no more
/// than a third of the words, or one, passed over besides `of` and `and`.
pub(super) fn stands_for(acronym: &str, words: &[String]) -> bool {
    let mut letters = acronym.chars().filter(|c| c.is_alphanumeric()).peekable();
    let (mut taken, mut passed, mut all) = (0_usize, 0_usize, 0_usize);
    for (at, word) in words.iter().enumerate() {
        let joint = matches!(
            word.as_str(),
            "of" | "and" | "for" | "the" | "de" | "la" | "und"
        );
        all += usize::from(!joint);
        if word.chars().next() == letters.peek().copied() {
            letters.next();
            taken += 1;
        } else if at == 0 {
            return false;
        } else {
            passed += usize::from(!joint);
        }
    }
    letters.peek().is_none() && taken > 1 && passed <= (all / 3).max(1)
}

/// Whether half of an acronym's letters, two at least, begin words of a name, in any order: it may be short for the same
/// name in another language, as `PKK` is for the Kurdistan Workers’ Party.
pub(super) fn is_of_another_language(acronym: &str, words: &[String]) -> bool {
    let mut initials: Vec<char> = words
        .iter()
        .filter_map(|word| word.chars().next())
        .collect();
    let (mut all, mut found) = (0_usize, 0_usize);
    for letter in acronym.chars() {
        all += 1;
        if let Some(at) = initials.iter().position(|it| *it == letter) {
            initials.swap_remove(at);
            found += 1;
        }
    }
    words.len() > 1 && found > 1 && found * 2 >= all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn of(name: &str) -> String {
        let words: Vec<String> = crate::text::fold::fold(name)
            .split([' ', '-'])
            .map(|word| word.trim_end_matches('.').to_owned())
            .collect();
        skeleton(&words, false)
    }

    #[test]
    fn spellings_of_one_name_have_one_skeleton() {
        for (one, other) in [
            ("Sergey Rudskoi", "Sergei Rudskoy"),
            ("Saint-Petersburg", "St. Petersburg"),
            ("Mevlüt Çavuşoğlu", "Mevlut Cavusoglu"),
            ("Deir ez-Zor", "Deir Ezzor"),
            ("Donald J. Trump", "Donald Trump"),
        ] {
            assert_eq!(of(one), of(other), "{one} and {other}");
        }
        assert_ne!(of("Iran"), of("Iraq"));
    }

    #[test]
    fn a_slip_is_close_and_another_country_is_not() {
        assert!(is_close("incirlik", "icirlik") && is_close("turkey", "turley"));
        for (one, other) in [
            ("iran", "iraq"),
            ("austria", "australia"),
            ("gambia", "zambia"),
            ("slovenia", "slovakia"),
            ("north", "south"),
        ] {
            assert!(!is_close(one, other), "{one} and {other}");
        }
    }

    #[test]
    fn an_acronym_is_the_first_letters() {
        let words = |name: &str| -> Vec<String> { name.split(' ').map(str::to_owned).collect() };
        assert!(stands_for("pkk", &words("partiya karkeren kurdistane")));
        assert!(stands_for(
            "unrwa",
            &words("united nations relief works agency")
        ));
        assert!(stands_for("doj", &words("department of justice")));
        assert!(stands_for(
            "ccts",
            &words("cooperation council of turkic speaking states")
        ));
        assert!(!stands_for("akp", &words("turkish armed forces")));
    }

    proptest! {
        #[test]
        fn closeness_has_no_direction(one in "[a-e]{4,10}", other in "[a-e]{4,10}") {
            prop_assert_eq!(is_close(&one, &other), is_close(&other, &one));
        }

        #[test]
        fn words_one_change_apart_share_a_deletion(word in "[a-z]{6,9}", at in 1_usize..6, letter in "[a-z]") {
            let mut other = word.clone();
            other.replace_range(at..=at, &letter);
            let one = deletions(&word);
            prop_assert!(deletions(&other).iter().any(|it| one.contains(it)));
        }
    }
}
