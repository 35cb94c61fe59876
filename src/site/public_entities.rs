//! Which entities readers get to see: a name that only a draft holds is none of their business yet.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::naming::Named;
use super::routes::{self, Outputs};
use crate::annotate;
use crate::config::Config;
use crate::corpus::Corpus;
use crate::document::{Document, Link, LinkKind};
use crate::entities;
use crate::links::redirects::redirects;
use crate::links::resolve::{From, Resolved, Resolver, page_output};
use crate::page::view::Terms;
use crate::text::url;
use crate::theme::Assets;

/// Leaves a corpus only the entities that are public, and those that were merged into them. The corpus is without what
/// else readers must not see.
pub(super) fn keep(
    corpus: &mut Corpus,
    config: &Config,
    assets: &Assets,
    note_documents: &BTreeMap<String, Arc<Document>>,
    named: &Named,
) {
    if corpus.entities.is_empty() {
        return;
    }
    let terms = Terms::of(corpus);
    let texts = Arc::new(routes::of_texts(config, corpus, &terms, &[]));
    let outputs = Outputs::new(texts, config, corpus, &terms, assets);
    let redirects = redirects(corpus, |path| outputs.has(path));
    let resolver = Resolver {
        corpus,
        exists: &|path| outputs.has(path),
        redirects: &redirects,
        assets: &assets.names,
    };
    let public = public(&resolver, note_documents, named);
    let (merged, withheld) = (&corpus.merged, &mut corpus.withheld_entities);
    corpus.entities.retain(|slug, _| {
        let kept = public.contains(merged.get(slug).unwrap_or(slug));
        if !kept {
            withheld.insert(slug.clone());
        }
        kept
    });
    corpus.merged.retain(|_, to| public.contains(to));
}

/// The slugs of the entities that an article of the corpus names or tells of, that a note points to, or that a link leads
/// to from an article, page, note, or the description of another such entity. Of merged ones: the entity they ended up in.
fn public(
    resolver: &Resolver<'_>,
    note_documents: &BTreeMap<String, Arc<Document>>,
    named: &Named,
) -> BTreeSet<String> {
    let corpus = resolver.corpus;
    let mentioned = named.mentions.values().flat_map(|mentions| mentions.iter());
    let mentioned: BTreeSet<usize> = mentioned.map(|mention| mention.entity).collect();
    let slugs = &named.vocabulary.slugs;
    let mut open: Vec<String> = mentioned
        .into_iter()
        .filter_map(|entity| slugs.get(entity).cloned())
        .collect();
    let follow = |open: &mut Vec<String>, source: &str, folder, output: &str, document| {
        let from = From {
            source,
            folder,
            output,
        };
        open.extend(linked(resolver, from, document));
    };
    for (slug, entry) in &corpus.articles {
        let events = entry.article().meta.events.iter();
        open.extend(events.map(|slug| corpus.merged.get(slug).unwrap_or(slug).clone()));
        let (source, output) = (&entry.article().file.path, entry.output());
        follow(&mut open, source, Some(slug), &output, entry.document());
    }
    for (slug, page) in &corpus.pages {
        let (source, output) = (&page.meta.file.path, page_output(slug));
        follow(&mut open, source, None, &output, &page.document);
    }
    for (entry, note) in corpus.notes() {
        let see = note.see.iter();
        let see = see.filter(|slug| {
            !corpus.articles.contains_key(*slug) && !corpus.pages.contains_key(*slug)
        });
        open.extend(see.map(|slug| corpus.merged.get(slug).unwrap_or(slug).clone()));
        if let Some(document) = note_documents.get(&note.id) {
            let output = annotate::home(corpus, entry, note).output();
            let folder = Some(note.article.as_str());
            follow(&mut open, &note.file.path, folder, &output, document);
        }
    }
    let mut public = BTreeSet::new();
    while let Some(slug) = open.pop() {
        if let Some(entity) = corpus.entities.get(&slug)
            && public.insert(slug.clone())
        {
            let (source, output) = (&entity.meta.file.path, entities::output(&slug));
            follow(&mut open, source, None, &output, &entity.document);
        }
    }
    public
}

/// The entities that links of a document lead to.
fn linked(resolver: &Resolver<'_>, from: From<'_>, document: &Document) -> Vec<String> {
    let corpus = resolver.corpus;
    let entity = |link: &Link| {
        let slug = last_part(link);
        corpus.entities.get(&slug)?;
        let slug = corpus.merged.get(&slug).unwrap_or(&slug);
        let output = entities::output(slug);
        let leads =
            matches!(resolver.resolve(from, link), Resolved::Inside { path, .. } if path == output);
        leads.then(|| slug.clone())
    };
    document.links.iter().filter_map(entity).collect()
}

/// What must be an entity's slug if a link leads to one.
fn last_part(link: &Link) -> String {
    if link.kind == LinkKind::Wiki {
        let slug = link.target.split('#').next();
        return slug.unwrap_or_default().trim().to_owned();
    }
    let path = link.target.trim().split(['#', '?']).next();
    let path = url::decode(path.unwrap_or_default());
    let last = path.trim_end_matches('/').rsplit('/').next();
    let last = last.unwrap_or_default();
    let stem = last.strip_suffix(".md").or(last.strip_suffix(".html"));
    stem.unwrap_or(last).to_owned()
}
