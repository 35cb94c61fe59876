//! The words of the Web Annotation vocabulary for what our notes are.

use crate::content::Kind;

/// The motivation of a kind of note.
pub(super) fn motivation(kind: Kind) -> &'static str {
    match kind {
        Kind::Comment => "commenting",
        Kind::Context => "describing",
        Kind::Correction => "assessing",
        Kind::Source => "linking",
        Kind::Question => "questioning",
        Kind::Suggestion => "editing",
        Kind::Highlight => "highlighting",
    }
}

/// The kind of a motivation; a comment is what says nothing more of itself.
pub(super) fn kind(motivation: &str) -> Kind {
    // A term may come with its prefix or as a whole address.
    let term = motivation
        .rsplit(['#', ':', '/'])
        .next()
        .unwrap_or(motivation);
    let mut kinds = Kind::ALL.iter().copied();
    kinds
        .find(|kind| self::motivation(*kind) == term)
        .unwrap_or_default()
}
