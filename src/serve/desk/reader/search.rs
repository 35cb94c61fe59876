//! Words looked for in whole notes.

use rayon::prelude::*;
use serde::Serialize;

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use crate::content::Note;
use crate::text::fold::fold;

#[derive(Serialize)]
struct Answer<'a> {
    /// The ids of the notes that hold all of the words.
    ids: Vec<&'a str>,
}

/// The notes that hold all words of the query's `q`, up to case and accents, in their body, their quotes or what they
/// would put in place of them.
pub(super) fn answer(asked: &Asked<'_>) -> Answered {
    let survey = asked.survey()?;
    let wanted = fold(asked.parameter("q").unwrap_or_default());
    let wanted: Vec<&str> = wanted.split_whitespace().collect();
    let notes: Vec<&Note> = survey.corpus.notes().map(|(_, note)| &**note).collect();
    let holds = |note: &&&Note| {
        let mut text = fold(note.file.body());
        let quotes = note.targets.iter().map(|target| target.quote.as_str());
        for words in quotes.chain(note.replacement.as_deref()) {
            text.push('\n');
            text.push_str(&fold(words));
        }
        wanted.iter().all(|word| text.contains(word))
    };
    let found = notes.par_iter().filter(holds);
    let ids = found.map(|note| note.id.as_str()).collect();
    Ok(json(&Answer { ids }))
}
