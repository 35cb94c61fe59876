//! One article onto disk: new, unchanged, renewed, or left alone because an editor worked on it.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::record::{Record, Source};
use super::stored::{ARTICLE, BASE, COMMENTS, RECORD, source_name};
use super::text::Text;
use super::{Name, Options, Row, compose, hex};
use crate::content::ArticleFolder;
use crate::error::Result;

/// Writes what a text became. An article that an editor changed is left as it is.
pub(super) fn save(
    root: &Path,
    input: &str,
    text: &Text,
    name: &Name,
    options: &Options,
) -> Result<Row> {
    let folder = ArticleFolder::new(root, &name.slug);
    let mut row = Row::new(input, &text.reading);
    row.slug = Some(name.slug.clone());
    row.article = Some(folder.file(ARTICLE).to_string_lossy().into_owned());
    let comments = compose::comments(&text.reading);
    if comments.is_some() {
        row.comments = Some(folder.file(COMMENTS).to_string_lossy().into_owned());
    }
    if let Some(first) = &name.same_as {
        row.warnings.push(format!("the same text as {first}"));
        return Ok(row);
    }
    let old = folder.read(RECORD).and_then(|bytes| Record::parse(&bytes));
    let source = match &old {
        // The same text under another file name stays as it was first imported.
        Some(old) if old.source.sha256 == text.sha256 => old.source.clone(),
        _ => Source {
            file: text.file_name.clone(),
            sha256: text.sha256.clone(),
        },
    };
    let added = match &old {
        Some(old) => old.added.clone(),
        None => options.added.map(|day| day.to_string()),
    };
    let article = compose::article(&text.reading, &source, added.as_deref())?;
    let mut record = Record::new(source, &text.reading);
    record.added = added;
    record.choices = text.choices.renumbered(&text.reading.lines).to_value();
    record.comments = comments.as_ref().map(|text| digest(text.as_bytes()));
    let standing = Standing::of(&folder, &article);
    match standing {
        Standing::Edited => {
            let warning = "edited since it was imported, and the import differs now: left as it is";
            row.warnings.push(warning.to_owned());
            if let Some(mut old) = old.filter(|old| old.choices != record.choices) {
                old.choices = record.choices;
                row.written |= write(&folder, RECORD, &yaml(&old)?, options)?;
            }
            return Ok(row);
        }
        Standing::EditedOnly | Standing::Open => {}
    }
    let source_file = source_name(&record.source.file);
    let files = [
        (RECORD, yaml(&record)?),
        (source_file, text.bytes.clone()),
        (ARTICLE, article.clone().into_bytes()),
        (BASE, article.into_bytes()),
    ];
    for (file, bytes) in files {
        if file == ARTICLE && matches!(standing, Standing::EditedOnly) {
            continue;
        }
        row.written |= write(&folder, file, &bytes, options)?;
    }
    if let Some(text) = comments {
        let there = folder.read(COMMENTS);
        let imported = old.and_then(|old| old.comments);
        let edited = there.is_some_and(|bytes| imported != Some(digest(&bytes)));
        if edited {
            let same_text = row.written;
            if same_text {
                row.warnings
                    .push("comments.yaml was edited: left as it is".to_owned());
            }
        } else {
            row.written |= write(&folder, COMMENTS, text.as_bytes(), options)?;
        }
    }
    Ok(row)
}

/// How an article on disk stands to a new import of its text.
enum Standing {
    /// Nobody changed it.
    Open,
    /// An editor changed it, and the import is as it was.
    EditedOnly,
    /// An editor changed it, and the import differs.
    Edited,
}

impl Standing {
    fn of(folder: &ArticleFolder, new: &str) -> Self {
        let (Some(article), base) = (folder.read(ARTICLE), folder.read(BASE)) else {
            return Self::Open;
        };
        if article == new.as_bytes() || base.as_ref() == Some(&article) {
            Self::Open
        } else if base.as_deref() == Some(new.as_bytes()) {
            Self::EditedOnly
        } else {
            Self::Edited
        }
    }
}

fn write(folder: &ArticleFolder, file: &str, bytes: &[u8], options: &Options) -> Result<bool> {
    if options.dry_run {
        return Ok(folder.read(file).as_deref() != Some(bytes));
    }
    folder.write(file, bytes)
}

fn yaml(record: &Record) -> Result<Vec<u8>> {
    serde_yaml::to_string(record)
        .map(String::into_bytes)
        .map_err(|error| crate::error::Error::Machine(format!("cannot write {RECORD}: {error}")))
}

fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
