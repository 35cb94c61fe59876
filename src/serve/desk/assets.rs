//! The desk's own files: style sheets and scripts, from the binary.

use super::answer;
use super::asked::Answered;
use super::refusal::Refusal;

/// The file of a name below `assets/`.
pub(super) fn answer(name: &str) -> Answered {
    let mut files = ROOMS.iter().copied().flatten();
    let (_, content) = files
        .find(|(known, _)| *known == name)
        .ok_or_else(Refusal::nothing)?;
    Ok(answer::asset(super::super::media_type::of(name), content))
}

/// A file's name below `assets/desk/`, and what it holds.
type File = (&'static str, &'static str);

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../assets/desk/", $name)))),*]
    };
}

/// Those of each room.
const ROOMS: [&[File]; 8] = [
    SHARED, IMPORT, NOTES, READER, SUGGESTIONS, REVIEW, ARTICLES, ENTITIES,
];

const SHARED: &[File] = files![
    "desk.css", "api.js", "say.js", "element.js", "list.css", "keys.js", "words.js", "conflict.js",
    "conflict.css", "dialog.js", "differing.js",
];

const IMPORT: &[File] = files![
    "lines.css", "article.css", "fields.css", "import.js", "lines.js", "legend.js", "article.js",
    "fields.js", "line-menu.js", "comment-form.js", "history.js", "match.js", "help.js",
    "follow.js",
];

const NOTES: &[File] = files![
    "notes/page.js", "notes/actions.js", "notes/host.js", "notes/text.js", "notes/model.js",
    "notes/undo.js", "notes/menu.js", "notes/current.js", "notes/selection.js", "notes/caret.js",
    "notes/chips.js", "notes/drafts.js", "notes/composer.js", "notes/work.js", "notes/shadow.css",
    "notes/composer.css", "notes/wiki.js",
];

const SUGGESTIONS: &[File] = files!["suggestions/accept.js"];

const REVIEW: &[File] = files!["review/review.js", "review/review.css"];

const ARTICLES: &[File] = files![
    "articles/articles.css", "articles/list.js", "articles/form.js", "articles/fields.js",
    "articles/chips.js",
];

const ENTITIES: &[File] = files![
    "entities/entities.css", "entities/entities.js", "entities/choose.js", "entities/link.js",
];

const READER: &[File] = files![
    "reader/reader.css", "reader/passages.css", "reader/reader.js", "reader/filter.js",
    "reader/list.js", "reader/facets.js", "reader/row.js", "reader/batch.js", "reader/passages.js",
    "reader/markup.js", "reader/undo.js", "reader/states.js", "reader/tray.js", "reader/tray.css",
    "reader/attach.js",
];
