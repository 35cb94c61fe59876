//! [`Row`]: what became of one input, as `postil import --json` prints it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::reading::{BlockKind, Fate, Reading, SourceLine};
use super::copies::Copy;
use super::merge::{self, Merged};
use super::need::{self, Need};
use super::notes::NoteChange;
use super::record;
use super::rule_use::RuleUse;
use super::stored::ARTICLE;
use crate::content::Article;
use crate::import::lost_images::Loss;

/// One line of the report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    pub input: String,
    /// The path of `index.md` from where the command was started; None when the input was refused.
    pub article: Option<String>,
    pub comments: Option<String>,
    pub slug: Option<String>,
    pub title: Option<String>,
    pub date: Option<String>,
    pub authors: Vec<String>,
    /// How many lines were left out.
    pub left_out: usize,
    pub warnings: Vec<String>,
    /// The images of a saved page that the article does not show.
    #[serde(skip_serializing_if = "Images::is_none")]
    pub images: Images,
    /// Places of the body where the editor's version and the import both stand.
    #[serde(skip_serializing_if = "is_zero")]
    pub conflicts: usize,
    /// What the import does to the article's notes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub notes: Option<NoteChange>,
    /// The slug of the article that this one is a copy of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duplicate_of: Option<String>,
    /// How much it needs an editor's eye.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub need: Option<Need>,
    /// Why the input was refused.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether the article could not be merged with the import, and nothing was written.
    #[serde(skip)]
    pub stays: bool,
    /// Whether any file was written (or would have been).
    #[serde(skip)]
    pub written: bool,
    /// How often each rule of the site was used.
    #[serde(skip)]
    pub rules: RuleUse,
    /// Every line of the source.
    #[serde(skip)]
    pub lines: Vec<ExplainedLine>,
}

/// How many images of a page's article are not shown in the article.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Images {
    /// Missing, without an address, too small.
    pub left_out: usize,
    /// On other hosts: the article has links to them.
    pub elsewhere: usize,
}

impl Images {
    fn of(reading: &Reading) -> Self {
        let lost = &reading.lost_images;
        let elsewhere = lost.iter().filter(|it| it.loss == Loss::Elsewhere).count();
        Self {
            left_out: lost.len() - elsewhere,
            elsewhere,
        }
    }

    fn is_none(&self) -> bool {
        *self == Self::default()
    }
}

/// A line of the source and what became of it, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedLine {
    pub line: usize,
    pub fate: String,
    pub text: String,
}

impl Row {
    /// An input that is no text.
    pub(super) fn refused(input: &str, reason: String) -> Self {
        Self {
            input: input.to_owned(),
            reason: Some(reason),
            ..Self::default()
        }
    }

    /// A text without an article.
    pub(super) fn refused_text(input: &str, reason: String, reading: &Reading) -> Self {
        Self {
            reason: Some(reason),
            ..Self::new(input, reading)
        }
    }

    /// Tells which of the editor's words were kept.
    pub(super) fn tell_merge(&mut self, merged: &Merged) {
        self.warnings.extend(merged.told.iter().cloned());
    }

    /// What the article says, where that is not what the import says; and where an import and the editor's version
    /// met, now or before.
    pub(super) fn tell_article(&mut self, slug: &str, bytes: &[u8]) {
        let Ok((article, _)) = Article::read(slug, ARTICLE, bytes) else {
            return;
        };
        let body_from = article.file.body.start;
        let meta = article.meta;
        self.title = Some(meta.title).filter(|title| !title.is_empty());
        self.date = meta.date.map(|date| date.to_string());
        self.authors = meta.authors;
        let text = &article.file.text;
        let above = text.get(..body_from).unwrap_or_default().lines().count();
        let mut places = (above + 1..)
            .zip(text.get(body_from..).unwrap_or_default().lines())
            .filter(|(_, line)| line.starts_with(merge::OPENS))
            .map(|(number, _)| number);
        let Some(first) = places.next() else {
            return;
        };
        self.conflicts = 1 + places.count();
        let stand = match self.conflicts {
            1 => "1 place of the text stands".to_owned(),
            many => format!("{many} places of the text stand"),
        };
        self.warnings.push(format!(
            "{}:{first}: edited and imported anew: {stand} in both versions between <<<<<<< and >>>>>>>; a draft until you keep one of each",
            self.article.as_deref().unwrap_or_default(),
        ));
    }

    /// Tells what became of the notes.
    pub(super) fn tell_notes(&mut self, change: Option<NoteChange>) {
        let Some(NoteChange { before, after }) = change else {
            return;
        };
        self.notes = change;
        if after.lost() > before.lost() {
            self.warnings.push(format!(
                "notes: {} of {} passages are not found with certainty any more ({} to confirm, {} lost; before: {} and {})",
                after.lost(),
                after.ok + after.moved + after.lost(),
                after.confirm,
                after.orphan,
                before.confirm,
                before.orphan
            ));
        }
    }

    /// Tells of which articles this one is a copy, or the original.
    pub(super) fn tell_copies(&mut self, copies: &[Copy]) {
        self.duplicate_of = copies.iter().find_map(|copy| copy.of.clone());
        self.warnings
            .extend(copies.iter().map(|copy| copy.told.clone()));
    }

    pub(super) fn new(input: &str, reading: &Reading) -> Self {
        let meta = &reading.meta;
        let words = Words::new(reading);
        let text = |field: &Option<super::super::reading::Evidence<String>>| {
            field.as_ref().map(|f| f.value.clone())
        };
        Self {
            input: input.to_owned(),
            title: text(&meta.title),
            date: text(&meta.date),
            authors: meta
                .authors
                .as_ref()
                .map(|a| a.value.clone())
                .unwrap_or_default(),
            left_out: reading
                .lines
                .iter()
                .filter(|line| matches!(line.fate, Fate::Out(_)))
                .count(),
            warnings: record::warnings(reading),
            images: Images::of(reading),
            need: reading
                .refusal
                .is_none()
                .then(|| need::of_record(reading, false)),
            lines: reading
                .lines
                .iter()
                .map(|line| ExplainedLine {
                    line: line.number,
                    fate: words.of(line),
                    text: line.text.clone(),
                })
                .collect(),
            ..Self::default()
        }
    }
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference to the field"
)]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// What became of lines, in words.
pub(super) struct Words<'r> {
    reading: &'r Reading,
    /// By line, what a block of the body is that is no paragraph.
    kinds: BTreeMap<usize, &'static str>,
}

impl<'r> Words<'r> {
    pub(super) fn new(reading: &'r Reading) -> Self {
        let kind = |kind: BlockKind| match kind {
            BlockKind::Paragraph => None,
            BlockKind::Heading(_) => Some("subhead"),
            BlockKind::Quote => Some("quote"),
            BlockKind::Item | BlockKind::Numbered(_) => Some("list item"),
            BlockKind::Table => Some("table"),
            BlockKind::Code => Some("code"),
            BlockKind::Figure => Some("image"),
        };
        let mut kinds = BTreeMap::new();
        for block in &reading.body {
            if let Some(word) = kind(block.kind) {
                kinds.extend(block.lines.iter().map(|line| (*line, word)));
            }
        }
        Self { reading, kinds }
    }

    /// `body`, `body: subhead`, `title`, `date: a guess`, `comment c3`, `out: teaser`.
    pub(super) fn of(&self, line: &SourceLine) -> String {
        match line.fate {
            Fate::Body => match self.kinds.get(&line.number) {
                Some(kind) => format!("body: {kind}"),
                None => "body".to_owned(),
            },
            Fate::Field(field) => {
                let guess = self.reading.meta.inferred.get(field.key());
                match guess.filter(|guess| guess.lines.contains(&line.number)) {
                    Some(_) => format!("{}: a guess", field.key()),
                    None => field.key().to_owned(),
                }
            }
            Fate::Comment(place) => match self.reading.comments.get(place) {
                Some(comment) => format!("comment {}", comment.id),
                None => "comment".to_owned(),
            },
            Fate::Out(reason) => format!("out: {}", reason.word()),
        }
    }
}
