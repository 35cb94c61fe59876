//! An article's page.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rayon::prelude::*;
use serde::Serialize;

use super::around::AroundView;
use super::compare::CompareLink;
use super::entity::{EntityGroup, EntityRef};
use super::note::NoteView;
use super::series::PartView;
use super::shapes::{Date, Summary, Term};
use super::shared::{CopyView, SharedHere, SharedWith};
use super::standing::{links_of, standing};
use super::view::View;
use super::{Body, Page, Plan};
use crate::annotate::Annotations;
use crate::content::{Comment, CommentsMode};
use crate::corpus::Entry;
use crate::links::related::Reason;
use crate::memo::{KeyBuilder, Origin};
use crate::text::url;

#[derive(Debug, Serialize)]
pub struct ArticlePage {
    #[serde(flatten)]
    pub summary: Summary,
    pub tags: Vec<Term>,
    pub section: Option<String>,
    /// Where it was first published.
    pub source_url: Option<String>,
    pub retrieved: Option<Date>,
    pub language: String,
    pub credits: Option<String>,
    pub disclaimer: Option<String>,
    pub rights: Option<String>,
    /// Where it stands in its series.
    pub part: Option<PartView>,
    /// What it tells of, by an editor’s word.
    pub events: Vec<EntityRef>,
    /// Changes that readers are told about.
    pub corrections: Vec<CorrectionView>,
    /// What the importer guessed and no editor has confirmed.
    pub inferred: Vec<InferredView>,
    /// Of the body.
    pub headings: Vec<HeadingView>,
    /// The body; footnotes are the last block.
    pub blocks: Vec<BlockView>,
    /// On the article as a whole.
    pub notes_whole: Vec<NoteView>,
    /// Whose words are gone or not certain, with their old words.
    pub notes_lost: Vec<NoteView>,
    /// All notes, replies not counted.
    pub notes_count: usize,
    /// Reader comments; none where they are hidden.
    pub comments: Option<CommentsView>,
    /// Whom it names.
    pub entities: Vec<EntityGroup>,
    /// Best first.
    pub related: Vec<RelatedView>,
    /// Pages side by side with articles that are not among `related`
    pub compare: Vec<CompareLink>,
    /// Other articles with largely the same text, eight at most.
    pub copies: Vec<CopyView>,
    /// How many there are beyond those.
    pub more_copies: usize,
    /// Passages that other articles have too, by article, those with most of them first.
    pub shared: Vec<SharedWith>,
    /// Links from other articles and from notes.
    pub backlinks: Vec<BacklinkView>,
    /// Before and after.
    pub around: AroundView,
    /// The one before it in time.
    pub previous: Option<Summary>,
    /// The one after it in time.
    pub next: Option<Summary>,
}

#[derive(Debug, Serialize)]
pub struct CorrectionView {
    pub date: Option<Date>,
    pub text: String,
}

/// What the importer guessed and no editor has confirmed.
#[derive(Debug, Serialize)]
pub struct InferredView {
    /// Its name in the front matter.
    pub field: String,
    pub value: String,
    pub why: String,
    /// Of the source, from 1.
    pub lines: Vec<usize>,
}

#[derive(Debug, Serialize)]
pub struct HeadingView {
    /// 1 to 6.
    pub level: u8,
    pub id: String,
    pub text: String,
}

/// One block of the body, with the notes whose last passage ends in it.
#[derive(Debug, Serialize)]
pub struct BlockView {
    /// None for a block without text.
    pub id: Option<String>,
    /// HTML.
    pub html: String,
    /// Those whose last passage ends here.
    pub notes: Vec<NoteView>,
    /// Passages that begin here and stand in other articles too.
    pub shared: Vec<SharedHere>,
}

#[derive(Debug, Serialize)]
pub struct CommentsView {
    /// `show` or `fold`
    pub mode: &'static str,
    pub count: usize,
    /// In the order of the source.
    pub list: Vec<CommentView>,
}

#[derive(Debug, Serialize)]
pub struct CommentView {
    pub id: String,
    pub author: Option<String>,
    /// As the source has it.
    pub date: Option<String>,
    /// The id of the comment it answers.
    pub reply_to: Option<String>,
    /// 0 for one that answers none.
    pub depth: usize,
    pub paragraphs: Vec<String>,
}

#[derive(Debug, Serialize)]
pub struct RelatedView {
    pub article: Summary,
    /// What the two have in common.
    pub reasons: Vec<String>,
    /// An editor chose it.
    pub pinned: bool,
    /// The page that shows both side by side.
    pub compare_url: Option<String>,
}

#[derive(Debug, Serialize)]
pub struct BacklinkView {
    pub article: Summary,
    /// The note in which the link stands; none when it stands in the article's own words.
    pub note_url: Option<String>,
    /// The sentence around the link; none where it is too long to be shown.
    pub context: Option<String>,
}

/// One page for each article.
pub fn plans<'a>(view: &View<'a>) -> Vec<Plan<'a>> {
    let by_date = view.terms.by_date.iter().copied();
    let dated: Vec<&'a Entry> = by_date
        .filter(|entry| entry.article().meta.date.is_some())
        .collect();
    let mut around: HashMap<&str, Neighbours<'a>> = HashMap::new();
    for (at, entry) in dated.iter().enumerate() {
        let later = at.checked_sub(1).and_then(|at| dated.get(at)).copied();
        around.insert(&entry.article().slug, (dated.get(at + 1).copied(), later));
    }
    let plan = |(slug, entry): (&'a String, &'a Entry)| {
        let around = around.get(slug.as_str()).copied().unwrap_or_default();
        let make = move |view: &View<'_>| article(view, entry, around);
        Plan::new(entry.output(), make).from(origin(view, slug, entry))
    };
    let articles: Vec<(&String, &Entry)> = view.corpus.articles.iter().collect();
    articles.into_par_iter().map(plan).collect()
}

/// The ones before and after in time.
type Neighbours<'a> = (Option<&'a Entry>, Option<&'a Entry>);

/// What of notes, comments and files the page of an article is made from.
fn origin(view: &View<'_>, slug: &str, entry: &Entry) -> Origin {
    let notes = view.annotations.get(slug);
    let mut key = KeyBuilder::new("article")
        .with_key(view.key)
        .with_value(&entry.annotations_output());
    if let Some(notes) = notes {
        key = links_of(view, notes, key);
    }
    if let Some(backlinks) = view.links.backlinks.notes.get(slug) {
        key = key.with("backlinks").with(format!("{backlinks:?}"));
    }
    // Without comments there is an empty list that nobody remembers.
    let comments = Some(&entry.comments).filter(|comments| !comments.is_empty());
    Origin::new(key.key())
        .with(notes)
        .with(view.bodies.get(slug))
        .with(comments)
}

fn article(view: &View<'_>, entry: &Entry, (previous, next): Neighbours<'_>) -> Page {
    let article = entry.article();
    let meta = &article.meta;
    let path = entry.output();
    let none = Annotations::default();
    let notes = view
        .annotations
        .get(&article.slug)
        .map_or(&none, |notes| &**notes);
    let shown: Vec<_> = standing(notes).collect();
    let shown: Vec<NoteView> = shown
        .into_par_iter()
        .map(|(note, standing)| view.note(&path, entry, notes, note, standing))
        .collect();
    let (placed, others): (Vec<NoteView>, Vec<NoteView>) =
        shown.into_iter().partition(|note| note.number.is_some());
    let (notes_whole, notes_lost) = others.into_iter().partition(|note| note.state == "whole");
    let summary = |entry: &Entry| view.summary(&path, entry);
    let related = related(view, entry);
    let body = ArticlePage {
        summary: summary(entry),
        tags: tags(view, &path, &meta.tags),
        section: meta.section.clone(),
        source_url: meta.url.clone().filter(|url| url::is_web(url)),
        retrieved: meta.retrieved.as_ref().map(Into::into),
        language: meta
            .language
            .clone()
            .unwrap_or_else(|| view.config.language.clone()),
        credits: meta.credits.clone(),
        disclaimer: meta.disclaimer.clone(),
        rights: meta.rights.clone(),
        part: view.part(entry),
        events: view.events(entry),
        corrections: meta
            .corrections
            .iter()
            .map(|it| CorrectionView {
                date: it.date.as_ref().map(Into::into),
                text: it.text.clone(),
            })
            .collect(),
        inferred: meta.inferred.iter().map(inferred).collect(),
        headings: entry
            .document()
            .headings
            .iter()
            .map(|it| HeadingView {
                level: it.level,
                id: it.id.clone(),
                text: it.text.clone(),
            })
            .collect(),
        blocks: blocks(view, entry, placed),
        notes_whole,
        notes_lost,
        notes_count: notes.count(),
        comments: comments(
            meta.comments.unwrap_or(view.config.comments),
            &entry.comments,
        ),
        entities: view.entities_of(entry),
        compare: view.compared_beside(entry, &related),
        related,
        copies: view.copies(entry),
        more_copies: view.shares(entry).map_or(0, |shares| shares.more_copies),
        shared: view.shared_with(entry),
        backlinks: backlinks(view, entry),
        around: view.around(entry),
        previous: previous.map(summary),
        next: next.map(summary),
    };
    Page {
        title: meta.title.clone(),
        description: meta
            .description
            .clone()
            .or_else(|| Some(body.summary.excerpt.clone()).filter(|text| !text.is_empty())),
        language: meta.language.clone(),
        draft: entry.is_draft(),
        previews: Vec::new(),
        body: Body::Article(Box::new(body)),
        path,
    }
}

/// Each subject once, however often and in whatever case it is written.
fn tags(view: &View<'_>, from: &str, names: &[String]) -> Vec<Term> {
    let mut seen = BTreeSet::new();
    let terms = names.iter().map(|name| view.tag(from, name));
    terms
        .filter(|term| seen.insert(term.slug.clone()))
        .collect()
}

/// The blocks of the body, each with those of the `placed` notes that it ends. Each note is in one block.
fn blocks(view: &View<'_>, entry: &Entry, placed: Vec<NoteView>) -> Vec<BlockView> {
    let rendered = view.bodies.get(&entry.article().slug);
    let placed = placed.into_iter().map(|note| (note.id.clone(), note));
    let mut placed: BTreeMap<String, NoteView> = placed.collect();
    let block = |block: &crate::render::RenderedBlock| {
        let notes = block.notes.iter().filter_map(|id| placed.remove(id));
        BlockView {
            id: block.id.clone(),
            html: block.html.clone(),
            notes: notes.collect(),
            shared: view.shared_here(entry, &block.plain),
        }
    };
    rendered
        .map(|blocks| blocks.iter().map(block).collect())
        .unwrap_or_default()
}

fn inferred(guess: &crate::content::article::Inferred) -> InferredView {
    let text = |value: &serde_yaml::Value| match value {
        serde_yaml::Value::String(text) => text.clone(),
        value => serde_yaml::to_string(value)
            .unwrap_or_default()
            .trim()
            .to_owned(),
    };
    let value = match &guess.value {
        serde_yaml::Value::Sequence(list) => list.iter().map(text).collect::<Vec<_>>().join(", "),
        value => text(value),
    };
    InferredView {
        field: guess.field.clone(),
        value,
        why: guess.why.clone(),
        lines: guess.lines.clone(),
    }
}

fn comments(mode: CommentsMode, comments: &[Comment]) -> Option<CommentsView> {
    let shown: Vec<&Comment> = comments.iter().filter(|comment| !comment.hidden).collect();
    if shown.is_empty() || mode == CommentsMode::Hide {
        return None;
    }
    let parents: BTreeMap<&str, &str> = shown
        .iter()
        .filter_map(|comment| Some((comment.id.as_str(), comment.reply_to.as_deref()?)))
        .collect();
    // Bounded, in case comments answer one another in a circle.
    let depth = |id: &str| {
        std::iter::successors(parents.get(id), |id| parents.get(**id))
            .take(8)
            .count()
    };
    let list = shown.iter().map(|comment| CommentView {
        id: comment.id.clone(),
        author: comment.author.clone(),
        date: comment.date.clone(),
        reply_to: comment.reply_to.clone(),
        depth: depth(&comment.id),
        paragraphs: comment
            .text
            .split("\n\n")
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect(),
    });
    Some(CommentsView {
        mode: mode.as_str(),
        count: shown.len(),
        list: list.collect(),
    })
}

fn related(view: &View<'_>, entry: &Entry) -> Vec<RelatedView> {
    let related = view
        .links
        .related
        .get(&entry.article().slug)
        .into_iter()
        .flat_map(|list| list.iter());
    let shown = related
        .filter(|related| related.shown)
        .filter_map(|related| {
            let article = view.summary(&entry.output(), view.corpus.article(&related.slug)?);
            Some(RelatedView {
                compare_url: view.compare_url(entry, &related.slug),
                article,
                reasons: related.reasons.iter().map(ToString::to_string).collect(),
                pinned: related.reasons.contains(&Reason::Chosen),
            })
        });
    shown.collect()
}

fn backlinks(view: &View<'_>, entry: &Entry) -> Vec<BacklinkView> {
    let backlinks = view.links.backlinks.of(&entry.article().slug);
    let shown = backlinks.filter_map(|backlink| {
        let article = view.summary(&entry.output(), view.corpus.article(&backlink.slug)?);
        let note = |id: &String| {
            let home = format!("articles/{}.html", backlink.slug);
            url::relative_to(&entry.output(), &home, &format!("note-{id}"))
        };
        Some(BacklinkView {
            article,
            note_url: backlink.note.as_ref().map(note),
            context: backlink.context.clone(),
        })
    });
    shown.collect()
}
