//! From a snapshot of files to a [`Corpus`]. Each file is read once for each content it has had.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::paths::{Role, role};
use super::{Corpus, Entry, Loaded, merged};
use crate::config::Config;
use crate::content::{
    Article, Comment, Entity, Note, NoteStatus, Page, Status, Target, comments, refusals,
};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::{self, Options, text_hash};
use crate::memo::{Key, KeyBuilder, Table};
use crate::source::{File, Snapshot};

/// For whom the site is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub enum Audience {
    /// Readers: published articles with published notes.
    Public,
    /// Editors, in the preview: everything.
    Editors,
}

/// A file's content with what is wrong with it; no content when nothing of it could be used.
type Read<T> = (Option<Arc<T>>, Vec<Diagnostic>);

/// Remembers what was read from each file.
#[derive(Debug, Default)]
pub struct Loader {
    articles: Table<Read<Loaded<Article>>>,
    pages: Table<Read<Loaded<Page>>>,
    entities: Table<Read<Loaded<Entity>>>,
    notes: Table<Read<Note>>,
    comments: Table<(Arc<Vec<Comment>>, Vec<Diagnostic>)>,
    /// None where a text is not that of its name.
    noted: Table<Option<Arc<str>>>,
}

impl Loader {
    /// Loads everything that the audience may see.
    pub fn load(&mut self, snapshot: &Snapshot, config: &Config, audience: Audience) -> Corpus {
        let mut corpus = Corpus::default();
        let files: Vec<(Role<'_>, &str, &File)> = snapshot
            .below("content")
            .map(|(path, file)| (role(path), path, file))
            .collect();
        self.load_articles(&files, config, &mut corpus);
        self.load_pages(&files, config, &mut corpus);
        self.load_entities(&files, config, &mut corpus);
        self.load_notes(&files, &mut corpus);
        self.load_rest(&files, &mut corpus);
        corpus
            .diagnostics
            .extend(files.iter().filter_map(|(role, path, _)| stray(role, path)));
        if audience == Audience::Public {
            withhold(&mut corpus);
            withhold_entities(&mut corpus);
        }
        corpus
    }

    /// Forgets what the last load did not need.
    pub fn forget_unused(&mut self) {
        self.articles.forget_unused();
        self.pages.forget_unused();
        self.entities.forget_unused();
        self.notes.forget_unused();
        self.comments.forget_unused();
        self.noted.forget_unused();
    }

    fn load_articles(
        &mut self,
        files: &[(Role<'_>, &str, &File)],
        config: &Config,
        corpus: &mut Corpus,
    ) {
        let mut found: BTreeMap<&str, (&str, &File, bool)> = BTreeMap::new();
        for (role, path, file) in files {
            let Role::Article { slug, folder } = *role else {
                continue;
            };
            if let Some(found) = bad_slug(slug, path) {
                corpus.diagnostics.push(found);
                continue;
            }
            if let Some((other, ..)) = found.get(slug).filter(|_| !folder) {
                let message =
                    format!("two articles with the slug `{slug}`: `{other}` and `{path}`");
                let help = "rename or delete one of them; the one in the folder is used";
                corpus.diagnostics.push(
                    Diagnostic::error("duplicate-slug", message)
                        .at(Place::file(*path))
                        .help(help),
                );
            } else if let Some((single, ..)) = found.insert(slug, (path, file, folder)) {
                let message =
                    format!("two articles with the slug `{slug}`: `{single}` and `{path}`");
                let help = "rename or delete one of them; the one in the folder is used";
                corpus.diagnostics.push(
                    Diagnostic::error("duplicate-slug", message)
                        .at(Place::file(single))
                        .help(help),
                );
            }
        }
        let found: Vec<(&str, (&str, &File, bool))> = found.into_iter().collect();
        let options = Options {
            smart_punctuation: config.smart_punctuation,
        };
        let key = |(slug, (path, file, _)): &(&str, (&str, &File, bool))| {
            file_key("article", &[slug, path], file)
                .with_value(&options.smart_punctuation)
                .key()
        };
        let read = self.articles.get_all(&found, key, |article| {
            let (slug, (path, file, _)) = article;
            loaded(
                Article::read(slug, path, &file.bytes),
                |article| article.file.body(),
                options,
                key(article),
            )
        });
        for ((slug, _), read) in found.iter().zip(read) {
            corpus.diagnostics.extend(read.1.iter().cloned());
            if let Some(loaded) = &read.0 {
                corpus
                    .articles
                    .insert((*slug).to_owned(), Entry::new(Arc::clone(loaded)));
            }
        }
    }

    fn load_pages(
        &mut self,
        files: &[(Role<'_>, &str, &File)],
        config: &Config,
        corpus: &mut Corpus,
    ) {
        let options = Options {
            smart_punctuation: config.smart_punctuation,
        };
        for (role, path, file) in files {
            let Role::Page { slug } = *role else { continue };
            if let Some(found) = bad_slug(slug, path) {
                corpus.diagnostics.push(found);
                continue;
            }
            let key = file_key("page", &[slug, path], file)
                .with_value(&options.smart_punctuation)
                .key();
            let read = self.pages.get(key, || {
                loaded(
                    Page::read(slug, path, &file.bytes),
                    |page| page.file.body(),
                    options,
                    key,
                )
            });
            corpus.diagnostics.extend(read.1.iter().cloned());
            if let Some(loaded) = &read.0 {
                corpus.pages.insert(slug.to_owned(), Arc::clone(loaded));
            }
        }
    }

    fn load_entities(
        &mut self,
        files: &[(Role<'_>, &str, &File)],
        config: &Config,
        corpus: &mut Corpus,
    ) {
        let options = Options {
            smart_punctuation: config.smart_punctuation,
        };
        let mut found = Vec::new();
        for (role, path, file) in files {
            let Role::Entity { slug } = *role else {
                continue;
            };
            match bad_slug(slug, path) {
                Some(told) => corpus.diagnostics.push(told),
                None => found.push((slug, *path, *file)),
            }
        }
        let key = |(slug, path, file): &(&str, &str, &File)| {
            file_key("entity", &[slug, path], file)
                .with_value(&options.smart_punctuation)
                .key()
        };
        let read = self.entities.get_all(&found, key, |entity| {
            let (slug, path, file) = entity;
            loaded(
                Entity::read(slug, path, &file.bytes),
                |entity| entity.file.body(),
                options,
                key(entity),
            )
        });
        for ((slug, ..), read) in found.iter().zip(read) {
            corpus.diagnostics.extend(read.1.iter().cloned());
            if let Some(loaded) = &read.0 {
                corpus
                    .entities
                    .insert((*slug).to_owned(), Arc::clone(loaded));
            }
        }
        corpus.merged = merges(corpus);
    }

    fn load_notes(&mut self, files: &[(Role<'_>, &str, &File)], corpus: &mut Corpus) {
        let mut seen: BTreeMap<String, String> = BTreeMap::new();
        for (role, path, file) in files {
            let Role::Note { slug, id } = *role else {
                continue;
            };
            let read =
                self.notes.get(
                    file_key("note", &[slug, id, path], file).key(),
                    || match Note::read(id, slug, path, &file.bytes) {
                        Ok((note, found)) => (Some(Arc::new(note)), found),
                        Err(found) => (None, found),
                    },
                );
            corpus.diagnostics.extend(read.1.iter().cloned());
            let is_second = seen.contains_key(id);
            if let Some(entry) = corpus.articles.get_mut(slug) {
                entry.has_unread_notes |= is_second || read.0.is_none();
            }
            if let Some(other) = seen.insert(id.to_owned(), (*path).to_owned()) {
                let message = format!("two notes with the id `{id}`: `{other}` and `{path}`");
                let diagnostic =
                    Diagnostic::error("duplicate-note", message).at(Place::file(*path));
                corpus
                    .diagnostics
                    .push(diagnostic.help("rename one of the two files; only the first is shown"));
                continue;
            }
            let Some(note) = &read.0 else { continue };
            if let Some(entry) = corpus.articles.get_mut(slug) {
                entry.notes.insert(id.to_owned(), Arc::clone(note));
            } else if !files.iter().any(|(role, ..)| role.is_article(slug)) {
                let message = format!("a note on an article that is not there: `{slug}`");
                let diagnostic =
                    Diagnostic::warning("note-without-article", message).at(Place::file(*path));
                corpus
                    .diagnostics
                    .push(diagnostic.help("move it to the article it speaks of, or delete it"));
            }
        }
    }

    fn load_rest(&mut self, files: &[(Role<'_>, &str, &File)], corpus: &mut Corpus) {
        for (role, path, file) in files {
            match *role {
                Role::Comments { slug } => {
                    let read = self
                        .comments
                        .get(file_key("comments", &[path], file).key(), || {
                            let (comments, found) = comments::read(path, &file.bytes);
                            (Arc::new(comments), found)
                        });
                    corpus.diagnostics.extend(read.1.iter().cloned());
                    if let Some(entry) = corpus.articles.get_mut(slug) {
                        entry.comments = Arc::clone(&read.0);
                    }
                }
                Role::NotedText { slug, hash } => {
                    let text = self.noted.get(file_key("noted", &[hash], file).key(), || {
                        let text = std::str::from_utf8(&file.bytes);
                        text.ok()
                            .filter(|text| text_hash(text) == hash)
                            .map(Arc::from)
                    });
                    let Some(entry) = corpus.articles.get_mut(slug) else {
                        continue;
                    };
                    match &*text {
                        Some(text) => drop(entry.texts.insert(hash.to_owned(), Arc::clone(text))),
                        None => corpus.diagnostics.push(not_kept(path)),
                    }
                }
                Role::Refusals => {
                    let (read, found) = refusals::read(&file.bytes);
                    corpus.refusals = read;
                    corpus.diagnostics.extend(found);
                }
                Role::File { slug, inside } => {
                    if let Some(entry) = corpus.articles.get_mut(slug) {
                        entry.files.insert(inside.to_owned(), (*path).to_owned());
                    }
                }
                _ => {}
            }
        }
    }
}

impl Entry {
    fn new(loaded: Arc<Loaded<Article>>) -> Self {
        Self {
            loaded,
            notes: BTreeMap::new(),
            has_unread_notes: false,
            texts: BTreeMap::new(),
            comments: Arc::default(),
            files: BTreeMap::new(),
        }
    }
}

fn file_key(stage: &str, parts: &[&str], file: &File) -> KeyBuilder {
    parts
        .iter()
        .fold(KeyBuilder::new(stage), KeyBuilder::with)
        .with_key(Key::from(file.hash))
}

fn loaded<T>(
    read: Result<(T, Vec<Diagnostic>), Vec<Diagnostic>>,
    body: impl FnOnce(&T) -> &str,
    options: Options,
    key: Key,
) -> Read<Loaded<T>> {
    match read {
        Ok((meta, found)) => {
            let document = document::parse(body(&meta), &options);
            let loaded = Loaded {
                meta,
                document,
                key,
            };
            (Some(Arc::new(loaded)), found)
        }
        Err(found) => (None, found),
    }
}

/// A kept text that is another than its name says, such as one whose line ends were changed.
fn not_kept(path: &str) -> Diagnostic {
    let message = "this is not the text that its name stands for: notes are looked for without it";
    let diagnostic = Diagnostic::warning("kept-text", message).at(Place::file(path));
    diagnostic.help("bring it back from git, or delete it; `notes/.text/* -text` in .gitattributes keeps git from changing its line ends")
}

/// A file that nothing will be made of.
fn stray(role: &Role<'_>, path: &str) -> Option<Diagnostic> {
    let diagnostic =
        Diagnostic::warning("stray-file", "nothing is made of this file").at(Place::file(path));
    (*role == Role::Unknown).then(|| diagnostic.help("articles are `content/articles/<slug>.md` or `<slug>/index.md`, pages `content/pages/<slug>.md`, entities `content/entities/<slug>.md`"))
}

/// Takes out what readers must not see.
fn withhold(corpus: &mut Corpus) {
    let (public, withheld): (BTreeMap<_, _>, BTreeMap<_, _>) = std::mem::take(&mut corpus.articles)
        .into_iter()
        .partition(|(_, entry)| !entry.is_draft());
    corpus.articles = public;
    corpus.withheld = withheld.into_keys().collect();
    let (public, withheld): (BTreeMap<_, _>, BTreeMap<_, _>) = std::mem::take(&mut corpus.pages)
        .into_iter()
        .partition(|(_, page)| page.meta.status == Status::Published);
    corpus.pages = public;
    corpus.withheld_pages = withheld.into_keys().collect();
    for entry in corpus.articles.values_mut() {
        let all = std::mem::take(&mut entry.notes);
        entry.notes = all
            .iter()
            .filter(|(_, note)| is_public(note, &all, &corpus.withheld))
            .map(|(id, note)| (id.clone(), Arc::clone(note)))
            .collect();
    }
}

/// Takes out entities with two versions of one passage: they are for nobody but the editor. Which of those that nothing
/// published names are to go is known when all is read.
fn withhold_entities(corpus: &mut Corpus) {
    let withheld = &mut corpus.withheld_entities;
    corpus.entities.retain(|slug, entity| {
        let withhold = entity.meta.has_conflict();
        if withhold {
            withheld.insert(slug.clone());
        }
        !withhold
    });
    corpus.merged = merges(corpus);
}

/// The entity that each merged one ended up in.
fn merges(corpus: &Corpus) -> BTreeMap<String, String> {
    merged(corpus.entities.values().map(|entity| &entity.meta))
        .into_iter()
        .map(|(slug, to)| (slug.to_owned(), to.to_owned()))
        .collect()
}

/// A note is shown when it is published and does not speak of withheld articles alone, and so is every note above it in
/// its thread.
fn is_public(note: &Note, all: &BTreeMap<String, Arc<Note>>, withheld: &BTreeSet<String>) -> bool {
    let is_withheld = |target: &Target| {
        let mut named = target.article.iter();
        named.any(|slug| withheld.contains(slug))
    };
    let mut note = note;
    for _ in 0..=all.len() {
        let speaks = note.targets.is_empty() || !note.targets.iter().all(is_withheld);
        if note.status != NoteStatus::Published || !speaks {
            return false;
        }
        match note.reply_to.as_ref() {
            None => return true,
            Some(parent) => match all.get(parent) {
                Some(parent) => note = parent,
                None => return false,
            },
        }
    }
    false
}

/// The longest slug, in bytes: what is left of a file name's 255 for endings.
const LONGEST_SLUG: usize = 200;

/// A name that no page can have everywhere a site may stand.
fn bad_slug(slug: &str, path: &str) -> Option<Diagnostic> {
    let bad = slug.len() > LONGEST_SLUG || slug.chars().any(|c| c.is_control() || c == '\\');
    let message = format!(
        "`{}` cannot be a slug: nothing is made of this file",
        slug.escape_debug()
    );
    let diagnostic = Diagnostic::error("slug", message).at(Place::file(path));
    bad.then(|| diagnostic.help("rename it: letters, digits and `-`, at most 200 bytes"))
}
