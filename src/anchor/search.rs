//! Approximate search by bit-parallel dynamic programming.
//!
//! A column of the edit-distance matrix is held as bits, 64 rows to a machine word: G. Myers, "A fast bit-vector
//! algorithm for approximate string matching based on dynamic programming", J. ACM 46 (1999); the block form and the
//! carries between blocks after H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit
//! distances", Nordic J. of Computing 10 (2003).

/// Where in a text an occurrence of the pattern may begin.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begin {
    /// Anywhere, at no cost: a search.
    Anywhere,
    /// At the text's first byte: a comparison with each of its prefixes.
    AtFirst,
}

/// The edit distance (in bytes) of `pattern` to the best stretch of `text` that ends before each offset, the first of
/// them 0: `text.len() + 1` numbers. Takes `text.len() × ⌈pattern.len() / 64⌉` steps.
pub(crate) fn distances(
    pattern: impl DoubleEndedIterator<Item = u8> + ExactSizeIterator,
    text: impl Iterator<Item = u8>,
    begin: Begin,
) -> Vec<usize> {
    let length = pattern.len();
    let mut blocks = Block::of(pattern);
    let mut distance = length;
    let mut row = Vec::with_capacity(text.size_hint().0 + 1);
    row.push(distance);
    for byte in text {
        let mut carry = isize::from(begin == Begin::AtFirst);
        for block in &mut blocks {
            carry = block.step(byte, carry);
        }
        distance = distance.saturating_add_signed(carry);
        row.push(distance);
    }
    row
}

/// 64 rows of a column.
struct Block {
    /// For each byte value the rows whose pattern byte it is.
    equal: Box<[u64; 256]>,
    /// Rows one more, and one less, than the row above them.
    plus: u64,
    minus: u64,
    /// The lowest row of the block that the pattern reaches.
    last: u64,
}

impl Block {
    fn of(pattern: impl Iterator<Item = u8>) -> Vec<Self> {
        let mut blocks: Vec<Self> = Vec::new();
        for (at, byte) in pattern.enumerate() {
            let bit = 1_u64 << (at % 64);
            if at % 64 == 0 {
                blocks.push(Self {
                    equal: Box::new([0; 256]),
                    plus: u64::MAX,
                    minus: 0,
                    last: 0,
                });
            }
            if let Some(block) = blocks.last_mut() {
                block.equal[usize::from(byte)] |= bit;
                block.last = bit;
            }
        }
        blocks
    }

    /// One byte of text further. `carry` is how the row above the block differs from its value a byte before (−1, 0 or
    /// 1); the answer is the same of the block's lowest row.
    fn step(&mut self, byte: u8, carry: isize) -> isize {
        let equal = self.equal[usize::from(byte)];
        let vertical = equal | self.minus;
        let equal = equal | u64::from(carry < 0);
        let diagonal = ((equal & self.plus).wrapping_add(self.plus) ^ self.plus) | equal;
        let rises = self.minus | !(diagonal | self.plus);
        let falls = self.plus & diagonal;
        let below = isize::from(rises & self.last != 0) - isize::from(falls & self.last != 0);
        let rises = (rises << 1) | u64::from(carry > 0);
        let falls = (falls << 1) | u64::from(carry < 0);
        self.plus = falls | !(vertical | rises);
        self.minus = rises & vertical;
        below
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by the textbook's matrix.
    fn by_matrix(pattern: &[u8], text: &[u8], begin: Begin) -> Vec<usize> {
        let mut column: Vec<usize> = (0..=pattern.len()).collect();
        let mut row = vec![pattern.len()];
        for (at, byte) in text.iter().enumerate() {
            let mut above = column[0];
            column[0] = if begin == Begin::Anywhere { 0 } else { at + 1 };
            for i in 1..column.len() {
                let substituted = above + usize::from(pattern[i - 1] != *byte);
                above = column[i];
                column[i] = substituted.min(above + 1).min(column[i - 1] + 1);
            }
            row.push(column[pattern.len()]);
        }
        row
    }

    proptest! {
        #[test]
        fn bits_and_matrix_agree(pattern in "[abc]{0,200}", text in "[abc]{0,150}") {
            for begin in [Begin::Anywhere, Begin::AtFirst] {
                prop_assert_eq!(
                    distances(pattern.bytes(), text.bytes(), begin),
                    by_matrix(pattern.as_bytes(), text.as_bytes(), begin)
                );
            }
        }
    }
}
