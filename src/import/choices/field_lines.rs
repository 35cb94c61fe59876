//! Which lines stand for a field that an editor gave a value.

use std::collections::BTreeMap;

use super::values::{evidence, text_of};
use super::{Choices, FieldChoice};
use crate::import::lines::tidy;
use crate::import::reading::{Fate, FieldName, Meta, Reading, Reason, SourceLine};

/// Gives the chosen fields their values. Their lines are those that say the value; where none does (a spelling was
/// mended, a guess confirmed), those that the importer had read it from. A line that loses its field goes to another that
/// was read from it too, or else out.
pub(super) fn set(reading: &mut Reading, choices: &Choices) {
    for (field, choice) in &choices.fields {
        let had = lines_of(&reading.meta, field);
        choice.set(field, &mut reading.meta);
        let Some(name) = name(field).filter(|_| *choice != FieldChoice::Absent) else {
            continue;
        };
        let said = saying(&reading.lines, name, choice);
        let lines = if said.is_empty() { had } else { said };
        if let Some(slot) = evidence(&mut reading.meta, field) {
            *slot = lines;
        }
    }
    let mut fields: BTreeMap<usize, Vec<FieldName>> = BTreeMap::new();
    for field in FieldName::ALL {
        for line in lines_of(&reading.meta, field.key()) {
            fields.entry(line).or_default().push(field);
        }
    }
    let is_chosen = |field: FieldName| choices.fields.contains_key(field.key());
    for line in &mut reading.lines {
        let of = fields.get(&line.number).map_or(&[][..], Vec::as_slice);
        match line.fate {
            Fate::Field(field) if is_chosen(field) && !of.contains(&field) => {
                let other = of.first().copied();
                line.fate = other.map_or(Fate::Out(Reason::Choice), Fate::Field);
            }
            Fate::Out(_) => {
                if let Some(field) = of.iter().find(|field| is_chosen(**field)) {
                    line.fate = Fate::Field(*field);
                }
            }
            _ => {}
        }
    }
}

fn name(field: &str) -> Option<FieldName> {
    FieldName::ALL.into_iter().find(|name| name.key() == field)
}

/// The lines that a field's value, or the guess at it, was read from.
fn lines_of(meta: &Meta, field: &str) -> Vec<usize> {
    let stated = match field {
        "authors" => meta.authors.as_ref().map(|found| &found.lines),
        _ => text_of(meta, field).map(|found| &found.lines),
    };
    let guessed = meta.inferred.get(field).map(|guess| &guess.lines);
    stated.or(guessed).cloned().unwrap_or_default()
}

/// The lines that say a value: those of the field that hold it, else the first that are it, whole, and stand nowhere else.
fn saying(lines: &[SourceLine], name: FieldName, choice: &FieldChoice) -> Vec<usize> {
    let texts = choice.texts();
    let of_field = lines
        .iter()
        .filter(|line| line.fate == Fate::Field(name))
        .filter(|line| {
            let line = tidy(&line.text);
            texts.iter().any(|text| line.contains(text))
        });
    let mut found: Vec<usize> = of_field.map(|line| line.number).collect();
    if found.is_empty() {
        found = texts
            .iter()
            .filter_map(|text| whole(lines, name, text))
            .flatten()
            .collect();
    }
    found
}

/// The first lines, one after the other, that make up a text and are of the field or left out.
fn whole(lines: &[SourceLine], name: FieldName, text: &str) -> Option<Vec<usize>> {
    let is_free = |line: &SourceLine| match line.fate {
        Fate::Field(field) => field == name,
        Fate::Out(_) => true,
        Fate::Body | Fate::Comment(_) => false,
    };
    (0..lines.len()).find_map(|from| {
        let mut rest = text;
        let mut found = Vec::new();
        for line in lines.get(from..)? {
            rest = rest.strip_prefix(&tidy(&line.text))?;
            if !is_free(line) {
                return None;
            }
            found.push(line.number);
            if rest.is_empty() {
                return Some(found);
            }
            rest = rest.strip_prefix(' ')?;
        }
        None
    })
}
