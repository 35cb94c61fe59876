//! The second body model: what the first one says of a block, of its neighbours, and of the page as a whole.

use super::body_run::best_run;
use super::features::{Rows, number};
use super::page::Page;

/// How far the first model's chances are looked at one by one.
const NEAR: isize = 5;

/// How many of the first model's features the second sees again: a block's own shape and place.
pub(crate) const KEPT: usize = 63;

/// About how many features there are: room for a row.
const WIDTH: usize = KEPT + 30;

/// Rows for the second model from those of the first and its chances.
pub(crate) fn features(page: &Page<'_>, first: &Rows, chances: &[f64]) -> Rows {
    let weights: Vec<f64> = page
        .marks
        .iter()
        .map(|m| f64::from(number(m.words.clamp(2, 80))))
        .collect();
    let values: Vec<f64> = chances
        .iter()
        .zip(&weights)
        .map(|(p, w)| (p - 0.45) * w)
        .collect();
    let run = best_run(&values).unwrap_or(0..0);
    let mass: Vec<f64> = chances.iter().zip(&weights).map(|(p, w)| p * w).collect();
    let sum = |list: &[f64], from: usize, to: usize| -> f64 {
        list.get(from.min(list.len())..to.min(list.len()))
            .unwrap_or_default()
            .iter()
            .sum()
    };
    let n = page.len();
    let all = sum(&mass, 0, n).max(1.0);
    let mut before = 0.0;
    (0..n)
        .map(|index| {
            let mut row = Vec::with_capacity(WIDTH);
            let own = first.get(index).map_or(&[][..], Vec::as_slice);
            row.extend_from_slice(own.get(..KEPT).unwrap_or(own));
            for offset in -NEAR..=NEAR {
                let p = index
                    .checked_add_signed(offset)
                    .and_then(|i| chances.get(i));
                row.push(p.map_or(-1.0, |p| small(*p)));
            }
            for reach in [3, 8, 20] {
                for (from, to) in [
                    (index.saturating_sub(reach), index),
                    (index + 1, index + 1 + reach),
                ] {
                    row.push(small(
                        sum(&mass, from, to) / sum(&weights, from, to).max(1.0),
                    ));
                }
            }
            row.extend([
                f32::from(u8::from(run.contains(&index))),
                signed(index, run.start),
                signed(index, run.end),
                number(run.len()),
                small(sum(&mass, run.start, run.end) / sum(&weights, run.start, run.end).max(1.0)),
                small(before / all),
                small(all),
                small(sum(&mass, run.start, run.end) / all),
            ]);
            before += mass.get(index).copied().unwrap_or(0.0);
            row
        })
        .collect()
}

/// How far a block stands behind another, at most 30 either way.
fn signed(index: usize, other: usize) -> f32 {
    let far = number(index.abs_diff(other).min(30));
    if index < other { -far } else { far }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "chances and sums of words need no more digits"
)]
fn small(value: f64) -> f32 {
    value as f32
}
