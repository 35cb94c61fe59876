//! Entities in texts: where the people, places and other things of the authority list are named.
//!
//! A text is read as tokens, names as sequences of them ([`Vocabulary`]), so that case, diacritics and joints make no
//! difference; the longest name wins ([`Vocabulary::mentions`]).

mod accept;
mod context;
mod file;
mod linkable;
mod merge;
mod naming;
mod never;
mod owners;
mod recognise;
mod reject;
pub mod suggest;
mod tokens;
mod vocabulary;

use std::ops::Range;

pub use accept::{CannotAccept, Choice, accept};
pub use context::Context;
pub use merge::{CannotMerge, left_behind, merge};
pub use naming::{Naming, output};
pub use never::{CannotNever, never};
pub use owners::{Shared, shared};
pub use reject::{reject, take_back};
pub use vocabulary::{LONGEST, Vocabulary, is_stop_word, words};

/// A place where a text names an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Which entity, by its slug's index in [`Vocabulary::slugs`].
    pub entity: usize,
    /// Bytes of the plain text.
    pub range: Range<usize>,
    /// Whether it is named by what stands for it: counted, never linked.
    pub metonym: bool,
}
