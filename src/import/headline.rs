//! The title: what is repeated, what the body's words echo, what a byline or date follows.

use super::candidates::Scene;
use super::model::Models;
use super::reading::Evidence;
use super::rules::Rules;

/// The title with the blocks that hold it; the first is the one it was taken from.
pub(crate) struct Headline {
    pub(crate) title: Evidence<String>,
    pub(crate) blocks: Vec<usize>,
}

/// The least chance of a line that is taken for the title.
const LEAST: f64 = 0.1;

/// The best of the lines that may be the title; of lines that differ in punctuation only, the first.
pub(crate) fn headline(scene: &Scene<'_, '_>, models: &Models, rules: &Rules) -> Option<Headline> {
    let page = scene.page;
    let mut best: Option<(f64, usize)> = None;
    for (index, row) in scene.titles() {
        let chance = models.title.chance(&row);
        if chance >= LEAST && best.is_none_or(|(most, _)| chance > most) {
            best = Some((chance, index));
        }
    }
    let (_, index) = best?;
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
    })
}

/// The title again, perhaps with the site's name behind it.
pub(crate) fn is_repeat(folded: &str, title: &str) -> bool {
    folded == title
        || (title.split(' ').count() >= 4
            && folded
                .strip_prefix(title)
                .is_some_and(|rest| rest.starts_with(' ') && rest.split(' ').count() <= 5))
}
