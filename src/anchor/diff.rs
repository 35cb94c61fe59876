//! The word diff of an old text and the current one, and where it leads a passage.

use std::collections::HashMap;
use std::ops::Range;

use imara_diff::{Algorithm, Diff as Hunks, Token};

use super::words::Word;

/// Words on either side that say whether a passage still stands where it stood.
const AROUND: usize = 8;
/// A run of this many words proves nothing far from the others.
const STRAY: usize = 2;
/// Words up to which any two texts are compared.
const SHORT: usize = 4096;
/// More occurrences than this make a word useless for the histogram diff.
const RARE: usize = 63;

/// Which word became which.
pub(crate) struct Diff {
    /// For each old word the current one it is the same as.
    forward: Vec<Option<usize>>,
    /// Whether a current word is the same as an old one.
    kept: Vec<bool>,
    /// Stretches that were replaced: old words, current words. In order.
    hunks: Vec<(Range<usize>, Range<usize>)>,
}

/// Old words that are current words, in a row.
struct Run {
    old: Range<usize>,
    new: Range<usize>,
}

/// What became of some old words.
#[derive(Debug, Default, Clone)]
pub(crate) struct Fate {
    /// The current words they lead to; empty when nothing is left.
    pub(crate) words: Range<usize>,
    /// The share of them that is still there, together.
    pub(crate) survived: f64,
    /// The share of them in the longest run without a change.
    pub(crate) together: f64,
    /// The share of the neighbours before and after that still stand beside the place.
    pub(crate) before: f64,
    pub(crate) after: f64,
}

impl Diff {
    /// A histogram diff: a patience diff by the rarest words. It takes quadratic time where hardly a word is rare; such a text is
    /// no prose, and counts as replaced from its first change to its last.
    pub(crate) fn new(old: &[Word], new: &[Word]) -> Self {
        let same = |(a, b): &(&Word, &Word)| a.key == b.key;
        let head = old.iter().zip(new).take_while(same).count();
        let tail = old[head..].iter().rev().zip(new[head..].iter().rev());
        let tail = tail.take_while(same).count();

        let mut ids = HashMap::new();
        let mut tokens = |words: &[Word]| -> Vec<Token> {
            let known = |word: &Word| {
                let fresh = u32::try_from(ids.len()).unwrap_or(u32::MAX);
                Token(*ids.entry(word.key).or_insert(fresh))
            };
            words.iter().map(known).collect()
        };
        let before = tokens(&old[head..old.len() - tail]);
        let after = tokens(&new[head..new.len() - tail]);
        let count = u32::try_from(ids.len()).unwrap_or(u32::MAX);
        let mut diff = Self {
            forward: Vec::with_capacity(old.len()),
            kept: Vec::with_capacity(new.len()),
            hunks: Vec::new(),
        };
        let length = before.len() + after.len();
        if length > SHORT && rare_words(&before, &after, ids.len()) * 100 < length {
            diff.keep_until(head);
            diff.replace(head..old.len() - tail, head..new.len() - tail);
            diff.keep_until(old.len());
            return diff;
        }
        let mut found = Hunks::default();
        found.compute_with(Algorithm::Histogram, &before, &after, count);
        for hunk in found.hunks() {
            let shift = |range: Range<u32>| range.start as usize + head..range.end as usize + head;
            diff.keep_until(shift(hunk.before.clone()).start);
            diff.replace(shift(hunk.before), shift(hunk.after));
        }
        diff.keep_until(old.len());
        diff
    }

    fn keep_until(&mut self, old: usize) {
        while self.forward.len() < old {
            self.forward.push(Some(self.kept.len()));
            self.kept.push(true);
        }
    }

    fn replace(&mut self, old: Range<usize>, new: Range<usize>) {
        self.forward.resize(old.end, None);
        self.kept.resize(new.end, false);
        self.hunks.push((old, new));
    }

    /// Whether no old word became this current one.
    pub(crate) fn is_new(&self, current: usize) -> bool {
        !self.kept.get(current).copied().unwrap_or(true)
    }

    /// Of some current words, the share that no old word became.
    pub(crate) fn novelty(&self, current: Range<usize>) -> f64 {
        let kept = self.kept.get(current).unwrap_or_default();
        share(kept.iter().filter(|kept| !**kept).count(), kept.len())
    }

    /// What became of a range of old words.
    pub(crate) fn fate(&self, old: Range<usize>) -> Fate {
        let kept = self.kept_together(old.clone());
        let (Some(first), Some(last)) = (kept.first(), kept.last()) else {
            return self.place_of_the_gone(&old);
        };
        let start = self.replaced_before(old.start, first).min(first.new.start);
        let end = self.replaced_after(old.end, last).max(last.new.end);
        let (before, after) = self.around(&old, start, end);
        let survivors = kept.iter().map(|run| run.old.len()).sum();
        let longest = kept.iter().map(|run| run.old.len()).max().unwrap_or(0);
        Fate {
            words: start..end,
            survived: share(survivors, old.len()),
            together: share(longest, old.len()),
            before,
            after,
        }
    }

    /// The surviving runs of some old words, without those that stand far off and are nothing but a word or two: words
    /// that many passages have.
    fn kept_together(&self, old: Range<usize>) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for word in old.clone() {
            let Some(image) = self.forward.get(word).copied().flatten() else {
                continue;
            };
            match runs.last_mut() {
                Some(run) if run.old.end == word && run.new.end == image => {
                    run.old.end += 1;
                    run.new.end += 1;
                }
                _ => runs.push(Run {
                    old: word..word + 1,
                    new: image..image + 1,
                }),
            }
        }
        let slack = 10 + old.len() / 4;
        let far = |a: &Run, b: &Run| b.new.start - a.new.end > b.old.start - a.old.end + slack;
        while let [first, second, ..] = runs.as_slice()
            && far(first, second)
            && first.old.len() <= STRAY
            && runs
                .iter()
                .skip(1)
                .any(|run| run.old.len() >= first.old.len())
        {
            runs.remove(0);
        }
        while let [.., second, last] = runs.as_slice()
            && far(second, last)
            && last.old.len() <= STRAY
            && runs
                .iter()
                .rev()
                .skip(1)
                .any(|run| run.old.len() >= last.old.len())
        {
            runs.pop();
        }
        runs
    }

    /// The current word in the place of the old word `start`, which was replaced in one stretch with all that follows up
    /// to a surviving run.
    fn replaced_before(&self, start: usize, run: &Run) -> usize {
        let Some(new) = self.replacement(start) else {
            return run.new.start;
        };
        if new.end != run.new.start {
            return run.new.start;
        }
        run.new
            .start
            .saturating_sub(run.old.start - start)
            .max(new.start)
    }

    /// The same for the last words before the old word `end`: the end of what replaced them.
    fn replaced_after(&self, end: usize, run: &Run) -> usize {
        let Some(new) = self.replacement(end - 1) else {
            return run.new.end;
        };
        if new.start != run.new.end {
            return run.new.end;
        }
        (run.new.end + (end - run.old.end)).min(new.end)
    }

    /// What the stretch around a lost old word was replaced by.
    fn replacement(&self, word: usize) -> Option<Range<usize>> {
        let at = self.hunks.partition_point(|(old, _)| old.end <= word);
        let (_, new) = self.hunks.get(at).filter(|(old, _)| old.contains(&word))?;
        Some(new.clone())
    }

    /// Nothing survived: the words that stand in the place, between the nearest neighbours.
    fn place_of_the_gone(&self, old: &Range<usize>) -> Fate {
        let image = |word: &usize| self.forward.get(*word).copied().flatten();
        let reach = old.start.saturating_sub(AROUND)..old.start;
        let start = reach.rev().find_map(|word| image(&word)).map(|at| at + 1);
        let reach = old.end..(old.end + AROUND).min(self.forward.len());
        let end = reach.into_iter().find_map(|word| image(&word));
        let (Some(start), Some(end)) = (start.or(end), end.or(start)) else {
            return Fate::default();
        };
        let (before, after) = self.around(old, start, end);
        Fate {
            words: start..end,
            survived: 0.0,
            together: 0.0,
            before,
            after,
        }
    }

    /// The shares of the neighbours of `old` that stand near `start` and `end`.
    fn around(&self, old: &Range<usize>, start: usize, end: usize) -> (f64, f64) {
        let near = |words: Range<usize>, place: Range<usize>| {
            let all = words.len();
            let images = words.filter_map(|word| self.forward.get(word).copied().flatten());
            share(images.filter(|image| place.contains(image)).count(), all)
        };
        let before = old.start.saturating_sub(AROUND)..old.start;
        let after = old.end..(old.end + AROUND).min(self.forward.len());
        (
            near(before, start.saturating_sub(2 * AROUND)..start),
            near(after, end..end + 2 * AROUND),
        )
    }
}

/// How many words of two texts are such that the diff can start from them; `count` is that of different ones.
fn rare_words(before: &[Token], after: &[Token], count: usize) -> usize {
    let mut occurrences = vec![0; count];
    for token in before.iter().chain(after) {
        if let Some(number) = occurrences.get_mut(token.0 as usize) {
            *number += 1;
        }
    }
    occurrences
        .into_iter()
        .filter(|number| *number <= RARE)
        .sum()
}

/// `part` of `whole`; of nothing, all.
#[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}
