//! Which blocks are the article: the best contiguous run, its edges widened.

use std::ops::Range;

use super::comment_start::comments_from;
use super::page::Page;
use super::words::words;

/// The part of a page that holds the article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) blocks: Range<usize>,
    /// The first block of the readers' part; the number of blocks if there is none.
    pub(crate) comments_from: usize,
}

/// How sure a block must be to speak for the run.
const EVEN: f64 = 0.5;

/// A block speaks with this many words at most, so that one huge paragraph does not outvote a page.
const LOUDEST: usize = 80;

/// The best run, by how likely each block is to be body. None when no block is prose.
pub(crate) fn body_run(page: &Page<'_>, chances: &[f64]) -> Option<Run> {
    let comments_from = comments_from(page);
    let values: Vec<f64> = page
        .iter()
        .zip(chances)
        .take(comments_from)
        .map(|((_, _, marks), chance)| {
            let weight = u32::try_from(marks.words.clamp(2, LOUDEST)).unwrap_or(2);
            (chance - EVEN) * f64::from(weight)
        })
        .collect();
    let mut run = best_run(&values)?;
    widen(page, &mut run, comments_from);
    trim_teasers(page, &mut run);
    page.iter()
        .skip(run.start)
        .take(run.len())
        .any(|(_, _, marks)| marks.is_prose() || marks.words >= 25)
        .then_some(Run {
            blocks: run,
            comments_from,
        })
}

/// The contiguous range with the largest sum (Kadane); the first of equals.
pub(crate) fn best_run(values: &[f64]) -> Option<Range<usize>> {
    let mut best: Option<(f64, Range<usize>)> = None;
    let (mut sum, mut start) = (0.0, 0);
    for (index, value) in values.iter().enumerate() {
        if sum <= 0.0 {
            (sum, start) = (0.0, index);
        }
        sum += value;
        if sum > 0.0 && best.as_ref().is_none_or(|(most, _)| sum > *most) {
            best = Some((sum, start..index + 1));
        }
    }
    best.map(|(_, run)| run)
}

/// Takes in whole-sentence paragraphs that stand right at the edges.
fn widen(page: &Page<'_>, run: &mut Range<usize>, limit: usize) {
    let fits = |index: usize| {
        page.get(index)
            .is_some_and(|(_, marks)| marks.is_prose() && !marks.is_byline_or_date())
    };
    while run.start > 0 && fits(run.start - 1) {
        run.start -= 1;
    }
    while run.end < limit && fits(run.end) {
        run.end += 1;
    }
}

/// Leaves out headlines of other articles at the end: headline case, no stop, right behind a whole sentence.
fn trim_teasers(page: &Page<'_>, run: &mut Range<usize>) {
    let is_headline = |index: usize| {
        page.get(index).is_some_and(|(block, marks)| {
            (5..=25).contains(&marks.words)
                && is_headline_case(&block.text)
                && !marks.ends_sentence
                && block.gap > 0
        })
    };
    let is_prose = |index: usize| page.get(index).is_some_and(|(_, marks)| marks.is_prose());
    let last = (run.start..run.end)
        .rev()
        .find(|index| !is_headline(*index));
    if let Some(last) = last.filter(|last| is_prose(*last)) {
        run.end = last + 1;
    }
}

/// No word of four letters or more opens with a small letter.
fn is_headline_case(text: &str) -> bool {
    words(text).all(|word| {
        word.chars().count() < 4 || !word.chars().next().is_some_and(char::is_lowercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_run_crosses_a_small_loss() {
        assert_eq!(best_run(&[-1.0, 2.0, -1.0, 3.0, -5.0, 3.0]), Some(1..4));
        assert_eq!(best_run(&[-1.0, 0.0]), None);
    }
}
