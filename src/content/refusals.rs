//! Names that are no entities, as an editor said: `content/entities/refused.yaml`, one a line, in order.

use std::ops::Range;

use super::save::Change;
use super::text_file;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::fold::fold;
use crate::yaml::{Fields, Node, Problems, Value};

/// Where it lies in a site.
pub const PATH: &str = "content/entities/refused.yaml";

/// A name that is not to be suggested again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// A name; of two entities that are not one, their slugs as `one+other`.
    pub name: String,
    pub reason: Option<String>,
    /// Its place in the file, in bytes.
    span: Range<usize>,
}

/// The file, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusals {
    /// In the order of the file.
    pub entries: Vec<Refusal>,
    text: String,
    /// Whether there is such a file.
    is_there: bool,
}

/// Why an entry cannot be added or taken out: the list is not written one entry a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "{PATH}: write one name a line, each behind `- `, and mend what `postil check` tells of it"
)]
pub struct NotLines;

/// Reads the file; of a list with mistakes, what can be used.
pub fn read(bytes: &[u8]) -> (Refusals, Vec<Diagnostic>) {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            return (
                Refusals::default(),
                vec![text_file::not_utf8(PATH, bytes, error)],
            );
        }
    };
    let mut problems = Problems::new(PATH, text);
    let mut refusals = Refusals {
        entries: Vec::new(),
        text: text.to_owned(),
        is_there: true,
    };
    let Some(node) = problems.parse(0..text.len()) else {
        return (refusals, problems.found);
    };
    let items = match node.value {
        Value::List(items) => items,
        Value::Map(pairs) if pairs.is_empty() => Vec::new(),
        _ if node.is_null() => Vec::new(),
        value => {
            let node = Node { value, ..node };
            let message = format!("expected a list of names, found {}", node.kind());
            problems.error(
                "wrong-type",
                node.span,
                message,
                "write one name a line, each behind `- `",
            );
            Vec::new()
        }
    };
    for item in items {
        let Some(entry) = entry(item, &mut problems) else {
            continue;
        };
        if let Some(first) = refusals
            .entries
            .iter()
            .find(|it| fold(&it.name) == fold(&entry.name))
        {
            let message = format!("`{}` is refused already, as `{}`", entry.name, first.name);
            let place = Place::span(PATH, text, entry.span.clone());
            let diagnostic = Diagnostic::warning("refused-twice", message).at(place);
            problems
                .found
                .push(diagnostic.help("take one of the two out"));
        }
        refusals.entries.push(entry);
    }
    (refusals, problems.found)
}

/// A text, or a mapping of a name and a reason.
fn entry(node: Node, problems: &mut Problems<'_>) -> Option<Refusal> {
    let span = node.span.clone();
    let (name, reason) = match node.value {
        Value::Map(_) => {
            let mut fields = Fields::new(node, problems);
            let read = (fields.text("name"), fields.text("reason"));
            fields.finish();
            read
        }
        Value::Plain(text) | Value::Text(text) => (Some(text), None),
        Value::List(_) => (None, None),
    };
    let name = name
        .map(|name| one_line(&name))
        .filter(|name| !name.is_empty());
    let Some(name) = name else {
        let message = "a refused name has no text".to_owned();
        let help = "write a name, or `{name: …, reason: …}`, or take the line out";
        problems.error("wrong-value", span, message, help);
        return None;
    };
    Some(Refusal { name, reason, span })
}

impl Refusals {
    /// All of the file.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What makes another text of the file; None when it is the same. A file that would hold nothing is taken away.
    pub fn change_to(&self, new: &str) -> Option<Change> {
        let (path, new) = (PATH.to_owned(), new.to_owned());
        if self.text == new {
            None
        } else if new.trim().is_empty() {
            let old = self.text.clone();
            self.is_there.then_some(Change::Remove { path, old })
        } else if self.is_there {
            let old = self.text.clone();
            Some(Change::Replace { path, old, new })
        } else {
            Some(Change::Create { path, text: new })
        }
    }

    /// Whether a name is refused, without regard to case and diacritics.
    pub fn find(&self, name: &str) -> Option<&Refusal> {
        let folded = fold(&one_line(name));
        let mut entries = self.entries.iter();
        entries.find(|entry| fold(&entry.name) == folded)
    }

    /// The file with one name more, in its place among the others, all other lines as they are; the same when the
    /// name is refused already.
    ///
    /// # Errors
    /// A list that is not written one entry a line.
    pub fn with(&self, name: &str, reason: Option<&str>) -> Result<Self, NotLines> {
        if self.find(name).is_some() {
            return Ok(self.clone());
        }
        let lines = self.lines()?;
        let name = &one_line(name);
        let order = order(name);
        let mut after = self
            .entries
            .iter()
            .zip(&lines)
            .filter(|(entry, _)| self::order(&entry.name) < order);
        let at = match (after.next_back(), lines.first()) {
            (Some((_, line)), _) => line.end,
            (None, Some(first)) => first.start,
            (None, None) => self.text.len(),
        };
        let mut text = self.text.clone();
        let mut new = String::new();
        if at > 0 && !text.get(..at).is_some_and(|before| before.ends_with('\n')) {
            new.push('\n');
        }
        new.push_str(&line(name, reason));
        text.insert_str(at, &new);
        // What was `[]` or `null` is no line.
        let (read, found) = read(text.as_bytes());
        let sound =
            found.iter().all(|it| !it.is_error()) && read.entries.len() == self.entries.len() + 1;
        let read = Self {
            is_there: self.is_there,
            ..read
        };
        sound.then_some(read).ok_or(NotLines)
    }

    /// The file without a name.
    ///
    /// # Errors
    /// As in [`with`](Self::with).
    pub fn without(&self, name: &str) -> Result<String, NotLines> {
        let folded = fold(&one_line(name));
        let mut text = String::new();
        let mut end = 0;
        for (entry, line) in self.entries.iter().zip(self.lines()?) {
            if fold(&entry.name) == folded {
                text.push_str(self.text.get(end..line.start).unwrap_or_default());
                end = line.end;
            }
        }
        text.push_str(self.text.get(end..).unwrap_or_default());
        Ok(text)
    }

    /// Where the lines of an entry end that starts with a line and whose value reaches up to `value`: what YAML takes
    /// for the end of a block is blank lines and comments too.
    fn end(&self, start: usize, value: usize) -> usize {
        let all = self.text.get(..value).unwrap_or_default();
        let rest = self.text.get(value..).unwrap_or_default();
        let mut end = match rest.find('\n') {
            _ if all.ends_with('\n') => value,
            Some(at) => value + at + 1,
            None => self.text.len(),
        };
        let lines = self.text.get(start..end).unwrap_or_default();
        for line in lines.split_inclusive('\n').rev() {
            if !line.trim().is_empty() && !line.starts_with('#') {
                break;
            }
            end -= line.len();
        }
        end
    }

    /// The lines of the entries.
    fn lines(&self) -> Result<Vec<Range<usize>>, NotLines> {
        let mut lines: Vec<Range<usize>> = Vec::new();
        for entry in &self.entries {
            let before = self.text.get(..entry.span.start).unwrap_or_default();
            // A block starts on a line below its dash.
            let start = before.rfind("\n- ").map_or(0, |at| at + 1);
            let end = self.end(start, entry.span.end);
            let is_line = self
                .text
                .get(start..)
                .is_some_and(|line| line.starts_with("- "));
            if !is_line || lines.last().is_some_and(|last| last.end > start) {
                return Err(NotLines);
            }
            lines.push(start..end);
        }
        Ok(lines)
    }
}

fn order(name: &str) -> (String, &str) {
    (fold(name), name)
}

/// An entry as it is written.
fn line(name: &str, reason: Option<&str>) -> String {
    let name = crate::yaml::quoted(&one_line(name));
    match reason.map(one_line).filter(|reason| !reason.is_empty()) {
        Some(reason) => format!(
            "- {{name: {name}, reason: {}}}\n",
            crate::yaml::quoted(&reason)
        ),
        None => format!("- {name}\n"),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(text: &str) -> Vec<String> {
        let found = read(text.as_bytes()).1.into_iter();
        found
            .map(|it| format!("{} {}", it.place.unwrap(), it.message))
            .collect()
    }

    #[test]
    fn mistakes_are_told_at_their_place() {
        assert_eq!(
            told("- A\n- {nam: B}\n-\n- [C]\n- a\n").len(),
            5,
            "{:#?}",
            told("- A\n- {nam: B}\n-\n- [C]\n- a\n")
        );
        assert_eq!(
            told("a: b\n"),
            [format!(
                "{PATH}:1:1 expected a list of names, found a mapping"
            )]
        );
        assert_eq!(told(""), [""; 0]);
    }

    #[test]
    fn a_name_is_added_in_its_place_and_the_rest_stays() {
        let text = "# Ours.\n- Air Force # all of them\n- {name: Zoo, reason: why}";
        let (refusals, _) = read(text.as_bytes());
        assert_eq!(
            refusals.with("Maß: 'n", Some("no: name")).unwrap().text(),
            "# Ours.\n- Air Force # all of them\n- {name: \"Maß: 'n\", reason: \"no: name\"}\n- {name: Zoo, reason: why}"
        );
        assert_eq!(refusals.with("AIR force", None).unwrap().text(), text);
        assert_eq!(
            refusals.without("zoo").unwrap(),
            "# Ours.\n- Air Force # all of them\n"
        );
        assert_eq!(read(b"[A, B]").0.with("C", None), Err(NotLines));
    }

    #[test]
    fn a_comment_behind_an_entry_of_several_lines_stays() {
        for block in [
            "- |\n  Zoo\n",
            "- name: Zoo\n  reason: >\n    why\n",
            "- Zoo\n",
        ] {
            let rest = "\n# An editor's word.\n- Zumba\n# The last.\n";
            let (refusals, found) = read(format!("- A\n{block}{rest}").as_bytes());
            assert!(found.is_empty(), "{found:?}");
            assert_eq!(refusals.without("zoo").unwrap(), format!("- A\n{rest}"));
            assert_eq!(
                refusals.with("Zu", None).unwrap().text(),
                format!("- A\n{block}- Zu\n{rest}")
            );
        }
    }

    #[test]
    fn a_file_of_nothing_is_taken_away_and_one_with_a_comment_stays() {
        let (path, old) = (PATH.to_owned(), "- Zoo\n\n".to_owned());
        let change = |text: &str| {
            let (refusals, _) = read(text.as_bytes());
            refusals.change_to(&refusals.without("zoo").unwrap())
        };
        assert_eq!(change("- Zoo\n\n"), Some(Change::Remove { path, old }));
        assert!(matches!(
            change("# Ours.\n- Zoo\n"),
            Some(Change::Replace { new, .. }) if new == "# Ours.\n"
        ));
    }

    proptest! {
        #[test]
        fn what_is_refused_is_read_again_and_in_order_whatever_the_order_of_refusing(
            names in prop::collection::btree_set("[a-zA-Zé#:'\"{}\\[\\], -]{1,9}", 0..6),
            reason in prop::option::of("[a-z:#'\"{},]{1,6}"),
        ) {
            let names: Vec<String> = names.into_iter().filter(|it| !it.trim().is_empty()).collect();
            let write = |names: &mut dyn Iterator<Item = &String>| names.fold(String::new(), |text, name| {
                read(text.as_bytes()).0.with(name, reason.as_deref()).unwrap().text
            });
            let text = write(&mut names.iter());
            let (refusals, found) = read(text.as_bytes());
            prop_assert!(found.is_empty(), "{found:?}");
            for name in &names {
                prop_assert!(refusals.find(&one_line(name)).is_some(), "{name:?} in {text}");
            }
            let orders: Vec<_> = refusals.entries.iter().map(|it| order(&it.name)).collect();
            prop_assert!(orders.is_sorted());
            let rest = names.iter().fold(text, |text, name| read(text.as_bytes()).0.without(&one_line(name)).unwrap());
            prop_assert_eq!(rest, "");
        }
    }
}
