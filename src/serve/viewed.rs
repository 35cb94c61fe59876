//! [`Viewed`]: which pages are open in a browser.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// The pages that somebody looks at, as often as it is open.
#[derive(Debug, Clone, Default)]
pub struct Viewed {
    open: Arc<Mutex<BTreeMap<String, usize>>>,
}

/// A page that is open, until this is dropped.
#[derive(Debug)]
pub(super) struct Viewing {
    viewed: Viewed,
    page: String,
}

impl Viewed {
    /// The paths of the pages in the site.
    pub fn pages(&self) -> BTreeSet<String> {
        self.count(|open| open.keys().cloned().collect())
    }

    pub(super) fn begin(&self, page: String) -> Viewing {
        self.count(|open| *open.entry(page.clone()).or_default() += 1);
        Viewing {
            viewed: self.clone(),
            page,
        }
    }

    fn count<T>(&self, change: impl FnOnce(&mut BTreeMap<String, usize>) -> T) -> T {
        change(&mut self.open.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Viewing {
    pub(super) fn page(&self) -> &str {
        &self.page
    }
}

impl Drop for Viewing {
    fn drop(&mut self) {
        self.viewed.count(|open| {
            let left = open.get_mut(&self.page).map(|count| {
                *count -= 1;
                *count
            });
            if left == Some(0) {
                open.remove(&self.page);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::Viewed;

    #[test]
    fn a_page_is_looked_at_until_the_last_closes_it() {
        let viewed = Viewed::default();
        let one = viewed.begin("a.html".to_owned());
        let two = viewed.begin("a.html".to_owned());
        let other = viewed.begin("b.html".to_owned());
        assert_eq!(
            viewed.pages().into_iter().collect::<Vec<_>>(),
            ["a.html", "b.html"]
        );
        drop((one, other));
        assert_eq!(viewed.pages().into_iter().collect::<Vec<_>>(), ["a.html"]);
        drop(two);
        assert!(viewed.pages().is_empty());
    }
}
