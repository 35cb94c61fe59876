//! The authority list as it stands on the disk at this moment: what is written goes by that, and not by what was built.

use std::collections::BTreeSet;

use super::super::asked::Asked;
use super::super::refusal::Refusal;
use crate::corpus::{Audience, Corpus, Loader};
use crate::source::Snapshot;

/// All entities and refusals as they are now, with the articles as they were built last.
pub(super) fn authority(asked: &Asked<'_>) -> Result<Corpus, Refusal> {
    let config = &asked.survey()?.config;
    let roots = ["content/entities"];
    let (snapshot, _) = Snapshot::read(&asked.desk.root, &roots, None, &BTreeSet::new())?;
    let list = Loader::default().load(&snapshot, config, Audience::Editors);
    Ok(Corpus {
        articles: asked.survey()?.corpus.articles.clone(),
        ..list
    })
}
