//! Changes to a note that is there: the lines that say it, and no others.

use jiff::Timestamp;
use serde_yaml::Value;

use super::Change;
use super::file::{KEYS, time};
use crate::content::rewrite::{list, rewrite};
use crate::content::{Kind, Note, NoteStatus};
use crate::yaml::Refused;

/// What is to be different; what is absent stays. An empty text takes the key out, but for the replacement of a
/// suggestion, which takes words out of the article then.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edits {
    pub status: Option<NoteStatus>,
    pub kind: Option<Kind>,
    pub assigned: Option<String>,
    pub reviewed_by: Option<String>,
    pub replacement: Option<String>,
    pub tags: Option<Vec<String>>,
    pub see: Option<Vec<String>>,
    /// Markdown.
    pub body: Option<String>,
    /// What `updated` becomes where the note's words change: its body, or what it would put in place of others.
    pub at: Option<Timestamp>,
}

/// The change of a note's file; None when it says all that already.
///
/// # Errors
/// When its front matter is not written as `key: value` lines.
pub fn change(note: &Note, edits: &Edits) -> Result<Option<Change>, Refused> {
    let text = |text: &Option<String>| text.as_deref().map(Value::from);
    let is_suggestion = edits.kind.unwrap_or(note.kind) == Kind::Suggestion;
    let replacement = text(&edits.replacement).map(|words| {
        if is_suggestion || words != "" {
            words
        } else {
            Value::Null
        }
    });
    let values = [
        ("status", edits.status.map(|status| status.as_str().into())),
        ("kind", edits.kind.map(|kind| kind.as_str().into())),
        ("tags", edits.tags.as_deref().map(list)),
        ("see", edits.see.as_deref().map(list)),
        ("assigned", text(&edits.assigned)),
        ("reviewed_by", text(&edits.reviewed_by)),
        ("replacement", replacement),
    ];
    let mut values: Vec<_> = values
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .collect();
    if let Some(at) = edits.at.filter(|_| changes_words(note, edits)) {
        values.push(("updated", time(at)));
    }
    rewrite(&note.file, &KEYS, &values, edits.body.as_deref())
}

/// Whether a change would leave a note published that nobody but its author has seen, and it is not so already.
pub fn publishes_alone(note: &Note, edits: &Edits) -> bool {
    let author = note.author.as_deref();
    let before = note.reviewed_by.as_deref();
    let after = edits.reviewed_by.as_deref().or(before);
    let status = edits.status.unwrap_or(note.status);
    !is_alone(note) && published_alone(author, status, after)
}

/// The same of a file that gets another text: what its note was, where that can be read, and what it becomes.
pub fn becomes_published_alone(before: Option<&Note>, after: &Note) -> bool {
    !before.is_some_and(is_alone) && is_alone(after)
}

fn is_alone(note: &Note) -> bool {
    let (author, reviewer) = (note.author.as_deref(), note.reviewed_by.as_deref());
    published_alone(author, note.status, reviewer)
}

fn published_alone(author: Option<&str>, status: NoteStatus, reviewer: Option<&str>) -> bool {
    let reviewer = reviewer.filter(|id| !id.is_empty() && author != Some(*id));
    status == NoteStatus::Published && reviewer.is_none()
}

fn changes_words(note: &Note, edits: &Edits) -> bool {
    let body = edits.body.as_deref();
    let replacement = edits.replacement.as_deref();
    body.is_some_and(|body| body.trim() != note.file.body().trim())
        || replacement.is_some_and(|words| note.replacement.as_deref() != Some(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(text: &str, edits: &Edits) -> String {
        let (note, _) = Note::read(
            "k3v9q2",
            "a",
            "content/articles/a/notes/k3v9q2.md",
            text.as_bytes(),
        )
        .unwrap();
        match change(&note, edits).unwrap() {
            Some(Change::Replace { new, .. }) => new,
            None => text.to_owned(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_change_of_status_is_one_line() {
        let text = "---\nauthor: ana\nstatus: draft # for now\nkind: question\nextra: {a: 1}\n---\n\nBody  \n";
        let review = Edits {
            status: Some(NoteStatus::Review),
            ..Edits::default()
        };
        assert_eq!(changed(text, &review), text.replace("draft", "review"));
        let draft = Edits {
            status: Some(NoteStatus::Draft),
            ..Edits::default()
        };
        assert_eq!(changed(text, &draft), text);
    }

    #[test]
    fn new_words_are_dated_and_a_new_status_is_not() {
        let text = "---\nauthor: ana\nstatus: draft\n---\nBody\n";
        let at = Some("2026-03-02T09:14:00Z".parse().unwrap());
        let words = |body: &str| Edits {
            body: Some(body.to_owned()),
            status: Some(NoteStatus::Review),
            at,
            ..Edits::default()
        };
        let review = text.replace("draft", "review");
        assert_eq!(changed(text, &words("Body")), review);
        assert_eq!(
            changed(text, &words("Bodies")),
            review
                .replace("status", "updated: 2026-03-02T09:14:00Z\nstatus")
                .replace("Body", "Bodies")
        );
    }

    #[test]
    fn a_file_without_front_matter_gets_some_and_keeps_its_words() {
        let edits = Edits {
            status: Some(NoteStatus::Draft),
            ..Edits::default()
        };
        assert_eq!(
            changed("Only words.\n", &edits),
            "---\nstatus: draft\n---\nOnly words.\n"
        );
    }

    #[test]
    fn an_empty_value_takes_the_line_out() {
        let text = "---\nassigned: ben\ntags:\n- a\n- b\nkind: comment\n---\nBody\n";
        let edits = Edits {
            assigned: Some(String::new()),
            tags: Some(vec![]),
            ..Edits::default()
        };
        assert_eq!(changed(text, &edits), "---\nkind: comment\n---\nBody\n");
    }

    #[test]
    fn an_empty_replacement_is_one_of_a_suggestion_and_of_nothing_else() {
        let empty = |kind: Option<Kind>| Edits {
            replacement: Some(String::new()),
            kind,
            ..Edits::default()
        };
        let text = "---\nkind: suggestion\nreplacement: ship\n---\nBody\n";
        let out = "---\nkind: suggestion\nreplacement: ''\n---\nBody\n";
        assert_eq!(changed(text, &empty(None)).replace('"', "'"), out);
        assert_eq!(
            changed(text, &empty(Some(Kind::Comment))),
            "---\nkind: comment\n---\nBody\n"
        );
        for (text, replacement) in [
            (out, Some("")),
            ("---\nreplacement:\n---\n", None),
            ("---\nkind: comment\n---\n", None),
        ] {
            let read = Note::read("k3v9q2", "a", "a.md", text.as_bytes());
            let read = read.unwrap().0.replacement;
            assert_eq!(read.as_deref(), replacement, "{text}");
        }
    }

    #[test]
    fn nobody_publishes_alone_by_leaving_the_reviewer_out() {
        let note = |more: &str| {
            let text = format!("---\nauthor: ana\n{more}---\nBody\n");
            Note::read("k3v9q2", "a", "a.md", text.as_bytes())
                .unwrap()
                .0
        };
        let edits = |status: Option<NoteStatus>, by: Option<&str>| Edits {
            status,
            reviewed_by: by.map(str::to_owned),
            ..Edits::default()
        };
        let published = Some(NoteStatus::Published);
        let (draft, seen) = (
            note("status: draft\n"),
            note("status: draft\nreviewed_by: ben\n"),
        );
        let (out, alone) = (
            note("status: published\nreviewed_by: ben\n"),
            note("status: published\n"),
        );
        for (note, edits, is_alone) in [
            (&draft, edits(published, None), true),
            (&draft, edits(published, Some("ana")), true),
            (&draft, edits(published, Some("ben")), false),
            (&seen, edits(published, None), false),
            (&seen, edits(published, Some("")), true),
            (&out, edits(None, Some("ana")), true),
            (&out, edits(None, Some("")), true),
            (&alone, edits(None, Some("")), false),
            (&draft, edits(None, Some("ana")), false),
        ] {
            assert_eq!(
                publishes_alone(note, &edits),
                is_alone,
                "{note:?} {edits:?}"
            );
        }
    }
}
