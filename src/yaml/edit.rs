//! Changes a mapping as text: only the lines of the key that changes differ afterwards, comments stay.

use std::ops::Range;

use super::{Key, Node, ParseError, Value, parse};

/// The block mapping that is edited, with the order in which its keys are kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit<'o> {
    pub(super) text: String,
    order: &'o [&'o str],
}

/// Why a mapping cannot be edited as text.
#[derive(Debug, Clone, PartialEq)]
pub enum Refused {
    /// It is not YAML that we read.
    NotYaml(ParseError),
    /// It is not written as `key: value` lines.
    NotLines,
    /// It would be longer than any front matter that is read.
    TooLong,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotYaml(error) => write!(out, "its front matter is not YAML: {}", error.message),
            Self::NotLines => out.write_str(
                "write its front matter as `key: value` lines, one below the other",
            ),
            Self::TooLong => out.write_str(
                "its front matter would be longer than 256 KiB, which nothing reads: quote fewer words",
            ),
        }
    }
}

impl<'o> Edit<'o> {
    /// `text` is the mapping, without the `---` lines around it. A new key goes behind those that come before it in
    /// `order`.
    ///
    /// # Errors
    /// Text that is no mapping of one key a line.
    pub fn new(text: &str, order: &'o [&'o str]) -> Result<Self, Refused> {
        let edit = Self {
            text: text.to_owned(),
            order,
        };
        edit.pairs()?;
        Ok(edit)
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it has this key.
    pub fn has(&self, name: &str) -> bool {
        self.pairs()
            .is_ok_and(|pairs| pairs.iter().any(|(key, _)| key.name == name))
    }

    /// Gives a key this value, which is written as YAML. A single value that stood there is replaced alone, so that a
    /// comment behind it stays.
    ///
    /// # Errors
    /// Never for a value that is YAML; one that is not would spoil the mapping and is refused, nothing changed.
    pub fn set(&mut self, name: &str, value: &serde_yaml::Value) -> Result<(), Refused> {
        let lines = lines_of(name, value);
        let pairs = self.pairs()?;
        let found = pairs.iter().find(|(key, _)| key.name == name);
        if found.is_some_and(|(_, node)| node.to_value() == *value) {
            return Ok(());
        }
        if let Some((_, node)) = found
            && self.relist(name, node, value)
        {
            return Ok(());
        }
        let (range, new) = match found {
            Some((key, node)) if is_one_line(&lines) && self.stands_behind(key, node) => {
                let new = lines.split_once(": ").map_or("", |(_, value)| value);
                (
                    node.span.start..self.end_of(node),
                    new.trim_end().to_owned(),
                )
            }
            Some((key, node)) => {
                let end = self.line_end(self.end_of(node).max(key.span.end + 1));
                (key.span.start..end, lines)
            }
            None => {
                let at = self.place_of(name, &pairs);
                (at..at, lines)
            }
        };
        self.replace(range, &new)
    }

    /// Gives keys of the mapping under `name`, or of the one at `item` of the list there, these values, an empty text
    /// taking its key out; the other lines of that mapping stay. `order` is that of its keys.
    ///
    /// # Errors
    /// As in [`set`](Self::set); where there is no mapping written as lines, nothing is changed.
    pub fn set_within(
        &mut self,
        name: &str,
        item: Option<usize>,
        values: &[(&str, serde_yaml::Value)],
        order: &[&str],
    ) -> Result<(), Refused> {
        let pairs = self.pairs()?;
        let (_, node) = pairs
            .iter()
            .find(|(key, _)| key.name == name)
            .ok_or(Refused::NotLines)?;
        let node = match (item, &node.value) {
            (None, _) => Some(node),
            (Some(at), Value::List(items)) => items.get(at),
            _ => None,
        };
        let (range, indent) = node
            .and_then(|node| self.lines_within(node))
            .ok_or(Refused::NotLines)?;
        let block = self.text.get(range.clone()).unwrap_or_default();
        let mut edit = Edit::new(&indented(block, -indent), order)?;
        for (key, value) in values {
            if value.as_str() == Some("") {
                edit.remove(key)?;
            } else {
                edit.set(key, value)?;
            }
        }
        let new = indented(edit.text(), indent).replace("\r\n", "\n");
        self.replace(range, &new)
    }

    /// A mapping written as lines, from its first key on, and how far its other keys are indented.
    fn lines_within(&self, node: &Node) -> Option<(Range<usize>, isize)> {
        let Value::Map(pairs) = &node.value else {
            return None;
        };
        let (first, _) = pairs.first()?;
        let before = self.text.get(..first.span.start)?;
        let margin = before.get(before.rfind('\n').map_or(0, |at| at + 1)..)?;
        let indent = isize::try_from(margin.len()).ok()?;
        let is_line = indent > 0 && margin.chars().all(|c| c == ' ' || c == '-');
        is_line.then(|| (first.span.start..self.line_end(self.end_of(node)), indent))
    }

    /// Takes a key out with its lines. One that is not there is none the less gone.
    ///
    /// # Errors
    /// As in [`new`](Self::new).
    pub fn remove(&mut self, name: &str) -> Result<(), Refused> {
        let pairs = self.pairs()?;
        let Some((key, node)) = pairs.iter().find(|(key, _)| key.name == name) else {
            return Ok(());
        };
        let start = key.span.start;
        let end = self.line_end(self.end_of(node).max(key.span.end));
        self.replace(start..end, "")
    }

    /// Whether a value stands whole on the key's own line.
    fn stands_behind(&self, key: &Key, node: &Node) -> bool {
        let between = self.text.get(key.span.end..node.span.start).unwrap_or("|");
        let value = self.text.get(node.span.start..self.end_of(node));
        between.trim_end_matches(' ').ends_with(':')
            && value.is_some_and(|value| !value.is_empty() && !value.contains('\n'))
    }

    pub(super) fn pairs(&self) -> Result<Vec<(Key, Node)>, Refused> {
        let (node, _) = parse(&self.text, 0).map_err(Refused::NotYaml)?;
        match node.value {
            Value::Map(pairs) => {
                let at_margin =
                    |at: usize| at == 0 || self.text.get(..at).is_some_and(|t| t.ends_with('\n'));
                let lines = pairs.iter().all(|(key, _)| at_margin(key.span.start));
                lines.then_some(pairs).ok_or(Refused::NotLines)
            }
            _ if node.is_null() => Ok(Vec::new()),
            _ => Err(Refused::NotLines),
        }
    }

    /// Makes a change that leaves a mapping, or none.
    pub(super) fn replace(&mut self, range: Range<usize>, new: &str) -> Result<(), Refused> {
        let old = self.text.clone();
        let crlf = old.contains("\r\n");
        let new = if crlf {
            new.replace('\n', "\r\n")
        } else {
            new.to_owned()
        };
        self.text.replace_range(range, &new);
        self.pairs().map(|_| ()).inspect_err(|_| self.text = old)
    }

    /// Where a new key's line begins: behind the last key that comes before it.
    pub(super) fn place_of(&mut self, name: &str, pairs: &[(Key, Node)]) -> usize {
        let rank = |name: &str| {
            self.order
                .iter()
                .position(|known| *known == name)
                .unwrap_or(usize::MAX)
        };
        let own = rank(name);
        let before = pairs.iter().rev().find(|(key, _)| rank(&key.name) <= own);
        let at = before.map_or(0, |(key, node)| {
            self.line_end(self.end_of(node).max(key.span.end))
        });
        if at == self.text.len() && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
            return self.text.len();
        }
        at
    }

    /// Behind the line end at or after a byte.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let ended = at > 0 && self.text.get(..at).is_some_and(|text| text.ends_with('\n'));
        if ended {
            return at;
        }
        let rest = self.text.get(at..).unwrap_or_default();
        rest.find('\n').map_or(self.text.len(), |end| at + end + 1)
    }

    /// Where a value's last part ends, in bytes; a list or mapping in brackets behind the closing one.
    pub(super) fn end_of(&self, node: &Node) -> usize {
        let last = match &node.value {
            Value::List(items) => items.last(),
            Value::Map(pairs) => pairs.last().map(|(_, value)| value),
            Value::Plain(_) | Value::Text(_) => None,
        };
        let Some(last) = last else {
            return node.span.end;
        };
        let end = self.end_of(last);
        let close = match self.text.as_bytes().get(node.span.start) {
            Some(b'[') => ']',
            Some(b'{') => '}',
            _ => return end,
        };
        let rest = self.text.get(end..).unwrap_or_default();
        rest.find(close).map_or(end, |at| end + at + 1)
    }
}

/// Lines moved right or left, the first one and blank ones aside.
fn indented(lines: &str, by: isize) -> String {
    let width = by.unsigned_abs();
    let moved = |(number, line): (usize, &str)| {
        if number == 0 || line.trim().is_empty() {
            line.to_owned()
        } else if by > 0 {
            " ".repeat(width) + line
        } else {
            let own = line.len() - line.trim_start_matches(' ').len();
            line.get(own.min(width)..).unwrap_or_default().to_owned()
        }
    };
    lines.split_inclusive('\n').enumerate().map(moved).collect()
}

/// `key: value` as YAML, lists of texts on one line; ends in a line feed.
fn lines_of(name: &str, value: &serde_yaml::Value) -> String {
    let flow = |items: &serde_yaml::Sequence| {
        let items: Option<Vec<String>> =
            items.iter().map(|item| item.as_str().map(quoted)).collect();
        items.map(|items| format!("{name}: [{}]\n", items.join(", ")))
    };
    let written = || {
        let pair = serde_yaml::Mapping::from_iter([(name.into(), value.clone())]);
        serde_yaml::to_string(&pair).unwrap_or_default()
    };
    value.as_sequence().and_then(flow).unwrap_or_else(written)
}

/// A text inside a list on one line: bare where it is one plain word or several, else in double quotes.
pub(crate) fn quoted(text: &str) -> String {
    let bare = text.starts_with(char::is_alphabetic)
        // A dash before the comma of a list is read as another list by some.
        && !text.ends_with([' ', '-'])
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        && !matches!(
            text.to_lowercase().as_str(),
            "true" | "false" | "null" | "yes" | "no" | "on" | "off"
        );
    if bare {
        return text.to_owned();
    }
    // JSON's strings are YAML's.
    serde_json::to_string(text).unwrap_or_default()
}

fn is_one_line(lines: &str) -> bool {
    lines.trim_end().lines().count() == 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ORDER: [&str; 5] = ["author", "status", "target", "tags", "see"];

    fn edited(text: &str, change: impl FnOnce(&mut Edit<'_>) -> Result<(), Refused>) -> String {
        let mut edit = Edit::new(text, &ORDER).unwrap();
        change(&mut edit).unwrap();
        edit.text().to_owned()
    }

    #[test]
    fn only_the_lines_of_the_key_change() {
        let text = "author: ana\nstatus: draft   # soon\ntarget:\n  quote: |-\n    a\n    b\n# why\ntags: [a, b] # two\n";
        for (change, old, new) in [
            (
                ("status", "review".into()),
                "status: draft ",
                "status: review ",
            ),
            (("tags", vec!["x"].into()), "tags: [a, b]", "tags: [x]"),
            (
                ("target", "x".into()),
                "target:\n  quote: |-\n    a\n    b\n",
                "target: x\n",
            ),
            (
                ("see", vec!["a-b"].into()),
                "# two\n",
                "# two\nsee: [a-b]\n",
            ),
        ] {
            let wanted = text.replace(old, new);
            assert_eq!(edited(text, |edit| edit.set(change.0, &change.1)), wanted);
        }
        let without = text.replace("target:\n  quote: |-\n    a\n    b\n", "");
        assert_eq!(edited(text, |edit| edit.remove("target")), without);
    }

    #[test]
    fn windows_line_ends_stay() {
        let text = "author: ana\r\ntags:\r\n- a\r\n";
        let text = edited(text, |edit| edit.set("status", &"draft".into()));
        assert_eq!(text, "author: ana\r\nstatus: draft\r\ntags:\r\n- a\r\n");
    }

    #[test]
    fn a_line_of_a_mapping_below_a_key_changes_alone() {
        let values = [
            ("start", 4.into()),
            ("text", "0a".into()),
            ("prefix", "".into()),
        ];
        let order = ["quote", "prefix", "start", "text"];
        let text =
            "target:\n    quote: 'a: b' # as printed\n    # why\n    start: 3\nkind: comment\n";
        let after = edited(text, |edit| {
            edit.set_within("target", None, &values, &order)
        });
        assert_eq!(
            after,
            text.replace("start: 3\n", "start: 4\n    text: 0a\n")
        );
        let text = "targets:\n  - quote: a\n    start: 1\n  - prefix: x\n    quote: |-\n      two\n\n      lines\n    start: 3\n";
        let after = edited(text, |edit| {
            edit.set_within("targets", Some(1), &values, &order)
        });
        let wanted = text
            .replace("prefix: x\n    ", "")
            .replace("start: 3\n", "start: 4\n    text: 0a\n");
        assert_eq!(after, wanted);
        let mut flow = Edit::new("target: {quote: x, start: 3}\n", &ORDER).unwrap();
        assert_eq!(
            flow.set_within("target", None, &values, &order),
            Err(Refused::NotLines)
        );
    }

    #[test]
    fn a_mapping_in_brackets_is_refused() {
        assert_eq!(Edit::new("{a: 1, b: 2}", &ORDER), Err(Refused::NotLines));
    }

    fn value() -> impl Strategy<Value = serde_yaml::Value> {
        let text = "[a-z#:\\-'\"\\[\\]{}, \n|>é]{0,12}";
        prop_oneof![
            text.prop_map(serde_yaml::Value::from),
            proptest::collection::vec(text, 0..4).prop_map(serde_yaml::Value::from),
            (text, text).prop_map(|(a, b)| {
                let pairs = [("quote".into(), a.into()), ("prefix".into(), b.into())];
                serde_yaml::Value::Mapping(pairs.into_iter().collect())
            }),
        ]
    }

    fn values(text: &str) -> Vec<(String, serde_yaml::Value)> {
        let Value::Map(pairs) = parse(text, 0).unwrap().0.value else {
            return Vec::new();
        };
        pairs
            .iter()
            .map(|(key, node)| (key.name.clone(), node.to_value()))
            .collect()
    }

    proptest! {
        #[test]
        fn a_key_has_its_new_value_and_every_other_the_old_one(
            given in proptest::collection::btree_map(proptest::sample::select(&ORDER[..]), value(), 0..5),
            comment in prop_oneof![Just(""), Just("# 0 ]\n")],
            name in proptest::sample::select(&ORDER[..]),
            new in proptest::option::of(value()),
        ) {
            let mut text = String::new();
            for (key, value) in &given {
                text.push_str(comment);
                let pair = serde_yaml::Mapping::from_iter([((*key).into(), value.clone())]);
                text.push_str(&serde_yaml::to_string(&pair).unwrap());
            }
            let after = edited(&text, |edit| match &new {
                Some(value) => edit.set(name, value),
                None => edit.remove(name),
            });
            let mut wanted = values(&text);
            wanted.retain(|(key, _)| key != name);
            let mut found = values(&after);
            let own: Vec<_> = found.extract_if(.., |(key, _)| key == name).map(|(_, value)| value).collect();
            prop_assert_eq!(found, wanted);
            prop_assert_eq!(own, new.into_iter().collect::<Vec<_>>());
            prop_assert_eq!(after.matches("# 0").count(), text.matches("# 0").count());
        }

        #[test]
        fn words_of_a_list_on_one_line_are_read_as_they_are(
            words in proptest::collection::vec("[a-z0-9é#:'\"{}\\[\\], -]{1,5}", 1..4),
        ) {
            let list: Vec<String> = words.iter().map(|it| quoted(it)).collect();
            let text = format!("tags: [{}]\n", list.join(", "));
            let list: serde_yaml::Value = words.iter().map(String::as_str).collect();
            prop_assert_eq!(values(&text), [("tags".to_owned(), list)], "{}", text);
        }
    }
}
