//! [`Text`]: an input, read with the choices that an editor made for it.

use std::path::{Path, PathBuf};

use super::stored::{Stored, source_name};
use super::{Input, Raw};
use crate::import::from_markdown::read_markdown;
use crate::import::html::charset;
use crate::import::{Choices, Reading, Rules, SavedPage, misread};
use crate::text::decode::decode_as;

/// A raw text, read: still without a name of its own.
pub(super) struct Text {
    /// The name of its file, without folders.
    pub(super) file_name: String,
    pub(super) bytes: Vec<u8>,
    pub(super) sha256: String,
    /// The article that it is already.
    pub(super) slug: Option<String>,
    pub(super) choices: Choices,
    /// The `import.yaml` that they stand in.
    pub(super) recorded: Option<Vec<u8>>,
    /// The fields that an editor chose just now: what the article has in their place is older.
    pub(super) settled: Vec<&'static str>,
    /// The article's file, where it is a single one and no folder: then it is left alone.
    pub(super) single: Option<PathBuf>,
    /// The saved page, where its images lie beside it.
    pub(super) page: Option<PathBuf>,
    pub(super) reading: Reading,
}

impl Text {
    /// Reads an input. The error says why it cannot be an article.
    pub(super) fn read(
        root: &Path,
        input: &Input,
        raw: Raw,
        rules: &Rules,
    ) -> Result<Self, String> {
        let slug = raw.slug.as_ref().filter(|_| raw.single.is_none());
        let stored = slug.and_then(|slug| Stored::read(root, slug));
        let (choices, told) = match &stored {
            Some(stored) => stored.choices()?,
            None => (Choices::default(), Vec::new()),
        };
        let mut companions = input.companions();
        // The page may have come without its files this time: those that were brought along are still there.
        let page = (!companions.is_empty()).then(|| input.path()).flatten();
        if companions.is_empty() {
            companions = stored.as_ref().map(Stored::companions).unwrap_or_default();
        }
        let mut reading = understand(&input.file_name, &raw.bytes, &companions, rules, &choices)?;
        reading.warnings.splice(0..0, told);
        Ok(Self {
            file_name: input.file_name.clone(),
            bytes: raw.bytes,
            sha256: raw.sha256,
            slug: raw.slug,
            choices,
            recorded: stored.and_then(|stored| stored.bytes),
            settled: Vec::new(),
            single: raw.single,
            page: page.map(Path::to_path_buf),
            reading,
        })
    }
}

/// The most lines of a plain text that is read, blank ones not counted; as many as of a page.
const MOST_LINES: usize = 20_000;

/// Reads bytes by what the name of their file says they are; `companions` are the files saved with a page. The error says why they cannot be an article.
pub(super) fn understand(
    file_name: &str,
    bytes: &[u8],
    companions: &[String],
    rules: &Rules,
    choices: &Choices,
) -> Result<Reading, String> {
    let source = source_name(file_name);
    let declared = match source {
        "source.html" => charset::declared(bytes),
        _ => None,
    };
    let decoded = decode_as(bytes, declared).map_err(|error| error.to_string())?;
    let mut reading = match source {
        "source.md" => read_markdown(&decoded.text, choices)?,
        "source.html" => SavedPage::parse(&decoded.text).read(companions, rules, choices),
        _ => {
            let lines = decoded.text.lines().filter(|line| !line.trim().is_empty());
            if lines.count() > MOST_LINES {
                return Err(format!("more than {MOST_LINES} lines: not one article"));
            }
            crate::import::read(&decoded.text, rules, choices)
        }
    };
    if reading.refusal.is_none() {
        let lines = reading.lines.iter();
        let told = misread::warning(lines.map(|line| (line.number, line.text.as_str())));
        reading.warnings.splice(0..0, told);
    }
    reading.warnings.splice(0..0, decoded.warnings);
    Ok(reading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_was_misread_before_is_told_and_left_as_it_is() {
        let text = "The bridge\n\nNobody doesnâ€™t know that the bridge over the river was closed on Monday after three witnesses had spoken of a lorry.\n";
        let (rules, choices) = (Rules::default(), Choices::default());
        let reading = understand("a.txt", text.as_bytes(), &[], &rules, &choices).unwrap();
        assert!(reading.warnings[0].starts_with("line 3: “â€™” stands"));
        assert!(reading.body[0].text.contains("doesnâ€™t"));
    }
}
