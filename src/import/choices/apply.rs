//! A reading with the editor's choices: lines become other parts of the article, fields change values, and every line still has one fate.

use std::collections::BTreeMap;

use super::kinds::{self, Kinds};
use super::values::{evidence, text_field};
use super::{Choices, Part, comments, field_lines, find};
use crate::import::lines::tidy;
use crate::import::meta::EITHER_WAY;
use crate::import::reading::{BodyBlock, Fate, Reading, Reason};

/// The reading after the choices. `paragraphs` are the line numbers of each block of the source; `structure` makes the
/// body of groups of them.
pub(crate) fn apply(
    mut reading: Reading,
    choices: &Choices,
    paragraphs: &[Vec<usize>],
    structure: impl FnOnce(&[Vec<usize>]) -> Vec<BodyBlock>,
) -> Reading {
    let mut body_changed = false;
    let mut kinds = Kinds::new();
    let mut of_comments = Vec::new();
    for (choice, found) in choices
        .lines
        .iter()
        .zip(find(&reading.lines, &choices.lines))
    {
        let place = found.and_then(|index| Some((index, reading.lines.get_mut(index)?)));
        let Some((index, line)) = place else {
            unfit(&mut reading, choice.line, &choice.text, "line");
            continue;
        };
        let (number, text, old) = (line.number, tidy(&line.text), line.fate);
        let fate = match choice.to {
            part if part.is_body() => Fate::Body,
            // It joins a comment below; till then it stays with the one that it is of.
            part if part.is_comment() && matches!(old, Fate::Comment(_)) => old,
            _ => Fate::Out(Reason::Choice),
        };
        line.fate = fate;
        body_changed |= (old == Fate::Body) != (fate == Fate::Body) || choice.to.is_kind();
        match old {
            Fate::Comment(place) if old != fate => {
                if let Some(comment) = reading.comments.get_mut(place) {
                    comments::take_out(comment, number, &text);
                }
            }
            Fate::Field(field) => leave_field(&mut reading, field.key(), number, &text),
            _ => {}
        }
        if choice.to.is_kind() {
            kinds.insert(number, choice.to);
        }
        if choice.to.is_comment() {
            of_comments.push((index, choice.to == Part::Comment));
        }
        if !choice.to.is_body() {
            for field in super::FIELDS {
                leave_field(&mut reading, field, number, &text);
            }
        }
    }
    comments::join(&mut reading, of_comments);
    for choice in comments::sign(&mut reading, &choices.comments) {
        unfit(&mut reading, choice.line, &choice.text, "reader comment");
    }
    comments::settle(&mut reading);
    field_lines::set(&mut reading, choices);
    tell_anew(&mut reading, choices);
    if body_changed {
        reading.body = structure(&groups(&reading, paragraphs, &kinds));
        reading.refusal = None;
        for line in kinds::set(&mut reading.body, &kinds, &reading.lines) {
            reading.warnings.push(format!(
                "line {line} stands in a table, code or image: it stays what it is"
            ));
        }
    }
    if reading.body.is_empty() {
        refuse(&mut reading);
    }
    reading
}

/// Tells of a choice that is kept and not used.
fn unfit(reading: &mut Reading, line: usize, text: &str, what: &str) {
    let words: String = text.chars().take(60).collect();
    reading.warnings.push(format!(
        "the choice of line {line} (“{words}”) fits no {what}: kept, not used"
    ));
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
fn groups(reading: &Reading, paragraphs: &[Vec<usize>], kinds: &Kinds) -> Vec<Vec<usize>> {
    let fates: BTreeMap<usize, Fate> = reading
        .lines
        .iter()
        .map(|line| (line.number, line.fate))
        .collect();
    let is_body = |number: &usize| fates.get(number) == Some(&Fate::Body);
    paragraphs
        .iter()
        .flat_map(|lines| lines.split(|number| !is_body(number)))
        .flat_map(|group| kinds::split(group, kinds))
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
