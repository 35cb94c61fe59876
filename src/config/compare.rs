//! `related: {compare: [[slug, slug], …]}`: articles that the editor wants side by side.

use crate::diagnostic::Place;
use crate::yaml::{Fields, Value};

/// Two articles, by slug, each with its place in `postil.yaml`.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    pub slugs: [String; 2],
    pub places: [Place; 2],
}

pub(super) fn read(fields: &mut Fields<'_, '_>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for node in fields.list("compare") {
        let span = node.span.clone();
        let items = match node.value {
            Value::List(items) => items,
            _ => Vec::new(),
        };
        let slugs: Vec<_> = items
            .into_iter()
            .filter(|node| !node.is_null())
            .filter_map(|node| fields.as_text("compare", node))
            .collect();
        match <[_; 2]>::try_from(slugs) {
            Ok([(one, at), (other, there)]) if one != other => pairs.push(Pair {
                places: [fields.place(at), fields.place(there)],
                slugs: [one, other],
            }),
            _ => fields.problem(
                "wrong-value",
                span,
                "`compare` needs pairs of two different articles".to_owned(),
                "write their slugs: `compare: [[one-slug, other-slug]]`",
            ),
        }
    }
    pairs
}
