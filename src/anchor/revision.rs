//! [`Revision`]: a text before and after, and the ladder by which passages are found.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::diff::Diff;
use super::judge::{self, Sighting};
use super::likeness::{self, Likeness};
use super::request::{Pattern, Request};
use super::snap;
use super::text::Text;
use super::verbatim;
use super::votes::windows;
use super::{Answer, Candidate, State};

/// Neighbours that stand beside a passage in less than this share say nothing of it.
const BESIDE: f64 = 0.2;
/// Verbatim occurrences that are compared with one another, those with most context around them.
const VERBATIM: usize = 8;

/// The current text and, where it is at hand, the one that the passages were taken from.
pub struct Revision {
    now: Arc<Text>,
    pub(super) then: Option<Arc<Text>>,
    diff: OnceLock<Diff>,
}

impl Revision {
    pub fn new(now: Arc<Text>, then: Option<Arc<Text>>) -> Self {
        Self {
            now,
            then,
            diff: OnceLock::new(),
        }
    }

    /// The current text.
    pub fn now(&self) -> &Text {
        &self.now
    }

    /// Where a passage is now.
    pub fn locate(&self, request: &Request) -> Answer {
        let request = &request.clamped();
        if request.quote.trim().is_empty() {
            return answer(&self.now, request.quote, Vec::new());
        }
        let old = self.then.as_deref();
        let candidates = match old.and_then(|then| Some((then, old_place(then, request)?))) {
            Some((then, old)) => self.by_diff(then, &old, request),
            None => match only_place(&self.now, request) {
                Some(range) => vec![Candidate {
                    range,
                    confidence: judge::ONLY_PLACE,
                }],
                None => one_of_many(&self.now, request)
                    .unwrap_or_else(|| self.by_likeness(request, None)),
            },
        };
        answer(&self.now, request.quote, candidates)
    }

    fn by_diff(&self, then: &Text, old: &Range<usize>, request: &Request) -> Vec<Candidate> {
        let diff = self.diff(then);
        let numbers = then.words_in(old);
        let fate = diff.fate(numbers.clone());
        let mut candidates = Vec::new();
        if fate.survived > 0.0 {
            let mut confidence = judge::of_fate(&fate, numbers.len());
            // One of several that read alike, with nothing beside it that stood there: it may be another one.
            if fate.before.max(fate.after) < BESIDE
                && verbatim::occurrences(then, request.quote).len() > 1
            {
                confidence = confidence.min(judge::UNSURE);
            }
            let range = snap::carried(then, old, &numbers, &self.now, &fate.words);
            candidates.push(Candidate { range, confidence });
            if confidence >= judge::SURE {
                return candidates;
            }
        }
        for other in self.by_likeness(request, Some(diff)) {
            if !candidates
                .iter()
                .any(|known| overlap(&known.range, &other.range))
            {
                candidates.push(other);
            }
        }
        candidates.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
        candidates
    }

    /// The diff from `then`, the text of before.
    pub(super) fn diff(&self, then: &Text) -> &Diff {
        self.diff
            .get_or_init(|| Diff::new(then.words(), self.now.words()))
    }

    /// The places that read alike. With a diff, only those whose words are new.
    pub(super) fn by_likeness(&self, request: &Request, diff: Option<&Diff>) -> Vec<Candidate> {
        let now = &*self.now;
        let is_new = |word: usize| diff.is_none_or(|diff| diff.is_new(word));
        let pattern = &Pattern::new(request);
        let line = request.line();
        let found = nearest_verbatim(now, request).into_iter();
        let mut found: Vec<Likeness> = found
            .map(|range| likeness::verbatim(now, pattern, range))
            .collect();
        for window in windows(now, &line, 32 + request.quote.len() / 2, is_new) {
            let Some(fit) = likeness::fit(now, request, pattern, &window) else {
                continue;
            };
            if !found.iter().any(|other| overlap(&other.range, &fit.range)) {
                found.push(fit);
            }
        }
        found
            .retain(|place| diff.is_none_or(|diff| diff.novelty(now.words_in(&place.range)) > 0.5));
        if found.is_empty() {
            return Vec::new();
        }
        let hint = now.byte(request.start.unwrap_or(0));
        let junction = likeness::junction(now, request, pattern);
        let sightings = found
            .into_iter()
            .map(|place| Sighting::new(place, request, now, hint, &junction));
        judge::of_sightings(sightings.collect())
    }
}

/// Where the quote stood in the old text: at its hint, or else where its surroundings fit best.
pub(super) fn old_place(then: &Text, request: &Request) -> Option<Range<usize>> {
    if let Some(start) = request.start {
        let start = then.byte(start);
        let here = start..start + request.quote.len();
        if then.as_str().get(here.clone()) == Some(request.quote) {
            return Some(here);
        }
    }
    nearest_verbatim(then, request).into_iter().next()
}

/// The occurrences with most context around them, then those nearest to the hint.
fn nearest_verbatim(text: &Text, request: &Request) -> Vec<Range<usize>> {
    let hint = text.byte(request.start.unwrap_or(0));
    let mut found = verbatim::occurrences(text, request.quote);
    if found.len() > 1 {
        let rank = |range: &Range<usize>| {
            (
                Reverse(verbatim::context(text, range, request)),
                range.start.abs_diff(hint),
            )
        };
        found.sort_by_cached_key(rank);
        found.truncate(VERBATIM);
    }
    found
}

/// The place where the quote stands with all its context, if there is exactly one.
fn only_place(now: &Text, request: &Request) -> Option<Range<usize>> {
    let whole = request.prefix.len() + request.suffix.len();
    let found = verbatim::occurrences(now, request.quote);
    let mut whole = found
        .into_iter()
        .filter(|range| verbatim::context(now, range, request) == whole);
    let only = whole.next()?;
    whole.next().is_none().then_some(only)
}

/// The places of a quote of which nothing else is known, if there are several: none is likelier than another.
fn one_of_many(now: &Text, request: &Request) -> Option<Vec<Candidate>> {
    if !request.prefix.is_empty() || !request.suffix.is_empty() || request.start.is_some() {
        return None;
    }
    let found = verbatim::occurrences(now, request.quote);
    let candidate = |range| Candidate {
        range,
        confidence: judge::ASK,
    };
    (found.len() > 1).then(|| found.into_iter().map(candidate).collect())
}

/// The state that the likeliest of some candidates, given in order, comes to.
pub(super) fn answer(now: &Text, quote: &str, mut candidates: Vec<Candidate>) -> Answer {
    candidates.truncate(Answer::PLACES);
    for candidate in &mut candidates {
        let grown = snap::with_spaces_of(quote, &candidate.range);
        let range = if now.as_str().get(grown.clone()) == Some(quote) {
            grown
        } else {
            snap::tidy(now.as_str(), candidate.range.clone())
        };
        candidate.range = snap::whole(now.as_str(), range);
    }
    candidates.retain(|candidate| !candidate.range.is_empty());
    let state = match candidates.first() {
        Some(best) if best.confidence >= judge::SURE => {
            let same = now.as_str().get(best.range.clone()) == Some(quote);
            if same { State::Ok } else { State::Moved }
        }
        Some(best) if best.confidence >= judge::ASK => State::Confirm,
        _ => State::Orphan,
    };
    Answer { state, candidates }
}

pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
