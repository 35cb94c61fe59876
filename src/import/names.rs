//! Names of people in short texts: what is shaped like a name, and where it ends.

use super::byline::{NOT_NAMES, name};
use super::name_words::{JOINTS, PARTICLES, ROLES, STOPS};
use super::words::{is_capitalised, with_folded, with_lowercase};

/// The names that a text opens with, and how many bytes of it they take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Opening {
    pub(crate) names: Vec<String>,
    pub(crate) end: usize,
}

/// Reads names from the start of a text until something else comes. After a label one word is enough, written as it
/// may be (`by freeman1984`).
pub(crate) fn opening(text: &str, labelled: bool) -> Option<Opening> {
    let mut found = Opening {
        names: Vec::new(),
        end: 0,
    };
    let mut open: Vec<&str> = Vec::new();
    let mut open_end = 0;
    // One word is enough for the first name, and behind a joint if the first is one word too.
    let mut alone = labelled;
    for (start, word) in placed(text) {
        let (bare, closes) = match word.strip_suffix([',', ';', ':']) {
            Some(bare) => (bare, true),
            None => (word, false),
        };
        let joint = !open.is_empty() && with_lowercase(bare, |bare| JOINTS.contains(&bare));
        let glued = if open.is_empty() {
            bare
        } else {
            cut_glued(bare)
        };
        if joint && !closes && !continues_name(text, start + word.len(), bare) {
            if !close(&mut found, &mut open, open_end, alone) {
                break;
            }
            alone &= found.names.iter().all(|name| !name.contains(' '));
            continue;
        }
        let is_part = !bare.is_empty()
            && open.len() < 5
            && (is_name_part(bare) || is_handle(bare, alone && open.is_empty()))
            && !with_folded(bare, ends_name);
        if !is_part {
            break;
        }
        open.push(glued);
        open_end = start + glued.len();
        let sentence_ends = open.len() > 1 && cut_stop(glued).len() < glued.len();
        if glued.len() < bare.len() || sentence_ends {
            break;
        }
        if closes {
            if !close(&mut found, &mut open, open_end, alone) {
                break;
            }
            alone = false;
        }
        // A handle stands alone.
        if open.len() == 1 && !is_capitalised(glued) && !PARTICLES.contains(glued) {
            break;
        }
    }
    close(&mut found, &mut open, open_end, alone);
    (!found.names.is_empty()).then_some(found)
}

/// What follows the joint that a text opens with.
pub(crate) fn cut_joint(text: &str) -> Option<&str> {
    let (first, rest) = text.split_once(' ')?;
    JOINTS.contains(&first).then_some(rest)
}

/// Ends the open name; false when it was none.
fn close(found: &mut Opening, open: &mut Vec<&str>, end: usize, alone: bool) -> bool {
    let mut words = std::mem::take(open);
    while words
        .last()
        .is_some_and(|word| PARTICLES.contains(word) && words.len() > 1)
    {
        words.pop();
    }
    if words.is_empty() || words.len() == 1 && !alone {
        return false;
    }
    let text = words.join(" ");
    let text = cut_stop(text.trim_end_matches(','));
    let read = match words.as_slice() {
        [one] if is_handle(one, true) => Some((*one).trim_end_matches('.').to_owned()),
        _ => name(text, alone),
    };
    match read {
        Some(name) if !found.names.contains(&name) => {
            found.names.push(name);
            found.end = end;
            true
        }
        _ => false,
    }
}

/// The full stop of a sentence is not the name's; that of `Jr.` and of an initial is.
pub(crate) fn cut_stop(text: &str) -> &str {
    let last = text.rsplit(' ').next().unwrap_or_default();
    match text.strip_suffix('.') {
        Some(cut) if last.chars().count() > 4 && !last.trim_end_matches('.').contains('.') => cut,
        _ => text,
    }
}

/// `y`, `e` and the like inside a name (`Ortega y Gasset`): a capitalised word of no name list follows and the text ends.
fn continues_name(text: &str, at: usize, joint: &str) -> bool {
    let rest = text.get(at..).unwrap_or_default().trim();
    matches!(joint, "y" | "e") && !rest.is_empty() && rest.split_whitespace().count() == 1
}

/// Words that no name goes on with.
fn ends_name(folded: &str) -> bool {
    STOPS.contains(folded) || ROLES.contains(folded)
}

/// The words of a text with their places.
fn placed(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split_inclusive(char::is_whitespace)
        .map(move |piece| {
            let start = at;
            at += piece.len();
            (start, piece.trim_end())
        })
        .filter(|(_, word)| !word.is_empty())
}

/// `WhiteUpdated` → `White`: what a page writes right behind a name when a space was lost. `McDonald` stays.
fn cut_glued(word: &str) -> &str {
    /// The longest first part of a name that goes on with a capital.
    const PREFIX: usize = 4;
    let glued = word
        .char_indices()
        .zip(word.chars().skip(1))
        .find(|((at, c), next)| *at >= PREFIX && c.is_lowercase() && next.is_uppercase());
    glued
        .and_then(|((at, c), _)| word.get(..at + c.len_utf8()))
        .or_else(|| word.strip_suffix("long"))
        .or_else(|| {
            let ends = ["Published", "Updated", "Posted", "Last"];
            ends.iter().find_map(|end| word.strip_suffix(end))
        })
        .filter(|cut| cut.chars().count() >= 2)
        .unwrap_or(word)
}

/// Part of a name as it is written: a capital, a particle, an initial.
pub(crate) fn is_name_part(part: &str) -> bool {
    let letters = part.chars().any(char::is_alphabetic);
    let clean = part
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '®'));
    let is_particle = || with_lowercase(part, |part| PARTICLES.contains(part));
    letters && clean && (is_capitalised(part) || is_particle())
}

/// A name somebody gave himself on a site: one word of letters and digits. Only right after a label.
fn is_handle(word: &str, labelled: bool) -> bool {
    let shaped = labelled
        && (2..=24).contains(&word.chars().count())
        && word.chars().any(char::is_alphabetic)
        && word
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '’' | '\''));
    if !shaped {
        return false;
    }
    with_folded(word, |folded| {
        !NOT_NAMES.contains(folded) && !STOPS.contains(folded) && !COMMON.contains(&folded)
    })
}

/// Small words that follow a label where no name does.
const COMMON: &[&str] = &[
    "der", "die", "das", "den", "dem", "ein", "eine", "einem", "einer", "einen", "ihr", "ihm",
    "ihnen", "uns", "mir", "dir", "bis", "bei", "nach", "vor", "rund", "mehr", "le", "la", "les",
    "des", "un", "une", "lui", "elle", "el", "los", "las", "una", "uno", "lo", "gli", "il", "het",
    "een", "os", "as", "um", "uma", "its", "his", "her", "their", "an", "one", "two", "using",
    "being", "now", "far", "clicking", "continuing", "signing", "any", "some", "hand", "mail",
    "phone", "ago", "seinen", "seiner", "ihrer", "ihren", "diesem", "dieser", "allen", "vielen",
    "unserem", "unserer", "subscribing", "submitting", "default", "other", "others", "both",
    "each", "these", "those", "them", "him", "it", "we", "he", "so", "an", "as", "im", "zu", "ab",
    "je", "if", "be", "do", "go", "da", "wo", "du", "es", "er", "ce", "se", "si", "no", "su", "tu",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::words::fold;

    fn names(text: &str, labelled: bool) -> Vec<String> {
        opening(text, labelled).map_or_else(Vec::new, |o| o.names)
    }

    #[test]
    fn names_end_where_something_else_begins() {
        for (text, expected) in [
            ("Rick Lane Contributor", vec!["Rick Lane"]),
            ("Emmet WhiteUpdated", vec!["Emmet White"]),
            ("Emma BayPublished: Dec 22", vec!["Emma Bay"]),
            (
                "Tori Otten and Chris E. Hayner on",
                vec!["Tori Otten", "Chris E. Hayner"],
            ),
            (
                "Jo Ann, Ben O’Neil, Staff Writers",
                vec!["Jo Ann", "Ben O’Neil"],
            ),
            ("Walter von Aachen", vec!["Walter von Aachen"]),
            (
                "Sandhya KambhampatiData and Graphics",
                vec!["Sandhya Kambhampati"],
            ),
            ("Ann McDonald", vec!["Ann McDonald"]),
            ("John Garcia Jr.", vec!["John Garcia Jr."]),
            ("Toby Hede. All rights", vec!["Toby Hede"]),
            ("Linny and Peter", vec!["Linny", "Peter"]),
            ("freeman1984 in Uncategorized", vec!["freeman1984"]),
            ("Dr. Ang Xiao, PhD and Jessica Pan", vec!["Dr. Ang Xiao"]),
        ] {
            assert_eq!(names(text, true), expected, "{text}");
        }
        assert!(names("the end of the day", true).is_empty());
        assert!(names("Alone", false).is_empty());
    }

    proptest! {
        #[test]
        fn names_are_words_of_the_text(text in "[A-Za-zé.,& -]{0,60}", labelled: bool) {
            if let Some(found) = opening(&text, labelled) {
                prop_assert!(text.get(..found.end).is_some());
                for name in &found.names {
                    prop_assert!(fold(&text).contains(&fold(name)));
                }
            }
        }
    }
}
