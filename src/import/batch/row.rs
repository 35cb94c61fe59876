//! [`Row`]: what became of one input, as `postil import --json` prints it.

use serde::Serialize;

use super::super::reading::{Fate, Reading};

/// One line of the report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    pub input: String,
    /// The path of `index.md` from where the command was started; None when the input was refused.
    pub article: Option<String>,
    pub comments: Option<String>,
    pub slug: Option<String>,
    pub title: Option<String>,
    pub date: Option<String>,
    pub authors: Vec<String>,
    /// How many lines were left out.
    pub left_out: usize,
    pub warnings: Vec<String>,
    /// Why the input was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether any file was written (or would have been).
    #[serde(skip)]
    pub written: bool,
    /// Every line of the source.
    #[serde(skip)]
    pub lines: Vec<ExplainedLine>,
}

/// A line of the source and what became of it, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedLine {
    pub line: usize,
    pub fate: String,
    pub text: String,
}

impl Row {
    /// An input that is no text.
    pub(super) fn refused(input: &str, reason: String) -> Self {
        Self {
            input: input.to_owned(),
            reason: Some(reason),
            ..Self::default()
        }
    }

    /// A text without an article.
    pub(super) fn refused_text(input: &str, reason: String, reading: &Reading) -> Self {
        Self {
            reason: Some(reason),
            ..Self::new(input, reading)
        }
    }

    pub(super) fn new(input: &str, reading: &Reading) -> Self {
        let meta = &reading.meta;
        let text = |field: &Option<super::super::reading::Evidence<String>>| {
            field.as_ref().map(|f| f.value.clone())
        };
        Self {
            input: input.to_owned(),
            title: text(&meta.title),
            date: text(&meta.date),
            authors: meta
                .authors
                .as_ref()
                .map(|a| a.value.clone())
                .unwrap_or_default(),
            left_out: reading
                .lines
                .iter()
                .filter(|line| matches!(line.fate, Fate::Out(_)))
                .count(),
            warnings: reading.warnings.clone(),
            lines: reading
                .lines
                .iter()
                .map(|line| ExplainedLine {
                    line: line.number,
                    fate: in_words(line.fate, reading),
                    text: line.text.clone(),
                })
                .collect(),
            ..Self::default()
        }
    }
}

/// What became of a line: `body`, `title`, `comment c3`, `out: teaser`.
pub(super) fn in_words(fate: Fate, reading: &Reading) -> String {
    match fate {
        Fate::Body => "body".to_owned(),
        Fate::Field(field) => field.key().to_owned(),
        Fate::Comment(place) => match reading.comments.get(place) {
            Some(comment) => format!("comment {}", comment.id),
            None => "comment".to_owned(),
        },
        Fate::Out(reason) => format!("out: {}", reason.word()),
    }
}
