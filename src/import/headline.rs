//! The title: what is repeated, what the body's words echo, what a byline or date follows.

use std::collections::BTreeSet;

use super::body_run::Run;
use super::page::Page;
use super::reading::Evidence;
use super::rules::Rules;
use super::words::share;

/// The title with the blocks that hold it; the first is the one it was taken from.
pub(crate) struct Headline {
    pub(crate) title: Evidence<String>,
    pub(crate) blocks: Vec<usize>,
}

/// How many blocks of the run may still be the title.
const INTO_RUN: usize = 3;

/// The longest title, in words.
const LONGEST: usize = 40;

pub(crate) fn headline(page: &Page<'_>, run: &Run, rules: &Rules) -> Option<Headline> {
    let echo = body_words(page, run);
    let end = (run.blocks.start + INTO_RUN).min(run.blocks.end);
    let mut best: Option<(f64, usize)> = None;
    for index in 0..end {
        let Some(score) = score(page, run, &echo, index) else {
            continue;
        };
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, index));
        }
    }
    let (_, index) = best.filter(|(score, _)| *score > 0.0)?;
    // Of lines that differ in punctuation only, the first.
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

/// The words of the run's blocks (its first three apart: they may hold the title), four letters or longer.
fn body_words<'p>(page: &'p Page<'_>, run: &Run) -> BTreeSet<&'p str> {
    page.iter()
        .skip(run.blocks.start)
        .take(run.blocks.len())
        .filter(|(_, _, marks)| marks.is_prose())
        .flat_map(|(_, block, _)| block.folded.split(' '))
        .filter(|word| word.chars().count() >= 4)
        .collect()
}

fn score(page: &Page<'_>, run: &Run, echo: &BTreeSet<&str>, index: usize) -> Option<f64> {
    let (block, marks) = page.get(index)?;
    let dull =
        marks.furniture.is_some() || marks.credit || marks.disclaimer || marks.comment_marker;
    if dull || !(2..=LONGEST).contains(&marks.words) || block.text.chars().count() > 250 {
        return None;
    }
    let long_words: Vec<&str> = block
        .folded
        .split(' ')
        .filter(|w| w.chars().count() >= 4)
        .collect();
    let echoed = long_words.iter().filter(|w| echo.contains(*w)).count();
    let repeats = page
        .iter()
        .filter(|(other, b, _)| *other != index && is_repeat(&b.folded, &block.folded))
        .count();
    let mut score = 2.0 * share(echoed, long_words.len());
    if repeats > 0 {
        score += if marks.words >= 4 { 2.0 } else { 0.5 };
    }
    let next_is = |steps: usize| {
        (1..=steps).any(|step| {
            page.get(index + step)
                .is_some_and(|(_, m)| m.is_byline_or_date() || m.credit)
        })
    };
    if next_is(1) {
        score += 1.2;
    } else if next_is(2) {
        score += 0.8;
    }
    if marks.is_byline_or_date() {
        score -= 2.0;
    }
    if marks.byline.is_some() && marks.words <= 4 {
        score -= 1.0;
    }
    if marks.words < 4 {
        score -= 0.8;
    }
    if block.text.ends_with('.') {
        score -= 1.0;
    }
    if marks.words > 20 {
        score -= 0.7;
    }
    // Close to the body, but the first of what is close.
    let distance = run.blocks.start.saturating_sub(index);
    score -= share(distance.min(20), 20);
    if index >= run.blocks.start {
        score -= 0.6;
    }
    Some(score)
}
