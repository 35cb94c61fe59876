//! What the training of the models (`examples/train_import`) sees of the importer: the same blocks, features and
//! candidates that reading uses.

use dom_query::Document;

use super::author_again::{self, Rated};
use super::body_run::{self, Run};
use super::candidates::Scene;
use super::html::Markup;
use super::model::Models;
use super::model::lexicon::{Lexicon, OwnTokens};
use super::page::Page;
use super::places::Places;
use super::rules::{DateOrder, Rules};
use super::{features, second_look};

/// A page as the models see it.
pub struct Sample<'a> {
    page: Page<'a>,
}

/// Where the article of a page is, as far as is known.
pub struct Found<'a> {
    run: Run,
    chances: &'a [f64],
}

impl<'a> Sample<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            page: Page::new(text, &Rules::default()),
        }
    }

    /// A [page's text](page_text).
    pub fn laid_out(text: &'a str) -> Self {
        Self {
            page: Page::laid_out(text, &Rules::default()),
        }
    }

    /// Every block, case and punctuation folded.
    pub fn folded(&self) -> Vec<&str> {
        self.page.blocks.iter().map(|b| b.folded.as_str()).collect()
    }

    /// Which blocks are whole sentences.
    pub fn prose(&self) -> Vec<bool> {
        self.page
            .marks
            .iter()
            .map(super::marks::Marks::is_prose)
            .collect()
    }

    /// How many words each block has.
    pub fn words(&self) -> Vec<usize> {
        self.page.marks.iter().map(|m| m.words).collect()
    }

    /// The features of every block for the first body model.
    pub fn body_features(&self, lexicon: &Lexicon, own: &OwnTokens) -> Vec<Vec<f32>> {
        features::features(&self.page, lexicon, Some(own))
    }

    /// Those for the second, from the first's features and chances.
    pub fn second_features(&self, first: &Vec<Vec<f32>>, chances: &[f64]) -> Vec<Vec<f32>> {
        second_look::features(&self.page, first, chances)
    }

    /// The article by these chances.
    pub fn find<'c>(&self, chances: &'c [f64]) -> Option<Found<'c>> {
        let run = body_run::body_run(&self.page, chances)?;
        Some(Found { run, chances })
    }

    fn scene<'s>(
        &'s self,
        found: &'s Found<'_>,
        lexicon: &'s Lexicon,
        own: &'s OwnTokens,
    ) -> Scene<'s, 'a> {
        Scene {
            page: &self.page,
            run: &found.run,
            chances: found.chances,
            lexicon,
            own: Some(own),
            places: Places::new(&self.page.blocks),
        }
    }

    /// Candidates for the title: the block, folded; its row.
    pub fn titles(
        &self,
        found: &Found<'_>,
        lexicon: &Lexicon,
        own: &OwnTokens,
    ) -> Vec<(usize, Vec<f32>)> {
        self.scene(found, lexicon, own).titles()
    }

    /// Candidates for the authors: the names; their row.
    pub fn authors(
        &self,
        found: &Found<'_>,
        lexicon: &Lexicon,
        own: &OwnTokens,
        near: (Option<usize>, Option<usize>),
    ) -> Vec<(Vec<String>, Vec<f32>)> {
        let rows = self.scene(found, lexicon, own).authors(near.0, near.1);
        rows.into_iter()
            .map(|(candidate, row)| (candidate.names, row))
            .collect()
    }

    /// Candidates for the authors once more, by the chances that the first model gives them: the number, the row.
    pub fn authors_again(
        found: &[(Vec<String>, Vec<f32>)],
        chances: &[f64],
    ) -> Vec<(usize, Vec<f32>)> {
        let rated: Vec<Rated<'_>> = found
            .iter()
            .zip(chances)
            .map(|((names, row), chance)| Rated {
                names,
                row,
                chance: *chance,
            })
            .collect();
        author_again::rows(&rated)
    }

    /// Candidates for the date: the block; what the date may mean, in EDTF; its row.
    pub fn dates(
        &self,
        found: &Found<'_>,
        lexicon: &Lexicon,
        own: &OwnTokens,
        title: Option<usize>,
    ) -> Vec<(usize, Vec<String>, Vec<f32>)> {
        let rows = self.scene(found, lexicon, own).dates(title);
        rows.into_iter()
            .map(|(block, written, row)| {
                let orders = [DateOrder::DayFirst, DateOrder::MonthFirst];
                let readings = orders
                    .iter()
                    .filter_map(|order| written.kind.edtf(Some(*order)));
                (block, readings.collect(), row)
            })
            .collect()
    }
}

/// Case and punctuation folded, as blocks are.
pub fn fold(text: &str) -> String {
    super::words::fold(text)
}

/// The visible text of a web page, a block a line.
pub fn page_text(html: &str) -> String {
    super::html::layout(&Document::from(html)).text
}

/// The features of every block of a web page for its body model; `models` are asked what they say of its text.
pub fn page_rows(html: &str, models: &Models) -> Vec<Vec<f32>> {
    let document = Document::from(html);
    let markup = Markup::new(
        &document,
        super::html::layout(&document),
        &[],
        &Rules::default(),
    );
    let page = Page::laid_out(&markup.layout.text, &Rules::default());
    let text = super::chances::chances(&page, models);
    markup.rows(&page, &text)
}
