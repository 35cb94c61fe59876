//! Why one article is related to another, in words for a reader.

use std::fmt;

use crate::links::passages::Extent;

/// One reason. Its `Display` is a phrase without capital and full stop: `both quote Col. John Dorrian`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Reason {
    /// An editor named the other article.
    Chosen,
    /// One is largely the text of the other, as it is seen from the article whose list it is.
    Copy(Extent),
    /// Both have words in common that begin so.
    Passage(String),
    /// Both tell of these events.
    Events(Vec<String>),
    /// Both were written by these.
    Authors(Vec<String>),
    /// Both give the word to these.
    Quote(Vec<String>),
    /// Both name these, which few articles do.
    Names(Vec<String>),
    /// Both use these words, which few articles do.
    Words(Vec<String>),
    /// Both appeared in this publication.
    Publication(String),
    /// The other article is this many days younger; negative: older.
    Days(i32),
}

impl Reason {
    /// The same as the other article would say it.
    #[must_use]
    pub fn reversed(&self) -> Self {
        match self {
            Self::Days(days) => Self::Days(-days),
            other => other.clone(),
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Chosen => f.write_str("chosen by the editor"),
            Self::Copy(extent) => f.write_str(match extent {
                Extent::Same => "the same text",
                Extent::Nearly => "nearly the same text",
                Extent::Within => "has most of this text within it",
                Extent::Holds => "stands for the most part in this text",
            }),
            Self::Passage(words) => write!(f, "the same words: “{words}”"),
            Self::Events(names) => {
                let events = if names.len() == 1 { "event" } else { "events" };
                write!(f, "same {events}: {}", list(names))
            }
            Self::Authors(names) => write!(f, "also by {}", list(names)),
            Self::Quote(names) => write!(f, "both quote {}", list(names)),
            Self::Names(names) => write!(f, "both speak of {}", list(names)),
            Self::Words(words) => {
                let quoted: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
                write!(f, "both speak of {}", list(&quoted))
            }
            Self::Publication(name) => write!(f, "also in {name}"),
            Self::Days(0) => f.write_str("on the same day"),
            Self::Days(days) => {
                let side = if *days > 0 { "later" } else { "earlier" };
                match NUMBERS.get(days.unsigned_abs() as usize) {
                    Some(number) => write!(f, "{number} {side}"),
                    None => write!(f, "{} days {side}", days.unsigned_abs()),
                }
            }
        }
    }
}

const NUMBERS: [&str; 11] = [
    "on the same day", "a day", "two days", "three days", "four days", "five days", "six days",
    "a week", "eight days", "nine days", "ten days",
];

/// `Astana, Rudskoi and Putin`.
fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Extent, Reason};

    #[test]
    fn reasons_are_phrases() {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        for (reason, phrase) in [
            (
                Reason::Quote(names(&["Col. John Dorrian"])),
                "both quote Col. John Dorrian",
            ),
            (
                Reason::Names(names(&["Astana", "Rudskoi", "Putin"])),
                "both speak of Astana, Rudskoi and Putin",
            ),
            (
                Reason::Words(names(&["joint strike"])),
                "both speak of “joint strike”",
            ),
            (
                Reason::Authors(names(&["Ana", "Ben"])),
                "also by Ana and Ben",
            ),
            (
                Reason::Copy(Extent::Within),
                "has most of this text within it",
            ),
            (
                Reason::Passage("We called …".to_owned()),
                "the same words: “We called …”",
            ),
            (Reason::Days(0), "on the same day"),
            (Reason::Days(-1), "a day earlier"),
            (Reason::Days(2), "two days later"),
            (Reason::Days(14), "14 days later"),
        ] {
            assert_eq!(reason.to_string(), phrase);
        }
    }
}
