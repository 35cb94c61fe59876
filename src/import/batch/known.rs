//! Which texts a site has imported before, and which slugs are taken.
//!
//! An article that somebody made a single `<slug>.md` of has no record of its import: it is known by the source that its
//! front matter names.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::record::Source;
use super::sketch::Sketch;
use super::stored::{ARTICLE, Stored, source_name, source_said};
use crate::content::{ArticleFolder, TextFile};
use crate::document;
use crate::import::html;

pub(super) struct Known {
    /// Slug by the SHA-256 of the text.
    texts: BTreeMap<String, String>,
    root: PathBuf,
    /// By the name of the source file; taken out when they are used.
    files: BTreeMap<String, Vec<Candidate>>,
    taken: BTreeSet<String>,
    /// The text that each article of this run is made of, by slug.
    used: BTreeMap<String, String>,
    /// Articles that are single files, by slug: the file and the name of its source.
    singles: BTreeMap<String, (PathBuf, String)>,
}

/// The slug of an article, and the lines of its source once somebody asked for them.
type Candidate = (String, Option<BTreeSet<String>>);

impl Known {
    /// Looks through a site's articles. What cannot be read is not known, but its slug is taken.
    pub(super) fn read(root: &Path) -> Self {
        let mut taken = BTreeSet::new();
        let mut alone = BTreeSet::new();
        for entry in std::fs::read_dir(ArticleFolder::all(root))
            .into_iter()
            .flatten()
            .flatten()
        {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            if let Some(slug) = name.strip_suffix(".md") {
                alone.insert(slug.to_owned());
            }
            taken.insert(name.strip_suffix(".md").unwrap_or(&name).to_owned());
        }
        // With an `index.md` too, the folder is the article.
        alone.retain(|slug| !ArticleFolder::new(root, slug).file(ARTICLE).exists());
        let slugs: Vec<&String> = taken.iter().collect();
        let stored: Vec<(String, Source)> = slugs
            .into_par_iter()
            .filter_map(|slug| {
                if alone.contains(slug) {
                    let bytes = std::fs::read(single(root, slug)).ok()?;
                    return Some((slug.clone(), source_said(&bytes)?));
                }
                let stored = Stored::read(root, slug)?;
                let source = stored.source_bytes().unwrap_or_default();
                Some((slug.clone(), stored.source(&source)))
            })
            .collect();
        let mut texts = BTreeMap::new();
        let mut files: BTreeMap<String, Vec<Candidate>> = BTreeMap::new();
        let mut singles = BTreeMap::new();
        for (slug, source) in stored {
            texts.entry(source.sha256).or_insert_with(|| slug.clone());
            if alone.contains(&slug) {
                singles.insert(slug.clone(), (single(root, &slug), source.file));
            } else {
                files.entry(source.file).or_default().push((slug, None));
            }
        }
        Self {
            root: root.to_path_buf(),
            texts,
            files,
            taken,
            used: BTreeMap::new(),
            singles,
        }
    }

    /// The file of an article that is one file, and no folder.
    pub(super) fn single(&self, slug: &str) -> Option<PathBuf> {
        self.singles.get(slug).map(|(file, _)| file.clone())
    }

    /// The article of this very text; it is then taken for this run.
    pub(super) fn same(&mut self, sha256: &str) -> Option<String> {
        let slug = self.texts.get(sha256).cloned()?;
        let is_free = self.used.get(&slug).is_none_or(|used| used == sha256);
        is_free.then(|| {
            self.add(sha256, &slug);
            slug
        })
    }

    /// The article of an older state of this text; it is then taken for this run.
    pub(super) fn older(&mut self, sha256: &str, file: &str, bytes: &[u8]) -> Option<String> {
        let slug = self
            .older_state(file, bytes)
            .or_else(|| self.older_single(file, bytes))?;
        self.add(sha256, &slug);
        Some(slug)
    }

    /// The article that an earlier state of this text became: from a file of the same name, with two thirds of the
    /// prose of whichever is shorter (comments come and go), or with a third of it and half of all lines. Lines alone do
    /// not tell: those around an article are the same on every page of a site.
    fn older_state(&mut self, file: &str, bytes: &[u8]) -> Option<String> {
        let candidates = self.files.get_mut(file)?;
        let now = lines_of(file, bytes);
        candidates.par_iter_mut().for_each(|(slug, lines)| {
            lines.get_or_insert_with(|| {
                let source = Stored::read(&self.root, slug).and_then(|it| it.source_bytes());
                lines_of(file, &source.unwrap_or_default())
            });
        });
        let best = candidates
            .iter()
            .enumerate()
            .filter_map(|(place, (_, lines))| Some((place, lines.as_ref()?)))
            .map(|(place, lines)| {
                let shared = lines.intersection(&now);
                (prose(shared.clone()), shared.count(), place)
            })
            .max_by_key(|(prose, lines, place)| (*prose, *lines, std::cmp::Reverse(*place)))?;
        let (shared_prose, shared, place) = best;
        let lines = candidates.get(place)?.1.as_ref()?;
        let half = shared > 0 && shared * 2 >= lines.len().max(now.len());
        let shorter = prose(lines).min(prose(&now));
        let same_prose = shared_prose > 0 && shared_prose * 3 >= shorter * 2;
        (half && shared_prose * 3 >= shorter || same_prose).then(|| candidates.remove(place).0)
    }

    /// The same for an article that is a single file: from a source of the same name, with most of the wording of
    /// whichever is shorter. The lines of its Markdown are not those of the source.
    fn older_single(&self, file: &str, bytes: &[u8]) -> Option<String> {
        /// The share of five-word runs that both have.
        const ALIKE: f64 = 0.6;
        let of_this_name = self.singles.iter().filter(|(slug, (_, source))| {
            !source.is_empty() && source == file && !self.used.contains_key(*slug)
        });
        let mut of_this_name = of_this_name.peekable();
        of_this_name.peek()?;
        let text = visible(file, bytes);
        let now = Sketch::new(text.lines());
        of_this_name
            .filter_map(|(slug, (path, _))| {
                let there = sketch(&std::fs::read(path).ok()?)?;
                let (shorter, _) = there.shares(&now)?;
                (shorter >= ALIKE).then_some((shorter, slug))
            })
            .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.1.cmp(a.1)))
            .map(|(_, slug)| slug.clone())
    }

    pub(super) fn taken(&self) -> &BTreeSet<String> {
        &self.taken
    }

    pub(super) fn add(&mut self, sha256: &str, slug: &str) {
        self.texts.insert(sha256.to_owned(), slug.to_owned());
        self.taken.insert(slug.to_owned());
        self.used.insert(slug.to_owned(), sha256.to_owned());
        for candidates in self.files.values_mut() {
            candidates.retain(|(claimed, _)| claimed != slug);
        }
    }
}

/// Where an article that is one file stands.
fn single(root: &Path, slug: &str) -> PathBuf {
    ArticleFolder::all(root).join(format!("{slug}.md"))
}

/// The wording of an article's body.
fn sketch(article: &[u8]) -> Option<Sketch> {
    let file = TextFile::read(ARTICLE, article).ok()?;
    let plain = document::parse(file.body(), &document::Options::default()).plain;
    Some(Sketch::new(plain.text.split("\n\n")))
}

/// How long the lines are that hold a sentence, in bytes.
fn prose<'a>(lines: impl IntoIterator<Item = &'a String>) -> usize {
    const SENTENCE: usize = 60;
    let long = lines.into_iter().map(String::len);
    long.filter(|length| *length >= SENTENCE).sum()
}

/// The non-blank lines of a text, or of what a page shows, without their order. `file`: the name of its file.
fn lines_of(file: &str, bytes: &[u8]) -> BTreeSet<String> {
    let text = visible(file, bytes);
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A text, or what a page shows.
fn visible<'t>(file: &str, bytes: &'t [u8]) -> Cow<'t, str> {
    let text = String::from_utf8_lossy(bytes);
    match source_name(file) {
        "source.html" => html::visible_text(&text).into(),
        _ => text,
    }
}
