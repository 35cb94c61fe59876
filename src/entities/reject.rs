//! Suggestions that are not to come back.

use super::suggest::{Proposal, Suggestion};
use crate::content::refusals::NotLines;
use crate::content::save::Change;
use crate::corpus::Corpus;
use crate::text::name_slug::name_slug;

/// The change that keeps a suggestion from coming back.
///
/// # Errors
/// A list of refusals that is not written as lines.
pub fn reject(
    corpus: &Corpus,
    suggestion: &Suggestion,
    reason: Option<&str>,
) -> Result<Option<Change>, NotLines> {
    let mut names = vec![suggestion.name.as_str()];
    match suggestion.proposal {
        Proposal::Merge { .. } => names = vec![&suggestion.key],
        // Each spelling would be another name of the entity.
        Proposal::Alias(_) => {
            let variants = suggestion.variants.iter().filter(|it| !it.implied);
            names.extend(variants.map(|it| it.text.as_str()));
        }
        Proposal::New => {}
    }
    let mut refusals = corpus.refusals.clone();
    for name in names {
        refusals = refusals.with(name, reason)?;
    }
    Ok(corpus.refusals.change_to(refusals.text()))
}

/// The change that takes a refusal back; by its name, or the name's slug. None: nothing of that name was refused.
///
/// # Errors
/// A list of refusals that is not written as lines.
pub fn take_back(corpus: &Corpus, key: &str) -> Result<Option<Change>, NotLines> {
    let is_meant = |name: &str| name_slug(name) == key;
    let entry = corpus.refusals.find(key).or_else(|| {
        let mut entries = corpus.refusals.entries.iter();
        entries.find(|it| is_meant(&it.name))
    });
    match entry {
        Some(entry) => {
            let text = corpus.refusals.without(&entry.name)?;
            Ok(corpus.refusals.change_to(&text))
        }
        None => Ok(None),
    }
}
