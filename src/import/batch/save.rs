//! One article onto disk: new, unchanged, renewed, or merged with what an editor made of it.

use std::path::Path;

use super::comments::{Renewed, digest, renewed_comments};
use super::companions;
use super::merge::{self, Merged};
use super::need;
use super::notes;
use super::record::{Record, Source};
use super::stored::{ARTICLE, BASE, COMMENTS, RECORD, Stored, source_name, source_said};
use super::text::Text;
use super::{Name, Options, Row, compose};
use crate::content::{ArticleFolder, comments_file};
use crate::error::Result;
use crate::import::Rules;

/// Writes what a text became, merged with the editor's work. What cannot be merged is left as it is, and told.
pub(super) fn save(
    root: &Path,
    input: &str,
    text: &Text,
    name: &Name,
    rules: &Rules,
    options: &Options,
) -> Result<Row> {
    let folder = ArticleFolder::new(root, &name.slug);
    let mut row = Row::new(input, &text.reading);
    row.slug = Some(name.slug.clone());
    row.article = Some(folder.file(ARTICLE).to_string_lossy().into_owned());
    let has_comments = !text.reading.comments.is_empty();
    row.comments = has_comments.then(|| folder.file(COMMENTS).to_string_lossy().into_owned());
    if let Some(first) = &name.same_as {
        row.warnings.push(format!("the same text as {first}"));
        return Ok(row);
    }
    let is_new = text.page.is_none() && !folder.file("").exists();
    if options.dry_run && is_new {
        // There is nothing that the files would have to be compared with.
        if name.copy_of.is_some() {
            row.need = Some(need::of_record(&text.reading, true));
        }
        row.written = true;
        return Ok(row);
    }
    let stored = Stored::read(root, &name.slug);
    let old = stored.as_ref().and_then(|stored| stored.record.as_ref());
    let mut record = record(text, name, old, options);
    row.need = Some(record.need.clone());
    let imported = compose::article(&text.reading, &record.source, record.added.as_deref())?;
    let found = compose::comments(&text.reading);
    let found_file = (!found.is_empty()).then(|| comments_file::to_file(&found));
    record.comments = found_file.as_ref().map(|file| digest(file.as_bytes()));
    let folder = Folder {
        folder: &folder,
        is_dry: options.dry_run,
    };
    let article = match settle(&folder, &imported, &text.settled) {
        Ok(article) => article,
        Err(why) => {
            row.warnings.push(format!(
                "edited since it was imported, and the import differs now: left as it is, since {why}"
            ));
            row.stays = true;
            row.tell_article(&name.slug, &folder.read(ARTICLE).unwrap_or_default());
            return Ok(row);
        }
    };
    match &article {
        Some(merged) if merged.text == imported => {}
        Some(merged) => row.tell_article(&name.slug, merged.text.as_bytes()),
        None => row.tell_article(&name.slug, &folder.read(ARTICLE).unwrap_or_default()),
    }
    let comments = match &stored {
        Some(stored) => {
            let renewed = renewed_comments(
                stored,
                &record,
                &found,
                found_file.as_deref(),
                rules,
                &mut row.warnings,
            );
            match renewed {
                Ok(comments) => comments,
                Err(why) => {
                    row.warnings.push(why);
                    row.stays = true;
                    return Ok(row);
                }
            }
        }
        None => Renewed::from(found_file),
    };
    let notes = notes::change(
        &folder,
        &name.slug,
        article.as_ref().map(|it| it.text.as_str()),
    );
    // The record comes last: without it, the next import does all of this again.
    let name = source_name(&record.source.file);
    row.written |= folder.put(name, Some(&text.bytes))?;
    if let Some(page) = &text.page {
        bring_images(page, &record, &folder, &mut row)?;
    }
    if let Renewed::Is(bytes) = &comments {
        row.written |= folder.put(COMMENTS, bytes.as_deref())?;
    }
    if let Some(merged) = &article {
        row.written |= folder.put(ARTICLE, Some(merged.text.as_bytes()))?;
        row.tell_merge(merged);
    }
    row.written |= folder.put(BASE, Some(imported.as_bytes()))?;
    row.written |= folder.put(RECORD, Some(&yaml(&record)?))?;
    row.tell_notes(notes);
    Ok(row)
}

/// What is written down of an import; `old` is what was before.
fn record(text: &Text, name: &Name, old: Option<&Record>, options: &Options) -> Record {
    let source = match old {
        // The same text under another file name stays as it was first imported.
        Some(old) if old.source.sha256 == text.sha256 => old.source.clone(),
        _ => Source {
            file: text.file_name.clone(),
            sha256: text.sha256.clone(),
        },
    };
    let mut record = Record::new(source, &text.reading);
    record.added = match old {
        Some(old) => old.added.clone(),
        None => options.added.map(|day| day.to_string()),
    };
    // The same text stays the copy that it was, whichever of the two is imported now.
    record.duplicate_of = match old {
        Some(old) if old.source.sha256 == text.sha256 => old.duplicate_of.clone(),
        _ => name.copy_of.clone(),
    };
    record.need = need::of_record(&text.reading, record.duplicate_of.is_some());
    record.choices = text.choices.renumbered(&text.reading.lines).to_value();
    record
}

/// Copies the images of a saved page beside its article.
fn bring_images(page: &Path, record: &Record, folder: &Folder<'_>, row: &mut Row) -> Result<()> {
    for image in &record.images {
        match companions::read(page, &image.from) {
            Ok(bytes) if is_other(folder, &image.file, &bytes) => row.warnings.push(format!(
                "{} is another image than that of the page: left as it is",
                image.file
            )),
            Ok(bytes) => row.written |= folder.put(&image.file, Some(&bytes))?,
            Err(why) => row.warnings.push(why),
        }
    }
    Ok(())
}

/// An article that somebody made a single file of: there is nothing to merge with, so it stays as it is.
pub(super) fn leave(input: &str, text: &Text, name: &Name, file: &Path) -> Row {
    let mut row = Row::new(input, &text.reading);
    row.slug = Some(name.slug.clone());
    row.article = Some(file.to_string_lossy().into_owned());
    row.need = None;
    if let Some(first) = &name.same_as {
        row.warnings.push(format!("the same text as {first}"));
        return row;
    }
    let bytes = std::fs::read(file).unwrap_or_default();
    let is_same = source_said(&bytes).is_some_and(|source| source.sha256 == text.sha256);
    let changed = if is_same {
        ""
    } else {
        ", though the text is another now"
    };
    row.warnings = vec![format!(
        "this article is one file, with nothing of its import to merge with: left as it is{changed}"
    )];
    row.stays = true;
    row.tell_article(&name.slug, &bytes);
    row
}

/// An article's folder, or what would become of it.
pub(super) struct Folder<'a> {
    folder: &'a ArticleFolder,
    is_dry: bool,
}

impl Folder<'_> {
    pub(super) fn read(&self, file: &str) -> Option<Vec<u8>> {
        self.folder.read(file)
    }

    pub(super) fn path(&self) -> std::path::PathBuf {
        self.folder.file("")
    }

    /// Makes a file hold `bytes`, or not be there. Whether that changes anything.
    fn put(&self, file: &str, bytes: Option<&[u8]>) -> Result<bool> {
        match bytes {
            _ if self.is_dry => Ok(self.read(file).as_deref() != bytes),
            Some(bytes) => self.folder.write(file, bytes),
            None => self.folder.remove(file),
        }
    }
}

/// Whether a file is there and holds something else.
fn is_other(folder: &Folder<'_>, file: &str, bytes: &[u8]) -> bool {
    folder.folder.file(file).exists() && folder.read(file).as_deref() != Some(bytes)
}

/// What `index.md` is to be; None when it stays as it is. The error says why nobody can tell.
fn settle(
    folder: &Folder<'_>,
    imported: &str,
    settled: &[&str],
) -> std::result::Result<Option<Merged>, String> {
    let renewed = Merged {
        text: imported.to_owned(),
        conflicts: 0,
        told: Vec::new(),
    };
    let (Some(article), base) = (folder.read(ARTICLE), folder.read(BASE)) else {
        return Ok(Some(renewed));
    };
    if article == imported.as_bytes() || base.as_ref() == Some(&article) {
        return Ok(Some(renewed));
    }
    let Some(base) = base else {
        return Err(format!("its {BASE} is gone"));
    };
    let utf8 = |bytes: Vec<u8>| String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned());
    // A checkout may have changed its line ends.
    let base = utf8(base)?.replace("\r\n", "\n");
    if base == imported && settled.is_empty() {
        return Ok(None);
    }
    merge::article(&base, &utf8(article)?, imported, settled).map(Some)
}

fn yaml(record: &Record) -> Result<Vec<u8>> {
    serde_yaml::to_string(record)
        .map(String::into_bytes)
        .map_err(|error| crate::error::Error::Machine(format!("cannot write {RECORD}: {error}")))
}
