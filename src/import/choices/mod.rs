//! [`Choices`]: what an editor decided about the lines and fields of a source, kept in `import.yaml` under `choices:` and
//! applied whenever the source is read again.

mod apply;
mod comments;
mod field_lines;
mod find;
mod kinds;
mod part;
mod regroup;
#[cfg(test)]
mod tests;
mod values;
mod yaml;

use std::collections::BTreeMap;

pub(crate) use apply::apply;
pub(crate) use find::find;
use find::places;
pub use part::Part;
pub(crate) use regroup::{paragraphs, structure};
pub use values::FieldChoice;
pub(crate) use values::text_of;

use super::reading::{Fate, SourceLine};

/// The editor's word over the importer's.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choices {
    pub lines: Vec<LineChoice>,
    pub comments: Vec<CommentChoice>,
    /// By the field's key in the front matter, one of [`FIELDS`].
    pub fields: BTreeMap<&'static str, FieldChoice>,
    /// What could not be understood: told, not used, and written again as it was.
    unread: yaml::Unread,
}

/// What a line of the source is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChoice {
    /// 1-based, of the decoded text that the choice was made on: a hint.
    pub line: usize,
    /// The line, by which it is found again.
    pub text: String,
    pub to: Part,
}

/// Who wrote a reader comment, and when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentChoice {
    /// 1-based: a hint, as of a [`LineChoice`].
    pub line: usize,
    /// Any of the comment's lines, by which it is found again.
    pub text: String,
    /// None: as the importer has it; none inside: nobody is named.
    pub author: Option<Option<String>>,
    /// The same for its date, as the source has it.
    pub date: Option<Option<String>>,
}

/// The fields that can be chosen.
pub const FIELDS: [&str; 11] = [
    "title", "date", "authors", "publication", "url", "section", "description", "language",
    "credits", "disclaimer", "rights",
];

impl Choices {
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.comments.is_empty() && self.fields.is_empty()
    }

    /// The same with the line numbers of the text as it is now.
    pub(crate) fn renumbered(&self, lines: &[SourceLine]) -> Self {
        let mut choices = self.clone();
        let found = find(lines, &self.lines);
        for (choice, found) in choices.lines.iter_mut().zip(found) {
            if let Some(line) = found.and_then(|index| lines.get(index)) {
                choice.line = line.number;
            }
        }
        let wanted: Vec<(usize, &str)> = self
            .comments
            .iter()
            .map(|choice| (choice.line, choice.text.as_str()))
            .collect();
        let found = places(lines, &wanted);
        for (choice, found) in choices.comments.iter_mut().zip(found) {
            if let Some(line) = found.and_then(|index| lines.get(index)) {
                choice.line = line.number;
            }
        }
        choices
    }
}

/// For each choice the place of the comment that it speaks of, by the lines as they were read with it.
pub(crate) fn of_comments(lines: &[SourceLine], choices: &[CommentChoice]) -> Vec<Option<usize>> {
    let wanted: Vec<(usize, &str)> = choices
        .iter()
        .map(|choice| (choice.line, choice.text.as_str()))
        .collect();
    let place = |found: Option<usize>| match lines.get(found?)?.fate {
        Fate::Comment(place) => Some(place),
        _ => None,
    };
    places(lines, &wanted).into_iter().map(place).collect()
}

/// The key as it stands in [`FIELDS`].
pub(crate) fn field(key: &str) -> Option<&'static str> {
    FIELDS.into_iter().find(|field| *field == key)
}
