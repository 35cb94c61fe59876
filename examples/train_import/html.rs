//! Web pages → the model that judges their blocks.

use postil::import::model::Models;
use postil::import::model::trees::Trees;
use postil::import::training::page_rows;
use rayon::prelude::*;

use crate::boost::{Plan, Samples, train};
use crate::data::Page;

const HTML: Plan = Plan {
    trees: 90,
    depth: 4,
    rate: 0.08,
    least: 4.0,
    draw: None,
};

/// Into how many parts web pages are cut.
pub const PARTS: usize = 6;

/// Which of them a page is in; pages of a host keep together.
pub fn part(page: &Page) -> usize {
    (10..14).fold(0, |sum, salt| sum * 2 + page.fold(salt)) % PARTS
}

/// A web page, its rows made with what text models say that have not seen it.
pub struct Web<'p> {
    pub page: &'p Page,
    pub rows: Vec<Vec<f32>>,
}

/// `models` gives for a page the text models that have not seen it.
pub fn web<'p, 'm>(pages: &'p [Page], models: impl Fn(&Page) -> &'m Models + Sync) -> Vec<Web<'p>> {
    pages
        .par_iter()
        .map(|page| Web {
            page,
            rows: page_rows(page.html.as_deref().unwrap_or_default(), models(page)),
        })
        .collect()
}

pub fn learn<'w, 'p: 'w>(pages: impl Iterator<Item = &'w Web<'p>>) -> Trees {
    learn_as(pages, &HTML)
}

pub fn learn_as<'w, 'p: 'w>(pages: impl Iterator<Item = &'w Web<'p>>, plan: &Plan) -> Trees {
    let mut samples = Samples::default();
    for web in pages {
        push(&mut samples, web);
    }
    train(&samples, plan)
}

/// Every page counts the same, a block by its share of the article's words.
fn push(samples: &mut Samples, web: &Web<'_>) {
    let words = web.page.sample().words();
    let labels = &web.page.labels;
    let body: usize = words
        .iter()
        .zip(labels)
        .filter(|(_, label)| **label == Some(true))
        .map(|(words, _)| words)
        .sum();
    let body = if body < 20 { 300 } else { body } as f32;
    for (index, row) in web.rows.iter().enumerate() {
        let Some(label) = labels[index] else { continue };
        let mut weight = ((words[index] as f32 + 2.0) / body).min(0.5) * 10.0 + 0.02;
        if web.page.comments[index] {
            weight *= 3.0;
        }
        samples.push(row.clone(), label, weight);
    }
}
