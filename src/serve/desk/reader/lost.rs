//! One passage that is doubtful or gone, with the places that may be meant.

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::super::refusal::Refusal;
use super::suggested;
use crate::notes;

/// The `passage` (from 0) of the note `id`, as the query names them.
pub(super) fn answer(asked: &Asked<'_>) -> Answered {
    let survey = asked.survey()?;
    let id = asked.parameter("id").unwrap_or_default();
    let gone = || Refusal::not_found("There is no such passage any more.");
    let (home, note) = notes::by_id(&survey.corpus, id).ok_or_else(gone)?;
    let number = asked.parameter("passage").and_then(|it| it.parse().ok());
    let passage: usize = number.ok_or_else(gone)?;
    let target = note.targets.get(passage).ok_or_else(gone)?;
    let tell = |told: &suggested::Answer<'_>| json(told);
    Ok(suggested::answer(&survey.corpus, home, note, target, tell))
}
