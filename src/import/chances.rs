//! How likely each block is to be part of the article, from 0 to 1.

use super::page::Page;

/// One chance for each block, from its own shape and its neighbours'.
pub(crate) fn chances(page: &Page<'_>) -> Vec<f64> {
    let own: Vec<f64> = page
        .iter()
        .map(|(_, _, marks)| {
            if marks.furniture.is_some() || marks.comment_marker || marks.credit || marks.disclaimer
            {
                -3.0
            } else if marks.is_byline_or_date() {
                -1.0
            } else if marks.is_long() {
                3.0
            } else if marks.is_prose() {
                1.5
            } else if marks.words >= 15 {
                0.5
            } else {
                -1.0
            }
        })
        .collect();
    (0..own.len())
        .map(|index| {
            let at = |offset: isize| {
                index
                    .checked_add_signed(offset)
                    .and_then(|i| own.get(i))
                    .copied()
                    .unwrap_or(-1.0)
            };
            let around = 0.3 * (at(-1) + at(1)) + 0.15 * (at(-2) + at(2));
            1.0 / (1.0 + (-(at(0) + around)).exp())
        })
        .collect()
}
