//! [`Marks`]: a set of article numbers.

/// Which articles something is true of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Marks(Vec<bool>);

impl Marks {
    /// Of so many numbers none.
    pub(super) fn none(numbers: usize) -> Self {
        Self(vec![false; numbers])
    }

    pub(super) fn set(&mut self, article: u32) {
        if let Some(mark) = self.0.get_mut(article as usize) {
            *mark = true;
        }
    }

    pub(super) fn has(&self, article: u32) -> bool {
        self.0.get(article as usize) == Some(&true)
    }
}

impl FromIterator<bool> for Marks {
    fn from_iter<T: IntoIterator<Item = bool>>(marks: T) -> Self {
        Self(marks.into_iter().collect())
    }
}

impl Extend<u32> for Marks {
    fn extend<T: IntoIterator<Item = u32>>(&mut self, articles: T) {
        for article in articles {
            self.set(article);
        }
    }
}
