//! [`RuleUse`]: how often each rule of `postil.yaml` decided something.

use crate::import::dates::dates_in;
use crate::import::lines::tidy;
use crate::import::reading::{Evidence, Fate, Reading, Reason};
use crate::import::rules::{Rules, matches};
use crate::import::words::fold;

/// Counts, in the order of the rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RuleUse {
    pub furniture: Vec<usize>,
    pub title_suffixes: Vec<usize>,
    pub date_order: usize,
    pub publications: Vec<usize>,
}

impl RuleUse {
    /// What the rules did in one reading.
    pub(super) fn of(rules: &Rules, reading: &Reading) -> Self {
        let mut found = Self {
            furniture: vec![0; rules.furniture.len()],
            title_suffixes: vec![0; rules.title_suffixes.len()],
            date_order: 0,
            publications: vec![0; rules.publications.len()],
        };
        for folded in ruled_out(reading) {
            let rule = rules
                .furniture
                .iter()
                .position(|rule| matches(rule, &folded));
            count(&mut found.furniture, rule);
        }
        if let Some(title) = &reading.meta.title {
            let text = text_of(reading, title);
            let cut = |suffix: &String| {
                text.ends_with(suffix.as_str()) && !title.value.ends_with(suffix.as_str())
            };
            count(
                &mut found.title_suffixes,
                rules.title_suffixes.iter().position(cut),
            );
        }
        if let (Some(order), Some(date)) = (rules.date_order, &reading.meta.date) {
            let is_read_so = dates_in(&text_of(reading, date)).iter().any(|it| {
                it.kind.edtf(None).is_none()
                    && it.kind.edtf(Some(order)).as_ref() == Some(&date.value)
            });
            found.date_order += usize::from(is_read_so);
        }
        if let Some(name) = &reading.meta.publication {
            let folded = fold(&text_of(reading, name));
            let named = rules
                .publications
                .iter()
                .position(|rule| rule.name == name.value && matches(&rule.pattern, &folded));
            count(&mut found.publications, named);
        }
        found
    }

    /// Adds the counts of another reading by the same rules.
    pub fn add(&mut self, other: &Self) {
        fn sum(all: &mut Vec<usize>, more: &[usize]) {
            all.resize(all.len().max(more.len()), 0);
            for (sum, count) in all.iter_mut().zip(more) {
                *sum += count;
            }
        }
        sum(&mut self.furniture, &other.furniture);
        sum(&mut self.title_suffixes, &other.title_suffixes);
        sum(&mut self.publications, &other.publications);
        self.date_order += other.date_order;
    }
}

fn count(counts: &mut [usize], place: Option<usize>) {
    if let Some(count) = place.and_then(|place| counts.get_mut(place)) {
        *count += 1;
    }
}

/// The lines that a rule left out, folded.
fn ruled_out(reading: &Reading) -> impl Iterator<Item = String> {
    let is_ruled = |fate| fate == Fate::Out(Reason::Rule);
    let lines = reading.lines.iter().filter(move |line| is_ruled(line.fate));
    lines.map(|line| fold(&tidy(&line.text)))
}

/// The source's words for a value, on one line.
fn text_of<T>(reading: &Reading, found: &Evidence<T>) -> String {
    let lines = reading
        .lines
        .iter()
        .filter(|line| found.lines.contains(&line.number));
    lines
        .map(|line| tidy(&line.text))
        .collect::<Vec<_>>()
        .join(" ")
}
