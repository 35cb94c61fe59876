//! Names on pages → the two models of authors: the second knows what the first says of pages it has not seen.

use std::collections::BTreeSet;

use postil::import::model::trees::Trees;
use postil::import::training::{Sample, fold};
use rayon::prelude::*;

use crate::boost::{Draw, Plan, Samples, train};
use crate::data::Page;

/// Names are many and right ones few: slow, and each tree from other samples.
const FIRST: Plan = Plan {
    trees: 300,
    depth: 5,
    rate: 0.05,
    least: 3.0,
    draw: Some(Draw {
        rows: 60,
        features: 30,
    }),
};
const AGAIN: Plan = Plan {
    trees: 150,
    depth: 5,
    rate: 0.04,
    least: 3.0,
    draw: Some(Draw {
        rows: 50,
        features: 20,
    }),
};

/// Into how many parts pages are cut, by host, to see what the first model says of pages it has not seen.
const PARTS: usize = 4;

/// A page with the names on it: each with its row.
pub struct Listed<'p> {
    pub page: &'p Page,
    pub found: Vec<(Vec<String>, Vec<f32>)>,
}

impl Listed<'_> {
    fn part(&self) -> usize {
        self.page.fold(2) * 2 + self.page.fold(4)
    }
}

pub fn learn(pages: &[Listed<'_>]) -> (Trees, Trees) {
    let first = |unseen: Option<usize>| {
        let mut samples = Samples::default();
        for page in pages.iter().filter(|page| Some(page.part()) != unseen) {
            let truth = authors(page.page);
            for (names, row) in &page.found {
                push(&mut samples, &truth, names, row);
            }
        }
        if unseen.is_none() {
            eprintln!("  {}: authors", samples.rows.len());
        }
        train(&samples, &FIRST)
    };
    let parts: Vec<Trees> = (0..PARTS).map(|part| first(Some(part))).collect();
    let again: Vec<Vec<(usize, Vec<f32>)>> = pages
        .par_iter()
        .map(|page| {
            let model = &parts[page.part()];
            let rated: Vec<f64> = page.found.iter().map(|(_, r)| model.chance(r)).collect();
            Sample::authors_again(&page.found, &rated)
        })
        .collect();
    let mut samples = Samples::default();
    for (page, rows) in pages.iter().zip(&again) {
        let truth = authors(page.page);
        for (index, row) in rows {
            push(&mut samples, &truth, &page.found[*index].0, row);
        }
    }
    eprintln!("  {}: authors again", samples.rows.len());
    (first(None), train(&samples, &AGAIN))
}

fn push(samples: &mut Samples, truth: &BTreeSet<String>, names: &[String], row: &[f32]) {
    if let Some(right) = agree(truth, names) {
        samples.push(row.to_vec(), right, 1.0);
    }
}

/// The authors of a page, folded.
fn authors(page: &Page) -> BTreeSet<String> {
    page.truth["authors"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|a| a.as_str())
        .map(fold)
        .collect()
}

/// Whether names are the authors; None where that is not known or only some of them are.
fn agree(truth: &BTreeSet<String>, found: &[String]) -> Option<bool> {
    let found: BTreeSet<String> = found.iter().map(|name| fold(name)).collect();
    if truth.is_empty() {
        return None;
    }
    if found == *truth {
        return Some(true);
    }
    let part = truth.iter().any(|name| found.contains(name));
    (!part).then_some(false)
}
