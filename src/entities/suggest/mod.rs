//! Candidates for the authority list: names that the texts hold and no entity has, with all spellings of each.
//!
//! The texts are read once for their runs of capitals and for how each word is written; a run is then taken apart at
//! titles and joints, and what stays is a name unless its words are written small elsewhere. Spellings of one name are
//! joined. All steps are linear in the length of the texts, but for crowds of names that differ in one word, which are
//! bounded.

mod alike;
mod bare;
mod counts;
mod gather;
mod group;
mod kind;
mod likeness;
mod propose;
mod refine;
mod scan;
mod sets;
mod spelling;
#[cfg(test)]
mod tests;
mod word_lists;
mod words;

use crate::content::{Entity, EntityKind, Refusals};
use crate::document::PlainText;
use crate::entities::Mention;

pub(super) use propose::LISTS;
pub use spelling::Place;

/// What candidates are looked for in.
pub struct Input<'a> {
    /// The articles, in any order.
    pub texts: Vec<Text<'a>>,
    /// All entities, those that were merged into others too.
    pub entities: Vec<&'a Entity>,
    /// The slugs that mentions count in, as [`Vocabulary::slugs`](super::Vocabulary::slugs).
    pub slugs: &'a [String],
    pub refusals: &'a Refusals,
}

/// The text of an article.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    pub slug: &'a str,
    pub plain: &'a PlainText,
    /// Where it names entities, in order.
    pub mentions: &'a [Mention],
}

/// Something an editor may accept or reject.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// What it is addressed by: of a new entity the slug it will have, of two that are one `from+into`.
    pub key: String,
    pub proposal: Proposal,
    /// The spelling that texts use most, of names in full; of two entities the name of the one that stays.
    pub name: String,
    /// Where it is evident; of an entity that is there its own.
    pub kind: Option<EntityKind>,
    /// The other spellings, most frequent first.
    pub variants: Vec<Variant>,
    /// How often the texts have any of the spellings.
    pub mentions: usize,
    /// The articles that have one, in order of their slugs, with how often.
    pub articles: Vec<(String, usize)>,
    /// Where the first of them stand: [`Place::article`] counts in `articles`.
    pub places: Vec<Place>,
    /// Spread over articles, times the root of the mentions, times certainty; in thousandths.
    pub score: u64,
}

/// What would become of a suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proposal {
    New,
    /// Another name of the entity with this slug.
    Alias(String),
    /// Two entities that are one.
    Merge {
        from: String,
        into: String,
    },
}

/// Another spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    pub text: String,
    pub mentions: usize,
    /// Means it only after a full name in the article.
    pub weak: bool,
    /// Found without being said: it differs from another name by case or a hyphen, or is a person's surname.
    pub implied: bool,
}

/// All that the texts and the names of entities suggest, the most useful first.
pub fn suggest(input: &Input<'_>) -> Vec<Suggestion> {
    let mut texts = input.texts.clone();
    texts.sort_by_key(|text| text.slug);
    let spellings = gather::spellings(input, &texts);
    let mut sets = sets::Sets::new(
        spellings
            .iter()
            .map(|it| it.entity.as_ref().map(|(entity, _)| *entity))
            .collect(),
    );
    group::join(&spellings, &mut sets);
    let bare = bare::bare(&spellings, &mut sets);
    propose::suggestions(input, &texts, &spellings, &mut sets, &bare)
}
