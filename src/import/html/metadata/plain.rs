//! Texts of data as a reader would see them.

use dom_query::Document;

use crate::import::lines::tidy;

/// A text of data: entities and tags that it should not hold are undone, white space is tidied.
pub(super) fn plain(text: &str) -> String {
    let entity = text.contains('&') && text.contains(';');
    let tag = text.contains('<') && text.contains('>');
    if entity || tag {
        tidy(&Document::fragment(text).text())
    } else {
        tidy(text)
    }
}
