//! A passage is given the place that an editor chose, or none.

use serde::{Deserialize, Serialize};

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::super::refusal::Refusal;
use super::fresh::{Kept, Known, Written, none, write};
use crate::content::Note;
use crate::corpus::{Corpus, Entry};
use crate::notes::{self, Change, Place};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    id: String,
    based_on: String,
    /// Which passage of the note, from 0.
    passage: usize,
    /// Absent: the note speaks of its other passages, or of the whole article.
    place: Option<Chosen>,
}

/// Words of an article.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chosen {
    article: String,
    /// The hash of the plain text on which these characters are counted.
    text: String,
    start: usize,
    end: usize,
}

#[derive(Serialize)]
struct Answer {
    written: Vec<Written>,
    /// Plain texts that were dropped with it, which undoing needs.
    dropped: Vec<String>,
}

pub(super) fn answer(asked: &Asked<'_>) -> Answered {
    let wanted: Wanted = asked.wanted()?;
    let survey = asked.survey()?;
    let place = place(&survey.corpus, wanted.place.as_ref())?;
    let known = Known::new(asked, survey);
    let _writing = asked.desk.writing();
    let found = known.fresh(&wanted.id, &wanted.based_on);
    let changed = found.and_then(|(home, note)| {
        if note.targets.len() <= wanted.passage {
            return Err(Kept::new(
                &wanted.id,
                "The note has no such passage any more.",
            ));
        }
        let not_lines = |why| Kept::new(&wanted.id, format!("{}: {why}", note.file.path));
        let changes = notes::attach(&survey.corpus, home, &note, wanted.passage, &place);
        Ok((dropped(home, &note, &changes), changes.map_err(not_lines)?))
    });
    let (dropped, changes) = match changed {
        Ok(done) => done,
        Err(kept) => {
            return Ok(none(&[kept]));
        }
    };
    write(asked, &changes)?;
    let written = changes.iter().filter_map(|it| Written::of(&wanted.id, it));
    Ok(json(&Answer {
        written: written.collect(),
        dropped,
    }))
}

/// The place that was chosen, in bytes of the text as it is now.
fn place(corpus: &Corpus, chosen: Option<&Chosen>) -> Result<Place, Refusal> {
    let Some(chosen) = chosen else {
        return Ok(Place::Nowhere);
    };
    let entry = corpus.article(&chosen.article).ok_or_else(|| {
        Refusal::not_found("There is no article of this name, or it cannot be read.")
    })?;
    let plain = &entry.document().plain;
    if plain.hash() != chosen.text {
        return Err(Refusal::conflict_of(
            "The text of this article changed meanwhile. Choose the words again.",
        ));
    }
    let range = plain.to_bytes(chosen.start..chosen.end);
    let words = plain.text.get(range.clone()).unwrap_or_default();
    if chosen.end <= chosen.start || words.trim().is_empty() {
        return Err(Refusal::unusable("There are no words in this place."));
    }
    Ok(Place::Here {
        article: chosen.article.clone(),
        range,
    })
}

/// The kept texts that a change drops.
fn dropped<E>(home: &Entry, note: &Note, changes: &Result<Vec<Change>, E>) -> Vec<String> {
    let changes = changes.as_deref().unwrap_or_default();
    let is_dropped = |text: &&str| {
        let path = notes::kept_text(&note.article, text);
        changes.iter().any(
            |change| matches!(change, Change::Remove { path: gone, .. } if gone == path.path()),
        )
    };
    let texts = home.texts.values().map(|text| &**text);
    texts.filter(is_dropped).map(str::to_owned).collect()
}
