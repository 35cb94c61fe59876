//! [`Whereabouts`]: for each note of a site what became of its passages, all pages taken together.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Annotations;
use crate::anchor::State;
use crate::content::Note;

/// Where the notes of a site stand, by id. Made once, for questions about thousands of notes.
#[derive(Debug, Default)]
pub struct Whereabouts<'a> {
    notes: BTreeMap<&'a str, Stand<'a>>,
}

/// What became of the passages of one note.
#[derive(Debug, Clone)]
struct Stand<'a> {
    worst: State,
    /// Those that are not in their place: which of the note's targets, and what became of it.
    lost: Vec<(usize, State)>,
    /// The first passage in its place: the slug of the article, and the byte of its plain text.
    first: Option<(&'a str, usize)>,
}

impl<'a> Whereabouts<'a> {
    /// From the notes of each article, by its slug.
    pub fn new(annotations: &'a BTreeMap<String, Arc<Annotations>>) -> Self {
        let mut all = Self::default();
        for (slug, annotations) in annotations {
            for placed in &annotations.placed {
                let first = placed.ranges.first();
                all.add(
                    &placed.note.id,
                    placed.state,
                    first.map(|range| (slug.as_str(), range.start)),
                );
            }
            for lost in &annotations.lost {
                let targets = &lost.note.targets;
                let passage = targets.iter().position(|it| it.span == lost.span);
                let stand = all.add(&lost.note.id, lost.state, None);
                stand.lost.extend(passage.map(|at| (at, lost.state)));
            }
        }
        for stand in all.notes.values_mut() {
            stand.lost.sort_by_key(|(passage, _)| *passage);
        }
        all
    }

    fn add(
        &mut self,
        id: &'a str,
        state: State,
        first: Option<(&'a str, usize)>,
    ) -> &mut Stand<'a> {
        let stand = self.notes.entry(id).or_insert(Stand {
            worst: state,
            lost: Vec::new(),
            first,
        });
        if rank(state) > rank(stand.worst) {
            stand.worst = state;
        }
        stand.first = stand.first.or(first);
        stand
    }

    /// The passages of a note that are not in their place: which of its targets, from 0, and what became of it.
    pub fn lost(&self, id: &str) -> &[(usize, State)] {
        self.notes.get(id).map_or(&[], |stand| &stand.lost)
    }

    /// `ok`, `moved`, `confirm`, `orphan`: the worst of its passages; `whole` (on the article as a whole) or `reply`.
    pub fn state(&self, note: &Note) -> &'static str {
        if note.reply_to.is_some() {
            return "reply";
        }
        if note.targets.is_empty() {
            return "whole";
        }
        // One that no page shows speaks of an article that is not there.
        let stand = self.notes.get(note.id.as_str());
        stand.map_or(State::Orphan, |stand| stand.worst).as_str()
    }

    /// The byte of the plain text of the article `slug` at which its first passage there begins.
    pub fn start(&self, id: &str, slug: &str) -> Option<usize> {
        let (article, start) = self.notes.get(id)?.first?;
        (article == slug).then_some(start)
    }
}

/// How bad a state is.
fn rank(state: State) -> u8 {
    match state {
        State::Ok => 0,
        State::Moved => 1,
        State::Confirm => 2,
        State::Orphan => 3,
    }
}
