//! Changes to a note that is there: the lines that say it, and no others.

use serde_yaml::Value;

use super::Change;
use super::file::{KEYS, is_empty, list};
use crate::content::{Kind, Note, NoteStatus, TextFile};
use crate::yaml::{Edit, Refused};

/// What is to be different; what is absent stays. An empty text takes the key out.
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
}

/// The change of a note's file; None when it says all that already.
///
/// # Errors
/// When its front matter is not written as `key: value` lines.
pub fn change(note: &Note, edits: &Edits) -> Result<Option<Change>, Refused> {
    let text = |text: &Option<String>| text.as_deref().map(Value::from);
    let values = [
        ("status", edits.status.map(|status| status.as_str().into())),
        ("kind", edits.kind.map(|kind| kind.as_str().into())),
        ("tags", edits.tags.as_deref().map(list)),
        ("see", edits.see.as_deref().map(list)),
        ("assigned", text(&edits.assigned)),
        ("reviewed_by", text(&edits.reviewed_by)),
        ("replacement", text(&edits.replacement)),
    ];
    let values = values
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)));
    rewrite(
        &note.file,
        &values.collect::<Vec<_>>(),
        edits.body.as_deref(),
    )
}

/// A file with these values of its front matter, empty ones taken out, and with this body.
pub(super) fn rewrite(
    file: &TextFile,
    values: &[(&str, Value)],
    body: Option<&str>,
) -> Result<Option<Change>, Refused> {
    let part = |range: std::ops::Range<usize>| file.text.get(range).unwrap_or_default();
    let mut front = Edit::new(part(file.front_matter.clone()), &KEYS)?;
    for (key, value) in values {
        if is_empty(value) {
            front.remove(key)?;
        } else {
            front.set(key, value)?;
        }
    }
    let has_lines = file.body.start > file.front_matter.end;
    let (open, close) = if has_lines {
        (
            part(0..file.front_matter.start).to_owned(),
            part(file.front_matter.end..file.body.start).to_owned(),
        )
    } else {
        let mark = part(0..file.front_matter.start);
        (format!("{mark}---\n"), "---\n".to_owned())
    };
    let body = body.map_or_else(
        || file.body().to_owned(),
        |body| format!("{}\n", body.trim_end()),
    );
    let new = [&open, front.text(), &close, &body].concat();
    let old = file.text.to_string();
    Ok((new != old).then(|| Change::Replace {
        path: file.path.clone(),
        old,
        new,
    }))
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
}
