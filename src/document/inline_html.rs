//! Inline HTML: a short list of tags is kept where start and end stand in the same parent, without their attributes;
//! `<br>` is a hard break; a comment is nothing; every other tag is the text it is written as.

use pulldown_cmark::{Event, Tag, TagEnd};

use super::events::Placed;

/// Tags that mark up words and can do no harm; the last is the one without an end.
const KEPT: [&str; 15] = [
    "abbr", "b", "cite", "code", "em", "i", "kbd", "q", "s", "small", "strong", "sub", "sup", "u",
    "br",
];
const BR: usize = KEPT.len() - 1;

/// A tag of the list, by its place in it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Written {
    tag: usize,
    end: bool,
}

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
        .filter_map(|((event, range), paired)| {
            let Event::InlineHtml(html) = &event else {
                return Some((event, range));
            };
            let event = match read_tag(html) {
                Some(Written {
                    tag: BR,
                    end: false,
                }) => Event::HardBreak,
                Some(Written { tag, end }) if paired => {
                    let name = KEPT.get(tag).copied().unwrap_or_default();
                    Event::InlineHtml(format!("<{}{name}>", if end { "/" } else { "" }).into())
                }
                _ if html.starts_with("<!--") => return None,
                _ => Event::Text(body.get(range.clone()).unwrap_or_default().into()),
            };
            Some((event, range))
        });
    settled.collect()
}

/// The start tags that wait for their ends, in the element that is open.
#[derive(Default)]
struct Parent {
    /// The event and the tag of each, in order.
    open: Vec<(usize, usize)>,
    /// How many of each tag are among them.
    counts: [usize; KEPT.len()],
}

impl Parent {
    fn start(&mut self, at: usize, tag: usize) {
        self.open.push((at, tag));
        if let Some(count) = self.counts.get_mut(tag) {
            *count += 1;
        }
    }

    /// The event that starts what ends here; those that started after it have no end.
    fn end(&mut self, tag: usize) -> Option<usize> {
        if self.counts.get(tag) == Some(&0) {
            return None;
        }
        while let Some((at, other)) = self.open.pop() {
            if let Some(count) = self.counts.get_mut(other) {
                *count -= 1;
            }
            if other == tag {
                return Some(at);
            }
        }
        None
    }
}

/// For each event: whether it is one half of a pair that is kept.
fn pair(events: &[Placed]) -> Vec<bool> {
    let mut paired = vec![false; events.len()];
    let mut parents = vec![Parent::default()];
    for (at, (event, _)) in events.iter().enumerate() {
        let Some(parent) = parents.last_mut() else {
            break;
        };
        match event {
            Event::Start(tag) => {
                // What started before a block cannot end behind it.
                if !is_inline(tag) {
                    *parent = Parent::default();
                }
                parents.push(Parent::default());
            }
            Event::End(_) => {
                parents.pop();
            }
            Event::InlineHtml(html) => match read_tag(html) {
                Some(Written { tag, end: false }) if tag != BR => parent.start(at, tag),
                Some(Written { tag, end: true }) => {
                    for half in parent.end(tag).into_iter().flat_map(|start| [start, at]) {
                        if let Some(half) = paired.get_mut(half) {
                            *half = true;
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

/// A tag on the list. An empty one (`<b/>`) is not, but for `<br/>`.
fn read_tag(html: &str) -> Option<Written> {
    let inner = html.strip_prefix('<')?.strip_suffix('>')?;
    let (end, inner) = inner
        .strip_prefix('/')
        .map_or((false, inner), |inner| (true, inner));
    let stop = inner
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(inner.len());
    let written = inner.get(..stop)?;
    let tag = KEPT
        .iter()
        .position(|name| name.eq_ignore_ascii_case(written))?;
    let empty = inner.ends_with('/') && tag != BR;
    (!empty).then_some(Written { tag, end })
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
