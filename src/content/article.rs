//! An article: front matter and Markdown. Read strictly, written with its keys in one order.

use std::ops::Range;

use serde::Serialize;

use super::article_fields;
use super::status::{CommentsMode, Status};
use super::text_file::TextFile;
use crate::diagnostic::Diagnostic;
use crate::text::edtf::Edtf;
use crate::yaml::Problems;

/// One article as its file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    pub slug: String,
    pub file: TextFile,
    pub meta: ArticleMeta,
    /// Where some values stand, for diagnostics about them: bytes of the file.
    pub spans: ArticleSpans,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct ArticleSpans {
    pub front_matter: Range<usize>,
    pub related: Vec<Range<usize>>,
    pub unrelated: Vec<Range<usize>>,
    pub aliases: Vec<Range<usize>>,
}

/// An article's front matter. The order of the fields is the order in which they are written.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ArticleMeta {
    pub title: String,
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "article_fields::edtf"
    )]
    pub date: Option<Edtf>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publication: Option<String>,
    /// Where it was first published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "article_fields::edtf"
    )]
    pub retrieved: Option<Edtf>,
    /// A BCP 47 tag.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The deck.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credits: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disclaimer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rights: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "article_fields::is_default")]
    pub status: Status,
    /// Slugs that come first among the related articles.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<String>,
    /// Slugs that must not be among them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unrelated: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub series: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comments: Option<CommentsMode>,
    /// Old URLs of this article, from the site's root.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The day it came into the reader.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "article_fields::edtf"
    )]
    pub added: Option<Edtf>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceFile>,
    /// What the importer guessed, in the file's order.
    #[serde(
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "article_fields::inferred"
    )]
    pub inferred: Vec<Inferred>,
    /// Free keys.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra: Option<serde_yaml::Value>,
}

/// A change that readers are told about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Correction {
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "article_fields::edtf"
    )]
    pub date: Option<Edtf>,
    pub text: String,
}

/// The raw text an article came from.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SourceFile {
    /// The name it had when it was imported.
    pub file: String,
    /// Of its bytes, as 64 hex digits.
    pub sha256: String,
}

/// A value that the text points to but does not state. The field itself stays absent until an editor confirms it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inferred {
    #[serde(skip)]
    pub field: String,
    pub value: serde_yaml::Value,
    /// 1-based lines of the source.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<usize>,
    pub why: String,
}

impl Article {
    /// Reads an article's file. What is wrong but leaves an article is in the second value.
    ///
    /// # Errors
    /// What is wrong, when nothing of the file can be used.
    pub fn read(
        slug: &str,
        path: &str,
        bytes: &[u8],
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let file = TextFile::read(path, bytes).map_err(|diagnostic| vec![*diagnostic])?;
        let mut problems = Problems::new(path, &file.text);
        problems.found.extend(file.control_characters());
        let Some(node) = file.front_matter(&mut problems) else {
            return Err(problems.found);
        };
        let (mut meta, spans) = article_fields::read(node, &mut problems);
        if meta.title.is_empty() {
            slug.clone_into(&mut meta.title);
        }
        let found = problems.found;
        Ok((
            Self {
                slug: slug.to_owned(),
                file,
                meta,
                spans,
            },
            found,
        ))
    }
}

/// An article's file: front matter, a blank line, the body. `body` is Markdown.
///
/// # Errors
/// Only if a free value under `extra` cannot be written as YAML.
pub fn to_file(meta: &ArticleMeta, body: &str) -> Result<String, serde_yaml::Error> {
    let yaml = serde_yaml::to_string(meta)?;
    let body = body.trim_matches('\n');
    let gap = if body.is_empty() { "" } else { "\n" };
    let end = if body.is_empty() { "" } else { "\n" };
    Ok(format!("---\n{yaml}---\n{gap}{body}{end}"))
}
