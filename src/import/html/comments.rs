//! Readers' comments that the markup shows: each in an element of its own, replies inside of what they answer.

use dom_query::NodeRef;

use super::Markup;
use super::class_words::Topic;
use super::element::Element;
use super::tag::Tag;
use crate::import::comments::cut_says;
use crate::import::fates::Fates;
use crate::import::page::Page;
use crate::import::reading::ReaderComment;

/// A comment with the blocks that it takes, in order.
pub(crate) struct Found {
    pub(crate) blocks: Vec<usize>,
    pub(crate) comment: ReaderComment,
}

/// The longest line that names who wrote a comment, in words.
const LONGEST_HEADER: usize = 14;

/// The comments of a page, in its order; those that it hides from the layout are not there. Empty where the markup does
/// not show single comments, or shows the article itself as one. `article`: whether a block is likely of the article.
pub(crate) fn comments(
    page: &Page<'_>,
    markup: &Markup<'_>,
    fates: &Fates,
    article: impl Fn(usize) -> bool,
) -> Vec<Found> {
    let holders = holders(markup);
    let mut drafts: Vec<(usize, Vec<usize>)> = Vec::new();
    let (mut taken, mut all) = (0, 0);
    for (index, _, marks) in page.iter() {
        let words = if article(index) { marks.words } else { 0 };
        all += words;
        let element = markup.layout.blocks.get(index).map(|block| block.element);
        let holder = element.and_then(|element| holders.get(element).copied());
        let Some(place) = holder.flatten() else {
            continue;
        };
        taken += words;
        if !fates.is_free(index) {
            continue;
        }
        match drafts.iter_mut().find(|(known, _)| *known == place) {
            Some((_, blocks)) => blocks.push(index),
            None => drafts.push((place, vec![index])),
        }
    }
    if taken * 2 > all {
        return Vec::new();
    }
    let mut found: Vec<(usize, Found)> = Vec::new();
    for (place, blocks) in drafts {
        let number = found.len() + 1;
        if let Some(mut one) = single(page, markup, place, &blocks, number) {
            let parent = markup.layout.elements.get(place).and_then(|e| e.parent);
            let above = parent.and_then(|parent| holders.get(parent).copied());
            one.comment.reply_to = above.flatten().and_then(|above| {
                let answered = found.iter().find(|(place, _)| *place == above);
                answered.map(|(_, answered)| answered.comment.id.clone())
            });
            found.push((place, one));
        }
    }
    found.into_iter().map(|(_, found)| found).collect()
}

/// By element, the innermost comment that it is in or is: the outermost element of that comment.
fn holders(markup: &Markup<'_>) -> Vec<Option<usize>> {
    let elements = &markup.layout.elements;
    let mut found: Vec<Option<usize>> = Vec::with_capacity(elements.len());
    let mut names: Vec<Option<String>> = Vec::with_capacity(elements.len());
    for (place, element) in elements.iter().enumerate() {
        let around = element.parent.and_then(|parent| found.get(parent).copied());
        let around = around.flatten();
        let name = name(element);
        let named_around = around.and_then(|around| names.get(around)?.as_ref());
        let opens = name.is_some() && name.as_ref() != named_around;
        found.push(if opens { Some(place) } else { around });
        names.push(name);
    }
    found
}

/// What an element that holds one comment is called: the number in `id="comment-12"`, or its place for
/// `<li class="comment">` and schema.org's `Comment`. None for all others.
fn name(element: &Element<'_>) -> Option<String> {
    if !element.is_about(Topic::Comments, 0) {
        return None;
    }
    let attribute = |name| element.node.attr(name).unwrap_or_default();
    let id = attribute("id").to_ascii_lowercase();
    let number = [
        "div-comment-", "li-comment-", "comment-", "comment_", "comment",
    ]
    .iter()
    .filter_map(|prefix| id.strip_prefix(prefix))
    .find(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()));
    if let Some(number) = number {
        return Some(number.to_owned());
    }
    let class = attribute("class");
    let mut words = class.split_ascii_whitespace();
    let holds = matches!(element.tag, Tag::Item | Tag::Article) && words.any(|w| w == "comment");
    (holds || &*attribute("itemprop") == "comment").then(|| format!("{:?}", element.node.id))
}

fn single(
    page: &Page<'_>,
    markup: &Markup<'_>,
    place: usize,
    blocks: &[usize],
    number: usize,
) -> Option<Found> {
    let inside = |index: usize, topic: Topic| {
        let element = markup.layout.blocks.get(index).map(|block| block.element);
        element.is_some_and(|element| {
            let steps = markup
                .upwards(element)
                .take_while(|(at, _)| *at != place)
                .count();
            let element = markup.layout.elements.get(element);
            steps > 0
                && element.is_some_and(|element| {
                    element.is_about(topic, u8::try_from(steps - 1).unwrap_or(u8::MAX))
                })
        })
    };
    let is_text = |index: usize| {
        inside(index, Topic::Body) && !inside(index, Topic::Author) && !inside(index, Topic::Widget)
    };
    let marked = blocks.iter().any(|index| is_text(*index));
    let mut text = Vec::new();
    let mut header = Vec::new();
    for index in blocks.iter().copied() {
        let Some((_, marks)) = page.get(index) else {
            continue;
        };
        if marked && is_text(index) {
            text.push(index);
        } else if marks.words <= LONGEST_HEADER && text.is_empty() {
            header.push(index);
        } else if !marked && marks.furniture.is_none() && !marks.comment_marker {
            text.push(index);
        }
    }
    if text.is_empty() {
        return None;
    }
    let element = markup.layout.elements.get(place)?;
    let author = header
        .iter()
        .find(|index| inside(**index, Topic::Author))
        .or_else(|| header.first())
        .and_then(|index| author(markup, page, *index));
    let date = dated(&element.node).or_else(|| {
        header.iter().find_map(|index| {
            let (block, marks) = page.get(*index)?;
            let date = marks.dates.first()?;
            block.text.get(date.start..date.end).map(str::to_owned)
        })
    });
    // Of what stands above the text only names and dates are of the comment.
    header.retain(|index| {
        let Some((block, marks)) = page.get(*index) else {
            return false;
        };
        let names = author
            .as_ref()
            .is_some_and(|author| block.text.contains(author.as_str()));
        names || !marks.dates.is_empty()
    });
    let mut words = String::new();
    for (nth, index) in text.iter().enumerate() {
        let Some((block, _)) = page.get(*index) else {
            continue;
        };
        if nth > 0 {
            words.push_str(if block.gap == 0 { "\n" } else { "\n\n" });
        }
        words.push_str(&block.text);
    }
    let mut blocks = header;
    blocks.extend(text);
    Some(Found {
        comment: ReaderComment {
            id: format!("c{number}"),
            author,
            date,
            reply_to: None,
            lines: blocks
                .iter()
                .flat_map(|index| page.numbers(*index))
                .collect(),
            text: words,
        },
        blocks,
    })
}

/// Who wrote a comment, by an element of its header that says so, else by the header's words.
fn author(markup: &Markup<'_>, page: &Page<'_>, block: usize) -> Option<String> {
    let placed = markup.layout.blocks.get(block)?;
    let says_so = |node: &NodeRef| {
        let class = node.attr("class").unwrap_or_default();
        node.is_element()
            && (class.split_ascii_whitespace().any(|word| word == "fn")
                || &*node.attr("itemprop").unwrap_or_default() == "name")
    };
    let marked = placed.nodes.iter().find_map(|node| {
        let own = Some(*node).filter(|node| says_so(node));
        own.or_else(|| node.descendants_it().find(|node| says_so(node)))
    });
    let name = match marked {
        Some(node) => crate::import::lines::tidy(&node.text()),
        None => by_words(page, block)?,
    };
    (!name.is_empty() && name.chars().count() <= 60).then_some(name)
}

/// The name in a header's line: before `says:`, before the date, or all of a short one.
fn by_words(page: &Page<'_>, block: usize) -> Option<String> {
    const LONGEST: usize = 5;
    let (block, marks) = page.get(block)?;
    if let Some(name) = cut_says(&block.text) {
        return Some(name.to_owned());
    }
    let end = marks
        .dates
        .first()
        .map_or(block.text.len(), |date| date.start);
    let name = block.text.get(..end)?;
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    (name.split(' ').count() <= LONGEST).then(|| name.to_owned())
}

/// The day that the first `<time>` of a comment says.
fn dated(comment: &NodeRef) -> Option<String> {
    let time = comment
        .descendants_it()
        .find(|node| node.has_name("time"))?;
    let day: String = time.attr("datetime")?.chars().take(10).collect();
    day.parse::<crate::text::edtf::Edtf>()
        .is_ok()
        .then_some(day)
}
