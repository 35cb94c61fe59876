//! What the model of authors looks at: one row of numbers for each [`Candidate`].

use std::collections::{BTreeMap, HashSet};

use super::author_lines::Lines;
use super::authors::{Candidate, Landmarks, Source, candidates};
use super::byline::NOT_NAMES;
use super::candidates::{Scene, flag, signed, small};
use super::features::number;
use super::furniture::contains_words;
use super::name_words::{FIRST_NAMES, GROUPS};
use super::word_hash::{WordHash, WordMap};
use super::words::{fold, folded_words, is_all_caps, share, words};

/// About how many features there are: room for a row.
const WIDTH: usize = 130;

/// What all places that name the same people have in common.
#[derive(Default)]
struct Shared {
    by_source: [usize; Source::ALL.len()],
    nearest_title: Option<usize>,
    nearest_date: Option<usize>,
    first: usize,
    /// What some place says of its bearer: see [`Scene::said`].
    said: [bool; 5],
}

impl Scene<'_, '_> {
    /// Names that may be the authors', with their rows.
    pub(crate) fn authors(
        &self,
        title: Option<usize>,
        date: Option<usize>,
    ) -> Vec<(Candidate, Vec<f32>)> {
        let landmarks = Landmarks {
            title,
            date,
            body_end: self.run.blocks.end,
            comments_from: self.run.comments_from,
        };
        let all = candidates(self.page, landmarks);
        let keys: Vec<String> = all
            .iter()
            .map(|c| fold(c.names.first().map_or("", String::as_str)))
            .collect();
        let sets: Vec<String> = all.iter().map(|c| fold(&c.names.join(" "))).collect();
        let small_words = small_words(self, &keys);
        let lines = Lines::new(&self.page.blocks);
        let mut shared: WordMap<&str, Shared> = WordMap::default();
        let mut said = Vec::with_capacity(all.len());
        for (candidate, key) in all.iter().zip(&keys) {
            let entry = shared.entry(key.as_str()).or_insert_with(|| Shared {
                first: candidate.block,
                ..Shared::default()
            });
            entry.by_source[place(candidate.source)] += 1;
            let own = self.said(candidate, key, &lines);
            for (some, this) in entry.said.iter_mut().zip(own) {
                *some |= this;
            }
            said.push(own);
            let nearest = |slot: &mut Option<usize>, to: Option<usize>| {
                if let Some(to) = to {
                    let far = candidate.block.abs_diff(to);
                    *slot = Some(slot.map_or(far, |near| near.min(far)));
                }
            };
            nearest(&mut entry.nearest_title, title);
            nearest(&mut entry.nearest_date, date);
        }
        let prose = self.prose_before();
        let mut before = [0_usize; Source::ALL.len()];
        let behind_title = |candidate: &Candidate| title.is_some_and(|t| candidate.block > t);
        let mut rank = 0_usize;
        let mut in_block: BTreeMap<usize, usize> = BTreeMap::new();
        for candidate in &all {
            *in_block.entry(candidate.block).or_default() += 1;
        }
        let people = shared.len();
        let mut found = Vec::with_capacity(all.len());
        for (((candidate, key), set), own) in all.into_iter().zip(&keys).zip(&sets).zip(said) {
            let [_, writes, announced, _, signs_off] = own;
            let mut row = Vec::with_capacity(WIDTH);
            self.add_place(&candidate, (key, set), &lines, (title, date), &mut row);
            row.extend(before.iter().map(|count| number((*count).min(9))));
            row.extend(words_of(self, &small_words, key, set));
            let common = shared.get(key.as_str());
            row.extend(
                Source::ALL
                    .iter()
                    .map(|source| number(common.map_or(0, |c| c.by_source[place(*source)]).min(6))),
            );
            let far = |value: Option<usize>| value.map_or(60.0, |far| number(far.min(60)));
            row.extend([
                far(common.and_then(|c| c.nearest_title)),
                far(common.and_then(|c| c.nearest_date)),
                common.map_or(0.0, |c| signed(c.first, self.run.blocks.start)),
                number(people.min(60)),
                if behind_title(&candidate) {
                    number(rank.min(30))
                } else {
                    -1.0
                },
                number(in_block.get(&candidate.block).copied().unwrap_or(0)),
                self.mean_odds(key),
            ]);
            row.extend(self.around(&candidate, key, title, announced, &prose));
            row.extend(common.map_or([0.0; 5], |c| c.said.map(flag)));
            row.push(flag(writes));
            row.push(flag(signs_off));
            row.extend(self.signs(&candidate));
            self.add_shape(candidate.block, &mut row);
            before[place(candidate.source)] += 1;
            rank += usize::from(behind_title(&candidate));
            found.push((candidate, row));
        }
        found
    }

    /// How many blocks of prose stand before each block, and before the end.
    fn prose_before(&self) -> Vec<usize> {
        let mut count = 0;
        let mut before = vec![0];
        for marks in &self.page.marks {
            count += usize::from(marks.words >= 8 && marks.is_prose());
            before.push(count);
        }
        before
    }

    /// What stands between the names and the article, and what else speaks of the first of them.
    fn around(
        &self,
        candidate: &Candidate,
        key: &str,
        title: Option<usize>,
        announced: bool,
        prose: &[usize],
    ) -> [f32; 11] {
        let page = self.page;
        let index = candidate.block;
        let at = |index: usize| prose.get(index).copied().unwrap_or(0);
        let between = |from: usize, to: usize| {
            let (low, high) = (from.min(to), from.max(to));
            let count = number(at(high).saturating_sub(at(low)).min(20));
            if from <= to { count } else { -count }
        };
        let last = key.rsplit(' ').next().unwrap_or_default();
        let long = last.chars().count() >= 4;
        let mut named = [0_usize; 4];
        for (place, block) in self.places.holding(last).filter(|_| long) {
            let in_run = self.run.blocks.contains(&place);
            let opens = block
                .folded
                .strip_prefix(key)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
            let prose = at(place + 1) > at(place);
            named[0] += usize::from(in_run && prose);
            named[1] += usize::from(block.text.contains('@'));
            named[2] += usize::from(place >= self.run.comments_from && opens);
            named[3] += usize::from(block.folded == key);
        }
        let listed = (index.saturating_sub(4)..index + 5)
            .filter(|near| *near != index)
            .filter_map(|near| page.get(near))
            .filter(|(_, marks)| marks.byline.is_some())
            .count();
        [
            number(candidate.cut.min(9)),
            title.map_or(-30.0, |title| between(title + 1, index)),
            between(self.run.blocks.start, index),
            between(index, self.run.blocks.end),
            number(named[0].min(9)),
            number(named[1].min(5)),
            number(named[2].min(5)),
            number(named[3].min(9)),
            flag(announced),
            number(listed),
            flag(page.blocks.get(index).is_some_and(|b| b.folded == key)),
        ]
    }

    /// Adds how and where the names stand: the first of them and all, folded, in the first pair; title and date in the
    /// second.
    fn add_place(
        &self,
        candidate: &Candidate,
        (key, set): (&str, &str),
        lines: &Lines<'_>,
        (title, date): (Option<usize>, Option<usize>),
        row: &mut Vec<f32>,
    ) {
        let page = self.page;
        let index = candidate.block;
        let first = candidate.names.first().map_or("", String::as_str);
        let [above, own, below] = [-1, 0, 1].map(|offset| lines.near(index, offset));
        let in_title = title
            .and_then(|t| page.blocks.get(t))
            .is_some_and(|b| contains_words(&b.folded, key));
        row.extend(
            Source::ALL
                .iter()
                .map(|source| flag(*source == candidate.source)),
        );
        row.extend([
            number(candidate.names.len()),
            number(first.split(' ').count()),
            number(first.chars().count()),
            number(candidate.before),
            number(candidate.after.min(60)),
            number(candidate.last - candidate.block.min(candidate.last)),
            title.map_or(-50.0, |title| signed(index, title)),
            date.map_or(-50.0, |date| signed(index, date)),
            signed(index, self.run.blocks.start),
            signed(index, self.run.blocks.end),
            flag(index >= self.run.comments_from),
            number(index.min(99)),
            number((page.len() - index.min(page.len())).min(99)),
            flag(candidate.names.iter().all(|name| is_all_caps(name))),
            flag(in_title),
            flag(own.role),
            flag(below.role),
            flag(above.role),
            flag(above.about),
            flag(own.privacy),
            // A group signs: `News Staff`.
            flag(folded_words(set).any(|word| GROUPS.contains(word))),
            flag(own.helped.is_some_and(|place| place <= candidate.before)),
            flag(above.helped.is_some()),
            flag(own.agency),
            flag(own.label),
            flag(
                page.get(index)
                    .is_some_and(|(b, _)| b.text.contains(['/', '@'])),
            ),
            flag(above.by),
        ]);
    }
}

fn place(source: Source) -> usize {
    source as usize
}

/// Words of names that also stand on the page without a capital.
fn small_words(scene: &Scene<'_, '_>, keys: &[String]) -> HashSet<String, WordHash> {
    let wanted: HashSet<&str, WordHash> = keys.iter().flat_map(|key| key.split(' ')).collect();
    let small = |word: &&str| {
        word.starts_with(char::is_lowercase)
            && scene
                .places
                .holding(word)
                .any(|(_, block)| block.text.contains(word) && stands_in(&block.text, word))
    };
    wanted
        .into_iter()
        .filter(small)
        .map(str::to_owned)
        .collect()
}

/// Whether a word stands in a text as it is written.
fn stands_in(text: &str, word: &str) -> bool {
    words(text).any(|other| other == word)
}

/// What the words of the names say: `key` is the first name, `set` all of them, folded.
fn words_of(
    scene: &Scene<'_, '_>,
    small_words: &HashSet<String, WordHash>,
    key: &str,
    set: &str,
) -> [f32; 6] {
    let parts: Vec<&str> = key.split(' ').collect();
    let small_parts = parts.iter().filter(|p| small_words.contains(**p)).count();
    let not_names = set.split(' ').filter(|p| NOT_NAMES.contains(*p)).count();
    let first = parts.first().copied().unwrap_or_default();
    let (mut all, mut body) = (0, 0);
    for (index, _) in scene.places.holding(key) {
        all += 1;
        body += usize::from(scene.run.blocks.contains(&index));
    }
    [
        number(all.min(12)),
        number(body.min(12)),
        small(share(small_parts, parts.len())),
        number(not_names),
        flag(FIRST_NAMES.contains(first)),
        flag(key.chars().any(|c| c.is_ascii_digit())),
    ]
}
