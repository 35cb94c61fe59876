//! Sums by article.

use super::order::Scored;

/// A sum for each article, kept between queries so that only what was touched is cleared.
pub(super) struct Sums {
    sums: Vec<u32>,
    touched: Vec<u32>,
}

impl Sums {
    pub(super) fn new(articles: usize) -> Self {
        Self {
            sums: vec![0; articles],
            touched: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, article: u32, amount: u32) {
        if let Some(sum) = self.sums.get_mut(article as usize) {
            if *sum == 0 && amount > 0 {
                self.touched.push(article);
            }
            *sum += amount;
        }
    }

    /// All sums but the article's own, in no order. They are zero again.
    pub(super) fn take(&mut self, own: u32) -> impl Iterator<Item = Scored> {
        let sums = &mut self.sums;
        self.touched.drain(..).filter_map(move |article| {
            let score = std::mem::take(sums.get_mut(article as usize)?);
            (article != own).then_some(Scored { article, score })
        })
    }
}
