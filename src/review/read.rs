//! Both states of a site, read as far as a review needs it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Article, Entity, Fate, Note, front, paragraphs};
use crate::content::{self, TextFile};
use crate::corpus;
use crate::text::difference::{Piece, pieces};

/// Paths relative to the site's root, and bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Whether a review looks at the file of this path.
pub fn wanted(path: &str) -> bool {
    corpus::note(path).is_some() || article(path).is_some() || entity(path).is_some()
}

fn article(path: &str) -> Option<&str> {
    let name = path.strip_prefix("content/articles/")?;
    let slug = name
        .strip_suffix("/index.md")
        .or_else(|| name.strip_suffix(".md"))?;
    (!slug.contains('/')).then_some(slug)
}

fn entity(path: &str) -> Option<&str> {
    let slug = path
        .strip_prefix("content/entities/")?
        .strip_suffix(".md")?;
    (!slug.contains('/')).then_some(slug)
}

/// What a file belongs to.
fn group(path: &str) -> Option<(&'static str, &str)> {
    let article = article(path).or_else(|| corpus::note(path).map(|(slug, _)| slug));
    let article = article.map(|slug| ("article", slug));
    article.or_else(|| entity(path).map(|slug| ("entity", slug)))
}

/// The files of those articles and entities of which any file differs.
pub(super) fn touched(before: &Files, after: &Files) -> (Files, Files) {
    let differs = |path: &&String| before.get(*path) != after.get(*path);
    let paths = before.keys().chain(after.keys()).filter(differs);
    let groups: BTreeSet<_> = paths.filter_map(|path| group(path)).collect();
    let of = |files: &Files| {
        let kept = files
            .iter()
            .filter(|(path, _)| group(path).is_some_and(|it| groups.contains(&it)));
        kept.map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect()
    };
    (of(before), of(after))
}

fn file(path: &str, bytes: &[u8]) -> Option<TextFile> {
    TextFile::read(path, bytes).ok()
}

/// The files of one kind by slug; of two with one slug that in the folder counts, as everywhere.
fn by_slug(files: &Files, slug: fn(&str) -> Option<&str>) -> BTreeMap<&str, TextFile> {
    let mut all = BTreeMap::new();
    for (path, bytes) in files {
        if let (Some(slug), Some(file)) = (slug(path), file(path, bytes)) {
            all.insert(slug, file);
        }
    }
    all
}

fn notes(files: &Files) -> BTreeMap<&str, content::Note> {
    let mut all = BTreeMap::new();
    for (path, bytes) in files {
        if let Some((slug, id)) = corpus::note(path)
            && let Ok((note, _)) = content::Note::read(id, slug, path, bytes)
        {
            all.entry(id).or_insert(note);
        }
    }
    all
}

/// The articles that changed, with their notes; a note is known by its id, wherever its article went.
pub(super) fn articles(before: &Files, after: &Files) -> Vec<Article> {
    let (then, now) = (by_slug(before, article), by_slug(after, article));
    let mut found: BTreeMap<String, Article> = BTreeMap::new();
    let empty = |slug: &str| {
        let file = now.get(slug).or_else(|| then.get(slug));
        Article {
            slug: slug.to_owned(),
            title: file.map_or_else(|| slug.to_owned(), |file| title(slug, file)),
            fate: Fate::Same,
            fields: Vec::new(),
            paragraphs: Vec::new(),
            notes: Vec::new(),
        }
    };
    for slug in then.keys().chain(now.keys()).collect::<BTreeSet<_>>() {
        let (was, is) = (then.get(slug), now.get(slug));
        let fields = front::changes(was, is);
        let paragraphs = bodies(was, is);
        let changed = !fields.is_empty() || !paragraphs.is_empty();
        let fate = Fate::of(was.is_some(), is.is_some(), changed);
        if fate != Fate::Same {
            let article = Article {
                fate,
                fields,
                paragraphs,
                ..empty(slug)
            };
            found.insert((*slug).to_owned(), article);
        }
    }
    let (then, now) = (notes(before), notes(after));
    for id in then.keys().chain(now.keys()).collect::<BTreeSet<_>>() {
        let (was, is) = (then.get(id), now.get(id));
        let Some(there) = is.or(was) else { continue };
        let told = note(was, is, there);
        if told.fate != Fate::Same {
            let slug = &there.article;
            let article = found.entry(slug.clone()).or_insert_with(|| empty(slug));
            article.notes.push(told);
        }
    }
    found.into_values().collect()
}

/// The entities that changed.
pub(super) fn entities(before: &Files, after: &Files) -> Vec<Entity> {
    let (then, now) = (by_slug(before, entity), by_slug(after, entity));
    let slugs: BTreeSet<_> = then.keys().chain(now.keys()).collect();
    let told = slugs.into_iter().map(|slug| {
        let (was, is) = (then.get(slug), now.get(slug));
        let fields = front::changes(was, is);
        let paragraphs = bodies(was, is);
        let changed = !fields.is_empty() || !paragraphs.is_empty();
        let read = is.or(was).and_then(|file| {
            let read = content::Entity::read(slug, &file.path, file.text.as_bytes());
            read.ok().map(|(entity, _)| entity.name)
        });
        Entity {
            slug: (*slug).to_owned(),
            name: read.unwrap_or_else(|| (*slug).to_owned()),
            fate: Fate::of(was.is_some(), is.is_some(), changed),
            fields,
            paragraphs,
        }
    });
    told.filter(|entity| entity.fate != Fate::Same).collect()
}

fn title(slug: &str, file: &TextFile) -> String {
    let read = content::Article::read(slug, &file.path, file.text.as_bytes());
    read.map_or_else(|_| slug.to_owned(), |(article, _)| article.meta.title)
}

/// Of an article that is new or gone no paragraph is told: it is all of them.
fn bodies(was: Option<&TextFile>, is: Option<&TextFile>) -> Vec<super::Paragraph> {
    match (was, is) {
        (Some(was), Some(is)) => paragraphs::changes(was.body(), is.body()),
        _ => Vec::new(),
    }
}

fn note(was: Option<&content::Note>, is: Option<&content::Note>, there: &content::Note) -> Note {
    let body = |note: Option<&content::Note>| {
        note.map_or_else(String::new, |note| note.file.body().trim().to_owned())
    };
    let quote = |note: &content::Note| note.targets.first().map(|it| it.quote.clone());
    let (then, now) = (body(was), body(is));
    let is_both = was.is_some() && is.is_some();
    let words: Vec<Piece> = if then == now {
        Vec::new()
    } else {
        pieces(&then, &now)
    };
    let mut fields = if is_both {
        front::changes(was.map(|it| &it.file), is.map(|it| &it.file))
    } else {
        Vec::new()
    };
    let (before, after) = (was.and_then(quote), is.and_then(quote));
    if is_both && before != after {
        fields.push(super::Field {
            name: "quote".to_owned(),
            before,
            after,
        });
    }
    Note {
        id: there.id.clone(),
        path: there.file.path.clone(),
        fate: Fate::of(
            was.is_some(),
            is.is_some(),
            !fields.is_empty() || !words.is_empty(),
        ),
        kind: there.kind.as_str(),
        author: there.author.clone(),
        status: there.status.as_str(),
        reply_to: there.reply_to.clone(),
        quote: quote(there),
        replacement: there.replacement.clone(),
        fields,
        body: words,
    }
}
