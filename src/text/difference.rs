//! What became of a text, word by word or piece by piece.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;

use imara_diff::{Algorithm, Diff, Token};
use serde::Serialize;

/// What became of a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Same,
    Out,
    In,
}

/// A stretch of two texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    pub kind: Kind,
    pub text: String,
}

/// The stretches that differ in two lists, in order: items before, items after.
pub fn hunks<T: Hash + Eq>(before: &[T], after: &[T]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut ids: HashMap<&T, Token> = HashMap::new();
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for (items, tokens) in [(before, &mut old), (after, &mut new)] {
        for item in items {
            let fresh = Token(u32::try_from(ids.len()).unwrap_or(u32::MAX));
            tokens.push(*ids.entry(item).or_insert(fresh));
        }
    }
    let count = u32::try_from(ids.len()).unwrap_or(u32::MAX);
    let mut diff = Diff::default();
    diff.compute_with(Algorithm::Histogram, &old, &new, count);
    let range = |range: Range<u32>| range.start as usize..range.end as usize;
    diff.hunks()
        .map(|hunk| (range(hunk.before), range(hunk.after)))
        .collect()
}

/// Words, white space and signs; joined they are the text.
fn tokens(text: &str) -> Vec<&str> {
    let class = |c: char| {
        if c.is_whitespace() {
            0
        } else if c.is_alphanumeric() {
            1
        } else {
            2
        }
    };
    let mut all = Vec::new();
    let (mut start, mut last) = (0, None);
    for (at, c) in text.char_indices() {
        let now = class(c);
        if last.is_some_and(|last| last != now || now == 2) {
            all.extend(text.get(start..at));
            start = at;
        }
        last = Some(now);
    }
    all.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    all
}

/// The words of `before` and of `after`, in the order in which a person reads what was changed; what stayed or went
/// gives the one, what stayed or came the other. A space between two changed words is taken along.
pub fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let (old, new) = (tokens(before), tokens(after));
    let mut hunks = hunks(&old, &new);
    hunks.dedup_by(|next, last| {
        let between = old.get(last.0.end..next.0.start).unwrap_or_default();
        let is_blank = between.iter().all(|word| word.trim().is_empty());
        if is_blank {
            (last.0.end, last.1.end) = (next.0.end, next.1.end);
        }
        is_blank
    });
    let mut pieces: Vec<Piece> = Vec::new();
    let mut add = |kind, words: Option<&[&str]>| {
        let text = words.unwrap_or_default().concat();
        if !text.is_empty() {
            pieces.push(Piece { kind, text });
        }
    };
    let mut at = 0;
    for (out, into) in hunks {
        add(Kind::Same, old.get(at..out.start));
        add(Kind::Out, old.get(out.clone()));
        add(Kind::In, new.get(into));
        at = out.end;
    }
    add(Kind::Same, old.get(at..));
    pieces
}

/// How much of two texts is the same, from 0 to 1, by the letters of their words.
pub fn likeness(pieces: &[Piece]) -> f64 {
    let letters = |piece: &Piece| piece.text.chars().filter(|c| c.is_alphanumeric()).count();
    let same = pieces.iter().filter(|piece| piece.kind == Kind::Same);
    let (same, all): (usize, usize) = (same.map(letters).sum(), pieces.iter().map(letters).sum());
    if all == 0 {
        return 1.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "a share of a text's letters")]
    let share = same as f64 / all as f64;
    share
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(pieces: &[Piece], kind: Kind) -> String {
        let side = pieces
            .iter()
            .filter(|it| it.kind == Kind::Same || it.kind == kind);
        side.map(|piece| piece.text.as_str()).collect()
    }

    #[test]
    fn words_that_changed_beside_one_another_are_read_as_one() {
        let told = pieces("Nine grey planes were lost.", "Ten white planes were lost.");
        let words: Vec<&str> = told.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(words, ["Nine grey", "Ten white", " planes were lost."]);
        assert!(likeness(&told) > 0.4 && likeness(&pieces("a b", "c d")) == 0.0);
    }

    proptest! {
        #[test]
        fn the_pieces_are_both_texts(before in "[ab c,.\n]{0,30}|\\PC{0,12}", after in "[ab c,.\n]{0,30}|\\PC{0,12}") {
            let told = pieces(&before, &after);
            prop_assert_eq!(read(&told, Kind::Out), before);
            prop_assert_eq!(read(&told, Kind::In), after);
        }
    }
}
