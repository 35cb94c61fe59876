//! A note: what an editor says of a passage, of a whole article, or in answer to another note.

use std::ops::Range;

use super::status::{Kind, NoteStatus};
use super::text_file::{self, Read, TextFile};
use crate::diagnostic::{Diagnostic, Place};
use crate::yaml::Fields;

/// One note as its file has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// The file's name without `.md`; unique in the site.
    pub id: String,
    /// Slug of the article in whose `notes/` it lies.
    pub article: String,
    pub file: TextFile,
    /// A key of `people` in `postil.yaml`.
    pub author: Option<String>,
    pub created: Option<jiff::Timestamp>,
    pub updated: Option<jiff::Timestamp>,
    pub status: NoteStatus,
    pub kind: Kind,
    /// The passages it speaks of; none: the whole article (or the note it replies to).
    pub targets: Vec<Target>,
    pub reply_to: Option<String>,
    pub tags: Vec<String>,
    /// Slugs of articles or pages it points to.
    pub see: Vec<String>,
    pub assigned: Option<String>,
    pub reviewed_by: Option<String>,
    /// Where an imported note came from.
    pub via: Option<String>,
    /// What a suggestion would put in place of the quote; an empty text takes its words out.
    pub replacement: Option<String>,
    pub spans: NoteSpans,
}

/// Where some values stand, for diagnostics about them: bytes of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct NoteSpans {
    pub author: Option<Range<usize>>,
    pub updated: Option<Range<usize>>,
    pub status: Option<Range<usize>>,
    pub kind: Option<Range<usize>>,
    pub assigned: Option<Range<usize>>,
    pub reviewed_by: Option<Range<usize>>,
    pub replacement: Option<Range<usize>>,
    pub reply_to: Option<Range<usize>>,
    pub see: Vec<Range<usize>>,
}

/// A passage: the words themselves with what stood around them.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Another article's slug; absent: the article the note lies in.
    pub article: Option<String>,
    pub quote: String,
    pub prefix: String,
    pub suffix: String,
    /// A hint: characters into the article's plain text.
    pub start: Option<usize>,
    /// The hash of the plain text it was taken from.
    pub text: Option<String>,
    /// Where the target stands in the note's file, in bytes.
    pub span: Range<usize>,
}

impl Note {
    /// Reads a note's file.
    ///
    /// # Errors
    /// What is wrong, when nothing of the file can be used.
    pub fn read(id: &str, article: &str, path: &str, bytes: &[u8]) -> Read<Self> {
        text_file::read(path, bytes, |file, node, problems| {
            if !is_id(id) {
                let diagnostic =
                    Diagnostic::error("note-id", format!("`{id}` cannot be a note's id"));
                let help = "name the file by six characters of 0-9 and a-z without i, l, o, u, such as `k3v9q2.md`";
                problems
                    .found
                    .push(diagnostic.at(Place::file(path)).help(help));
            }
            let mut fields = Fields::new(node, problems);
            let mut spans = NoteSpans {
                updated: fields.place_of("updated"),
                status: fields.place_of("status"),
                kind: fields.place_of("kind"),
                reviewed_by: fields.place_of("reviewed_by"),
                replacement: fields.place_of("replacement"),
                ..NoteSpans::default()
            };
            let names_words = fields.gives("target") || fields.gives("targets");
            let is_reply = fields.gives("reply_to");
            let mut note = Self {
                id: id.to_owned(),
                article: article.to_owned(),
                author: placed(&mut fields, "author", &mut spans.author),
                created: fields.parsed("created").map(|Moment(time)| time),
                updated: fields.parsed("updated").map(|Moment(time)| time),
                status: fields.parsed("status").unwrap_or_default(),
                kind: fields.parsed("kind").unwrap_or_default(),
                targets: targets(&mut fields),
                reply_to: placed(&mut fields, "reply_to", &mut spans.reply_to),
                tags: fields.texts("tags"),
                see: see(&mut fields, &mut spans.see),
                assigned: placed(&mut fields, "assigned", &mut spans.assigned),
                reviewed_by: fields.text("reviewed_by"),
                via: fields.text("via"),
                replacement: written(&mut fields, "replacement"),
                file: file.clone(),
                spans,
            };
            // Two versions of one thought are for nobody but the editor.
            if file.conflict().is_some() {
                note.status = NoteStatus::Draft;
            }
            // Nor is one that speaks of something, and nobody can tell of what: it would stand there as one on the whole.
            let lost_words = names_words && note.targets.is_empty();
            let lost_parent = is_reply && note.reply_to.is_none();
            if lost_words || lost_parent {
                note.status = NoteStatus::Draft;
            }
            fields.node("extra");
            if let Some(span) = note
                .spans
                .reply_to
                .clone()
                .filter(|_| !note.targets.is_empty())
            {
                let message = "a reply has no target of its own".to_owned();
                fields.problem(
                    "reply-target",
                    span,
                    message,
                    "take out `target` or `reply_to`",
                );
            }
            fields.finish();
            note
        })
    }
}

/// A time as people write it: with a zone, without one (UTC then), or a day alone (its midnight in UTC).
struct Moment(jiff::Timestamp);

impl std::str::FromStr for Moment {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let local = || {
            text.parse::<jiff::civil::DateTime>()
                .ok()?
                .to_zoned(jiff::tz::TimeZone::UTC)
                .ok()
        };
        let time = text.parse().ok().or_else(|| Some(local()?.timestamp()));
        time.map(Self)
            .ok_or("write a time such as `2026-03-02T09:14:00Z`, or a day: `2026-03-02`")
    }
}

/// Six characters of Crockford's base32, in lower case.
pub fn is_id(id: &str) -> bool {
    id.len() == 6
        && id
            .bytes()
            .all(|byte| b"0123456789abcdefghjkmnpqrstvwxyz".contains(&byte))
}

fn targets(fields: &mut Fields<'_, '_>) -> Vec<Target> {
    let mut targets: Vec<Target> = fields.map("target", target).flatten().into_iter().collect();
    targets.extend(fields.maps("targets", target).into_iter().flatten());
    targets
}

fn target(fields: &mut Fields<'_, '_>) -> Option<Target> {
    let span = fields.span.clone();
    let quote = fields
        .text("quote")
        .filter(|quote| !quote.trim().is_empty());
    let target = Target {
        article: fields.text("article"),
        quote: quote.clone().unwrap_or_default(),
        prefix: fields.text("prefix").unwrap_or_default(),
        suffix: fields.text("suffix").unwrap_or_default(),
        start: fields.number("start"),
        text: fields.text("text"),
        span: span.clone(),
    };
    if quote.is_none() {
        let message = "a target without a quote".to_owned();
        fields.problem(
            "no-quote",
            span,
            message,
            "copy the words it speaks of to `quote:`",
        );
    }
    quote.map(|_| target)
}

/// A text that says something when it is empty, too.
fn written(fields: &mut Fields<'_, '_>, name: &'static str) -> Option<String> {
    let node = fields.node(name)?;
    fields.as_text(name, node).map(|(text, _)| text)
}

fn placed(
    fields: &mut Fields<'_, '_>,
    name: &'static str,
    span: &mut Option<Range<usize>>,
) -> Option<String> {
    let node = fields.node(name)?;
    let (text, at) = fields.as_text(name, node)?;
    *span = Some(at);
    Some(text)
}

fn see(fields: &mut Fields<'_, '_>, spans: &mut Vec<Range<usize>>) -> Vec<String> {
    let (texts, found) = fields.placed_texts("see");
    *spans = found;
    texts
}
