//! Pages → models: the words, then the body model and the one that looks again, then title, date and authors.

use std::collections::{BTreeMap, BTreeSet};

use postil::import::model::Models;
use postil::import::model::lexicon::{Lexicon, OwnTokens, Seen};
use postil::import::model::trees::Trees;
use postil::import::training::{Sample, fold};
use rayon::prelude::*;

use crate::authors::{self, Listed};
use crate::boost::{Plan, Samples, train};
use crate::data::{Page, own_tokens};

/// A token is kept when it was seen on this many pages, of this many hosts.
const PAGES: u32 = 8;
const HOSTS: usize = 5;

const BODY: Plan = Plan {
    trees: 110,
    depth: 5,
    rate: 0.15,
    least: 3.0,
    draw: None,
};
const AGAIN: Plan = Plan {
    trees: 90,
    depth: 5,
    rate: 0.12,
    least: 3.0,
    draw: None,
};
const FIELDS: Plan = Plan {
    trees: 110,
    depth: 4,
    rate: 0.12,
    least: 1.0,
    draw: None,
};
/// What is kept of a page while the models are made.
struct Seat<'p> {
    page: &'p Page,
    sample: Sample<'p>,
    own: &'p OwnTokens,
    rows: Vec<Vec<f32>>,
    weights: Vec<f32>,
}

pub fn learn(pages: &[&Page]) -> Models {
    let mut own: BTreeMap<&str, OwnTokens> = BTreeMap::new();
    for page in pages {
        own_tokens(page, own.entry(&page.name).or_default());
    }
    let lexicon = lexicon(pages, &own);
    let seats: Vec<Seat<'_>> = pages
        .par_iter()
        .map(|page| {
            let sample = page.sample();
            let own = &own[page.name.as_str()];
            let rows = sample.body_features(&lexicon, own);
            let weights = weights(page, &sample);
            Seat {
                page,
                sample,
                own,
                rows,
                weights,
            }
        })
        .collect();
    eprintln!(
        "  body: {} blocks",
        seats.iter().map(|s| s.rows.len()).sum::<usize>()
    );
    // Each half of the hosts is judged by what was learned from the other.
    let half = |seat: &Seat<'_>| seat.page.fold(2);
    let halves = [0, 1].map(|side| {
        train(
            &body_samples(seats.iter().filter(|seat| half(seat) != side)),
            &BODY,
        )
    });
    let body = train(&body_samples(seats.iter()), &BODY);
    let again: Vec<Vec<Vec<f32>>> = seats
        .par_iter()
        .map(|seat| {
            let chances: Vec<f64> = seat
                .rows
                .iter()
                .map(|row| halves[half(seat)].chance(row))
                .collect();
            seat.sample.second_features(&seat.rows, &chances)
        })
        .collect();
    let mut samples = Samples::default();
    for (seat, rows) in seats.iter().zip(&again) {
        push(&mut samples, seat, rows);
    }
    eprintln!("  body again: {} samples", samples.rows.len());
    let body_again = train(&samples, &AGAIN);
    let chances: Vec<Vec<f64>> = again
        .par_iter()
        .map(|rows| rows.iter().map(|row| body_again.chance(row)).collect())
        .collect();
    let models = Models {
        lexicon,
        body,
        body_again,
        ..Models::default()
    };
    fields(&seats, &chances, models)
}

fn lexicon(pages: &[&Page], own: &BTreeMap<&str, OwnTokens>) -> Lexicon {
    let hosts: BTreeMap<&str, &str> = pages
        .iter()
        .map(|p| (p.name.as_str(), p.host.as_str()))
        .collect();
    let mut counts: BTreeMap<&str, (Seen, BTreeSet<&str>)> = BTreeMap::new();
    for (name, tokens) in own {
        for (set, is_body) in [(&tokens.body, true), (&tokens.other, false)] {
            for token in set {
                let (seen, of) = counts.entry(token).or_default();
                if is_body {
                    seen.body += 1;
                } else {
                    seen.other += 1;
                }
                if of.len() < HOSTS {
                    of.insert(hosts[name]);
                }
            }
        }
    }
    let kept = counts
        .into_iter()
        .filter(|(_, (seen, of))| seen.body + seen.other >= PAGES && of.len() >= HOSTS);
    // What stands as often inside as outside says nothing.
    let telling = kept.filter(|(_, (seen, _))| {
        let odds = ((f64::from(seen.body) + 1.0) / (f64::from(seen.other) + 1.0)).ln();
        odds.abs() >= 0.3
    });
    Lexicon::from_counts(telling.map(|(token, (seen, _))| (token.to_owned(), seen)))
}

/// Every page counts the same, a block by its share of the article's words: as the result is measured.
fn weights(page: &Page, sample: &Sample<'_>) -> Vec<f32> {
    let words = sample.words();
    let body: usize = words
        .iter()
        .zip(&page.labels)
        .filter(|(_, l)| **l == Some(true))
        .map(|(w, _)| w)
        .sum();
    let body = if body < 20 { 300 } else { body } as f32;
    let is_comment = |index: usize| page.comments.get(index).copied().unwrap_or(false);
    words
        .iter()
        .enumerate()
        .map(|(index, words)| {
            let weight = ((*words as f32 + 2.0) / body).min(0.5) * 10.0 + 0.05;
            if is_comment(index) {
                weight * 3.0
            } else {
                weight
            }
        })
        .collect()
}

fn body_samples<'s, 'p: 's>(seats: impl Iterator<Item = &'s Seat<'p>>) -> Samples {
    let mut samples = Samples::default();
    for seat in seats {
        push(&mut samples, seat, &seat.rows);
    }
    samples
}

/// The blocks worth learning from: those of the body, and what stands near prose; of the rest one in six.
fn push(samples: &mut Samples, seat: &Seat<'_>, rows: &[Vec<f32>]) {
    let prose = seat.sample.prose();
    for (index, row) in rows.iter().enumerate() {
        let Some(label) = seat.page.labels[index] else {
            continue;
        };
        let near = prose
            .iter()
            .skip(index.saturating_sub(4))
            .take(9)
            .any(|p| *p);
        if label || near {
            samples.push(row.clone(), label, seat.weights[index]);
        } else if index % 6 == 0 {
            samples.push(row.clone(), label, seat.weights[index] * 6.0);
        }
    }
}

/// A line, or names or a date in it, that may be what is looked for.
struct Candidate {
    block: usize,
    row: Vec<f32>,
    /// None: neither right nor wrong, not to be learned from.
    right: Option<bool>,
    weight: f32,
}

/// Title, date and authors, each with where models that have not seen the page find the ones before it: as in reading.
fn fields(seats: &[Seat<'_>], chances: &[Vec<f64>], mut models: Models) -> Models {
    let found: Vec<_> = seats
        .par_iter()
        .zip(chances)
        .map(|(seat, chances)| seat.sample.find(chances))
        .collect();
    let lexicon = &models.lexicon;
    let each = || seats.par_iter().zip(&found);
    let titles: Vec<Vec<Candidate>> = each()
        .map(|(seat, found)| {
            let title = fold(seat.page.truth["title"].as_str().unwrap_or_default());
            let Some(found) = found else {
                return Vec::new();
            };
            let rows = seat.sample.titles(found, lexicon, seat.own);
            let blocks = seat.sample.folded();
            rows.into_iter()
                .map(|(block, row)| {
                    let right = blocks[block] == title;
                    Candidate {
                        block,
                        row,
                        right: (!title.is_empty()).then_some(right),
                        weight: if right { 3.0 } else { 1.0 },
                    }
                })
                .collect()
        })
        .collect();
    let (title, title_at) = learn_field(seats, &titles, "titles", 0.1);
    let dates: Vec<Vec<Candidate>> = each()
        .zip(&title_at)
        .map(|((seat, found), title_at)| {
            let day = seat.page.truth["date"].as_str().unwrap_or_default();
            let Some(found) = found else {
                return Vec::new();
            };
            let rows = seat.sample.dates(found, lexicon, seat.own, *title_at);
            rows.into_iter()
                .map(|(block, readings, row)| Candidate {
                    block,
                    row,
                    // Where the truth has no date, it may only not be known.
                    right: (!day.is_empty()).then(|| readings.iter().any(|r| r == day)),
                    weight: 1.0,
                })
                .collect()
        })
        .collect();
    let (date, date_at) = learn_field(seats, &dates, "dates", 0.2);
    let near: Vec<_> = title_at.into_iter().zip(date_at).collect();
    let authors: Vec<Listed<'_>> = each()
        .zip(&near)
        .map(|((seat, found), near)| Listed {
            page: seat.page,
            found: found.as_ref().map_or_else(Vec::new, |found| {
                seat.sample.authors(found, lexicon, seat.own, *near)
            }),
        })
        .collect();
    (models.authors, models.authors_again) = authors::learn(&authors);
    models.title = title;
    models.date = date;
    models
}

/// The model, and for each page the best candidate that has at least this chance by a model of the other half of the
/// hosts.
fn learn_field(
    seats: &[Seat<'_>],
    candidates: &[Vec<Candidate>],
    what: &str,
    least: f64,
) -> (Trees, Vec<Option<usize>>) {
    let samples = |side: Option<usize>| {
        let mut samples = Samples::default();
        for (seat, list) in seats.iter().zip(candidates) {
            if side == Some(seat.page.fold(2)) {
                continue;
            }
            for candidate in list {
                if let Some(right) = candidate.right {
                    samples.push(candidate.row.clone(), right, candidate.weight);
                }
            }
        }
        samples
    };
    let all = samples(None);
    eprintln!("  {}: {what}", all.rows.len());
    let model = train(&all, &FIELDS);
    let halves = [0, 1].map(|side| train(&samples(Some(side)), &FIELDS));
    let best = seats
        .par_iter()
        .zip(candidates)
        .map(|(seat, list)| {
            let model = &halves[seat.page.fold(2)];
            let rated = list.iter().map(|c| (model.chance(&c.row), c.block));
            rated
                .filter(|(chance, _)| *chance >= least)
                .fold(None, |best: Option<(f64, usize)>, (chance, block)| {
                    if best.is_none_or(|(most, _)| chance > most) {
                        Some((chance, block))
                    } else {
                        best
                    }
                })
                .map(|(_, block)| block)
        })
        .collect();
    (model, best)
}
