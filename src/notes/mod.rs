//! What editors do with notes: add, answer, change, anchor anew. Everything here is pure: the site in, [changes](Change)
//! of files out, which [`content::store`](crate::content::store) makes. The command line and the preview come through
//! here alike.

mod accept;
mod add;
mod attach;
mod author;
mod change;
mod file;
mod ids;
pub mod interchange;
mod kept;
mod passage;
mod patch;
mod reanchor;
mod remove;

pub use accept::{Acceptance, Accepted, CannotAccept, Patch, Why, accept, prepare};
pub use add::{NewNote, add, reply};
pub use attach::{Place, attach};
pub use author::{Identity, author, author_as};
pub use change::{Edits, becomes_published_alone, change, publishes_alone};
pub use kept::{kept_text, path as kept_path};
pub use passage::{Choice, Found, choose, choose_in, find};
pub use patch::{CannotPatch, patch};
pub use reanchor::{Mended, reanchor};
pub use remove::move_up;

pub use crate::content::save::{Change, save};

use crate::content::Note;
use crate::corpus::{Corpus, Entry};

/// The note of an id, with the article it lies in.
pub fn by_id<'a>(corpus: &'a Corpus, id: &str) -> Option<(&'a Entry, &'a Note)> {
    let mut notes = corpus.notes();
    notes
        .find(|(_, note)| note.id == id)
        .map(|(entry, note)| (entry, &**note))
}

/// Where the notes of an article lie.
fn folder(slug: &str) -> String {
    format!("content/articles/{slug}/notes")
}
