//! Names in the pieces of a short line: behind a label, inside, or by their shape alone.

use std::sync::LazyLock;

use super::authors::{Candidate, Source};
use super::byline::cut_label;
use super::dates::Written;
use super::name_words::{ABOUT, GROUPS, INNER_LABELS, INTRODUCES, ROLES, STOPS, WordSet};
use super::names::{cut_joint, cut_stop, is_name_part, opening};
use super::words::{fold, with_folded, with_lowercase};

/// A piece of a line while names are looked for in it.
pub(crate) struct Piece<'f> {
    pub(crate) block: usize,
    pub(crate) words: usize,
    /// A single word may be a name here.
    pub(crate) single: bool,
    pub(crate) found: &'f mut Vec<Candidate>,
}

impl Piece<'_> {
    pub(crate) fn read(&mut self, piece: &str) {
        let count = |text: &str| text.split_whitespace().count();
        let (label, rest) = cut_label(piece);
        if label && !rest.is_empty() {
            // `Posted by By A Person`.
            let (_, rest) = cut_label(rest);
            let before = count(piece) - count(rest);
            self.add(Source::Labelled, rest, true, before);
            self.add_group(Source::Labelled, rest, before);
            return;
        }
        if let Some(rest) = about(piece) {
            self.add(
                Source::About,
                rest,
                count(rest) <= 3,
                count(piece) - count(rest),
            );
        }
        for (place, rest) in inner(piece) {
            self.add(Source::Inner, rest, true, place);
            self.add_group(Source::Inner, rest, place);
        }
        let bare = cut_joint(piece)
            .unwrap_or(piece)
            .trim_start_matches(|c: char| !c.is_alphanumeric());
        self.add(Source::Bare, bare, false, 0);
        self.add_group(Source::Bare, bare, 0);
        if self.single {
            self.add_single(bare);
        }
    }

    /// One word that stands alone, or before a number: `Cortyn 1 Kommentar`.
    fn add_single(&mut self, bare: &str) {
        let (first, rest) = bare.split_once(' ').unwrap_or((bare, ""));
        let counted = rest.starts_with(|c: char| c.is_ascii_digit());
        let shaped = first.starts_with(char::is_uppercase) || rest.is_empty() && self.words <= 4;
        if shaped && (rest.is_empty() || counted) {
            self.add(Source::Bare, first, true, 0);
        }
    }

    fn add(&mut self, source: Source, text: &str, labelled: bool, before: usize) {
        let Some(opening) = opening(text, labelled) else {
            return;
        };
        let (head, tail) = text.split_at(opening.end.min(text.len()));
        let used = head.split_whitespace().count();
        for (names, cut) in shorter(&opening.names, tail) {
            self.push(source, names, before, used.saturating_sub(cut), cut);
        }
        self.push(source, opening.names, before, used, 0);
    }

    /// A group that signs: the whole text, capitalised, with a word such as `Team`.
    fn add_group(&mut self, source: Source, text: &str, before: usize) {
        let mut count = 0;
        let shaped = text.split_whitespace().all(|part| {
            count += 1;
            count <= 6 && (part.len() <= 3 || is_name_part(part))
        }) && count > 0
            && text.chars().any(char::is_uppercase);
        if shaped && fold(text).split(' ').any(|word| GROUPS.contains(word)) {
            self.push(source, vec![cut_stop(text).to_owned()], before, count, 0);
        }
    }

    fn push(&mut self, source: Source, names: Vec<String>, before: usize, used: usize, cut: usize) {
        let known = self
            .found
            .iter()
            .rev()
            .take_while(|c| c.block == self.block)
            .any(|c| c.names == names && c.source == source);
        if !known {
            self.found.push(Candidate {
                names,
                source,
                block: self.block,
                last: self.block,
                before,
                after: self.words.saturating_sub(used + before),
                cut,
            });
        }
    }
}

/// What follows `About`, `Posts by` and the like.
pub(crate) fn about(piece: &str) -> Option<&str> {
    static FIRST: WordSet = LazyLock::new(|| {
        let firsts = ABOUT.iter().filter_map(|label| label.split(' ').next());
        firsts.collect()
    });
    let first = piece.split(' ').next()?;
    if !with_folded(first, |first| {
        FIRST.contains(first.split(' ').next().unwrap_or_default())
    }) {
        return None;
    }
    let mut end = 0;
    let mut taken = String::new();
    let mut best = None;
    for word in piece.split_inclusive(' ').take(4) {
        end += word.len();
        if !taken.is_empty() {
            taken.push(' ');
        }
        taken.push_str(&fold(word));
        if ABOUT.contains(&taken.as_str()) {
            best = piece.get(end..);
        }
    }
    best.map(|rest| rest.trim_start_matches([' ', ':']))
        .filter(|rest| !rest.is_empty())
}

/// What follows each label inside a piece, with the number of words before it.
fn inner(piece: &str) -> Vec<(usize, &str)> {
    /// The longest such label, in bytes: a little more than any has.
    const LONGEST: usize = 16;
    let mut found = Vec::new();
    let mut end = 0;
    for (place, word) in piece.split_inclusive(' ').enumerate() {
        end += word.len();
        let word = word.trim_end().trim_end_matches(':');
        let is_label = place > 0
            && word.len() <= LONGEST
            && with_lowercase(word, |word| INNER_LABELS.contains(word));
        let glued = place == 0 && word.ends_with("by") && word.len() > 2;
        if is_label || glued && word.eq_ignore_ascii_case("writtenby") {
            found.extend(piece.get(end..).map(|rest| (place + 1, rest)));
        }
    }
    found
}

/// What the names may be without what they seem to have swallowed, each with the number of words or names left off:
/// `Ann Bell Education | editor`, `Ann Bell Last | changed on`, `Ann Bell, Sports Fan`, `Ann Bell Ann Bell`. `tail` is
/// what follows them.
fn shorter(names: &[String], tail: &str) -> Vec<(Vec<String>, usize)> {
    let mut found = Vec::new();
    let (Some(first), Some(last)) = (names.first(), names.last()) else {
        return found;
    };
    if names.len() > 1 {
        found.push((vec![first.clone()], names.len() - 1));
        return found;
    }
    let words: Vec<&str> = last.split(' ').collect();
    let next = tail
        .strip_prefix(' ')
        .and_then(|rest| rest.split(' ').next())
        .unwrap_or_default();
    let folded = fold(next);
    let role = ROLES.contains(folded.as_str());
    let goes_on = role
        || next.starts_with(char::is_lowercase) && !INTRODUCES.contains(folded.as_str())
        || STOPS.contains(folded.as_str());
    let mut keep = |count: usize| {
        let kept = words.get(..count).unwrap_or_default();
        if (2..words.len()).contains(&count) && !kept.last().is_some_and(|w| w.ends_with('.')) {
            found.push((vec![kept.join(" ")], words.len() - count));
        }
    };
    if goes_on {
        keep(words.len().saturating_sub(1));
    }
    if role || words.len() >= 4 {
        keep(2);
    }
    found
}

/// All that stands behind a label in a short line, up to its date: `By Ask the Doctors`, `Von: det/dpa`.
pub(crate) fn whole(
    text: &str,
    dates: &[Written],
    block: usize,
    words: usize,
) -> Option<Candidate> {
    /// How much of it may be a name.
    const WORDS: usize = 6;
    const BYTES: usize = 60;
    let from = dates
        .iter()
        .take_while(|date| date.start == 0)
        .map(|date| date.end)
        .last()
        .unwrap_or(0);
    let until = dates.iter().find(|date| date.start > from);
    let part = text.get(from..until.map_or(text.len(), |date| date.start))?;
    let part = part.trim_matches(|c: char| !c.is_alphanumeric() && c != ')');
    let (label, rest) = cut_label(part);
    if !label {
        return None;
    }
    let rest = rest.split(['|', '•', '·', '(']).next()?;
    let rest = [" in ", " on ", " at ", " um ", " am "]
        .iter()
        .filter_map(|stop| rest.split_once(stop))
        .fold(
            rest,
            |rest, (cut, _)| if cut.len() < rest.len() { cut } else { rest },
        )
        .trim();
    let count = rest.split_whitespace().count();
    let fits = (1..=WORDS).contains(&count) && rest.len() <= BYTES;
    let plain = rest.chars().any(char::is_uppercase) && !rest.ends_with(['.', ':', '?', '!'])
        || rest.contains('/') && count == 1;
    (fits && plain && !ends_oddly(rest)).then(|| Candidate {
        names: vec![cut_stop(rest).to_owned()],
        source: Source::Whole,
        block,
        last: block,
        before: part.split_whitespace().count() - count,
        after: words.saturating_sub(count + 1),
        cut: 0,
    })
}

/// Whether a text opens or ends with a word that no name does: `Posted on`.
pub(crate) fn ends_oddly(text: &str) -> bool {
    let folded = fold(text);
    let odd = |word: Option<&str>| {
        word.is_some_and(|word| word != "the" && STOPS.contains(word) || word == "bio")
    };
    odd(folded.split(' ').next()) || odd(folded.rsplit(' ').next())
}
