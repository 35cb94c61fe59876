//! [`Stored`]: what an import left of an article before, as its folder has it now.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::hex;
use super::record::{Record, Source};
use crate::content::{Article, ArticleFolder};
use crate::diagnostic::Diagnostic;
use crate::import::Choices;

pub(super) const ARTICLE: &str = "index.md";
pub(super) const BASE: &str = "import.base.md";
pub(super) const COMMENTS: &str = "comments.yaml";
pub(super) const RECORD: &str = "import.yaml";

const SOURCES: [&str; 3] = ["source.txt", "source.html", "source.md"];

/// An imported article. Its choices are read apart, since they take a strict look.
pub(super) struct Stored {
    pub(super) folder: ArticleFolder,
    /// The bytes of `import.yaml`; None when it is not there, as after an import that was cut short.
    pub(super) bytes: Option<Vec<u8>>,
    /// None when `import.yaml` cannot be read.
    pub(super) record: Option<Record>,
    /// Why it cannot, without its name: `:3:5: …`.
    unreadable: Option<String>,
}

impl Stored {
    /// None when the article was never imported.
    pub(super) fn read(root: &Path, slug: &str) -> Option<Self> {
        let folder = ArticleFolder::new(root, slug);
        let bytes = folder.read(RECORD);
        let record = bytes.as_deref().map(Record::parse).transpose();
        let (record, unreadable) = match record {
            Ok(record) => (record, None),
            Err(why) => (None, Some(why)),
        };
        let stored = Self {
            folder,
            bytes,
            record,
            unreadable,
        };
        (stored.bytes.is_some() || stored.source_bytes().is_some()).then_some(stored)
    }

    /// The editor's choices, and what is wrong with them. The error says why `import.yaml` cannot be used at all, or
    /// which file that an import would replace cannot be read.
    pub(super) fn choices(&self) -> Result<(Choices, Vec<String>), String> {
        if let Some((file, error)) = self.folder.unreadable(&[ARTICLE, BASE, COMMENTS, RECORD]) {
            let file = self.folder.file(file);
            return Err(format!(
                "{} cannot be read: {error}; nothing was written",
                file.display()
            ));
        }
        let path = self.folder.file(RECORD).to_string_lossy().into_owned();
        let Some(bytes) = &self.bytes else {
            return Ok((Choices::default(), Vec::new()));
        };
        let text = String::from_utf8_lossy(bytes);
        let Some(record) = &self.record else {
            let (_, found) = Choices::parse(&path, &text);
            let other = self.unreadable.as_deref().unwrap_or_default();
            let why = found
                .first()
                .map_or_else(|| format!("{path}{other}"), in_words);
            return Err(format!(
                "{why}. Mend it, or delete it to forget the choices it holds; nothing was written"
            ));
        };
        if record.choices.is_none() {
            return Ok((Choices::default(), Vec::new()));
        }
        let (choices, found) = Choices::parse(&path, &text);
        Ok((choices, found.iter().map(in_words).collect()))
    }

    /// The raw text that it came from.
    pub(super) fn source_bytes(&self) -> Option<Vec<u8>> {
        match &self.record {
            Some(record) => self.folder.read(source_name(&record.source.file)),
            None => SOURCES.into_iter().find_map(|name| self.folder.read(name)),
        }
    }

    /// The images that it was saved with, by their paths from the page's folder.
    pub(super) fn companions(&self) -> Vec<String> {
        let images = self.record.iter().flat_map(|record| &record.images);
        images.map(|image| image.from.clone()).collect()
    }

    /// Which file it came from: as `import.yaml` says, or else as the article and the bytes do.
    pub(super) fn source(&self, bytes: &[u8]) -> Source {
        if let Some(record) = &self.record {
            return record.source.clone();
        }
        let said = [ARTICLE, BASE]
            .into_iter()
            .find_map(|name| source_said(&self.folder.read(name)?));
        let kept = || {
            let kept = SOURCES.into_iter().find(|it| self.folder.file(it).exists());
            kept.unwrap_or_default().to_owned()
        };
        Source {
            file: said.map_or_else(kept, |said| said.file),
            sha256: hex(&Sha256::digest(bytes)),
        }
    }
}

/// The source that an article's front matter names.
pub(super) fn source_said(article: &[u8]) -> Option<Source> {
    let (article, _) = Article::read("", ARTICLE, article).ok()?;
    article.meta.source.map(|source| Source {
        file: source.file,
        sha256: source.sha256,
    })
}

/// The name under which an article keeps a source that came from a file of this name.
pub(super) fn source_name(file: &str) -> &'static str {
    let ending = file
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    match ending.as_deref() {
        Some("html" | "htm" | "xhtml") => "source.html",
        Some("md" | "markdown") => "source.md",
        _ => "source.txt",
    }
}

/// A diagnostic on one line.
pub(super) fn in_words(diagnostic: &Diagnostic) -> String {
    let mut text = match &diagnostic.place {
        Some(place) => format!("{place}: {}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    if let Some(help) = &diagnostic.help {
        text += &format!(" ({help})");
    }
    text
}
