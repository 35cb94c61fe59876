//! From a run of capitals to the names in it: titles and demonyms go, what joins two names parts them.

use std::collections::HashSet;
use std::ops::Range;

use super::counts::Counts;
use super::scan::{Part, Run, key};
use super::word_lists::{
    is_before_title, is_calendar, is_demonym, is_dull_acronym, is_english_stop, is_generic,
    is_german_measure, is_month_or_name, is_particle, is_place_preposition, is_role, is_said,
    is_stop, is_title,
};
use super::words::{Shape, folded_word};
use crate::entities::Mention;

/// A name at its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// Bytes of the plain text.
    pub range: Range<usize>,
    /// Its folded words, with single spaces.
    pub key: String,
    /// The ranges of its words.
    pub words: Vec<Range<usize>>,
    pub certainty: Certainty,
    pub signs: Signs,
    /// Of an acronym in brackets: the key of the name that it stands behind.
    pub short_for: Option<String>,
}

/// How sure it is that a name is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// Its words are written small too: only together they may name something.
    Low,
    /// It has a word that is never written small, but is one of a kind: `Ministry`.
    Middle,
    High,
}

/// What stands around a name and tells its kind, each 0 or 1 here and summed up later.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Signs {
    /// After a title or a role.
    pub titled: u32,
    /// Beside a verb of saying.
    pub said: u32,
    /// After `in` or the like.
    pub placed: u32,
    /// After `the`.
    pub the: u32,
}

/// What refining asks of the rest of the site.
pub(super) struct Knowledge<'a> {
    pub counts: &'a Counts,
    /// The keys of all names inside sentences; none as long as they are looked for.
    pub known: &'a HashSet<String>,
}

/// One text whose runs are refined.
pub(super) struct Refiner<'a> {
    pub text: &'a str,
    /// Where entities are named, in order.
    pub mentions: &'a [Mention],
    pub knowledge: &'a Knowledge<'a>,
}

/// A stretch of a run, with what came before it.
#[derive(Clone, Copy)]
struct Stretch<'a> {
    parts: &'a [Part],
    run: &'a Run,
    titled: bool,
    initial: bool,
}

impl Refiner<'_> {
    /// The names in the runs of a text, in order.
    pub(super) fn names(&self, runs: &[Run]) -> Vec<Found> {
        let mut all: Vec<Found> = Vec::new();
        for run in runs {
            let before = all.len();
            self.run(run, &mut all);
            if run.in_brackets
                && before > 0
                && let [long, short] = all.get_mut(before - 1..).unwrap_or_default()
            {
                short.short_for = Some(long.key.clone());
            }
        }
        all
    }

    fn run(&self, run: &Run, found: &mut Vec<Found>) {
        let shouted = |at: usize| {
            let upper = |at: usize| {
                run.parts
                    .get(at)
                    .is_some_and(|part| part.shape == Shape::Upper)
            };
            upper(at) && ((at > 0 && upper(at - 1)) || upper(at + 1))
        };
        let key = |at: usize| run.parts.get(at).map_or("".into(), |part| self.fold(part));
        let parts_here = |at: usize| {
            let key = key(at);
            let month = is_month_or_name(&key);
            let alone = run.parts.len() == 1 || at == 0;
            let month = month && !run.german;
            shouted(at)
                || (is_calendar(&key) && (!month || alone))
                || (run.german && is_german_measure(&key))
        };
        let mut start = 0;
        for at in 0..=run.parts.len() {
            if at == run.parts.len() || parts_here(at) {
                let parts = run.parts.get(start..at).unwrap_or_default();
                self.stretch(
                    Stretch {
                        parts,
                        run,
                        titled: false,
                        initial: run.initial && start == 0,
                    },
                    found,
                );
                start = at + 1;
            }
        }
    }

    fn fold(&self, part: &Part) -> std::borrow::Cow<'_, str> {
        folded_word(self.text.get(part.range.clone()).unwrap_or_default())
    }

    fn key(&self, parts: &[Part]) -> String {
        key(parts
            .iter()
            .map(|part| self.text.get(part.range.clone()).unwrap_or_default()))
    }

    /// Takes a stretch apart at titles and joints.
    fn stretch(&self, mut it: Stretch<'_>, found: &mut Vec<Found>) {
        while let [first, rest @ ..] = it.parts {
            let word = self.fold(first);
            let known = || self.knowledge.known.contains(&self.key(it.parts));
            let opener = it.initial
                && first.shape != Shape::Upper
                && (is_stop(&word) || self.knowledge.counts.is_common(&word))
                && !is_title(&word)
                && !known();
            let loose = first.shape == Shape::Small && !rest.first().is_some_and(|next| next.tight);
            let stop = is_english_stop(&word) && first.shape != Shape::Upper;
            if !stop && !opener && !loose {
                break;
            }
            it.parts = rest;
            it.initial = false;
        }
        if let Some((start, end)) = self.title(it.parts) {
            let (left, right) = (it.parts.get(..start), it.parts.get(end..));
            self.stretch(
                Stretch {
                    parts: left.unwrap_or_default(),
                    ..it
                },
                found,
            );
            self.stretch(
                Stretch {
                    parts: right.unwrap_or_default(),
                    run: it.run,
                    titled: true,
                    initial: false,
                },
                found,
            );
            return;
        }
        if let Some(rest) = self.after_another(it) {
            let (left, right) = it.parts.split_at(it.parts.len() - rest.len());
            self.stretch(Stretch { parts: left, ..it }, found);
            self.stretch(
                Stretch {
                    parts: right,
                    initial: false,
                    ..it
                },
                found,
            );
            return;
        }
        if let Some(at) = self.joint(it.parts) {
            let (left, right) = (it.parts.get(..at), it.parts.get(at + 1..));
            self.stretch(
                Stretch {
                    parts: left.unwrap_or_default(),
                    ..it
                },
                found,
            );
            self.stretch(
                Stretch {
                    parts: right.unwrap_or_default(),
                    run: it.run,
                    titled: false,
                    initial: false,
                },
                found,
            );
            return;
        }
        found.extend(self.name(it));
    }

    /// The first words that are a title and no part of a name, if there are some.
    fn title(&self, parts: &[Part]) -> Option<(usize, usize)> {
        let word = |at: usize| parts.get(at).map_or("".into(), |part| self.fold(part));
        let start = (0..parts.len()).find(|&at| {
            is_title(&word(at)) || (is_before_title(&word(at)) && is_title(&word(at + 1)))
        })?;
        let mut end = start;
        let mut titles = 0;
        while end < parts.len() && (is_title(&word(end)) || is_before_title(&word(end))) {
            titles += usize::from(is_title(&word(end)));
            end += 1;
        }
        if matches!(&*word(end), "elect" | "designate") {
            end += 1;
        }
        if word(end) == "of" {
            // Secretary of State; of what else it is, is a name of its own.
            end += 1;
            while is_generic(&word(end)) || is_before_title(&word(end)) {
                end += 1;
            }
        }
        let last = parts.last().map_or("".into(), |part| self.fold(part));
        let rest = parts.len().saturating_sub(end);
        let royal = matches!(
            &*word(end.saturating_sub(1)),
            "king"
                | "queen"
                | "pope"
                | "prince"
                | "princess"
                | "sheikh"
                | "sultan"
                | "emir"
                | "papst"
        );
        // General Motors, Prince Edward Island; Stephen King; King Abdullah.
        let part_of_name = (rest > 0
            && (is_generic(&last) || self.knowledge.counts.is_common(&last)))
            || (rest == 0 && start > 0 && titles == 1 && self.is_person_before(parts, start))
            || (rest == 1 && royal && start + 1 == end);
        (titles > 0 && !part_of_name).then_some((start, end))
    }

    /// Whether the words before a title are a first name, so that the title is a surname.
    fn is_person_before(&self, parts: &[Part], start: usize) -> bool {
        let before = parts.get(..start).unwrap_or_default();
        let counts = self.knowledge.counts;
        before.iter().all(|part| {
            let word = self.fold(part);
            part.shape == Shape::Capital
                && !is_generic(&word)
                && !is_demonym(&word)
                && !counts.is_common(&word)
        }) && before.len() <= 2
            && parts.get(start).is_some_and(|part| {
                matches!(
                    &*self.fold(part),
                    "king"
                        | "prince"
                        | "pope"
                        | "judge"
                        | "major"
                        | "bishop"
                        | "head"
                        | "lord"
                        | "duke"
                )
            })
    }

    /// A name of several words that is known, behind a word that is one by itself, `Saints Pierre Thomas`, or begins a
    /// sentence and never has a capital inside of one.
    fn after_another<'a>(&self, it: Stretch<'a>) -> Option<&'a [Part]> {
        let [first, rest @ ..] = it.parts else {
            return None;
        };
        let known = &self.knowledge.known;
        let word = self.fold(first);
        let apart = rest.first().is_some_and(|next| !next.tight);
        let institution = rest.last().is_some_and(|last| is_generic(&self.fold(last)));
        (rest.len() > 1
            && apart
            && !institution
            && (is_demonym(&word)
                || known.contains(&*word)
                || (it.initial && self.knowledge.counts.of(&word).capital == 0))
            && known.contains(&self.key(rest)))
        .then_some(rest)
    }

    /// Where `of` stands between two names rather than in one.
    fn joint(&self, parts: &[Part]) -> Option<usize> {
        let of =
            |part: &Part| part.shape == Shape::Small && matches!(&*self.fold(part), "of" | "for");
        let at = parts.iter().position(of)?;
        let head = parts
            .get(at.checked_sub(1)?)
            .map_or("".into(), |part| self.fold(part));
        (!is_generic(&head)).then_some(at)
    }

    /// The name that a stretch is, if it is one that no entity has.
    fn name(&self, it: Stretch<'_>) -> Option<Found> {
        let mut parts = it.parts;
        while let [rest @ .., last] = parts
            && (last.shape == Shape::Small && !last.tight
                || self.is_single_letter(last) && parts.len() > 1)
        {
            parts = rest;
        }
        let (first, last) = (parts.first()?, parts.last()?);
        let first_word = self.fold(first);
        let rest = parts.get(1..).unwrap_or_default();
        if self.is_covered(parts)
            || (!rest.is_empty()
                && (it.initial || is_demonym(&first_word))
                && self.is_covered(rest))
        {
            return None;
        }
        if let [second] = rest
            && is_demonym(&first_word)
            && !second.tight
            && !is_generic(&self.fold(second))
            && self.knowledge.known.contains(&*self.fold(second))
        {
            return self.name(Stretch {
                parts: rest,
                initial: false,
                ..it
            });
        }
        let certainty = if it.run.german {
            self.judge_german(parts, it.titled)?
        } else {
            self.judge(parts)?
        };
        let whole = it.parts.len() == it.run.parts.len();
        Some(Found {
            range: first.range.start..last.range.end,
            key: self.key(parts),
            words: parts.iter().map(|part| part.range.clone()).collect(),
            certainty,
            signs: self.signs(it, whole),
            short_for: None,
        })
    }

    fn is_single_letter(&self, part: &Part) -> bool {
        let word = self.text.get(part.range.clone()).unwrap_or_default();
        word.chars().nth(1).is_none() && !part.tight
    }

    /// Whether each word lies in a mention of some entity.
    fn is_covered(&self, parts: &[Part]) -> bool {
        parts.iter().all(|part| {
            let at = self
                .mentions
                .partition_point(|it| it.range.end <= part.range.start);
            self.mentions
                .get(at)
                .is_some_and(|it| it.range.start <= part.range.start)
        })
    }

    fn signs(&self, it: Stretch<'_>, whole: bool) -> Signs {
        let word =
            |range: &Range<usize>| folded_word(self.text.get(range.clone()).unwrap_or_default());
        let (before, after) = (word(&it.run.before), word(&it.run.after));
        let yes = |holds: bool| u32::from(holds);
        Signs {
            titled: yes(it.titled || (whole && is_role(&before))),
            said: yes(is_said(&after) || (whole && is_said(&before))),
            placed: yes(whole && is_place_preposition(&before)),
            the: yes(whole && before == "the"),
        }
    }

    fn judge(&self, parts: &[Part]) -> Option<Certainty> {
        let counts = self.knowledge.counts;
        if let [part] = parts {
            let word = self.fold(part);
            let length = word.chars().count();
            let fits = match part.shape {
                Shape::Upper => length <= 6 && !is_dull_acronym(&word) && !is_calendar(&word),
                Shape::Capital => {
                    length > 2
                        && !is_stop(&word)
                        && !is_demonym(&word)
                        && !is_generic(&word)
                        && !counts.is_common(&word)
                        && counts.of(&word).capital > 0
                }
                Shape::Small | Shape::Number => false,
            };
            return fits.then_some(Certainty::High);
        }
        let own = parts
            .iter()
            .filter(|part| part.shape != Shape::Small || part.tight);
        let (mut strong, mut never_small, mut all, mut plain) = (0, 0, 0, 0);
        for part in own {
            let word = self.fold(part);
            all += 1;
            let small = counts.is_common(&word) || is_stop(&word);
            let weak = is_generic(&word)
                || is_demonym(&word)
                || is_calendar(&word)
                || part.shape == Shape::Number;
            strong += usize::from(!small && !weak);
            plain += usize::from(!is_demonym(&word));
            never_small += usize::from(!small && !is_title(&word) && part.shape != Shape::Number);
        }
        // F-16
        let type_name = parts.len() == 2 && parts.iter().any(|part| part.shape == Shape::Number);
        match (strong, never_small) {
            _ if type_name => Some(Certainty::High),
            // Russian-Turkish
            _ if all == 0 || plain == 0 => None,
            (0, 0) => Some(Certainty::Low),
            (0, _) => Some(Certainty::Middle),
            _ => Some(Certainty::High),
        }
    }

    /// Where every noun has a capital, a name is what never has a determiner before it.
    fn judge_german(&self, parts: &[Part], titled: bool) -> Option<Certainty> {
        let counts = self.knowledge.counts;
        let mut own = parts
            .iter()
            .filter(|part| part.shape == Shape::Capital)
            .peekable();
        let noun = |part: &&Part| {
            let word = self.fold(part);
            let count = counts.of(&word);
            count.determined > 0 || counts.is_common(&word) || is_stop(&word) || is_generic(&word)
        };
        let clean = |part: &&Part| !noun(part) && !is_demonym(&self.fold(part));
        if let [part] = parts {
            let word = self.fold(part);
            if part.shape == Shape::Upper {
                return (word.chars().count() <= 6 && !is_dull_acronym(&word))
                    .then_some(Certainty::High);
            }
            let count = counts.of(&word);
            let placed = count.noun > 1 && count.placed > 1 && count.placed * 4 > count.noun;
            let elsewhere = count.capital > 1;
            return (clean(&part) && word.chars().count() > 2 && (titled || placed || elsewhere))
                .then_some(Certainty::Middle);
        }
        own.peek()?;
        let particles = parts.iter().any(|part| is_particle(&self.fold(part)));
        let certain = titled || particles;
        own.all(|part| clean(&part)).then_some(if certain {
            Certainty::High
        } else {
            Certainty::Middle
        })
    }
}
