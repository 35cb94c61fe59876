//! The language of a text; absent when unsure.

use whatlang::Lang;

/// The fewest letters that are enough to tell.
const ENOUGH: usize = 60;

/// Where a longer text is cut, in bytes: its first pages tell as much as all of it.
const MOST: usize = 6000;

/// The language as an ISO 639-1 code (639-3 where there is none).
pub(crate) fn language(text: &str) -> Option<String> {
    if text
        .chars()
        .filter(|c| c.is_alphabetic())
        .take(ENOUGH)
        .count()
        < ENOUGH
    {
        return None;
    }
    let end = (0..=text.len().min(MOST))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    let info = whatlang::detect(text.get(..end.unwrap_or(0)).unwrap_or_default())?;
    info.is_reliable().then(|| code(info.lang()).to_owned())
}

fn code(lang: Lang) -> &'static str {
    let three = lang.code();
    SHORT
        .iter()
        .find(|(from, _)| *from == three)
        .map_or(three, |(_, to)| to)
}

const SHORT: &[(&str, &str)] = &[
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_a_language_and_a_number_has_none() {
        let english =
            "The minister said on Friday that the talks would go on until an agreement is reached.";
        assert_eq!(language(english).as_deref(), Some("en"));
        let german = "Der Minister sagte am Freitag, die Gespräche würden fortgesetzt, bis man sich geeinigt habe.";
        assert_eq!(language(german).as_deref(), Some("de"));
        assert_eq!(language("12,500"), None);
    }
}
