//! What the body model looks at: each block's shape and words, its neighbours', its place on the page.

use super::blocks::Block;
use super::model::lexicon::{Lexicon, OwnTokens};
use super::page::Page;
use super::reading::Reason;
use super::word_hash::WordMap;
use super::words::{folded_words, has_chars, is_capitalised, words};

/// One row of numbers for each block.
pub(crate) type Rows = Vec<Vec<f32>>;

/// How far away neighbours are looked at one by one.
const NEIGHBOURS: isize = 3;

/// A number of a page as a feature: far below what a float of 24 bits holds.
#[expect(
    clippy::cast_precision_loss,
    reason = "counts within one page, far below 2^24"
)]
pub(crate) fn number(count: usize) -> f32 {
    count as f32
}

pub(crate) fn part(count: usize, of: usize) -> f32 {
    if of == 0 {
        0.0
    } else {
        number(count) / number(of)
    }
}

pub(crate) fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}

/// The features of every block. `own`: the page's own tokens, when the lexicon was counted from it too.
pub(crate) fn features(page: &Page<'_>, lexicon: &Lexicon, own: Option<&OwnTokens>) -> Rows {
    let shapes: Rows = (0..page.len())
        .map(|index| shape(page, lexicon, own, index))
        .collect();
    let context = Context::new(page);
    (0..page.len())
        .map(|index| {
            let mut row = Vec::with_capacity(WIDTH);
            row.extend_from_slice(shapes.get(index).map_or(&[][..], Vec::as_slice));
            context.add(page, index, &mut row);
            for offset in (-NEIGHBOURS..=NEIGHBOURS).filter(|offset| *offset != 0) {
                let neighbour = index.checked_add_signed(offset).and_then(|i| shapes.get(i));
                row.extend_from_slice(neighbour.and_then(|n| n.get(SHARED)).unwrap_or(ABSENT));
            }
            row
        })
        .collect()
}

/// The places in a shape that neighbours show too.
const SHARED: std::ops::Range<usize> = 0..11;

/// What a neighbour shows that is not there.
const ABSENT: &[f32] = &[-9.0; SHARED.end];

/// About how many features there are: room for a row.
const WIDTH: usize = 130;

/// The features that a block has by itself.
fn shape(page: &Page<'_>, lexicon: &Lexicon, own: Option<&OwnTokens>, index: usize) -> Vec<f32> {
    let Some((block, marks)) = page.get(index) else {
        return Vec::new();
    };
    let text = block.text.as_str();
    let Signs {
        chars,
        sentences,
        commas,
        digits,
        others,
    } = Signs::of(text);
    let odds = lexicon.summary(&block.folded, own);
    let first = words(text).next().unwrap_or_default();
    let last = text.chars().last().unwrap_or(' ');
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a share needs no more digits"
    )]
    let capitalised = marks.capitalised as f32;
    vec![
        // Shared with neighbours.
        number(marks.words),
        flag(marks.ends_sentence),
        capitalised,
        odds.mean(),
        odds.least,
        flag(marks.furniture.is_some()),
        flag(marks.is_prose()),
        number(block.gap.min(4)),
        flag(marks.is_byline_or_date()),
        flag(marks.comment_marker),
        part(marks.small_words, marks.words),
        // Its own.
        odds.most,
        odds.sum.clamp(-60.0, 60.0),
        number(chars),
        part(chars, marks.words),
        number(sentences),
        number(commas),
        part(commas, marks.words),
        part(digits, chars),
        part(others, chars),
        part(marks.caps_words, marks.words),
        flag(is_capitalised(first)),
        flag(first.chars().next().is_some_and(char::is_lowercase)),
        flag(last == ':'),
        flag(last == '?'),
        flag(matches!(last, '…' | ',' | ';')),
        flag(matches!(last, '"' | '”' | '“' | '»' | '’')),
        flag(text.starts_with(['"', '“', '„', '«', '‘', '–', '—'])),
        flag(text.contains(['|', '»', '›', '•', '·', '©', '→'])),
        flag(text.contains('@') || text.contains("http") || text.contains("www.")),
        flag(text.contains(['(', '['])),
        flag(marks.credit),
        flag(marks.disclaimer),
        number(marks.dates.len().min(3)),
        flag(marks.byline.is_some()),
        flag(marks.byline.as_ref().is_some_and(|b| b.labelled)),
        marks.furniture.map_or(0.0, reason_number),
        number(block.gap_after.min(4)),
    ]
}

/// The words of a block that speak of its matter.
fn long_words(block: &Block) -> impl Iterator<Item = &str> {
    folded_words(&block.folded).filter(|word| has_chars(word, 5))
}

/// How many characters of each sort a text has.
#[derive(Default)]
struct Signs {
    chars: usize,
    sentences: usize,
    commas: usize,
    digits: usize,
    /// Neither letters, digits nor white space.
    others: usize,
}

impl Signs {
    fn of(text: &str) -> Self {
        let mut signs = Self::default();
        for c in text.chars() {
            signs.chars += 1;
            match c {
                'a'..='z' | 'A'..='Z' | ' ' => continue,
                '0'..='9' => signs.digits += 1,
                '.' | '!' | '?' | '…' => signs.sentences += 1,
                ',' => signs.commas += 1,
                _ => {}
            }
            signs.others += usize::from(!c.is_alphanumeric() && !c.is_whitespace());
        }
        signs
    }
}

fn reason_number(reason: Reason) -> f32 {
    match reason {
        Reason::CommentWidget => 1.0,
        Reason::Widget => 2.0,
        Reason::Advertisement => 3.0,
        Reason::Navigation => 4.0,
        Reason::Appeal => 5.0,
        _ => 6.0,
    }
}

/// Sums over the page that make a block's place cheap to describe.
struct Context<'p> {
    /// Words of prose before each block, and in all.
    prose_before: Vec<usize>,
    words_before: Vec<usize>,
    longest: usize,
    repeats: WordMap<&'p str, usize>,
    /// In how many blocks of prose a word stands, and the last of them.
    prose_words: WordMap<&'p str, (usize, usize)>,
    /// Comment markers before each block that a long paragraph precedes.
    markers_before: Vec<usize>,
    last_marker: Vec<usize>,
    typical: usize,
}

impl<'p> Context<'p> {
    fn new(page: &'p Page<'_>) -> Self {
        let mut context = Self {
            prose_before: vec![0],
            words_before: vec![0],
            longest: 0,
            repeats: WordMap::default(),
            prose_words: WordMap::default(),
            markers_before: vec![0],
            last_marker: vec![0],
            typical: 0,
        };
        let (mut prose, mut all, mut markers, mut last, mut most) = (0, 0, 0, 0, 0);
        let mut lengths = Vec::new();
        for (index, block, marks) in page.iter() {
            *context.repeats.entry(block.folded.as_str()).or_default() += 1;
            all += marks.words;
            if marks.is_prose() {
                prose += marks.words;
                lengths.push(marks.words);
                for word in long_words(block) {
                    let (count, last) = context.prose_words.entry(word).or_default();
                    // Each block counts once.
                    if *count == 0 || *last != index {
                        *count += 1;
                        *last = index;
                    }
                }
            }
            if marks.words > most {
                most = marks.words;
                context.longest = index;
            }
            if marks.comment_marker && prose >= 60 {
                markers += 1;
                last = index;
            }
            context.prose_before.push(prose);
            context.words_before.push(all);
            context.markers_before.push(markers);
            context.last_marker.push(last);
        }
        lengths.sort_unstable();
        context.typical = lengths.get(lengths.len() / 2).copied().unwrap_or(0);
        context
    }

    /// Adds what a block's place says.
    fn add(&self, page: &Page<'_>, index: usize, row: &mut Vec<f32>) {
        let Some((block, marks)) = page.get(index) else {
            return;
        };
        let n = page.len();
        let at = |sums: &[usize], i: usize| sums.get(i.min(n)).copied().unwrap_or(0);
        let between =
            |sums: &[usize], from: usize, to: usize| at(sums, to).saturating_sub(at(sums, from));
        let (prose, all) = (at(&self.prose_before, n), at(&self.words_before, n));
        let own = usize::from(marks.is_prose());
        let (mut long, mut echoed) = (0, 0);
        for word in long_words(block) {
            long += 1;
            let seen = self.prose_words.get(word);
            echoed += usize::from(seen.is_some_and(|(count, _)| *count > own));
        }
        let markers = at(&self.markers_before, index);
        row.extend([
            number(index),
            number(n - index),
            part(index, n),
            part(at(&self.words_before, index), all),
            part(at(&self.prose_before, index), prose),
            number(at(&self.prose_before, index)),
            number(prose.saturating_sub(at(&self.prose_before, index + 1))),
            number(prose),
            part(prose, all),
            number(n),
            part(all, n),
            number(self.typical),
            part(marks.words, self.typical.max(1)),
            number(self.longest.abs_diff(index)),
            flag(index > self.longest),
            number(
                self.repeats
                    .get(block.folded.as_str())
                    .copied()
                    .unwrap_or(1),
            ),
            part(echoed, long),
            number(markers),
            if markers > 0 {
                number(index - at(&self.last_marker, index))
            } else {
                -1.0
            },
            part(
                between(&self.prose_before, index.saturating_sub(3), index),
                between(&self.words_before, index.saturating_sub(3), index),
            ),
            part(
                between(&self.prose_before, index + 1, index + 4),
                between(&self.words_before, index + 1, index + 4),
            ),
            number(between(&self.prose_before, index.saturating_sub(5), index)),
            number(between(&self.prose_before, index + 1, index + 6)),
            number(between(&self.prose_before, index.saturating_sub(12), index)),
            number(between(&self.prose_before, index + 1, index + 13)),
        ]);
    }
}
