//! Pages → models: the words, then the body model and the one that looks again, then title, authors and date.

use std::collections::{BTreeMap, BTreeSet};

use postil::import::model::Models;
use postil::import::model::lexicon::{Lexicon, OwnTokens, Seen};
use postil::import::training::{Sample, fold};
use rayon::prelude::*;

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
};
const AGAIN: Plan = Plan {
    trees: 90,
    depth: 5,
    rate: 0.12,
    least: 3.0,
};
const FIELDS: Plan = Plan {
    trees: 110,
    depth: 4,
    rate: 0.12,
    least: 1.0,
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

fn fields(seats: &[Seat<'_>], chances: &[Vec<f64>], mut models: Models) -> Models {
    let mut titles = Samples::default();
    let mut authors = Samples::default();
    let mut dates = Samples::default();
    for (seat, chances) in seats.iter().zip(chances) {
        let Some(found) = seat.sample.find(chances) else {
            continue;
        };
        let truth = &seat.page.truth;
        let title = fold(truth["title"].as_str().unwrap_or_default());
        let mut title_at = None;
        for (block, row) in seat.sample.titles(&found, &models.lexicon, seat.own) {
            let right = !title.is_empty() && seat.sample.folded()[block] == title;
            if right && title_at.is_none() {
                title_at = Some(block);
            }
            if !title.is_empty() {
                titles.push(row, right, if right { 3.0 } else { 1.0 });
            }
        }
        let day = truth["date"].as_str().unwrap_or_default();
        let mut date_at = None;
        for (block, readings, row) in seat
            .sample
            .dates(&found, &models.lexicon, seat.own, title_at)
        {
            let right = readings.iter().any(|reading| reading == day);
            if right && date_at.is_none() {
                date_at = Some(block);
            }
            // Where the truth has no date, it may only not be known.
            if !day.is_empty() {
                dates.push(row, right, 1.0);
            }
        }
        let names: BTreeSet<String> = truth["authors"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|a| a.as_str())
            .map(fold)
            .collect();
        for (found_names, row) in
            seat.sample
                .authors(&found, &models.lexicon, seat.own, (title_at, date_at))
        {
            let found_names: BTreeSet<String> = found_names.iter().map(|name| fold(name)).collect();
            if !names.is_empty() {
                authors.push(row, found_names == names, 1.0);
            }
        }
    }
    eprintln!(
        "  fields: {} titles, {} authors, {} dates",
        titles.rows.len(),
        authors.rows.len(),
        dates.rows.len()
    );
    models.title = train(&titles, &FIELDS);
    models.authors = train(&authors, &FIELDS);
    models.date = train(&dates, &FIELDS);
    models
}
