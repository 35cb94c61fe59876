//! An article: front matter and Markdown. Read strictly, written with its keys in one order.

use std::ops::Range;

use serde::Serialize;
use serde_yaml::Value;

use super::article_fields;
use super::series::Series;
use super::status::{CommentsMode, Status};
use super::text_file::{self, Read, TextFile};
use crate::diagnostic::Severity;
use crate::text::edtf::Edtf;

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
    pub events: Vec<Range<usize>>,
    pub aliases: Vec<Range<usize>>,
    /// The names of the guessed fields.
    pub inferred: Vec<Range<usize>>,
}

/// The keys of an article, in the order in which they are written.
pub const KEYS: [&str; 25] = [
    "title", "date", "authors", "publication", "url", "retrieved", "language", "section",
    "description", "credits", "disclaimer", "rights", "tags", "status", "related", "unrelated",
    "series", "events", "comments", "aliases", "added", "corrections", "source", "inferred",
    "extra",
];

/// An article's front matter. The order of the fields is the order in which they are written.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ArticleMeta {
    /// Not written when empty.
    #[serde(skip_serializing_if = "String::is_empty")]
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
    pub series: Option<Series>,
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
    pub extra: Option<Value>,
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
    pub value: Value,
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
    pub fn read(slug: &str, path: &str, bytes: &[u8]) -> Read<Self> {
        text_file::read(path, bytes, |file, node, problems| {
            let (mut meta, spans) = article_fields::read(node, problems);
            if meta.title.is_empty() {
                slug.clone_into(&mut meta.title);
            }
            // No public build shows a draft: it may wait for its title.
            if meta.status == Status::Draft {
                let untitled = problems.found.iter_mut().filter(|it| it.code == "no-title");
                untitled.for_each(|it| it.severity = Severity::Warning);
            }
            // Two versions of one passage are for nobody but the editor.
            if file.conflict().is_some() {
                meta.status = Status::Draft;
            }
            let (slug, file) = (slug.to_owned(), file.clone());
            Self {
                slug,
                file,
                meta,
                spans,
            }
        })
    }
}

/// An article's file: front matter, a blank line, the body. `body` is Markdown.
///
/// # Errors
/// Only if a free value under `extra` cannot be written as YAML.
pub fn to_file(meta: &ArticleMeta, body: &str) -> Result<String, serde_yaml::Error> {
    let yaml = serde_yaml::to_string(&one_kind_of_line(serde_yaml::to_value(meta)?))?;
    let body = body.trim_matches('\n');
    let gap = if body.is_empty() { "" } else { "\n" };
    let end = if body.is_empty() { "" } else { "\n" };
    Ok(format!("---\n{yaml}---\n{gap}{body}{end}"))
}

/// Unicode's own line ends become spaces: YAML 1.1 breaks lines at them and YAML 1.2 does not.
fn one_kind_of_line(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(text.replace(LINE_ENDS, " ")),
        Value::Sequence(items) => items.into_iter().map(one_kind_of_line).collect(),
        Value::Mapping(pairs) => Value::Mapping(
            pairs
                .into_iter()
                .map(|(key, value)| (one_kind_of_line(key), one_kind_of_line(value)))
                .collect(),
        ),
        other => other,
    }
}

const LINE_ENDS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text() -> impl Strategy<Value = String> {
        "(\\PC|[:#'\"\n|>&*!%@`\u{85}-]){0,20}[a-z]"
    }

    fn date() -> impl Strategy<Value = Option<Edtf>> {
        proptest::option::of("20[0-9]{2}(-0[1-9])?[~?%]?".prop_map(|text| text.parse().unwrap()))
    }

    prop_compose! {
        fn meta()(
            title in text().prop_map(|text| text.trim().to_owned()), date in date(), added in date(),
            authors in proptest::collection::vec(text(), 0..3), tags in proptest::collection::vec(text(), 0..3),
            description in proptest::option::of(text()), (value, why) in (text(), text()),
            lines in proptest::collection::vec(1usize..99, 0..3), language in proptest::option::of(text()),
        ) -> ArticleMeta {
            let inferred = vec![Inferred { field: "publication".into(), value: value.into(), lines, why }];
            ArticleMeta { title, date, added, authors, tags, description, language, inferred, status: Status::Draft, ..ArticleMeta::default() }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_the_same(meta in meta(), body in "[a-z*\n-]{0,40}") {
            let file = to_file(&meta, &body).unwrap();
            let (article, found) = Article::read("a", "a.md", file.as_bytes()).unwrap();
            prop_assert_eq!(found.iter().filter(|it| it.code != "control-character").count(), 0, "{:?}\n{}", found, file);
            let plain = |texts: &[String]| texts.iter().map(|text| text.replace(LINE_ENDS, " ")).collect::<Vec<_>>();
            prop_assert_eq!(plain(&article.meta.authors), plain(&meta.authors), "{}", file);
            prop_assert_eq!(plain(&article.meta.tags), plain(&meta.tags), "{}", file);
            let title = meta.title.replace(LINE_ENDS, " ");
            prop_assert_eq!(article.meta.title.trim(), title.trim(), "{}", file);
            let one_line = |meta: &ArticleMeta| one_kind_of_line(serde_yaml::to_value(ArticleMeta { title: String::new(), ..meta.clone() }).unwrap());
            prop_assert_eq!(one_line(&article.meta), one_line(&meta), "{}", file);
            prop_assert_eq!(article.file.body().trim_matches('\n'), body.trim_matches('\n'));
            prop_assert_eq!(to_file(&article.meta, article.file.body()).unwrap(), file);
        }
    }
}
