//! Front matter, merged key by key. What the editor did not touch is taken over; the rest keeps its spelling.

use serde_yaml::{Mapping, Value};

use crate::yaml::{self, Value as Tree};

pub(super) struct Front {
    pub(super) text: String,
    pub(super) told: Vec<String>,
}

/// A key at the left edge with all that belongs to it.
struct Entry<'a> {
    key: String,
    value: Value,
    /// Its lines, but for those at its end that are blank or comments.
    text: &'a str,
    tail: &'a str,
}

/// What the lines of a key are to be.
enum Verdict {
    Edited,
    Imported,
    /// The editor's, though the import has something new.
    Kept,
    /// Lines of its own.
    Text(String),
}

/// `settled` are keys that take the import's value whatever the editor wrote: it is the editor's own word, and newer.
/// None when one of the three is not `key: value` lines that begin at the left edge.
pub(super) fn merge(base: &str, edited: &str, imported: &str, settled: &[&str]) -> Option<Front> {
    let (_, base) = entries(base)?;
    let (head, ours) = entries(edited)?;
    let (_, theirs) = entries(imported)?;
    let mut front = Front {
        text: head.to_owned(),
        told: Vec::new(),
    };
    // New keys of the import come behind the key that they follow there.
    let mut new: Vec<(Option<&str>, &Entry<'_>)> = Vec::new();
    let mut before = None;
    for entry in &theirs {
        if find(&ours, &entry.key).is_none() {
            new.push((before, entry));
        } else {
            before = Some(entry.key.as_str());
        }
    }
    let add = |front: &mut Front, after: Option<&str>| {
        for (place, entry) in &new {
            if *place == after {
                take(front, [&base, &ours, &theirs], settled, entry.key.as_str());
            }
        }
    };
    add(&mut front, None);
    for entry in &ours {
        take(&mut front, [&base, &ours, &theirs], settled, &entry.key);
        add(&mut front, Some(entry.key.as_str()));
    }
    entries(&front.text)?;
    Some(front)
}

/// Adds the lines of a key.
fn take(front: &mut Front, [base, ours, theirs]: [&[Entry<'_>]; 3], settled: &[&str], key: &str) {
    let (b, o, t) = (find(base, key), find(ours, key), find(theirs, key));
    let verdict = match key {
        "source" if t.is_some() => Verdict::Imported,
        _ if settled.contains(&key) => Verdict::Imported,
        "inferred" => guesses(value(b), value(o), value(t), ours),
        _ => verdict(value(b), value(o), value(t)),
    };
    // What the editor wrote between the lines of a value would be lost with them.
    let has_comment = |entry: &Entry<'_>| {
        entry
            .text
            .lines()
            .any(|line| line.trim_start().starts_with('#'))
    };
    let verdict = match verdict {
        Verdict::Imported | Verdict::Text(_) if o.is_some_and(has_comment) => Verdict::Kept,
        verdict => verdict,
    };
    match verdict {
        Verdict::Edited => front.text += o.map_or("", |entry| entry.text),
        Verdict::Imported => front.text += t.map_or("", |entry| entry.text),
        Verdict::Text(text) => front.text += &text,
        Verdict::Kept => {
            front.text += o.map_or("", |entry| entry.text);
            let (mine, other) = (shown(value(o)), shown(value(t)));
            front
                .told
                .push(format!("`{key}` stays {mine}; the import has {other}"));
        }
    }
    front.text += o.map_or("", |entry| entry.tail);
}

fn verdict(base: Option<&Value>, ours: Option<&Value>, theirs: Option<&Value>) -> Verdict {
    if theirs == base || ours == theirs {
        Verdict::Edited
    } else if ours == base {
        Verdict::Imported
    } else {
        Verdict::Kept
    }
}

/// The importer's guesses: one that the editor settled does not come back, any other is the newest.
fn guesses(
    base: Option<&Value>,
    ours: Option<&Value>,
    theirs: Option<&Value>,
    fields: &[Entry<'_>],
) -> Verdict {
    let empty = Mapping::new();
    let map = |value: Option<&Value>| -> Option<Mapping> {
        match value {
            None => Some(empty.clone()),
            Some(Value::Mapping(map)) => Some(map.clone()),
            Some(_) => None,
        }
    };
    let (Some(base), Some(ours), Some(theirs)) = (map(base), map(ours), map(theirs)) else {
        return verdict(base, ours, theirs);
    };
    let mut merged = Mapping::new();
    for (key, guess) in &theirs {
        let was_settled = base.contains_key(key) && !ours.contains_key(key);
        let is_given = key.as_str().is_some_and(|key| find(fields, key).is_some());
        if !was_settled && !is_given {
            merged.insert(key.clone(), guess.clone());
        }
    }
    for (key, guess) in &ours {
        if !theirs.contains_key(key) && base.get(key) != Some(guess) {
            merged.insert(key.clone(), guess.clone());
        }
    }
    if merged == ours {
        Verdict::Edited
    } else if merged == theirs {
        Verdict::Imported
    } else if merged.is_empty() {
        Verdict::Text(String::new())
    } else {
        let mut all = Mapping::new();
        all.insert("inferred".into(), Value::Mapping(merged));
        serde_yaml::to_string(&all).map_or(Verdict::Edited, Verdict::Text)
    }
}

fn find<'e, 'a>(entries: &'e [Entry<'a>], key: &str) -> Option<&'e Entry<'a>> {
    entries.iter().find(|entry| entry.key == key)
}

fn value<'e>(entry: Option<&'e Entry<'_>>) -> Option<&'e Value> {
    entry
        .map(|entry| &entry.value)
        .filter(|value| !value.is_null())
}

/// A value on one line.
fn shown(value: Option<&Value>) -> String {
    const LONGEST: usize = 80;
    match value {
        None => "absent".to_owned(),
        Some(value) => {
            let text = value.as_str().map_or_else(
                || serde_json::to_string(value).unwrap_or_default(),
                str::to_owned,
            );
            format!("“{}”", text.chars().take(LONGEST).collect::<String>())
        }
    }
}

/// The lines above the first key, and the keys.
fn entries(text: &str) -> Option<(&str, Vec<Entry<'_>>)> {
    let (node, twice) = yaml::parse(text, 0).ok()?;
    let pairs = match node.value {
        Tree::Map(pairs) => pairs,
        _ if node.is_null() => Vec::new(),
        _ => return None,
    };
    if !twice.is_empty() || !text.is_empty() && !text.ends_with('\n') {
        return None;
    }
    let starts: Vec<usize> = pairs.iter().map(|(key, _)| key.span.start).collect();
    let at_edge = |start: &usize| *start == 0 || text.as_bytes().get(*start - 1) == Some(&b'\n');
    if !starts.iter().all(at_edge) || text.starts_with('{') {
        return None;
    }
    let mut ends = starts.iter().copied().skip(1).chain([text.len()]);
    let head = text.get(..starts.first().copied().unwrap_or(text.len()))?;
    let entries = pairs
        .into_iter()
        .map(|(key, node)| {
            let all = text.get(key.span.start..ends.next()?)?;
            let kept: usize = all
                .split_inclusive('\n')
                .rev()
                .take_while(|line| line.trim().is_empty() || line.starts_with('#'))
                .map(str::len)
                .sum();
            let (text, tail) = all.split_at_checked(all.len() - kept)?;
            Some(Entry {
                value: node.to_value(),
                key: key.name,
                text,
                tail,
            })
        })
        .collect::<Option<_>>()?;
    Some((head, entries))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn merged(base: &str, edited: &str, imported: &str) -> (String, Vec<String>) {
        let front = merge(base, edited, imported, &[]).unwrap();
        (front.text, front.told)
    }

    #[test]
    fn a_settled_guess_does_not_come_back_and_others_are_renewed() {
        let base = "title: A\ninferred:\n  date:\n    value: '2017'\n  section:\n    value: X\n";
        let edited = "title: A\ndate: 2018\ninferred:\n  section:\n    value: X\n";
        let imported =
            "title: A\ninferred:\n  date:\n    value: '2019'\n  section:\n    value: Y\n";
        let (text, told) = merged(base, edited, imported);
        assert_eq!(
            text,
            "title: A\ndate: 2018\ninferred:\n  section:\n    value: Y\n"
        );
        assert!(told.is_empty());
    }

    #[test]
    fn the_editors_comments_and_spelling_stay() {
        let base = "title: A\ntags: [a]\nsource:\n  sha256: 1\n";
        let edited = "# mine\ntitle: \"A\"\n# why\ntags: [ a ]\nsource:\n  sha256: 1\n";
        let imported = "title: A\nsection: S\ntags: [a]\nsource:\n  sha256: 2\n";
        let (text, _) = merged(base, edited, imported);
        assert_eq!(
            text,
            "# mine\ntitle: \"A\"\n# why\nsection: S\ntags: [ a ]\nsource:\n  sha256: 2\n"
        );
    }

    fn front() -> impl Strategy<Value = String> {
        proptest::collection::btree_map("[a-d]", "[x-z]{1,2}|'[x: ]'|\\[x, y\\]", 0..4).prop_map(
            |keys| {
                keys.iter()
                    .flat_map(|(key, value)| [key, ": ", value, "\n"])
                    .collect()
            },
        )
    }

    proptest! {
        #[test]
        fn each_key_is_the_editors_or_was_left_alone(base in front(), ours in front(), theirs in front()) {
            let (text, told) = merged(&base, &ours, &theirs);
            let parse = |text: &str| serde_yaml::from_str::<Option<Mapping>>(text).unwrap().unwrap_or_default();
            let (b, o, t, merged) = (parse(&base), parse(&ours), parse(&theirs), parse(&text));
            let mut kept = 0;
            for key in ["a", "b", "c", "d"] {
                let (b, o, t, is) = (b.get(key), o.get(key), t.get(key), merged.get(key));
                prop_assert_eq!(is, if o == b { t } else { o }, "{} in\n{}", key, text);
                kept += usize::from(o != b && t != b && o != t);
            }
            prop_assert_eq!(told.len(), kept);
        }
    }
}
