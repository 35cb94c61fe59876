//! Slugs: the names of articles in files and URLs.

use std::collections::BTreeSet;

/// The longest slug, in bytes (slugs are ASCII).
const LONGEST: usize = 60;

/// A slug from a title: transliterated, lower case, cut at a colon or dash that three words or more precede, at most
/// 60 characters, cut at a word. Empty when the title has no letter or digit that can be transliterated.
pub fn slugify(title: &str) -> String {
    let words = ascii_words(head(title));
    let mut slug = String::new();
    for word in &words {
        let longer = slug.len() + usize::from(!slug.is_empty()) + word.len();
        if longer > LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() {
        // One word longer than a slug may be: cut inside it.
        slug = words
            .first()
            .map(|word| word.chars().take(LONGEST).collect())
            .unwrap_or_default();
    }
    slug
}

/// `wanted`, or `wanted-2`, `wanted-3` … : the first that is not in `taken`. An empty wish becomes `text`.
pub fn free_slug(wanted: &str, taken: &BTreeSet<String>) -> String {
    let wanted = if wanted.is_empty() { "text" } else { wanted };
    if !taken.contains(wanted) {
        return wanted.to_owned();
    }
    // One more number than there are taken slugs: one of them is free.
    (2..taken.len() + 3)
        .map(|n| format!("{wanted}-{n}"))
        .find(|slug| !taken.contains(slug))
        .unwrap_or_else(|| wanted.to_owned())
}

/// What stands before the first colon or dash with at least three words before it; else the whole title.
fn head(title: &str) -> &str {
    for (at, c) in title.char_indices() {
        let before = &title[..at];
        let after = &title[at + c.len_utf8()..];
        let cuts = match c {
            ':' => after.starts_with(char::is_whitespace),
            '–' | '—' => true,
            '-' => before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace),
            _ => false,
        };
        if cuts && ascii_words(before).len() >= 3 {
            return before;
        }
    }
    title
}

/// Lower-case ASCII words. Apostrophes and the full stops of abbreviations join: `Turkey’s` is one word, `U.S.` too.
fn ascii_words(text: &str) -> Vec<String> {
    let plain: String = text
        .chars()
        .filter(|c| !matches!(c, '\'' | '’' | '‘' | '.' | '\u{ad}'))
        .collect();
    deunicode::deunicode(&plain)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_slug_is_cut_at_a_colon_only_after_three_words() {
        assert_eq!(
            slugify("Emergence of a New Alliance: Russia, Turkey Join Together"),
            "emergence-of-a-new-alliance"
        );
        assert_eq!(
            slugify("CONFIRMED: Turkey’s U.S. bases"),
            "confirmed-turkeys-us-bases"
        );
        assert_eq!(slugify("Über die Brücke"), "uber-die-brucke");
    }

    #[test]
    fn a_taken_slug_gets_the_next_free_number() {
        let taken = ["a", "a-2"].map(str::to_owned).into();
        assert_eq!(free_slug("a", &taken), "a-3");
        assert_eq!(free_slug("b", &taken), "b");
        assert_eq!(free_slug("", &taken), "text");
    }

    proptest! {
        #[test]
        fn any_slug_is_safe_in_a_path_and_a_url(title in "\\PC{0,200}") {
            let slug = slugify(&title);
            prop_assert!(slug.len() <= LONGEST);
            prop_assert!(slug.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
            prop_assert_eq!(slugify(&slug.replace('-', " ")), slug);
        }
    }
}
