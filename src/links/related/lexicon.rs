//! What a word counts as: its stem's hash, or nothing for a stop word.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Mutex, PoisonError};

use rust_stemmers::{Algorithm, Stemmer};
use unicode_normalization::UnicodeNormalization;

use crate::text::fold::fold;
use crate::text::hash::{Hashed, hash, pair};
use crate::text::stop::is_stop;

/// Remembers what words count as, so that each is stemmed once. Only a memory: what it answers depends on the word and
/// the language alone.
#[derive(Debug, Default)]
pub struct Lexicon {
    /// One for each thread that is at work.
    idle: Mutex<Vec<Units>>,
}

type Units = HashMap<u64, Option<u64>, Hashed>;

impl Lexicon {
    /// Lends what is remembered for the time of one text.
    pub(in crate::links) fn with<T>(
        &self,
        language: Option<&str>,
        read: impl FnOnce(&mut Reader) -> T,
    ) -> T {
        let lock = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let units = lock().pop().unwrap_or_default();
        let code = language.map(|tag| tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase());
        let mut reader = Reader {
            units,
            salt: code.as_deref().map_or(0, |code| hash(code.as_bytes())),
            stemmer: code.as_deref().and_then(algorithm).map(Stemmer::create),
            language: code,
        };
        let result = read(&mut reader);
        lock().push(reader.units);
        result
    }
}

/// Reads words of one language.
pub(in crate::links) struct Reader {
    units: Units,
    salt: u64,
    language: Option<String>,
    stemmer: Option<Stemmer>,
}

impl Reader {
    /// The hash of what a word counts as; none for a stop word.
    pub(in crate::links) fn unit(&mut self, word: &str) -> Option<u64> {
        match self.units.entry(pair(self.salt, hash(word.as_bytes()))) {
            Entry::Occupied(known) => *known.get(),
            Entry::Vacant(new) => {
                let language = self.language.as_deref();
                *new.insert(
                    stem(word, language, self.stemmer.as_ref()).map(|stem| hash(stem.as_bytes())),
                )
            }
        }
    }
}

/// The folded stem of a word, without possessive and elision. Acronyms that look like a stop word keep their capitals:
/// the US is not us.
fn stem(word: &str, language: Option<&str>, stemmer: Option<&Stemmer>) -> Option<String> {
    let lower: String = word.nfc().flat_map(char::to_lowercase).collect();
    let lower = lower.replace(['’', 'ʼ'], "'").replace('.', "");
    let bare = match (language, lower.split_once('\'')) {
        (Some("fr" | "it" | "ca"), Some((_, noun))) => noun,
        (Some("tr"), Some((name, _))) => name,
        _ => lower.strip_suffix("'s").unwrap_or(&lower),
    };
    let folded = fold(bare);
    if is_stop(&folded, language) {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        let others = word.chars().any(char::is_lowercase);
        return (capitals >= 2 && !others).then(|| folded.to_uppercase());
    }
    Some(match stemmer {
        Some(stemmer) => fold(&stemmer.stem(bare)),
        None => folded,
    })
}

fn algorithm(code: &str) -> Option<Algorithm> {
    Some(match code {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "nl" => Algorithm::Dutch,
        "en" => Algorithm::English,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "es" => Algorithm::Spanish,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Lexicon;

    fn same(one: &str, other: &str, language: Option<&str>) -> bool {
        Lexicon::default().with(language, |reader| reader.unit(one) == reader.unit(other))
    }

    #[test]
    fn forms_of_a_word_count_as_one() {
        for (one, other, language) in [
            ("strikes", "Strike", Some("en")),
            ("Turkey’s", "TURKEY", Some("en-GB")),
            ("Çavuşoğlu", "Cavusoglu", None),
            ("l’avion", "avions", Some("fr")),
            ("Türkiye’nin", "Türkiye", Some("tr")),
            ("U.S", "US", Some("en")),
        ] {
            assert!(same(one, other, language), "{one} and {other}");
        }
    }

    #[test]
    fn the_us_is_not_us() {
        assert!(!same("US", "us", Some("en")));
        assert!(same("us", "The", Some("en")));
    }

    #[test]
    fn a_stop_word_of_one_language_is_a_word_of_another() {
        assert!(!same("war", "the", Some("en")));
        assert!(same("war", "der", Some("de")));
    }
}
