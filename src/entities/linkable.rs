//! Which mentions become links.

use std::collections::BTreeSet;

use pulldown_cmark::{Event, Tag};

use super::Mention;
use crate::content::EntityLinks;
use crate::document::Document;

/// The mentions of an article that are links, in order: the first of each entity in the article, or in each of its
/// sections, that stands in running text whole, outside headings, links and code.
pub(super) fn linked<'a>(
    document: &Document,
    mentions: &'a [Mention],
    links: EntityLinks,
) -> Vec<&'a Mention> {
    let mut linked: Vec<&Mention> = Vec::new();
    let mut seen = BTreeSet::new();
    // How many elements are open in which nothing is linked.
    let mut barred = 0_usize;
    if links == EntityLinks::Off {
        return linked;
    }
    for item in &document.items {
        match &item.event {
            Event::Start(tag) if is_barred(tag) => {
                barred += 1;
                if links == EntityLinks::Section && matches!(tag, Tag::Heading { .. }) {
                    seen.clear();
                }
            }
            Event::End(end) if is_barred_end(*end) => barred = barred.saturating_sub(1),
            Event::Text(_) if barred == 0 => {
                let first = mentions.partition_point(|it| it.range.start < item.plain.start);
                let here = mentions.iter().skip(first);
                for mention in here.take_while(|it| it.range.start < item.plain.end) {
                    let end = linked.last().map_or(0, |last| last.range.end);
                    let whole = mention.range.end <= item.plain.end && end <= mention.range.start;
                    if whole && !mention.metonym && seen.insert(mention.entity) {
                        linked.push(mention);
                    }
                }
            }
            _ => {}
        }
    }
    linked
}

fn is_barred(tag: &Tag<'_>) -> bool {
    is_barred_end(tag.to_end())
}

fn is_barred_end(end: pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd::{CodeBlock, Heading, HtmlBlock, Image, Link};
    matches!(end, Heading(_) | Link | Image | CodeBlock | HtmlBlock)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Options, parse};

    fn links(body: &str, mode: EntityLinks) -> Vec<usize> {
        let document = parse(body, &Options::default());
        let text = &document.plain.text;
        let mentions: Vec<Mention> = text
            .match_indices("Ur")
            .map(|(at, found)| Mention {
                entity: 0,
                range: at..at + found.len(),
                metonym: false,
            })
            .collect();
        let linked = linked(&document, &mentions, mode);
        linked.into_iter().map(|it| it.range.start).collect()
    }

    #[test]
    fn the_first_in_running_text_is_a_link() {
        let body = "# Ur\n\n[Ur](x) `Ur` ![Ur](y) *U*r **Ur** Ur\n\n## Two\n\nUr Ur";
        let text = parse(body, &Options::default()).plain.text;
        let all: Vec<usize> = text.match_indices("Ur").map(|(at, _)| at).collect();
        assert_eq!(links(body, EntityLinks::Article), [all[4]]);
        assert_eq!(links(body, EntityLinks::Section), [all[4], all[6]]);
        assert_eq!(links(body, EntityLinks::Off), [0; 0]);
    }
}
