//! Adds to a list as text: its other lines stay as they are.

use super::edit::{Edit, Refused, quoted};
use super::{Node, Value};

impl Edit<'_> {
    /// Adds an item, which is YAML on one line, to the end of the list under `name`. Where there is none, one begins, an
    /// item a line; a single value becomes a list in brackets.
    ///
    /// # Errors
    /// An item that is not YAML; a single value of several lines. Nothing is changed then.
    pub fn push(&mut self, name: &str, item: &str) -> Result<(), Refused> {
        let pairs = self.pairs()?;
        let Some((key, node)) = pairs.iter().find(|(key, _)| key.name == name) else {
            let at = self.place_of(name, &pairs);
            return self.replace(at..at, &format!("{name}:\n- {item}\n"));
        };
        let raw = self
            .text
            .get(node.span.start..self.end_of(node))
            .unwrap_or_default();
        match &node.value {
            _ if node.is_null() => {
                let end = self.line_end(node.span.end.max(key.span.end + 1));
                self.replace(key.span.start..end, &format!("{name}:\n- {item}\n"))
            }
            Value::List(items) if raw.starts_with('[') => {
                let close = self.end_of(node).saturating_sub(1);
                let joint = if items.is_empty() { "" } else { ", " };
                // A list over several lines may end in blanks before its bracket.
                let before = self
                    .text
                    .get(..close)
                    .map_or(close, |text| text.trim_end().len());
                self.replace(before..before, &format!("{joint}{item}"))
            }
            Value::List(items) => {
                let margin = self.margin(items).ok_or(Refused::NotLines)?;
                let last = items.last().map_or(node.span.end, |last| self.end_of(last));
                let end = self.line_end(last);
                let ended = self
                    .text
                    .get(..end)
                    .is_some_and(|text| text.ends_with('\n'));
                let open = if ended { "" } else { "\n" };
                self.replace(end..end, &format!("{open}{margin}- {item}\n"))
            }
            Value::Plain(_) | Value::Text(_) if !raw.is_empty() && !raw.contains('\n') => {
                let list = format!("[{raw}, {item}]");
                self.replace(node.span.start..self.end_of(node), &list)
            }
            _ => Err(Refused::NotLines),
        }
    }

    /// Makes a list of an item a line hold these texts, a line each: an item that it had keeps its lines, with the
    /// comments above and behind it. Gives whether that was done; otherwise nothing is changed.
    pub(super) fn relist(&mut self, name: &str, node: &Node, wanted: &serde_yaml::Value) -> bool {
        let (Value::List(items), Some(texts)) = (&node.value, wanted.as_sequence()) else {
            return false;
        };
        let raw = self.text.get(node.span.start..).unwrap_or_default();
        let Some(margin) = self.margin(items).filter(|_| !raw.starts_with('[')) else {
            return false;
        };
        let Some(first) = items.first() else {
            return false;
        };
        let before = self.text.get(..first.span.start).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let mut end = start;
        let mut had: Vec<(serde_yaml::Value, String)> = Vec::new();
        for item in items {
            let next = self.line_end(self.end_of(item).max(end));
            let lines = self.text.get(end..next).unwrap_or_default();
            had.push((item.to_value(), lines.replace("\r\n", "\n")));
            end = next;
        }
        let mut new = String::new();
        for text in texts {
            let Some(words) = text.as_str() else {
                return false;
            };
            match had.iter().position(|(item, _)| item == text) {
                Some(at) => new.push_str(&had.remove(at).1),
                None => new.push_str(&format!("{margin}- {}", quoted(words))),
            }
            if !new.ends_with('\n') {
                new.push('\n');
            }
        }
        let old = self.text.clone();
        let is_it = self.replace(start..end, &new).is_ok()
            && self.pairs().is_ok_and(|pairs| {
                let own = pairs.iter().find(|(key, _)| key.name == name);
                own.is_some_and(|(_, node)| node.to_value() == *wanted)
            });
        if !is_it {
            self.text = old;
        }
        is_it
    }

    /// What stands before the hyphen of a list's items.
    fn margin(&self, items: &[Node]) -> Option<String> {
        let first = items.first()?;
        let before = self.text.get(..first.span.start)?;
        let line = before.get(before.rfind('\n').map_or(0, |at| at + 1)..)?;
        let margin = line.get(..line.find('-')?)?;
        margin.chars().all(|c| c == ' ').then(|| margin.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pushed(text: &str, item: &str) -> String {
        let mut edit = Edit::new(text, &["name", "aliases", "not"]).unwrap();
        edit.push("aliases", item).unwrap();
        edit.text().to_owned()
    }

    #[test]
    fn a_list_of_a_line_each_stays_one_and_so_do_the_lines_of_its_items() {
        let text = "name: x\naliases:\n  # first\n  - 'a: b' # as printed\n  - c\n  # last\n  - |-\n    two\n    lines\nnot: []\n";
        let set = |text: &str, list: &[&str]| {
            let mut edit = Edit::new(text, &["name", "aliases", "not"]).unwrap();
            let list: serde_yaml::Value = list.iter().copied().collect();
            edit.set("aliases", &list).unwrap();
            edit.text().to_owned()
        };
        let more = set(text, &["a: b", "c", "two\nlines", "#d"]);
        assert_eq!(more, text.replace("not:", "  - \"#d\"\nnot:"));
        let less = set(text, &["a: b", "two\nlines"]);
        assert_eq!(less, text.replace("  - c\n", ""));
        let dos = text.replace('\n', "\r\n");
        assert_eq!(
            set(&dos, &["a: b", "two\nlines"]),
            less.replace('\n', "\r\n")
        );
        assert_eq!(set("aliases:\n- a", &["a", "b"]), "aliases:\n- a\n- b\n");
        assert_eq!(set("aliases: [a]\n", &["a", "b"]), "aliases: [a, b]\n");
    }

    #[test]
    fn one_line_is_added_to_a_list_however_it_is_written() {
        for (text, after) in [
            ("name: A\nnot: x\n", "name: A\naliases:\n- Z\nnot: x\n"),
            (
                "aliases:\n- B # why\n- {text: C}\nnot: x\n",
                "aliases:\n- B # why\n- {text: C}\n- Z\nnot: x\n",
            ),
            (
                "aliases:\n  - B\n  - text: C\n    weak: true\n# x\n",
                "aliases:\n  - B\n  - text: C\n    weak: true\n  - Z\n# x\n",
            ),
            ("aliases: [B, 'C'] # two\n", "aliases: [B, 'C', Z] # two\n"),
            ("aliases: []\n", "aliases: [Z]\n"),
            ("aliases: B # one\n", "aliases: [B, Z] # one\n"),
            ("aliases:\nname: A\n", "aliases:\n- Z\nname: A\n"),
            ("aliases:\n- B", "aliases:\n- B\n- Z\n"),
        ] {
            assert_eq!(pushed(text, "Z"), after, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_list_holds_what_was_pushed_onto_it(items in prop::collection::vec("[a-z\"#:,'é ]{1,8}", 1..5), start in prop::sample::select(vec!["", "aliases:\n- q\n", "aliases: [q]\n", "aliases: q\n", "name: x\n"])) {
            let mut text = start.to_owned();
            for item in &items {
                text = pushed(&text, &crate::yaml::quoted(item));
            }
            let value: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
            let list: Vec<&str> = value["aliases"].as_sequence().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
            let wanted: Vec<&str> = start.contains('q').then_some("q").into_iter().chain(items.iter().map(String::as_str)).collect();
            prop_assert_eq!(list, wanted);
        }
    }
}
