//! Inline HTML: a short list of tags is kept where start and end stand in the same parent, without their attributes;
//! `<br>` is a hard break; a comment is nothing; every other tag is the text it is written as.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::Placed;

/// Tags that mark up words and can do no harm.
const KEPT: [&str; 13] = [
    "abbr", "b", "cite", "code", "em", "i", "kbd", "q", "s", "small", "strong", "sub", "sup",
];
const KEPT_TOO: [&str; 1] = ["u"];

/// Decides each tag: afterwards every [`Event::InlineHtml`] belongs to a pair and can be written as it stands.
pub(super) fn settle<'a>(events: Vec<Placed<'a>>, body: &'a str) -> Vec<Placed<'a>> {
    if !events
        .iter()
        .any(|(event, _)| matches!(event, Event::InlineHtml(_)))
    {
        return events;
    }
    let pairs = pair(&events);
    let settled = events
        .into_iter()
        .zip(pairs)
        .filter_map(|((event, range), pair)| {
            let Event::InlineHtml(html) = &event else {
                return Some((event, range));
            };
            let event = match (read_tag(html), pair) {
                (Some(Written { name, end: false }), true) => {
                    Event::InlineHtml(format!("<{name}>").into())
                }
                (Some(Written { name, end: true }), true) => {
                    Event::InlineHtml(format!("</{name}>").into())
                }
                (
                    Some(Written {
                        name: "br",
                        end: false,
                    }),
                    _,
                ) => Event::HardBreak,
                _ if html.starts_with("<!--") => return None,
                _ => Event::Text(body.get(range.clone()).unwrap_or_default().into()),
            };
            Some((event, range))
        });
    settled.collect()
}

/// For each event: whether it is one half of a pair that is kept.
fn pair(events: &[Placed]) -> Vec<bool> {
    let mut paired = vec![false; events.len()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    // Where the open tags of each parent begin.
    let mut parents: Vec<usize> = vec![0];
    for (at, (event, _)) in events.iter().enumerate() {
        let first = parents.last().copied().unwrap_or(0);
        match event {
            Event::Start(tag) => {
                if !is_inline(tag) {
                    open.truncate(first);
                }
                parents.push(open.len());
            }
            Event::End(_) => {
                open.truncate(first);
                parents.pop();
            }
            Event::InlineHtml(html) => match read_tag(html) {
                Some(Written { name, end: false }) if name != "br" => open.push((at, name)),
                Some(Written { name, end: true }) => {
                    let started = open
                        .iter()
                        .skip(first)
                        .rposition(|&(_, other)| other == name);
                    if let Some(&(start, _)) = started.and_then(|started| open.get(first + started))
                    {
                        open.truncate(first + started.unwrap_or(0));
                        for half in [start, at] {
                            if let Some(half) = paired.get_mut(half) {
                                *half = true;
                            }
                        }
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    paired
}

struct Written {
    name: &'static str,
    end: bool,
}

/// A tag on the list, or `<br>`.
fn read_tag(html: &str) -> Option<Written> {
    let inner = html.strip_prefix('<')?.strip_suffix('>')?;
    let (end, inner) = inner
        .strip_prefix('/')
        .map_or((false, inner), |inner| (true, inner));
    let stop = inner
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    let written = inner.get(..stop)?;
    let names = KEPT.iter().chain(&KEPT_TOO).chain(&["br"]);
    let name = names
        .copied()
        .find(|name| name.eq_ignore_ascii_case(written))?;
    let empty = inner.ends_with('/') && name != "br";
    (!empty).then_some(Written { name, end })
}

pub(super) fn is_inline(tag: &Tag) -> bool {
    is_inline_end(tag.to_end())
}

pub(super) fn is_inline_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
}
