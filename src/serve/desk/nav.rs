//! The rooms of the desk, as each of its pages lists them.

use super::{DESK, Place};
use crate::render::escape_attribute;

/// A room with a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Room {
    Notes,
    Articles,
    Entities,
    Import,
    Review,
}

/// Links to all of them, and to the preview; the page is one of `here`.
pub(super) fn html(place: &Place, here: Room) -> String {
    let prefix = escape_attribute(place.prefix.as_str());
    let rooms = [
        (Room::Notes, "", "Notes", true),
        (Room::Articles, "articles/", "Articles", true),
        (Room::Entities, "entities/", "Entities", true),
        (Room::Import, "import/", "Import", place.shown.has_imports()),
        (Room::Review, "review/", "Review", true),
    ];
    let mut links = String::new();
    for (room, path, name, _) in rooms.into_iter().filter(|(.., is_there)| *is_there) {
        let current = if room == here {
            " aria-current=\"page\""
        } else {
            ""
        };
        links += &format!("<li><a href=\"{prefix}{DESK}{path}\"{current}>{name}</a></li>\n");
    }
    format!(
        "<nav class=\"rooms\" aria-label=\"Desk\">\n<ul>\n{links}<li><a href=\"{prefix}\">Preview</a></li>\n</ul>\n</nav>\n"
    )
}
