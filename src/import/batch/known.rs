//! Which texts a site has imported before, and which slugs are taken.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::record::Record;
use crate::content::ArticleFolder;

pub(super) struct Known {
    /// Slug by the SHA-256 of the text.
    texts: BTreeMap<String, String>,
    /// Slugs and source lines by the name of the source file; taken out when they are used.
    files: BTreeMap<String, Vec<(String, BTreeSet<String>)>>,
    taken: BTreeSet<String>,
}

impl Known {
    /// Looks through a site's articles. What cannot be read is not known, but its slug is taken.
    pub(super) fn read(root: &Path) -> Self {
        let mut taken = BTreeSet::new();
        for entry in std::fs::read_dir(ArticleFolder::all(root))
            .into_iter()
            .flatten()
            .flatten()
        {
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') {
                taken.insert(name.strip_suffix(".md").unwrap_or(&name).to_owned());
            }
        }
        let slugs: Vec<&String> = taken.iter().collect();
        let records: Vec<(String, Record, BTreeSet<String>)> = slugs
            .into_par_iter()
            .filter_map(|slug| {
                let folder = ArticleFolder::new(root, slug);
                let record = Record::parse(&folder.read("import.yaml")?)?;
                let source = folder.read("source.txt").unwrap_or_default();
                Some((slug.clone(), record, lines_of(&source)))
            })
            .collect();
        let mut texts = BTreeMap::new();
        let mut files: BTreeMap<String, Vec<_>> = BTreeMap::new();
        for (slug, record, lines) in records {
            texts
                .entry(record.source.sha256)
                .or_insert_with(|| slug.clone());
            files
                .entry(record.source.file)
                .or_default()
                .push((slug, lines));
        }
        Self {
            texts,
            files,
            taken,
        }
    }

    pub(super) fn by_text(&self, sha256: &str) -> Option<String> {
        self.texts.get(sha256).cloned()
    }

    /// The article that an earlier state of this text became: from a file of the same name, with half its lines.
    pub(super) fn older_state(&mut self, file: &str, bytes: &[u8]) -> Option<String> {
        let candidates = self.files.get_mut(file)?;
        let now = lines_of(bytes);
        let best = candidates
            .iter()
            .enumerate()
            .map(|(place, (_, lines))| (lines.intersection(&now).count(), lines.len(), place))
            .max_by_key(|(shared, _, place)| (*shared, std::cmp::Reverse(*place)))?;
        let (shared, all, place) = best;
        (shared * 2 >= all.max(now.len()) && shared > 0).then(|| candidates.remove(place).0)
    }

    pub(super) fn taken(&self) -> &BTreeSet<String> {
        &self.taken
    }

    pub(super) fn add(&mut self, sha256: &str, slug: &str) {
        self.texts.insert(sha256.to_owned(), slug.to_owned());
        self.taken.insert(slug.to_owned());
        for candidates in self.files.values_mut() {
            candidates.retain(|(claimed, _)| claimed != slug);
        }
    }
}

/// The non-blank lines of a text, without their order.
fn lines_of(bytes: &[u8]) -> BTreeSet<String> {
    String::from_utf8_lossy(bytes)
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}
