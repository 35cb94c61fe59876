//! How likely each block is to be part of the article, from 0 to 1: two models, the second knowing what the first says.

use super::model::Models;
use super::page::Page;
use super::{features, second_look};

/// One chance for each block.
pub(crate) fn chances(page: &Page<'_>, models: &Models) -> Vec<f64> {
    let rows = features::features(page, &models.lexicon, None);
    let first: Vec<f64> = rows.iter().map(|row| models.body.chance(row)).collect();
    second_look::features(page, &rows, &first)
        .iter()
        .map(|row| models.body_again.chance(row))
        .collect()
}
