//! The title: what is repeated, what the body's words echo, what a byline or date follows.

use super::blocks::Block;
use super::candidates::Scene;
use super::marks::Marks;
use super::model::Models;
use super::reading::{Evidence, Reason};
use super::rules::Rules;

/// The title with the blocks that hold it; the first is the one it was taken from.
pub(crate) struct Headline {
    pub(crate) title: Evidence<String>,
    pub(crate) blocks: Vec<usize>,
    /// How likely it is the title.
    pub(crate) chance: f64,
}

/// The least chance of a line that is taken for the title.
const LEAST: f64 = 0.1;

/// Below this chance the title is a guess.
pub(crate) const STATED: f64 = 0.15;

/// The best of the lines that may be the title; of lines that differ in punctuation only, the first.
pub(crate) fn headline(scene: &Scene<'_, '_>, models: &Models, rules: &Rules) -> Option<Headline> {
    let page = scene.page;
    let mut best: Option<(f64, usize)> = None;
    for (index, row) in scene.titles() {
        if page
            .get(index)
            .is_none_or(|(block, marks)| is_no_title(block, marks))
        {
            continue;
        }
        let chance = models.title.chance(&row);
        if chance >= LEAST && best.is_none_or(|(most, _)| chance > most) {
            best = Some((chance, index));
        }
    }
    let (chance, index) = best?;
    let (best, _) = page.get(index)?;
    let (index, block, _) = page.iter().find(|(_, b, _)| b.folded == best.folded)?;
    let text = rules.cut_suffix(&block.text).to_owned();
    let folded = super::words::fold(&text);
    let mut blocks = vec![index];
    blocks.extend(
        page.iter()
            .filter(|(other, b, _)| *other != index && is_repeat(&b.folded, &folded))
            .map(|(other, _, _)| other),
    );
    Some(Headline {
        title: Evidence::new(text, page.numbers(index)),
        blocks,
        chance,
    })
}

/// What no article is called: lines of the page itself, credits, bylines.
fn is_no_title(block: &Block, marks: &Marks) -> bool {
    let furniture = marks
        .furniture
        .is_some_and(|reason| reason != Reason::Appeal);
    let byline = marks
        .byline
        .as_ref()
        .is_some_and(|byline| byline.labelled && byline.rest.is_empty() && marks.words <= 6);
    furniture
        || marks.credit
        || marks.disclaimer
        || marks.comment_marker
        || byline
        || block.text.contains('©')
        || !block.text.chars().any(char::is_alphabetic)
}

/// The title again, perhaps with the site's name behind it.
pub(crate) fn is_repeat(folded: &str, title: &str) -> bool {
    folded.strip_prefix(title).is_some_and(|rest| {
        rest.is_empty()
            || rest.starts_with(' ')
                && rest.split(' ').count() <= 5
                && title.split(' ').count() >= 4
    })
}
