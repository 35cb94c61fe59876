//! What editors do with notes: add, answer, change, anchor anew. Everything here is pure: the site in, [changes](Change)
//! of files out, which [`content::store`](crate::content::store) makes. The command line and the preview come through
//! here alike.

mod add;
mod change;
mod file;
mod ids;
pub mod interchange;
mod kept;
mod passage;
mod reanchor;
mod save;

pub use add::{NewNote, add, reply};
pub use change::{Edits, change};
pub use passage::{Choice, Found, choose, choose_in, find};
pub use reanchor::{Mended, reanchor};
pub use save::save;

use crate::content::Note;
use crate::corpus::{Corpus, Entry};

/// What is to be done to one file of `content/`. Paths are relative to the site's root, with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A file that is not there yet.
    Create {
        path: String,
        text: String,
    },
    /// A file that holds `old`, and is to hold `new`.
    Replace {
        path: String,
        old: String,
        new: String,
    },
    Remove {
        path: String,
    },
}

impl Change {
    pub fn path(&self) -> &str {
        match self {
            Self::Create { path, .. } | Self::Replace { path, .. } | Self::Remove { path } => path,
        }
    }
}

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
