//! A reading with the editor's choices: lines change sides, fields change values, and every line still has one fate.

use std::collections::BTreeMap;

use super::values::{evidence, text_field};
use super::{Choices, Side, field_lines, find};
use crate::import::lines::tidy;
use crate::import::meta::EITHER_WAY;
use crate::import::reading::{BodyBlock, Fate, ReaderComment, Reading, Reason};

/// The reading after the choices. `paragraphs` are the line numbers of each block of the source; `structure` makes the
/// body of groups of them.
pub(crate) fn apply(
    mut reading: Reading,
    choices: &Choices,
    paragraphs: &[Vec<usize>],
    structure: impl FnOnce(&[Vec<usize>]) -> Vec<BodyBlock>,
) -> Reading {
    let mut body_changed = false;
    for (choice, found) in choices
        .lines
        .iter()
        .zip(find(&reading.lines, &choices.lines))
    {
        let Some(line) = found.and_then(|index| reading.lines.get_mut(index)) else {
            let words: String = choice.text.chars().take(60).collect();
            reading.warnings.push(format!(
                "the choice of line {} (“{words}”) fits no line: kept, not used",
                choice.line
            ));
            continue;
        };
        let fate = match choice.to {
            Side::Body => Fate::Body,
            Side::Out => Fate::Out(Reason::Choice),
        };
        let old = std::mem::replace(&mut line.fate, fate);
        let (number, text) = (line.number, tidy(&line.text));
        body_changed |= (old == Fate::Body) != (fate == Fate::Body);
        match old {
            Fate::Comment(place) if old != fate => {
                if let Some(comment) = reading.comments.get_mut(place) {
                    take_out(comment, number, &text);
                }
            }
            Fate::Field(field) => leave_field(&mut reading, field.key(), number, &text),
            _ => {}
        }
        if choice.to == Side::Out {
            for field in super::FIELDS {
                leave_field(&mut reading, field, number, &text);
            }
        }
    }
    field_lines::set(&mut reading, choices);
    tell_anew(&mut reading, choices);
    drop_empty_comments(&mut reading);
    if body_changed {
        reading.body = structure(&groups(&reading, paragraphs));
        reading.refusal = None;
    }
    if reading.body.is_empty() {
        refuse(&mut reading);
    }
    reading
}

/// What is told of the title and the date may be another thing now.
fn tell_anew(reading: &mut Reading, choices: &Choices) {
    let no_title = crate::import::NO_TITLE;
    reading.warnings.retain(|warning| warning != no_title);
    if reading.meta.title.is_none() {
        reading.warnings.push(no_title.to_owned());
    }
    // The editor has settled which way round it is.
    if choices.fields.contains_key("date") {
        reading.warnings.retain(|told| !told.ends_with(EITHER_WAY));
    }
}

/// The lines of the body, in the groups in which they stand together.
fn groups(reading: &Reading, paragraphs: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let fates: BTreeMap<usize, Fate> = reading
        .lines
        .iter()
        .map(|line| (line.number, line.fate))
        .collect();
    let is_body = |number: &usize| fates.get(number) == Some(&Fate::Body);
    paragraphs
        .iter()
        .flat_map(|lines| lines.split(|number| !is_body(number)))
        .filter(|group| !group.is_empty())
        .map(<[usize]>::to_vec)
        .collect()
}

/// A field does without a line that it was taken from; one that no line is left of is absent.
fn leave_field(reading: &mut Reading, field: &'static str, number: usize, text: &str) {
    let meta = &mut reading.meta;
    meta.inferred
        .retain(|name, guess| *name != field || !guess.lines.contains(&number));
    let Some(lines) = evidence(meta, field) else {
        return;
    };
    if !lines.contains(&number) {
        return;
    }
    lines.retain(|line| *line != number);
    let is_empty = lines.is_empty();
    if field == "authors" {
        meta.authors.take_if(|_| is_empty);
    } else if let Some(slot) = text_field(meta, field) {
        slot.take_if(|_| is_empty);
        if let Some(found) = slot {
            found.value = without(&found.value, text);
        }
    }
}

/// A value of several lines without one of them.
fn without(value: &str, text: &str) -> String {
    let parts: Vec<&str> = value.split("; ").filter(|part| *part != text).collect();
    if parts.is_empty() {
        value.to_owned()
    } else {
        parts.join("; ")
    }
}

/// A comment without one of its lines.
fn take_out(comment: &mut ReaderComment, number: usize, text: &str) {
    comment.lines.retain(|line| *line != number);
    let mut paragraphs: Vec<String> = comment.text.split("\n\n").map(str::to_owned).collect();
    let mut taken = false;
    for paragraph in &mut paragraphs {
        if !taken && let Some(at) = paragraph.find(text) {
            paragraph.replace_range(at..at + text.len(), "");
            *paragraph = paragraph
                .split('\n')
                .map(str::trim)
                .filter(|row| !row.is_empty())
                .collect::<Vec<_>>()
                .join("\n");
            taken = true;
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    comment.text = paragraphs.join("\n\n");
    if !taken {
        comment
            .author
            .take_if(|author| text.contains(author.as_str()));
        comment.date.take_if(|date| text.contains(date.as_str()));
    }
}

/// Takes out comments that have no text any more; what is left of their lines was the frame around it.
fn drop_empty_comments(reading: &mut Reading) {
    let mut places = Vec::new();
    let mut kept = 0;
    for comment in &reading.comments {
        let stays = !comment.text.is_empty();
        places.push(stays.then_some(kept));
        kept += usize::from(stays);
    }
    if kept == places.len() {
        return;
    }
    for line in &mut reading.lines {
        if let Fate::Comment(place) = line.fate {
            line.fate = match places.get(place) {
                Some(Some(place)) => Fate::Comment(*place),
                _ => Fate::Out(Reason::CommentWidget),
            };
        }
    }
    reading.comments.retain(|comment| !comment.text.is_empty());
    let ids: Vec<String> = reading.comments.iter().map(|it| it.id.clone()).collect();
    for comment in &mut reading.comments {
        comment.reply_to.take_if(|id| !ids.contains(id));
    }
}

/// There is no body: nothing but the lines is left, and why.
fn refuse(reading: &mut Reading) {
    for line in &mut reading.lines {
        if !matches!(line.fate, Fate::Out(_)) {
            line.fate = Fate::Out(Reason::Navigation);
        }
    }
    let chosen = || "every line of the body was chosen out".to_owned();
    *reading = Reading {
        lines: std::mem::take(&mut reading.lines),
        refusal: Some(reading.refusal.take().unwrap_or_else(chosen)),
        ..Reading::default()
    };
}
