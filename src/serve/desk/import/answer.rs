//! What a page is told of an import.

use std::path::Path;

use serde::Serialize;

use super::super::refusal::Refusal;
use super::super::{Desk, Place};
use super::article::{self, Rendered};
use crate::content::{ArticleFolder, ArticleMeta, Status};
use crate::error::Error;
use crate::import::batch::desk::{self as importer, ViewComment, ViewField, ViewLine};

/// An import as it stands.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    slug: String,
    /// What a choice made on this is based on.
    based_on: String,
    /// The title in `index.md`.
    title: String,
    status: Option<Status>,
    /// The name of the file that was imported.
    file: String,
    lines: Vec<ViewLine>,
    fields: Vec<Field>,
    comments: Vec<ViewComment>,
    warnings: Vec<String>,
    article: Rendered,
    /// What the last write had to say besides the warnings.
    told: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Field {
    #[serde(flatten)]
    field: ViewField,
    /// What `index.md` has in its place, by an editor's hand.
    edited: Option<Vec<String>>,
}

/// `told` is what the last write had to say.
///
/// # Errors
/// What was imported cannot be read any more.
pub(super) fn answer(
    desk: &Desk,
    place: &Place,
    slug: &str,
    told: Vec<String>,
) -> Result<Answer, Refusal> {
    // Before the files: what changes between the two is a conflict later, and not overwritten.
    let based_on = based_on(&desk.root, slug);
    let view = importer::look(&desk.root, slug).map_err(|error| match error {
        Error::Usage(message) => Refusal::unusable(message),
        error => error.into(),
    })?;
    let is_new = |said: &String| !view.warnings.contains(said);
    let told = told.into_iter().filter(is_new).collect();
    let (meta, article) = article::read(&desk.root, place, slug);
    Ok(Answer {
        slug: slug.to_owned(),
        based_on,
        title: meta
            .as_ref()
            .map(|meta| meta.title.clone())
            .unwrap_or_default(),
        status: meta.as_ref().map(|meta| meta.status),
        file: view.file,
        lines: view.lines,
        fields: fields(view.fields, meta.as_ref()),
        comments: view.comments,
        warnings: view.warnings,
        article,
        told,
    })
}

fn fields(fields: Vec<ViewField>, meta: Option<&ArticleMeta>) -> Vec<Field> {
    let field = |field: ViewField| {
        let there = meta.map(|meta| texts(meta, field.field));
        let edited = there.filter(|there| *there != field.value);
        Field { field, edited }
    };
    fields.into_iter().map(field).collect()
}

/// The texts of a field in the front matter.
fn texts(meta: &ArticleMeta, field: &str) -> Vec<String> {
    let date = || meta.date.map(|date| date.to_string());
    let text = match field {
        "title" => Some(meta.title.clone()).filter(|title| !title.is_empty()),
        "authors" => return meta.authors.clone(),
        "date" => date(),
        "publication" => meta.publication.clone(),
        "url" => meta.url.clone(),
        "section" => meta.section.clone(),
        "description" => meta.description.clone(),
        "language" => meta.language.clone(),
        "credits" => meta.credits.clone(),
        "disclaimer" => meta.disclaimer.clone(),
        "rights" => meta.rights.clone(),
        _ => None,
    };
    text.into_iter().collect()
}

/// The hash of all files that an import is read from or written to; the same for as long as none of them changes.
pub(super) fn based_on(root: &Path, slug: &str) -> String {
    const FILES: [&str; 7] = [
        "import.yaml", "index.md", "import.base.md", "comments.yaml", "source.txt", "source.html",
        "source.md",
    ];
    let folder = ArticleFolder::new(root, slug);
    let mut hasher = blake3::Hasher::new();
    for file in FILES {
        match folder.read(file) {
            Some(bytes) => hasher.update(blake3::hash(&bytes).as_bytes()),
            None => hasher.update(b"none"),
        };
    }
    let hash = hasher.finalize().to_hex();
    hash.get(..32).unwrap_or_default().to_owned()
}
