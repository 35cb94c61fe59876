//! Anchoring: where the words of a note are in the current text.
//!
//! [`Revision::locate`] asks, until one answer is sure:
//!
//! 1. Does the quote stand word for word, with its surroundings, in exactly one place?
//! 2. With the old text at hand: what does the word diff old → new say became of its words?
//! 3. Which places read alike? Those that were there before, elsewhere, are not it.
//!
//! How sure an answer is comes from `judge`, whose numbers were fitted to real revisions. **Invariant:** a place that
//! is not sure is never given as [`State::Ok`] or [`State::Moved`].

mod diff;
mod fold;
mod folded_places;
mod judge;
mod likeness;
pub mod protocol;
mod request;
mod revision;
mod search;
mod snap;
mod suggest;
mod text;
mod verbatim;
mod votes;
mod words;

use std::ops::Range;

pub use folded_places::folded_places;
pub use request::Request;
pub use revision::Revision;
pub(crate) use snap::tidy;
pub use text::Text;

/// What became of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It stands word for word.
    Ok,
    /// It is certain, but its words changed.
    Moved,
    /// An editor has to say whether this is the place.
    Confirm,
    /// It is gone.
    Orphan,
}

impl State {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Moved => "moved",
            Self::Confirm => "confirm",
            Self::Orphan => "orphan",
        }
    }
}

/// A place, and how likely it is the right one.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Bytes of the current text.
    pub range: Range<usize>,
    /// From 0 to 1.
    pub confidence: f64,
}

/// Where a passage is now.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub state: State,
    /// The likeliest place first, at most [`Answer::PLACES`]. Those of an orphan are mere suggestions.
    pub candidates: Vec<Candidate>,
}

impl Answer {
    /// Most places that are named.
    pub const PLACES: usize = 5;

    /// Where the passage is, in bytes of the current text; none for an orphan.
    pub fn range(&self) -> Option<Range<usize>> {
        let first = self
            .candidates
            .first()
            .filter(|_| self.state != State::Orphan);
        first.map(|candidate| candidate.range.clone())
    }

    /// How likely the first place is the right one, from 0 to 1; 0 where there is none.
    pub fn confidence(&self) -> f64 {
        self.candidates
            .first()
            .map_or(0.0, |candidate| candidate.confidence)
    }
}

#[cfg(test)]
mod tests;
