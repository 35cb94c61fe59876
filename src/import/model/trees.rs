//! [`Trees`]: gradient-boosted decision trees, as read from their file (Friedman 2001).

/// Trees over binned features. A value falls into the bin whose number is the count of edges below or at it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trees {
    /// Ascending, by feature.
    pub edges: Vec<Vec<f32>>,
    pub base: f32,
    pub trees: Vec<Vec<Node>>,
}

/// A node; a tree is a list with the root first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Node {
    /// To `left` where the feature's bin is at most `bin`, else to `right`.
    Split {
        feature: u16,
        bin: u8,
        left: u16,
        right: u16,
    },
    Leaf(f32),
}

impl Trees {
    /// The chance of a sample, from 0 to 1.
    pub fn chance(&self, features: &[f32]) -> f64 {
        1.0 / (1.0 + (-f64::from(self.score(features))).exp())
    }

    /// The log-odds of a sample.
    pub fn score(&self, features: &[f32]) -> f32 {
        self.trees
            .iter()
            .fold(self.base, |sum, tree| sum + self.leaf(tree, features))
    }

    /// The leaf that a sample falls into. Children stand behind their parents, so the walk ends.
    fn leaf(&self, tree: &[Node], features: &[f32]) -> f32 {
        let mut at = 0;
        loop {
            match tree.get(at) {
                Some(Node::Split {
                    feature,
                    bin,
                    left,
                    right,
                }) => {
                    let feature = usize::from(*feature);
                    let value = features.get(feature);
                    let edge = self
                        .edges
                        .get(feature)
                        .and_then(|e| e.get(usize::from(*bin)));
                    // The value's bin is at most `bin`: the edge above that bin is not reached.
                    let reached = value.zip(edge).is_some_and(|(value, edge)| value >= edge);
                    at = usize::from(if reached { *right } else { *left });
                }
                Some(Node::Leaf(value)) => return *value,
                None => return 0.0,
            }
        }
    }

    /// Reads what [`to_text`](Self::to_text) wrote; None if it is of another form.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let base = lines.next()?.parse().ok()?;
        let count: usize = lines.next()?.parse().ok()?;
        let mut edges = Vec::with_capacity(count);
        for _ in 0..count {
            let line = lines.next()?;
            let parsed: Option<Vec<f32>> =
                line.split_whitespace().map(|e| e.parse().ok()).collect();
            edges.push(parsed?);
        }
        let trees: Option<Vec<Vec<Node>>> = lines.map(|line| tree(line, count)).collect();
        Some(Self {
            edges,
            base,
            trees: trees?,
        })
    }

    /// A text: the base score; the number of features; a line of edges for each; a line for each tree, its nodes in
    /// order as `feature:bin:left:right` or `=leaf`.
    pub fn to_text(&self) -> String {
        use std::fmt::Write;
        let mut out = format!("{}\n{}\n", self.base, self.edges.len());
        for edges in &self.edges {
            let edges: Vec<String> = edges.iter().map(f32::to_string).collect();
            out.push_str(&edges.join(" "));
            out.push('\n');
        }
        for tree in &self.trees {
            for (place, node) in tree.iter().enumerate() {
                let gap = if place == 0 { "" } else { " " };
                // Writing to a string cannot fail.
                let _ = match node {
                    Node::Split {
                        feature,
                        bin,
                        left,
                        right,
                    } => {
                        write!(out, "{gap}{feature}:{bin}:{left}:{right}")
                    }
                    Node::Leaf(value) => write!(out, "{gap}={value:.3}"),
                };
            }
            out.push('\n');
        }
        out
    }
}

/// The bin of a value.
pub fn bin(edges: &[f32], value: f32) -> u8 {
    u8::try_from(edges.partition_point(|edge| *edge <= value)).unwrap_or(u8::MAX)
}

fn tree(line: &str, features: usize) -> Option<Vec<Node>> {
    line.split(' ')
        .enumerate()
        .map(|(place, text)| {
            if let Some(leaf) = text.strip_prefix('=') {
                return leaf.parse().ok().map(Node::Leaf);
            }
            let mut parts = text.split(':');
            let feature: u16 = parts.next()?.parse().ok()?;
            let bin = parts.next()?.parse().ok()?;
            let left: u16 = parts.next()?.parse().ok()?;
            let right: u16 = parts.next()?.parse().ok()?;
            let forward = usize::from(left) > place && usize::from(right) > place;
            (forward && usize::from(feature) < features).then_some(Node::Split {
                feature,
                bin,
                left,
                right,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Trees are learned over bins and walked over values: both must turn the same way.
        #[test]
        fn a_value_turns_where_its_bin_would(
            mut edges in proptest::collection::vec(-3.0_f32..3.0, 0..6),
            value in prop_oneof![-4.0_f32..4.0, Just(f32::NAN), Just(f32::INFINITY)],
            at in 0_u8..8,
            on_edge in proptest::bool::ANY,
        ) {
            edges.sort_by(f32::total_cmp);
            let value = if on_edge { edges.first().copied().unwrap_or(value) } else { value };
            let low = bin(&edges, value) <= at;
            let trees = Trees {
                edges: vec![edges],
                base: 0.0,
                trees: vec![vec![
                    Node::Split { feature: 0, bin: at, left: 1, right: 2 },
                    Node::Leaf(-1.0),
                    Node::Leaf(1.0),
                ]],
            };
            prop_assert_eq!(trees.score(&[value]) < 0.0, low);
        }
    }
}
