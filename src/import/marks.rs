//! What each block gives away by itself, before its place is looked at.

use super::blocks::Block;
use super::byline::{Byline, byline};
use super::comment_marker::is_marker;
use super::dates::{Written, dates_in};
use super::furniture::{furniture, is_credit, is_disclaimer};
use super::reading::Reason;
use super::rules::Rules;
use super::words::{ends_sentence, has_chars, is_all_caps, is_capitalised, share, words};

/// The marks of a block.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent marks, each asked for by name"
)]
#[derive(Debug, Clone)]
pub(crate) struct Marks {
    pub(crate) furniture: Option<Reason>,
    /// Opens or frames a comment section.
    pub(crate) comment_marker: bool,
    pub(crate) credit: bool,
    pub(crate) disclaimer: bool,
    /// Only in blocks short enough to be about the article, not of it.
    pub(crate) dates: Vec<Written>,
    /// Dates that open or close a longer block: `(Agency, 19.11.21)`.
    pub(crate) edge_dates: Vec<Written>,
    pub(crate) byline: Option<Byline>,
    pub(crate) words: usize,
    /// Those of at most three characters, and those of two or more that are all in capitals.
    pub(crate) small_words: usize,
    pub(crate) caps_words: usize,
    /// The share of words with an upper-case first letter.
    pub(crate) capitalised: f64,
    pub(crate) ends_sentence: bool,
}

/// The longest block in which a date is about the article, in words.
const META_WORDS: usize = 30;

pub(crate) fn marks(block: &Block, rules: &Rules) -> Marks {
    let WordCounts {
        all: count,
        capitals,
        small,
        caps,
    } = WordCounts::of(&block.text);
    let dates = if count <= META_WORDS {
        dates_in(&block.text)
    } else {
        Vec::new()
    };
    let edge_dates = if count > META_WORDS {
        edge_dates(&block.text)
    } else {
        Vec::new()
    };
    let furniture = furniture(block, rules);
    let credit = is_credit(block);
    let disclaimer = is_disclaimer(block);
    let byline = if furniture.is_some() || credit || disclaimer {
        None
    } else {
        byline(&block.text, &dates)
    };
    Marks {
        furniture,
        comment_marker: is_marker(block),
        credit,
        disclaimer,
        byline,
        words: count,
        small_words: small,
        caps_words: caps,
        capitalised: share(capitals, count),
        ends_sentence: ends_sentence(&block.text),
        dates,
        edge_dates,
    }
}

/// How many words of each sort a text has.
#[derive(Default)]
struct WordCounts {
    all: usize,
    capitals: usize,
    small: usize,
    caps: usize,
}

impl WordCounts {
    fn of(text: &str) -> Self {
        let mut counts = Self::default();
        for word in words(text) {
            counts.all += 1;
            counts.small += usize::from(!has_chars(word, 4));
            if is_capitalised(word) {
                counts.capitals += 1;
            }
            counts.caps += usize::from(has_chars(word, 2) && is_all_caps(word));
        }
        counts
    }
}

/// The dates among the first and the last words of a text.
fn edge_dates(text: &str) -> Vec<Written> {
    /// How much of either end is looked at, and how far from the end a date may stand, in bytes.
    const LOOK: usize = 90;
    const NEAR: usize = 40;
    let boundary = |from: usize| (from..text.len()).find(|at| text.is_char_boundary(*at));
    let head = boundary(LOOK).unwrap_or(text.len());
    let tail = boundary(text.len().saturating_sub(LOOK))
        .unwrap_or(text.len())
        .max(head);
    let mut found: Vec<Written> = dates_in(text.get(..head).unwrap_or_default())
        .into_iter()
        .filter(|w| w.start <= NEAR)
        .collect();
    found.extend(
        dates_in(text.get(tail..).unwrap_or_default())
            .into_iter()
            .map(|w| Written {
                start: w.start + tail,
                end: w.end + tail,
                ..w
            })
            .filter(|w| w.end + NEAR >= text.len()),
    );
    found
}

impl Marks {
    /// A whole sentence or more, as prose is written.
    pub(crate) fn is_prose(&self) -> bool {
        self.words >= 8
            && self.ends_sentence
            && self.capitalised < 0.6
            && self.furniture.is_none()
            && !self.credit
            && !self.disclaimer
            && !self.comment_marker
    }

    /// Long enough that only an article (or a comment) holds it.
    pub(crate) fn is_long(&self) -> bool {
        self.words >= 20 && self.is_prose()
    }

    /// Says who or when, and not much else.
    pub(crate) fn is_byline_or_date(&self) -> bool {
        let dated = !self.dates.is_empty() && self.words <= 16;
        let signed = self.byline.as_ref().is_some_and(|b| b.labelled) && self.words <= 14;
        (dated || signed) && !(self.ends_sentence && self.words > 10)
    }
}
