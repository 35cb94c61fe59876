//! [`Choices`]: what an editor decided about the lines and fields of a source, kept in `import.yaml` under `choices:` and
//! applied whenever the source is read again.

mod apply;
mod field_lines;
mod find;
mod regroup;
#[cfg(test)]
mod tests;
mod values;
mod yaml;

use std::collections::BTreeMap;

pub(crate) use apply::apply;
pub(crate) use find::find;
pub(crate) use regroup::{paragraphs, structure};
pub use values::FieldChoice;
pub(crate) use values::text_of;

use super::reading::SourceLine;

/// The editor's word over the importer's.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choices {
    pub lines: Vec<LineChoice>,
    /// By the field's key in the front matter, one of [`FIELDS`].
    pub fields: BTreeMap<&'static str, FieldChoice>,
    /// What could not be understood: told, not used, and written again as it was.
    unread: yaml::Unread,
}

/// Where a line of the source belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChoice {
    /// 1-based, of the decoded text that the choice was made on: a hint.
    pub line: usize,
    /// The line, by which it is found again.
    pub text: String,
    pub to: Side,
}

/// Inside or outside of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    Body,
    Out,
}

/// The fields that can be chosen.
pub const FIELDS: [&str; 11] = [
    "title", "date", "authors", "publication", "url", "section", "description", "language",
    "credits", "disclaimer", "rights",
];

impl Choices {
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.fields.is_empty()
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
        choices
    }
}

impl Side {
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Body => "body",
            Self::Out => "out",
        }
    }
}

impl std::str::FromStr for Side {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "body" => Ok(Self::Body),
            "out" => Ok(Self::Out),
            _ => Err("one of: body, out".to_owned()),
        }
    }
}

/// The key as it stands in [`FIELDS`].
pub(crate) fn field(key: &str) -> Option<&'static str> {
    FIELDS.into_iter().find(|field| *field == key)
}
