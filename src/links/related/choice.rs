//! One article's list: what the editor chose, what is near, and what of it a page shows.

use std::collections::HashSet;

use super::Options;
use super::heard::Near;

/// A cosine (in millionths) below which two texts are not worth telling of each other; see [`SHARE_OF_FIRST`].
const NEAR: u32 = 250_000;
/// A score must reach this much of the list's first, in hundredths.
///
/// What pages then show, where people judged what belongs together: on news of events (ECB+, 976 articles) all entries
/// tell of one kind of event; on fact checks, most of which have one or two others of
/// the same claim (921 articles), 90 of a hundred first entries are one of those, 85 of the second, 13 of the third.
const SHARE_OF_FIRST: u64 = 60;

/// An entry without its reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) article: u32,
    /// In millionths.
    pub(super) score: u32,
    /// By the editor.
    pub(super) chosen: bool,
    /// Whether it is worth telling: by the editor, or near enough.
    pub(super) near: bool,
}

/// What an editor wants of one article's list, as numbers of articles.
pub(super) struct Wishes {
    pub(super) related: Vec<u32>,
    /// The article itself among them.
    pub(super) unrelated: Vec<u32>,
}

/// Chosen, near, and, where those are too few, the rest by slug.
pub(super) fn choices(
    wishes: &Wishes,
    near: &[Near],
    by_slug: &[u32],
    options: Options,
) -> Vec<Choice> {
    let mut passed: HashSet<u32> = wishes.unrelated.iter().copied().collect();
    let nothing = |article| Near {
        article,
        score: 0,
        cosine: 0,
    };
    let first = near
        .iter()
        .find(|near| !passed.contains(&near.article))
        .map_or(0, |near| near.score);
    let is_near = |near: &Near| {
        near.cosine >= NEAR && u64::from(near.score) * 100 >= u64::from(first) * SHARE_OF_FIRST
    };
    let chosen = wishes.related.iter().map(|number| {
        let known = near.iter().find(|near| near.article == *number);
        (known.copied().unwrap_or(nothing(*number)), true)
    });
    let rest = near.iter().copied();
    let rest = rest.chain(by_slug.iter().map(|article| nothing(*article)));
    chosen
        .chain(rest.map(|near| (near, false)))
        .filter(|(near, _)| passed.insert(near.article))
        .take(options.limit)
        .enumerate()
        .map(|(at, (near, chosen))| Choice {
            article: near.article,
            score: near.score,
            chosen,
            near: chosen || (is_near(&near) && at < options.show),
        })
        .collect()
}
