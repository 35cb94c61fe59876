//! What the models of title, authors and date look at: one row of numbers for each candidate.

use std::collections::HashSet;

use super::body_run::Run;
use super::features::number;
use super::model::lexicon::{Lexicon, OwnTokens};
use super::page::Page;
use super::places::Places;
use super::word_hash::{WordHash, WordMap};
use super::words::{folded_words, has_chars, is_all_caps, share};

/// What candidates are judged by: the page, and where its article is.
pub(crate) struct Scene<'s, 'p> {
    pub(crate) page: &'s Page<'p>,
    pub(crate) run: &'s Run,
    /// How likely each block is body.
    pub(crate) chances: &'s [f64],
    pub(crate) lexicon: &'s Lexicon,
    /// In training: the page's own tokens, which the lexicon was counted from too.
    pub(crate) own: Option<&'s OwnTokens>,
    pub(crate) places: Places<'s>,
}

/// The longest title, in words.
const TITLE: usize = 40;

/// How many blocks of the run may still be the title.
const INTO_RUN: usize = 4;

/// About how many features a title has: room for a row.
const WIDTH: usize = 48;

pub(crate) fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "shares need no more digits"
)]
pub(crate) fn small(value: f64) -> f32 {
    value as f32
}

/// How far a block stands behind another, at most 40 either way.
pub(crate) fn signed(index: usize, other: usize) -> f32 {
    let far = number(index.abs_diff(other).min(40));
    if index < other { -far } else { far }
}

impl Scene<'_, '_> {
    /// Blocks that may be the title, with their rows.
    pub(crate) fn titles(&self) -> Vec<(usize, Vec<f32>)> {
        let page = self.page;
        let body = self.body_words(usize::MAX);
        let lead = self.body_words(3);
        let end = (self.run.blocks.start + INTO_RUN).min(page.len());
        // The first block of each text, and how many there are.
        let mut equal: WordMap<&str, (usize, usize)> = WordMap::default();
        let mut words = vec![0];
        for (index, block, marks) in page.iter() {
            equal.entry(block.folded.as_str()).or_insert((index, 0)).1 += 1;
            words.push(words.last().copied().unwrap_or(0) + marks.words);
        }
        let words_before = |index: usize| words.get(index).copied().unwrap_or(0);
        let mut found = Vec::new();
        for (index, block, marks) in page.iter().take(end) {
            if !(1..=TITLE).contains(&marks.words)
                || (block.text.len() > 250 && block.text.chars().count() > 250)
            {
                continue;
            }
            let (mut long, mut in_body, mut in_lead) = (0, 0, 0);
            for word in folded_words(&block.folded).filter(|word| has_chars(word, 4)) {
                long += 1;
                in_body += usize::from(body.contains(word));
                in_lead += usize::from(lead.contains(word));
            }
            let (first, count) = equal
                .get(block.folded.as_str())
                .copied()
                .unwrap_or((index, 1));
            let mut row = Vec::with_capacity(WIDTH);
            row.extend([
                small(share(in_body, long)),
                number(in_body),
                small(share(in_lead, long)),
                number(count),
                number(self.held_elsewhere(index)),
                signed(index, self.run.blocks.start),
                number(index.min(60)),
                flag(first < index),
                flag(block.text.contains(['|', '»', '›', '·'])),
                number(
                    words_before(self.run.blocks.start)
                        .saturating_sub(words_before(index + 1))
                        .min(200),
                ),
            ]);
            self.add_shape(index, &mut row);
            found.push((index, row));
        }
        // How a candidate's echo compares to the best one's.
        let best = found
            .iter()
            .map(|(_, row)| row.get(1).copied().unwrap_or(0.0))
            .fold(0.0, f32::max);
        for (_, row) in &mut found {
            let echo = row.get(1).copied().unwrap_or(0.0);
            row.push(best - echo);
        }
        found
    }

    /// What every candidate shows: its block's shape and its neighbours'.
    pub(crate) fn add_shape(&self, index: usize, row: &mut Vec<f32>) {
        let Some((block, marks)) = self.page.get(index) else {
            return;
        };
        row.extend([
            number(marks.words),
            number(block.text.chars().count()),
            small(marks.capitalised),
            flag(marks.ends_sentence),
            flag(block.text.ends_with('.')),
            flag(block.text.ends_with([':', '…', ','])),
            flag(is_all_caps(&block.text)),
            flag(marks.furniture.is_some()),
            flag(marks.credit),
            number(block.gap.min(4)),
            number(block.gap_after.min(4)),
            self.mean_odds(&block.folded),
            self.chance(index, 0),
            self.chance(index, -1),
            self.chance(index, 1),
            self.chance(index, 2),
        ]);
        for offset in [-2, -1, 0, 1, 2, 3] {
            let near = index
                .checked_add_signed(offset)
                .and_then(|i| self.page.get(i));
            row.push(near.map_or(-1.0, |(_, m)| flag(!m.dates.is_empty() && m.words <= 16)));
            row.push(near.map_or(-1.0, |(_, m)| {
                m.byline
                    .as_ref()
                    .map_or(0.0, |b| if b.labelled { 2.0 } else { 1.0 })
            }));
            if offset != 0 {
                row.push(near.map_or(-1.0, |(_, m)| number(m.words.min(60))));
            }
        }
    }

    fn chance(&self, index: usize, offset: isize) -> f32 {
        index
            .checked_add_signed(offset)
            .and_then(|i| self.chances.get(i))
            .map_or(-1.0, |p| small(*p))
    }

    pub(crate) fn mean_odds(&self, folded: &str) -> f32 {
        self.lexicon.summary(folded, self.own).mean()
    }

    /// The words of the run's first blocks of prose, four letters or longer.
    fn body_words(&self, blocks: usize) -> HashSet<&str, WordHash> {
        self.page
            .iter()
            .skip(self.run.blocks.start)
            .take(self.run.blocks.len())
            .filter(|(_, _, marks)| marks.is_prose())
            .take(blocks)
            .flat_map(|(_, block, _)| folded_words(&block.folded))
            .filter(|word| has_chars(word, 4))
            .collect()
    }

    /// How many other lines hold this one with more around it: `3 thoughts on “Title”`, `Title – Site`.
    fn held_elsewhere(&self, index: usize) -> usize {
        let Some(block) = self.page.blocks.get(index).filter(|b| b.folded.len() >= 8) else {
            return 0;
        };
        self.places
            .holding(&block.folded)
            .filter(|(_, other)| (block.folded.len() + 1..=300).contains(&other.folded.len()))
            .count()
            .min(9)
    }
}
