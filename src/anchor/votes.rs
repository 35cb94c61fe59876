//! Where to look for a passage that is not found word for word.
//!
//! Each word of quote and context votes for the offsets at which the passage would begin if the word kept its place in
//! it, rare words with more weight: the diagonals of FASTA (W. Pearson, D. Lipman, "Improved tools for biological
//! sequence comparison", PNAS 85, 1988).

use std::ops::Range;

use super::snap::boundaries;
use super::text::Text;
use super::words::words;

/// Votes that are counted, those of the rarest words.
const MOST: usize = 600;
/// Words at either end of a line that have a vote.
const SPEAKERS: usize = 150;
/// Windows that are worth a search.
const WINDOWS: usize = 6;
/// A window with less than this share of the best one's votes is not.
const WORTH: f64 = 0.2;

/// A vote for one offset.
struct Vote {
    /// Bytes from the text's begin to the line's, plus the line's length, so that it is never negative.
    offset: usize,
    weight: f64,
}

/// The stretches of the text (in bytes) in which the words of a line are most at home, best first, `slack` bytes wider
/// than the line on either side. Only words of the text for which `counts` is true are seen.
pub(crate) fn windows(
    text: &Text,
    line: &str,
    slack: usize,
    counts: impl Fn(usize) -> bool,
) -> Vec<Range<usize>> {
    let mut votes = votes(text, line, counts);
    let tolerance = 24 + slack / 4;
    let mut windows: Vec<Range<usize>> = Vec::new();
    let mut most = 0.0;
    while windows.len() < WINDOWS
        && let Some((weight, range)) = heaviest(&votes, tolerance)
        && weight >= most * WORTH
    {
        most = weight.max(most);
        let (first, last) = (votes[range.start].offset, votes[range.end - 1].offset);
        let start = first.saturating_sub(line.len() + slack);
        let end = (last + slack).min(text.as_str().len());
        windows.push(boundaries(text.as_str(), start.min(end)..end));
        votes.drain(range);
    }
    windows
}

/// All votes, by offset.
fn votes(text: &Text, line: &str, counts: impl Fn(usize) -> bool) -> Vec<Vote> {
    let speakers = words(line);
    let silent = SPEAKERS..speakers.len().saturating_sub(SPEAKERS).max(SPEAKERS);
    let numbered = speakers
        .iter()
        .enumerate()
        .filter(|(number, _)| !silent.contains(number));
    let counted = numbered.map(|(_, word)| (text.count(word.key), word.start, word.key));
    let mut speakers: Vec<_> = counted.filter(|(count, ..)| *count > 0).collect();
    speakers.sort_unstable();
    let mut votes = Vec::new();
    let mut seen = 0;
    for (count, within, key) in speakers {
        if seen > 0 && seen + count > MOST {
            break;
        }
        seen += count;
        #[expect(clippy::cast_precision_loss, reason = "counts of words are small")]
        let weight = 1.0 / count as f64;
        for word in text
            .occurrences(key)
            .take(MOST)
            .filter(|word| counts(*word))
        {
            let start = text.words().get(word).map_or(0, |word| word.start);
            let offset = start + line.len() - within;
            votes.push(Vote { offset, weight });
        }
    }
    votes.sort_by_key(|vote| vote.offset);
    votes
}

/// The votes no farther apart than `tolerance` that weigh most together.
fn heaviest(votes: &[Vote], tolerance: usize) -> Option<(f64, Range<usize>)> {
    let mut best: Option<(f64, Range<usize>)> = None;
    let (mut from, mut weight) = (0, 0.0);
    for (at, vote) in votes.iter().enumerate() {
        weight += vote.weight;
        while votes[from].offset + tolerance < vote.offset {
            weight -= votes[from].weight;
            from += 1;
        }
        if best.as_ref().is_none_or(|(most, _)| weight > most + 1e-9) {
            best = Some((weight, from..at + 1));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_with_a_word_changed_is_inside_the_first_window() {
        let filler = "the ship and the sea and the wind ".repeat(40);
        let source = format!("{filler}the admiral counted sixteen aircraft over Aleppo {filler}");
        let text = Text::new(source.as_str());
        let windows = windows(
            &text,
            "the general counted sixteen aircraft over Aleppo",
            20,
            |_| true,
        );
        let place = source.find("the admiral").unwrap();
        assert!(windows[0].contains(&place));
        assert!(windows[0].contains(&(place + 40)));
    }
}
