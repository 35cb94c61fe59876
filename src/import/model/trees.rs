//! [`Trees`]: gradient-boosted decision trees, as read from their file (Friedman 2001).

/// Trees over binned features. A value falls into the bin whose number is the count of edges below or at it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trees {
    /// Ascending, by feature.
    edges: Vec<Vec<f32>>,
    base: f32,
    nodes: Vec<Vec<Node>>,
    /// All trees' nodes, one tree behind the other, and where each begins.
    flat: Vec<Flat>,
    roots: Vec<u32>,
}

/// A node with what it compares at hand.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Flat {
    /// [`LEAF`] at a leaf.
    feature: u16,
    /// The least value that turns right, or the leaf's value.
    value: f32,
    left: u32,
    right: u32,
}

const LEAF: u16 = u16::MAX;

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

    /// Trees over the edges of each feature, which ascend. Children stand behind their parents.
    pub fn new(edges: Vec<Vec<f32>>, base: f32, trees: Vec<Vec<Node>>) -> Self {
        // Where a child that is not there leads to.
        let mut flat = vec![Flat {
            feature: LEAF,
            value: 0.0,
            left: 0,
            right: 0,
        }];
        let mut roots = Vec::with_capacity(trees.len());
        for tree in &trees {
            let first = flat.len();
            let place = |node: usize| {
                let there = node < tree.len();
                u32::try_from(first + node).map_or(0, |at| if there { at } else { 0 })
            };
            roots.push(place(0));
            flat.extend(tree.iter().map(|node| {
                match node {
                    Node::Leaf(value) => Flat {
                        feature: LEAF,
                        value: *value,
                        left: 0,
                        right: 0,
                    },
                    Node::Split {
                        feature,
                        bin,
                        left,
                        right,
                    } => Flat {
                        feature: *feature,
                        // The value's bin is at most `bin`: the edge above that bin is not reached. Nothing reaches none.
                        value: edges
                            .get(usize::from(*feature))
                            .and_then(|e| e.get(usize::from(*bin)))
                            .copied()
                            .unwrap_or(f32::NAN),
                        left: place(usize::from(*left)),
                        right: place(usize::from(*right)),
                    },
                }
            }));
        }
        Self {
            edges,
            base,
            nodes: trees,
            flat,
            roots,
        }
    }

    /// How many trees there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// The log-odds of a sample.
    pub fn score(&self, features: &[f32]) -> f32 {
        self.roots
            .iter()
            .fold(self.base, |sum, root| sum + self.leaf(*root, features))
    }

    /// The leaf that a sample falls into. Children stand behind their parents, so the walk ends.
    fn leaf(&self, root: u32, features: &[f32]) -> f32 {
        let mut at = root;
        while let Some(node) = self.flat.get(at as usize) {
            if node.feature == LEAF {
                return node.value;
            }
            let value = features.get(usize::from(node.feature));
            let reached = value.is_some_and(|value| *value >= node.value);
            at = if reached { node.right } else { node.left };
        }
        0.0
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
        Some(Self::new(edges, base, trees?))
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
        for tree in &self.nodes {
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
            let split = Node::Split { feature: 0, bin: at, left: 1, right: 2 };
            let tree = vec![split, Node::Leaf(-1.0), Node::Leaf(1.0)];
            let trees = Trees::new(vec![edges], 0.0, vec![tree]);
            prop_assert_eq!(trees.score(&[value]) < 0.0, low);
        }
    }
}
