//! A form is saved: the lines that say something else change, and no others.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::answer::json;
use super::super::asked::{Answered, Asked};
use super::super::based_on::{self, based_on};
use super::super::refusal::Refusal;
use super::super::undo::Undo;
use super::{data, entry};
use crate::clock;
use crate::content::article::Correction;
use crate::content::article_edit::{ArticleEdits, Decision, Said, edit};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    based_on: String,
    #[serde(default)]
    fields: BTreeMap<String, Said>,
    #[serde(default)]
    guesses: BTreeMap<String, Decision>,
    /// What readers are told of it.
    #[serde(default)]
    correction: Option<String>,
}

/// The article as it is then, and what takes the change back.
#[derive(Serialize)]
struct Done {
    #[serde(flatten)]
    now: data::Data,
    undo: Undo,
}

/// Writes what is wanted, and answers with the article as it is then.
pub(super) fn save(asked: &Asked<'_>, slug: &str) -> Answered {
    let wanted: Wanted = asked.wanted()?;
    let _writing = asked.desk.writing();
    let survey = asked.survey()?;
    let entry = entry(survey, slug)?;
    let (article, bytes, _) = data::read(asked, entry)?;
    if based_on(&bytes) != wanted.based_on {
        return Err(Refusal::conflict());
    }
    let told = wanted.correction.as_deref().map(str::trim);
    let told = told.filter(|text| !text.is_empty()).map(|text| {
        clock::today().map(|date| Correction {
            date: Some(date),
            text: text.to_owned(),
        })
    });
    let edits = ArticleEdits {
        fields: wanted.fields,
        guesses: wanted.guesses,
        correction: told.transpose()?,
    };
    let is_article = |slug: &str| survey.corpus.article(slug).is_some();
    let change =
        edit(&article, &edits, is_article).map_err(|wrong| match wrong.field.as_str() {
            "" => Refusal::unusable(wrong.message),
            field => Refusal::field(field, wrong.message),
        })?;
    let changes: Vec<_> = change.into_iter().collect();
    based_on::save(asked.desk, &changes)?;
    let done = Done {
        now: data::data(asked, survey, entry)?,
        undo: Undo::of(&changes),
    };
    Ok(json(&done))
}
