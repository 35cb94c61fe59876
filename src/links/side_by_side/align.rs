//! Which paragraph stands beside which.

use super::features::{Paragraph, likeness};

/// Paragraphs less alike, in thousandths, do not speak of the same.
const ALIKE: u64 = 150;

/// Beyond so many paragraphs of a text nothing is aligned.
const MOST: usize = 400;

/// The pairs of paragraphs that speak of the same, in the order of both texts, so chosen that the sum of their likeness
/// is greatest; of equal choices the earliest in the first text. `shared` is what two have word for word, in thousandths.
///
/// Needleman and Wunsch, A General Method Applicable to the Search for Similarities, 1970, with gaps for nothing.
pub(super) fn align(
    here: &[Paragraph],
    there: &[Paragraph],
    shared: impl Fn(usize, usize) -> u64,
) -> Vec<(usize, usize)> {
    let (rows, columns) = (here.len().min(MOST), there.len().min(MOST));
    let width = columns + 1;
    let mut gain = vec![0_u64; rows * columns];
    for (at, (gain, one)) in gain.chunks_mut(columns.max(1)).zip(here).enumerate() {
        for (nth, (gain, other)) in gain.iter_mut().zip(there).enumerate() {
            let alike = likeness(one, other).max(shared(at, nth));
            *gain = alike.saturating_sub(ALIKE);
        }
    }
    let gain = |row: usize, column: usize| gain.get(row * columns + column).copied().unwrap_or(0);
    // From each pair of places to the ends of both texts.
    let mut best = vec![0_u64; (rows + 1) * width];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let cell = |row: usize, column: usize| best.get(row * width + column).copied();
            let skipped = cell(row + 1, column)
                .max(cell(row, column + 1))
                .unwrap_or(0);
            let paired = match gain(row, column) {
                0 => 0,
                gain => gain + cell(row + 1, column + 1).unwrap_or(0),
            };
            if let Some(slot) = best.get_mut(row * width + column) {
                *slot = skipped.max(paired);
            }
        }
    }
    let cell = |row: usize, column: usize| best.get(row * width + column).copied().unwrap_or(0);
    let (mut row, mut column) = (0, 0);
    let mut pairs = Vec::new();
    while row < rows && column < columns && cell(row, column) > 0 {
        let gain = gain(row, column);
        if gain > 0 && cell(row, column) == gain + cell(row + 1, column + 1) {
            pairs.push((row, column));
            row += 1;
            column += 1;
        } else if cell(row, column) == cell(row, column + 1) {
            column += 1;
        } else {
            row += 1;
        }
    }
    pairs
}
