//! How articles hang together: where links lead, who links to whom, which articles are related and why.

pub mod backlinks;
pub mod graph;
mod href;
pub mod passages;
pub mod redirects;
pub mod related;
pub mod resolve;
pub mod side_by_side;
pub mod timeline;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use backlinks::{Backlink, Backlinks};
pub use href::Href;
pub use resolve::{Resolved, Resolver};

/// All that is known of one build's links, by the slug of the article they stand in or lead to.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// The whole ranking of the other articles, best first.
    pub related: Arc<related::Ranking>,
    /// Articles that link to it.
    pub backlinks: Backlinks,
    /// What it has in common with others, word for word; none for one that shares nothing.
    pub shares: Arc<BTreeMap<String, passages::Shares>>,
    /// Articles with a page side by side, in the order of their slugs.
    pub compared: Arc<Vec<side_by_side::Compared>>,
    /// The articles with which it has such a page.
    pub beside: Arc<BTreeMap<String, BTreeSet<String>>>,
}
