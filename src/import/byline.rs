//! Who wrote it: names in a line near the headline.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::credit_words::BY;
use super::dates::Written;
use super::name_words::WordSet;
use super::word_hash::Words;
use super::words::{fold, is_all_caps, is_capitalised, with_folded};

/// The names that a line holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Byline {
    pub(crate) names: Vec<String>,
    /// Introduced by a word such as `By`, not only a bare name.
    pub(crate) labelled: bool,
    /// What else stands in the line beside names, labels and dates, cut at its separators.
    pub(crate) rest: Vec<String>,
}

/// The longest line that is read as a byline, in characters.
const LONGEST: usize = 160;

/// Names in a line, its dates already found. None when nothing in it is shaped like a name.
pub(crate) fn byline(text: &str, dates: &[Written]) -> Option<Byline> {
    if text.len() > LONGEST && text.chars().count() > LONGEST {
        return None;
    }
    let mut found = Byline {
        names: Vec::new(),
        labelled: false,
        rest: Vec::new(),
    };
    let mut label_waits = false;
    for piece in pieces(text, dates) {
        let (label, body) = cut_label(piece);
        if body.is_empty() {
            label_waits |= label;
            continue;
        }
        let label = label || std::mem::take(&mut label_waits);
        let names = names(body, label);
        if names.is_empty() || (!found.names.is_empty() && !label) {
            found.rest.push(piece.to_owned());
        } else if label && !found.labelled {
            // A labelled name wins over a bare one before it.
            found.rest.append(&mut found.names);
            found.names = names;
            found.labelled = true;
        } else {
            found.names.extend(names);
        }
    }
    (!found.names.is_empty()).then_some(found)
}

/// The parts of a line between its dates and separators.
pub(crate) fn pieces<'t>(text: &'t str, dates: &[Written]) -> Vec<&'t str> {
    let mut found = Vec::new();
    let mut from = 0;
    for date in dates {
        add_pieces(text.get(from..date.start).unwrap_or_default(), &mut found);
        from = date.end;
    }
    add_pieces(text.get(from..).unwrap_or_default(), &mut found);
    found
}

/// The parts of a text between its separators, and its dashes with space about them.
fn add_pieces<'t>(text: &'t str, found: &mut Vec<&'t str>) {
    let mut add = |piece: &'t str| {
        let piece = piece
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '-' | '–' | '—'));
        if !piece.is_empty() {
            found.push(piece);
        }
    };
    let mut from = 0;
    for (at, c) in text.char_indices() {
        let ends = match c {
            '|' | '•' | '·' | '—' | '/' | '\\' | '»' | '\t' | '(' | ')' | '●' | '[' | ']' | ';' => {
                true
            }
            '-' | '–' => {
                let behind = text.get(at + c.len_utf8()..).unwrap_or_default();
                let before = text.get(from..at).unwrap_or_default();
                before.ends_with(' ') && behind.starts_with(' ')
            }
            _ => false,
        };
        if ends {
            add(text.get(from..at).unwrap_or_default());
            from = at + c.len_utf8();
        }
    }
    add(text.get(from..).unwrap_or_default());
}

/// Whole labels.
pub(crate) static LABELS: WordSet = LazyLock::new(|| BY.iter().copied().collect());

/// Whether a piece opens with a word such as `By`, and what follows it.
pub(crate) fn cut_label(piece: &str) -> (bool, &str) {
    if let Some(rest) = piece
        .strip_prefix("By")
        .or_else(|| piece.strip_prefix("BY"))
        && rest.starts_with(char::is_uppercase)
        && rest.chars().nth(1).is_some_and(char::is_lowercase)
    {
        // A space was lost: `ByAna Bell`.
        return (true, rest);
    }
    let mut best = (false, piece);
    if !opens_label(piece) {
        return best;
    }
    let mut end = 0;
    let mut taken = Vec::new();
    for word in piece.split_whitespace().take(4) {
        let Some(at) = piece.get(end..).and_then(|rest| rest.find(word)) else {
            break;
        };
        end += at + word.len();
        taken.push(fold(word));
        let label = taken.join(" ");
        if LABELS.contains(label.as_str()) {
            let rest = piece.get(end..).unwrap_or_default();
            best = (
                true,
                rest.trim_matches(|c: char| c.is_whitespace() || c == ':'),
            );
        }
    }
    best
}

/// Whether the first word of a piece is the first of a label.
fn opens_label(piece: &str) -> bool {
    static FIRST: WordSet = LazyLock::new(|| {
        let firsts = BY.iter().filter_map(|label| label.split(' ').next());
        firsts.collect()
    });
    piece
        .split_whitespace()
        .next()
        .is_some_and(|word| with_folded(word, |word| FIRST.contains(first_word(word))))
}

/// `autor in` → `autor`: a word may fold to two.
fn first_word(folded: &str) -> &str {
    folded.split(' ').next().unwrap_or_default()
}

/// The names in a piece, by the words that join them.
fn names(piece: &str, labelled: bool) -> Vec<String> {
    // A name opens the piece, or there is none in it.
    if !piece.trim_start().starts_with(char::is_uppercase) {
        return Vec::new();
    }
    let joined = with_commas(piece);
    let mut found = Vec::new();
    for (index, part) in joined.split(',').enumerate() {
        let part = part.trim();
        match name(part, labelled && index == 0) {
            Some(name) if !found.contains(&name) => found.push(name),
            Some(_) => {}
            // After a comma comes a role or a place: `By A Person, Staff Writer`.
            None if found.is_empty() => return found,
            None => break,
        }
    }
    found
}

/// A piece with a comma for each word that joins names.
fn with_commas(piece: &str) -> Cow<'_, str> {
    const JOINTS: &[&str] = &["and", "&", "und", "et", "y", "e", "en", "with"];
    if !piece.split(' ').any(|word| JOINTS.contains(&word)) {
        return piece.into();
    }
    JOINTS.iter().fold(piece.into(), |text, joint| {
        text.replace(&format!(" {joint} "), ",").into()
    })
}

/// A person's name as it should be written, from two to five words; one word only after a label.
pub(crate) fn name(text: &str, one_word: bool) -> Option<String> {
    let split: Vec<&str> = text.split_whitespace().collect();
    let least = if one_word { 1 } else { 2 };
    if !(least..=5).contains(&split.len()) || text.chars().count() > 50 {
        return None;
    }
    let final_word = split.last()?;
    if !split.first().is_some_and(|w| is_capitalised(w)) || !is_capitalised(final_word) {
        return None;
    }
    let shaped = split
        .iter()
        .all(|word| super::names::is_name_part(word) && !word.ends_with(['’', '\'']))
        && !split
            .iter()
            .any(|word| word.ends_with("’s") || word.ends_with("'s"));
    let folded = fold(text);
    if !shaped || is_no_name(&folded) {
        return None;
    }
    Some(if is_all_caps(text) && split.len() > 1 {
        split
            .iter()
            .map(|word| capitalise(word))
            .collect::<Vec<_>>()
            .join(" ")
    } else {
        text.to_owned()
    })
}

/// Whether one of the words is none that people are called; `Das` is one behind another.
fn is_no_name(folded: &str) -> bool {
    folded
        .split(' ')
        .enumerate()
        .any(|(place, word)| NOT_NAMES.contains(word) && !(place > 0 && word == "das"))
}

/// `KORZUN` → `Korzun`, `O’NEIL-SMITH` → `O’Neil-Smith`.
fn capitalise(part: &str) -> String {
    let mut upper = true;
    part.chars()
        .flat_map(|c| {
            let shown: Vec<char> = if upper {
                c.to_uppercase().collect()
            } else {
                c.to_lowercase().collect()
            };
            upper = !c.is_alphabetic();
            shown
        })
        .collect()
}

/// Words that no person is called: roles, days, parts of a page.
pub(crate) static NOT_NAMES: WordSet = LazyLock::new(|| {
    Words::from_iter([
        "the", "news", "staff", "editor", "editors", "editorial", "desk", "team", "posted",
        "published", "updated", "last", "modified", "comments", "comment", "reply", "share",
        "home", "about", "contact", "read", "more", "monday", "tuesday", "wednesday", "thursday",
        "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july",
        "august", "september", "october", "november", "december", "montag", "dienstag", "mittwoch",
        "donnerstag", "freitag", "samstag", "sonntag", "in", "on", "at", "for", "to", "of", "with",
        "from", "your", "you", "our", "is", "how", "what", "why", "who", "top", "latest",
        "breaking", "special", "report", "press", "agency", "photo", "image", "images", "video",
        "watch", "listen", "sign", "subscribe", "login", "log", "menu", "search", "policy",
        "privacy", "terms", "rights", "reserved", "views", "min", "minutes", "ago", "uhr", "und",
        "die", "das", "kommentare", "kommentar", "magazine", "times", "post", "university",
        "college", "institute", "inc", "llc", "ltd", "gmbh", "advertisement", "full", "story",
        "part", "chapter", "world", "business", "sports", "politics", "opinion", "technology",
        "health", "entertainment", "culture", "related", "popular", "recent", "posts",
        "categories", "tags", "next", "previous", "facebook", "twitter", "instagram", "linkedin",
        "youtube", "pinterest", "whatsapp", "reddit", "email", "print", "save", "new", "all",
        "get", "free", "click", "here", "this", "that", "united", "states", "street", "city",
        "york", "download", "add", "join", "follow", "us", "me", "my", "and", "or", "no", "yes",
        "not", "by", "author", "writer", "reporter", "correspondent", "contributor", "gmt", "est",
        "edt", "pst", "pdt", "utc", "cet", "am", "pm", "mon", "tue", "wed", "thu", "fri", "bio",
        "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes",
        "miércoles", "jueves", "viernes", "publiziert", "aktualisiert", "veröffentlicht", "zip",
        "data",
    ])
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::dates::dates_in;

    fn names_of(text: &str) -> Vec<String> {
        byline(text, &dates_in(text)).map_or_else(Vec::new, |b| b.names)
    }

    #[test]
    fn bylines_are_read_in_many_shapes() {
        for (text, names) in [
            ("By Dorian Jones February 28, 2020", vec!["Dorian Jones"]),
            ("PETER KORZUN | 19.01.2017 | WORLD", vec!["Peter Korzun"]),
            (
                "Von Luis Holuch und Anna van der Berg",
                vec!["Luis Holuch", "Anna van der Berg"],
            ),
            ("By Jane O’Neil, Staff Writer", vec!["Jane O’Neil"]),
            ("July 3, 2019 by Admin", vec!["Admin"]),
            ("Posted by: Ann-Marie Smith", vec!["Ann-Marie Smith"]),
            ("JANIE HAR", vec!["Janie Har"]),
        ] {
            assert_eq!(names_of(text), names, "{text}");
        }
    }

    #[test]
    fn what_holds_no_name_is_no_byline() {
        for text in [
            "Latest News", "By the end of the day", "WORLD", "3 min read", "Read More",
        ] {
            assert_eq!(names_of(text), Vec::<String>::new(), "{text}");
        }
    }
}
