//! `comments.yaml` written anew without losing what people wrote between its lines: an entry that stays the same keeps its
//! spelling, and `# …` remarks stay above the entry that they stand above or in.

use std::ops::Range;

use super::comments::{self, Comment};
use super::comments_file::to_file;
use crate::yaml::{Node, Value, parse};

/// An entry of the old file, in bytes of it.
struct Entry {
    /// The lines above it that belong to it: remarks and blank lines.
    above: Range<usize>,
    /// Its own lines.
    own: Range<usize>,
}

/// A file of comments as it stands.
struct Old<'t> {
    text: &'t str,
    /// What stands above the first entry and speaks of the whole file.
    head: Range<usize>,
    entries: Vec<Entry>,
    /// What stands below the last one.
    tail: Range<usize>,
    /// Where values and keys stand, in which a `#` is no remark.
    scalars: Vec<Range<usize>>,
}

/// The file for these comments, each with the place that it had in `old`, the text of such a file. Remarks on comments
/// that are gone stand at its end.
pub fn rewrite(old: &str, new: &[(Comment, Option<usize>)]) -> String {
    let (before, _) = comments::read("comments.yaml", old.as_bytes());
    let old = Old::read(old);
    let mut out = old.part(&old.head).to_owned();
    let mut used = vec![false; old.entries.len()];
    for (comment, from) in new {
        let known = from.and_then(|from| Some((from, old.entries.get(from)?)));
        if let Some((from, entry)) = known {
            if let Some(used) = used.get_mut(from) {
                *used = true;
            }
            out += old.part(&entry.above);
            if before.get(from) == Some(comment) {
                out += old.part(&entry.own);
                end_line(&mut out);
                continue;
            }
            out += &old.remarks(entry);
        }
        out += &to_file(std::slice::from_ref(comment));
    }
    for (entry, _) in old.entries.iter().zip(used).filter(|(_, used)| !used) {
        out += old.part(&entry.above).trim_start_matches(['\n', '\r']);
        out += &old.remarks(entry);
    }
    out += old.part(&old.tail);
    end_line(&mut out);
    out
}

fn end_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

impl<'t> Old<'t> {
    fn read(text: &'t str) -> Self {
        let mut old = Self {
            text,
            head: 0..0,
            entries: Vec::new(),
            tail: 0..text.len(),
            scalars: Vec::new(),
        };
        let Ok((root, _)) = parse(text, 0) else {
            return old;
        };
        scalars(&root, &mut old.scalars);
        let Value::List(items) = root.value else {
            return old;
        };
        let mut from = 0;
        for item in items {
            let begin = line_start(text, item.span.start).max(from);
            let end = old.end_of_own(begin, item.span.end.max(begin));
            old.entries.push(Entry {
                above: from..begin,
                own: begin..end,
            });
            from = end;
        }
        old.tail = from..text.len();
        if let Some(first) = old.entries.first_mut() {
            // What a blank line parts from the first entry is not its own.
            let above = text.get(first.above.clone()).unwrap_or_default();
            let mut blank = above.match_indices('\n').filter(|(at, _)| {
                above
                    .get(at + 1..)
                    .is_some_and(|rest| rest.starts_with(['\n', '\r']))
            });
            let end = blank.next_back().map_or(0, |(at, _)| {
                let rest = above.get(at + 1..).unwrap_or_default();
                at + 1 + rest.find('\n').map_or(rest.len(), |end| end + 1)
            });
            old.head = 0..end;
            first.above.start = end;
        }
        old
    }

    fn part(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Where the lines of an entry end that begins at `begin` and whose last value ends at `end`: remarks below that are
    /// indented deeper than it are its own.
    fn end_of_own(&self, begin: usize, end: usize) -> usize {
        let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
        let dash = indent(self.part(&(begin..self.text.len())));
        let is_ended = end > begin && self.part(&(end - 1..end)) == "\n";
        let mut at = if is_ended {
            end
        } else {
            line_end(self.text, end)
        };
        for line in self.part(&(at..self.text.len())).split_inclusive('\n') {
            if !line.trim_start().starts_with('#') || indent(line) <= dash {
                break;
            }
            at += line.len();
        }
        at
    }

    /// The remarks inside of an entry, each on a line of its own.
    fn remarks(&self, entry: &Entry) -> String {
        let mut out = String::new();
        let mut at = entry.own.start;
        for line in self.part(&entry.own).split_inclusive('\n') {
            let opens = |(place, _): &(usize, &str)| {
                let before = line.get(..*place).unwrap_or_default();
                let is_apart = before.is_empty() || before.ends_with([' ', '\t']);
                is_apart && !self.scalars.iter().any(|it| it.contains(&(at + place)))
            };
            if let Some((place, _)) = line.match_indices('#').find(opens) {
                out += line.get(place..).unwrap_or_default().trim_end();
                out.push('\n');
            }
            at += line.len();
        }
        out
    }
}

fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |end| end + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find('\n').map_or(text.len(), |end| at + end + 1)
}

/// Where the keys and values below a node stand.
fn scalars(node: &Node, found: &mut Vec<Range<usize>>) {
    match &node.value {
        Value::Plain(_) | Value::Text(_) => found.push(node.span.clone()),
        Value::List(items) => items.iter().for_each(|item| scalars(item, found)),
        Value::Map(pairs) => {
            for (key, value) in pairs {
                found.push(key.span.clone());
                scalars(value, found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const OLD: &str = "# of the file\n\n# of one\n- id: c1\n  author: Ted # or Tim\n  lines: 1\n  # inside\n  text: |-\n    One.\n\n    # no remark\n  # below\n# of two\n- {id: c2, lines: 2, text: 'Two # too'}\n# the end\n";

    fn read(text: &str) -> Vec<Comment> {
        let (comments, problems) = comments::read("comments.yaml", text.as_bytes());
        assert_eq!(problems, vec![], "{text}");
        comments
    }

    fn kept(comments: Vec<Comment>) -> Vec<(Comment, Option<usize>)> {
        let places = 0..comments.len();
        comments.into_iter().zip(places.map(Some)).collect()
    }

    #[test]
    fn what_stays_keeps_its_spelling() {
        assert_eq!(rewrite(OLD, &kept(read(OLD))), OLD);
    }

    #[test]
    fn remarks_stay_with_a_comment_that_changes() {
        let mut comments = read(OLD);
        comments[0].lines = "3".into();
        let text = rewrite(OLD, &kept(comments.clone()));
        assert!(
            text.starts_with("# of the file\n\n# of one\n# or Tim\n# inside\n# below\n- id: c1\n"),
            "{text}"
        );
        assert!(
            text.ends_with("# of two\n- {id: c2, lines: 2, text: 'Two # too'}\n# the end\n"),
            "{text}"
        );
        assert_eq!(read(&text), comments);
    }

    #[test]
    fn remarks_on_a_comment_that_is_gone_are_kept() {
        let text = rewrite(OLD, &[]);
        assert_eq!(
            text,
            "# of the file\n\n# of one\n# or Tim\n# inside\n# below\n# of two\n# the end\n"
        );
    }

    proptest! {
        #[test]
        fn no_remark_is_lost_and_every_comment_is_read_again(
            texts in proptest::collection::vec("([a-z#:' ]|\n){0,12}[a-z#]", 1..4),
            remarks in proptest::collection::vec(proptest::option::of("#[a-z# ]{0,6}!"), 4),
            change in proptest::collection::vec(any::<bool>(), 4),
            kept in proptest::collection::vec(any::<bool>(), 4),
        ) {
            let comments: Vec<Comment> = texts.iter().zip(1..).map(|(text, number)| Comment {
                id: format!("c{number}"), author: None, date: None, reply_to: None,
                lines: number.to_string(), text: text.clone(), hidden: false,
            }).collect();
            let mut old = String::new();
            for (comment, remark) in comments.iter().zip(&remarks) {
                if let Some(remark) = remark {
                    old += &format!("{remark}\n");
                }
                old += &to_file(std::slice::from_ref(comment));
            }
            let new: Vec<(Comment, Option<usize>)> = read(&old).into_iter().enumerate()
                .filter(|(place, _)| kept[*place])
                .map(|(place, comment)| {
                    let lines = if change[place] { "9".to_owned() } else { comment.lines.clone() };
                    (Comment { lines, ..comment }, Some(place))
                }).collect();
            let text = rewrite(&old, &new);
            prop_assert_eq!(read(&text), new.into_iter().map(|(it, _)| it).collect::<Vec<_>>(), "{}", text);
            for remark in remarks.iter().take(comments.len()).flatten() {
                prop_assert!(text.lines().any(|line| line == remark.trim_end()), "{} in\n{}", remark, text);
            }
        }
    }
}
