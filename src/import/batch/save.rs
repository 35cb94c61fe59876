//! One article onto disk: new, unchanged, renewed, or merged with what an editor made of it.

use std::collections::BTreeMap;
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
use crate::content::exchange::{Exchange, Exchanged, Exchanger};
use crate::content::{ArticleFolder, comments_file};
use crate::error::Result;
use crate::import::Rules;

/// Writes what a text became, merged with the editor's work. What cannot be merged is left as it is, and told.
pub(super) fn save(
    articles: &Exchanger<'_>,
    input: &str,
    text: &Text,
    name: &Name,
    rules: &Rules,
    options: &Options,
) -> Result<Row> {
    let root = articles.root();
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
    let source = source_name(&record.source.file);
    let seen = stored.as_ref().and_then(|stored| stored.bytes.clone());
    if seen != text.recorded {
        return Ok(changed(input, text, &folder, RECORD));
    }
    let folder = Folder::new(&folder, source, seen);
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
                folder.read(COMMENTS),
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
    let mut files = vec![folder.put(source, Some(text.bytes.clone()))];
    if let Some(page) = &text.page {
        files.extend(bring_images(page, &record, &folder, &mut row));
    }
    if let Renewed::Is(bytes) = comments {
        files.push(folder.put(COMMENTS, bytes));
    }
    if let Some(merged) = article {
        row.tell_merge(&merged);
        files.push(folder.put(ARTICLE, Some(merged.text.into_bytes())));
    }
    files.push(folder.put(BASE, Some(imported.into_bytes())));
    // The record comes last: without it, the next import does all of this again.
    files.push(folder.put(RECORD, Some(yaml(&record)?)));
    if options.dry_run {
        row.written = files.iter().any(Exchange::changes);
    } else {
        match articles.exchange(folder.folder, &files)? {
            Exchanged::Done(written) => row.written = written,
            Exchanged::Changed(file) => return Ok(changed(input, text, folder.folder, &file)),
        }
    }
    row.tell_notes(notes);
    Ok(row)
}

/// A text whose article was edited while it was read.
fn changed(input: &str, text: &Text, folder: &ArticleFolder, file: &str) -> Row {
    let file = folder.file(file);
    let reason = format!(
        "{} was changed just now: nothing was written to this article; import again",
        file.display()
    );
    Row {
        need: None,
        ..Row::refused_text(input, reason, &text.reading)
    }
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

/// The images of a saved page, to be copied beside its article.
fn bring_images(page: &Path, record: &Record, folder: &Folder<'_>, row: &mut Row) -> Vec<Exchange> {
    let mut files = Vec::new();
    for image in &record.images {
        match companions::read(page, &image.from) {
            Ok(bytes) if is_other(folder, &image.file, &bytes) => row.warnings.push(format!(
                "{} is another image than that of the page: left as it is",
                image.file
            )),
            Ok(bytes) => files.push(folder.put(&image.file, Some(bytes))),
            Err(why) => row.warnings.push(why),
        }
    }
    files
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

/// An article's folder. The files that an import makes are read once: what is made of them is written over just that.
pub(super) struct Folder<'a> {
    folder: &'a ArticleFolder,
    seen: BTreeMap<&'static str, Option<Vec<u8>>>,
}

impl<'a> Folder<'a> {
    /// `source` is the name of its source, `record` what `import.yaml` holds.
    fn new(folder: &'a ArticleFolder, source: &'static str, record: Option<Vec<u8>>) -> Self {
        let files = [source, COMMENTS, ARTICLE, BASE];
        let mut seen = BTreeMap::from(files.map(|file| (file, folder.read(file))));
        seen.insert(RECORD, record);
        Self { folder, seen }
    }

    pub(super) fn read(&self, file: &str) -> Option<Vec<u8>> {
        match self.seen.get(file) {
            Some(bytes) => bytes.clone(),
            None => self.folder.read(file),
        }
    }

    pub(super) fn path(&self) -> std::path::PathBuf {
        self.folder.file("")
    }

    /// What is to be done for a file to hold `new`, or not to be there.
    fn put(&self, file: &str, new: Option<Vec<u8>>) -> Exchange {
        Exchange {
            file: file.to_owned(),
            old: self.read(file),
            new,
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
