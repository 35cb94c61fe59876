//! Marks with all the nasty cases.

use proptest::prelude::*;

use super::super::Mark;

/// Where marks lie, in shares of the text: far apart, overlapping, equal, empty, past the end.
pub(super) fn spans() -> impl Strategy<Value = Vec<(u8, usize, usize)>> {
    proptest::collection::vec((0..6_u8, 0..1200_usize, 0..1200_usize), 0..8)
}

/// Marks on a text of `length` bytes. Two may have the same note. They need not start at a character.
pub(super) fn marks(spans: &[(u8, usize, usize)], length: usize) -> Vec<Mark> {
    let kinds = ["comment", "context", "source"];
    let place = |share: usize| share * (length + 2) / 1100;
    spans
        .iter()
        .map(|&(note, start, end)| Mark {
            note: format!("n{note}"),
            label: note.to_string(),
            kind: kinds[usize::from(note) % 3].to_owned(),
            range: place(start.min(end))..place(start.max(end)),
        })
        .collect()
}
