//! Places to choose from, where a passage is doubtful or gone: more than are worth naming in an [`Answer`](super::Answer).

use std::ops::Range;

use super::judge::ELSEWHERE;
use super::request::Request;
use super::revision::{Revision, answer, old_place, overlap};
use super::{Candidate, Text};

/// The longest stretch that is offered because it stands where the passage stood, in bytes.
const LONGEST: usize = 600;

impl Revision {
    /// Most places that are suggested.
    pub const SUGGESTED: usize = 9;

    /// The text that the passages were taken from, where it is at hand.
    pub fn then(&self) -> Option<&Text> {
        self.then.as_deref()
    }

    /// Where a passage stood in that text, in bytes of it.
    pub fn stood(&self, request: &Request) -> Option<Range<usize>> {
        old_place(self.then()?, &request.clamped())
    }

    /// Places for an editor to choose from: those of [`locate`](Self::locate) in their order, then what stands now where
    /// the passage stood, then words that read alike but stood there before. No two overlap, none is empty.
    pub fn suggest(&self, request: &Request) -> Vec<Candidate> {
        let mut places = self.locate(request).candidates;
        let request = &request.clamped();
        if request.quote.trim().is_empty() {
            return places;
        }
        let unlikely = |range| Candidate {
            range,
            confidence: ELSEWHERE,
        };
        let instead = self.replaced_by(request).map(unlikely);
        let alike = self.by_likeness(request, None).into_iter();
        let alike = alike.map(|found| Candidate {
            confidence: found.confidence.min(ELSEWHERE),
            ..found
        });
        let instead = answer(self.now(), request.quote, instead.into_iter().collect());
        let alike = answer(self.now(), request.quote, alike.collect());
        for other in instead.candidates.into_iter().chain(alike.candidates) {
            let known = places.iter();
            if !known
                .clone()
                .any(|known| overlap(&known.range, &other.range))
            {
                places.push(other);
            }
        }
        places.truncate(Self::SUGGESTED);
        places
    }

    /// The words that stand now where the passage stood, when none of it is left.
    fn replaced_by(&self, request: &Request) -> Option<Range<usize>> {
        let then = self.then()?;
        let old = self.stood(request)?;
        let fate = self.diff(then).fate(then.words_in(&old));
        let words = self.now().words();
        let first = words.get(fate.words.start)?;
        let last = words.get(fate.words.clone().last()?)?;
        let range = first.start..last.end;
        (fate.survived <= 0.0 && range.len() <= LONGEST).then_some(range)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;

    fn revision(now: &str, then: Option<&str>) -> Revision {
        let text = |text: &str| Arc::new(Text::new(text));
        Revision::new(text(now), then.map(text))
    }

    fn suggested<'a>(now: &'a str, then: Option<&str>, quote: &str) -> Vec<&'a str> {
        let request = Request {
            quote,
            ..Request::default()
        };
        let places = revision(now, then).suggest(&request);
        places.into_iter().map(|place| &now[place.range]).collect()
    }

    const THEN: &str = "Both ships were warned by radio in the hours before. The lifeboat brought the crew ashore at dawn.";

    #[test]
    fn what_stands_in_the_place_of_lost_words_is_suggested() {
        let now = THEN.replace("warned by radio", "told nothing");
        let found = suggested(&now, Some(THEN), "warned by radio");
        assert!(found.contains(&"told nothing"), "{found:?}");
    }

    #[test]
    fn words_that_were_there_before_come_after_all_others() {
        let twice = format!("{THEN} Later the lifeboat brought the crews ashore by night.");
        let now = twice.replace("The lifeboat brought the crew ashore at dawn. ", "");
        let request = Request {
            quote: "The lifeboat brought the crew ashore at dawn",
            ..Request::default()
        };
        let revision = revision(&now, Some(&twice));
        let places = revision.suggest(&request);
        let alike = now.find("lifeboat").unwrap();
        let found = places.iter().find(|place| place.range.contains(&alike));
        assert!(
            found.is_some_and(|place| place.confidence <= ELSEWHERE),
            "{places:?}"
        );
    }

    proptest! {
        #[test]
        fn suggestions_begin_with_the_answer_and_never_overlap(
            now in "([ab]{1,2} |é ){0,40}",
            then in proptest::option::of("([ab]{1,2} |é ){0,40}"),
            quote in "([ab]{1,2} ?){1,6}",
            start in proptest::option::of(0_usize..50),
        ) {
            let revision = revision(&now, then.as_deref());
            let request = Request { quote: &quote, start, ..Request::default() };
            let located = revision.locate(&request);
            let places = revision.suggest(&request);
            prop_assert_eq!(&places[..located.candidates.len()], &located.candidates[..]);
            prop_assert!(places.len() <= Revision::SUGGESTED);
            for (number, place) in places.iter().enumerate() {
                prop_assert!(now.get(place.range.clone()).is_some_and(|words| !words.is_empty()));
                for other in &places[number + 1..] {
                    let answered = number < located.candidates.len();
                    prop_assert!(answered || !overlap(&place.range, &other.range));
                }
            }
            prop_assert_eq!(revision.locate(&request), located);
        }
    }
}
