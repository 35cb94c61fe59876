//! [`Evidence`]: a value with where it came from.

use dom_query::NodeId;

/// A value that a page holds, and where.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence<T> {
    pub value: T,
    /// A short phrase: `JSON-LD datePublished`, `the address of the page`.
    pub origin: String,
    /// Whether the page only suggests it.
    pub guess: bool,
    /// The element that a reader sees it in; none for what stands in the head or in data.
    pub node: Option<NodeId>,
}
