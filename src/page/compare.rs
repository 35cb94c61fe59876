//! Two accounts side by side.

use std::collections::BTreeSet;

use serde::Serialize;

use super::article::RelatedView;
use super::entity::EntityRef;
use super::shapes::Summary;
use super::view::View;
use super::{Body, Page, Plan};
use crate::corpus::{Corpus, Entry};
use crate::document::BlockKind;
use crate::links::Links;
use crate::links::side_by_side::{Cell, Compared, path};
use crate::memo::Origin;
use crate::text::url;

#[derive(Debug, Serialize)]
pub struct ComparePage {
    /// The article whose slug comes first.
    pub one: Summary,
    pub other: Summary,
    /// What tells it from the other in a few words: publication, author or title.
    pub one_label: String,
    pub other_label: String,
    /// A BCP 47 tag.
    pub one_language: String,
    pub other_language: String,
    /// Named in both, in the order of the text.
    pub both: Vec<EntityRef>,
    pub only_one: Vec<EntityRef>,
    pub only_other: Vec<EntityRef>,
    /// Of what both count something, where they differ first.
    pub counts: Vec<CountView>,
    /// Paragraphs that stand beside one another.
    pub matched: usize,
    /// All paragraphs, in the order of both texts.
    pub rows: Vec<RowView>,
}

/// How many of something each counts.
#[derive(Debug, Serialize)]
pub struct CountView {
    /// What is counted.
    pub what: String,
    /// The numbers, as the text has them.
    pub one: Vec<String>,
    pub other: Vec<String>,
    /// They have no number in common.
    pub differs: bool,
}

/// Two paragraphs that speak of the same, or one that only one account has.
#[derive(Debug, Serialize)]
pub struct RowView {
    pub one: Option<CellView>,
    pub other: Option<CellView>,
    /// The row before it, too, is of the same account alone.
    pub continues: bool,
}

#[derive(Debug, Serialize)]
pub struct CellView {
    /// The paragraph in its article.
    pub url: String,
    pub heading: bool,
    /// Its whole text.
    pub pieces: Vec<PieceView>,
}

#[derive(Debug, Serialize)]
pub struct PieceView {
    pub text: String,
    /// `plain`; `passage`, `name`, `word`, `number`: the other paragraph has it too; `differs`: a number where the
    /// other has another.
    pub kind: &'static str,
}

/// Another article and the page that shows both.
#[derive(Debug, Serialize)]
pub struct CompareLink {
    /// The other article.
    pub article: Summary,
    /// The page that shows both.
    pub url: String,
}

pub fn plans<'a>(view: &View<'a>) -> Vec<Plan<'a>> {
    let (corpus, links): (&'a Corpus, &'a Links) = (view.corpus, view.links);
    let plan = |compared: &'a Compared| {
        let one = corpus.article(&compared.one)?;
        let other = corpus.article(&compared.other)?;
        let path = path(&compared.one, &compared.other);
        let make = move |view: &View<'_>| page(view, compared, one, other);
        Some(Plan::new(path, make).from(Origin::new(view.key)))
    };
    links.compared.iter().filter_map(plan).collect()
}

fn page(view: &View<'_>, compared: &Compared, one: &Entry, other: &Entry) -> Page {
    let path = path(&compared.one, &compared.other);
    let summaries = [view.summary(&path, one), view.summary(&path, other)];
    let [one_label, other_label] = labels(&summaries);
    let (named, named_there) = (named(view, one), named(view, other));
    let refs = |wanted: &dyn Fn(&usize) -> bool, from: &[usize]| -> Vec<EntityRef> {
        let slugs = &view.naming.vocabulary.slugs;
        let wanted = from.iter().filter(|it| wanted(it));
        wanted
            .filter_map(|it| view.entity(&path, slugs.get(*it)?))
            .collect()
    };
    let rows = &compared.rows;
    let cell = |entry, cell: &Option<Cell>| cell.as_ref().map(|it| cell_view(&path, entry, it));
    let mut before = (true, true);
    let shown = rows.rows.iter().map(|row| {
        let sides = (row.one.is_some(), row.other.is_some());
        let continues = sides == before && sides != (true, true);
        before = sides;
        RowView {
            one: cell(one, &row.one),
            other: cell(other, &row.other),
            continues,
        }
    });
    let counts = rows.counts.iter().map(|count| CountView {
        what: count.what.clone(),
        one: count.one.clone(),
        other: count.other.clone(),
        differs: count.differs,
    });
    let rows_shown: Vec<RowView> = shown.collect();
    let both = rows_shown
        .iter()
        .filter(|it| it.one.is_some() && it.other.is_some());
    let title = format!("{} | {}", summaries[0].title, summaries[1].title);
    let [one_summary, other_summary] = summaries;
    let language = |entry: &Entry| {
        let own = entry.article().meta.language.as_ref();
        own.unwrap_or(&view.config.language).clone()
    };
    let body = ComparePage {
        one_language: language(one),
        other_language: language(other),
        one_label,
        other_label,
        both: refs(&|it| named_there.contains(it), &named),
        only_one: refs(&|it| !named_there.contains(it), &named),
        only_other: refs(&|it| !named.contains(it), &named_there),
        counts: counts.collect(),
        matched: both.count(),
        rows: rows_shown,
        one: one_summary,
        other: other_summary,
    };
    Page {
        draft: one.is_draft() || other.is_draft(),
        ..Page::new(path, title, Body::Compare(Box::new(body)))
    }
}

/// Where both have a publication, or an author, that tells them apart: that. Else their titles.
fn labels(summaries: &[Summary; 2]) -> [String; 2] {
    let publications = summaries
        .each_ref()
        .map(|it| it.publication.as_ref().map(|it| it.name.clone()));
    let authors = summaries.each_ref().map(|it| it.authors.first().cloned());
    for [one, other] in [publications.clone(), authors.clone()] {
        if let (Some(one), Some(other)) = (one, other)
            && one != other
        {
            return [one, other];
        }
    }
    let [one, other] = [0, 1].map(|at| publications[at].clone().or_else(|| authors[at].clone()));
    match (one, other) {
        (Some(one), Some(other)) if one != other => [one, other],
        _ => summaries.each_ref().map(|it| it.title.clone()),
    }
}

/// The entities that an article names, each once, in the order of the text.
fn named(view: &View<'_>, entry: &Entry) -> Vec<usize> {
    let mentions = view.naming.mentions.get(&entry.article().slug);
    let mentions = mentions.map_or(&[][..], |all| all.as_slice()).iter();
    let mut seen = BTreeSet::new();
    mentions
        .filter(|it| !it.metonym && seen.insert(it.entity))
        .map(|it| it.entity)
        .collect()
}

fn cell_view(from: &str, entry: &Entry, cell: &Cell) -> CellView {
    let block = entry.document().plain.blocks.get(cell.block);
    let pieces = cell.pieces.iter().map(|piece| PieceView {
        text: piece.text.clone(),
        kind: piece.kind.as_str(),
    });
    CellView {
        url: match block.map_or("", |it| it.id.as_str()) {
            "" => url::relative(from, &entry.output()),
            id => url::relative_to(from, &entry.output(), id),
        },
        heading: block.is_some_and(|it| it.kind == BlockKind::Heading),
        pieces: pieces.collect(),
    }
}

impl View<'_> {
    /// The page that shows an article and another side by side, as the article's page sees it.
    pub fn compare_url(&self, entry: &Entry, other: &str) -> Option<String> {
        let slug = entry.article().slug.as_str();
        self.links.beside.get(slug)?.get(other)?;
        let (one, other) = (slug.min(other), slug.max(other));
        Some(url::relative(&entry.output(), &path(one, other)))
    }

    /// The other pages that show an article side by side with one that is not among the related ones shown.
    pub(super) fn compared_beside(
        &self,
        entry: &Entry,
        related: &[RelatedView],
    ) -> Vec<CompareLink> {
        let others = self.links.beside.get(&entry.article().slug);
        let others = others.into_iter().flatten();
        let others = others.filter(|other| !related.iter().any(|it| it.article.slug == **other));
        let links = others.filter_map(|other| {
            Some(CompareLink {
                url: self.compare_url(entry, other)?,
                article: self.summary(&entry.output(), self.corpus.article(other)?),
            })
        });
        links.collect()
    }
}
