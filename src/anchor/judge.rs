//! From what was seen to how sure the answer is.
//!
//! Two logistic models, one for what a word diff says and one for places that read alike. Their weights were fitted by
//! maximum likelihood to several thousand passages of real revisions, live, deleted and cut out, and checked on texts
//! that they were not fitted to.

use super::Candidate;
use super::diff::Fate;
use super::likeness::{Junction, Likeness, common_words};
use super::request::Request;
use super::text::Text;

/// From here on an answer is given without asking.
pub(crate) const SURE: f64 = 0.85;
/// The most that a place may have which has to be asked about.
pub(crate) const UNSURE: f64 = 0.8;
/// From here on a place is shown to an editor.
pub(crate) const ASK: f64 = 0.3;
/// Of words that read alike and stood there before, beside the passage.
pub(crate) const ELSEWHERE: f64 = 0.1;
/// Of a quote that stands with all its context in exactly one place.
pub(crate) const ONLY_PLACE: f64 = 0.999;

/// Above this likelihood the models were never wrong on the data they were fitted to…
const PROVEN: f64 = 0.98;
/// … and below it confidence is no higher than this.
const DOUBTED: f64 = 0.95;
/// Context this like is unchanged.
const WHOLE: f64 = 0.95;
/// Bytes around a place within which prefix and suffix meet because of the place itself.
const NEAR: usize = 20;

/// How likely the words that a diff leads to are the passage, which had `length` words.
pub(crate) fn of_fate(fate: &Fate, length: usize) -> f64 {
    let stretch = number(fate.words.len().max(1)) / number(length.max(1));
    certainty(
        -7.93 + 7.64 * fate.survived + 3.82 * fate.together - 3.81 * stretch.ln().max(0.0)
            + 1.43 * fate.before.max(fate.after)
            + 1.15 * fate.before.min(fate.after)
            + 0.85 * number(length.max(1)).ln(),
    )
}

/// A place that reads alike, and how strong the evidence for it is.
pub(crate) struct Sighting {
    place: Likeness,
    /// In units of the logistic model (log odds), other places aside.
    evidence: f64,
}

impl Sighting {
    /// `hint` is where the passage is expected, in bytes of the current text.
    pub(crate) fn new(
        place: Likeness,
        request: &Request,
        now: &Text,
        hint: usize,
        junction: &Junction,
    ) -> Self {
        let sides = [place.prefix, place.suffix].map(|side| side >= WHOLE);
        let context = f64::midpoint(place.prefix, place.suffix);
        let exact = place.quote >= 1.0;
        let near = place.range.start.saturating_sub(NEAR)..place.range.end + NEAR;
        let cut_out = !exact && !near.contains(&junction.at);
        let shift = place.range.start.abs_diff(hint);
        let evidence = -12.67
            + 3.48 * place.quote
            + 6.63 * common_words(now, request.quote, &place.range)
            + 0.51 * indicator(exact)
            + 0.54 * indicator(sides[0] || sides[1])
            + 1.74 * indicator(sides[0] && sides[1])
            - 6.65 * (junction.likeness - context).max(0.0)
            - 12.54 * indicator(cut_out) * (junction.likeness - 0.7).max(0.0)
            + 0.37 * number(request.quote.len()).ln()
            - 0.59 * number(shift) / number(now.as_str().len().max(1));
        Self { place, evidence }
    }
}

/// The places, likeliest first. A second one nearly as good makes the first doubtful.
pub(crate) fn of_sightings(mut sightings: Vec<Sighting>) -> Vec<Candidate> {
    sightings.sort_by(|a, b| b.evidence.total_cmp(&a.evidence));
    let best = sightings.first().map_or(0.0, |first| first.evidence);
    let second = sightings
        .get(1)
        .map_or(f64::NEG_INFINITY, |next| next.evidence);
    let candidates = sightings.into_iter().enumerate().map(|(rank, sighting)| {
        let rival = if rank == 0 { second } else { best };
        let gap = (sighting.evidence - rival).clamp(-3.0, 3.0);
        Candidate {
            range: sighting.place.range,
            confidence: certainty(sighting.evidence + 1.64 * gap),
        }
    });
    candidates.collect()
}

/// The logistic function, cut so that more than [`DOUBTED`] needs evidence that was never wrong when fitted.
fn certainty(log_odds: f64) -> f64 {
    let likely = 1.0 / (1.0 + (-log_odds).exp());
    if likely > PROVEN {
        likely
    } else {
        likely.min(DOUBTED)
    }
}

fn indicator(holds: bool) -> f64 {
    f64::from(u8::from(holds))
}

#[expect(
    clippy::cast_precision_loss,
    reason = "lengths of texts are far below 2^52"
)]
fn number(count: usize) -> f64 {
    count as f64
}
