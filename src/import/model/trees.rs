//! [`Trees`]: gradient-boosted decision trees, as read from their file (Friedman 2001).

/// Trees over binned features. A value falls into the bin whose number is the count of edges below or at it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trees {
    /// Ascending, by feature.
    edges: Vec<Vec<f32>>,
    base: f32,
    nodes: Vec<Vec<Node>>,
    /// All trees' steps, one tree behind the other; the leaf that each is, else 0.
    steps: Vec<Step>,
    leaves: Vec<f32>,
    /// Where each tree begins, and how many splits there are at most above its leaves.
    roots: Vec<(usize, usize)>,
}

/// A node with what it compares at hand, in eight bytes.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Step {
    /// The least value that turns right; nothing turns right at a leaf.
    value: f32,
    /// Where the left child stands in the tree, the right one behind it; a leaf is its own.
    left: u16,
    feature: u8,
}

impl Step {
    /// A leaf, which leads to where it stands.
    fn leaf(place: u16) -> Self {
        Self {
            value: f32::NAN,
            left: place,
            feature: 0,
        }
    }
}

/// The most features that a sample may have.
const FEATURES: usize = 1 << u8::BITS;

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

    /// Trees over the edges of each feature, which ascend; the features behind the 256th are not looked at.
    pub fn new(edges: Vec<Vec<f32>>, base: f32, trees: Vec<Vec<Node>>) -> Self {
        let mut all = Self {
            edges,
            base,
            ..Self::default()
        };
        for tree in &trees {
            all.add_steps(tree);
        }
        all.nodes = trees;
        all
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
        // What is not there reaches no value.
        let mut row = [f32::NAN; FEATURES];
        for (slot, feature) in row.iter_mut().zip(features) {
            *slot = *feature;
        }
        self.roots.iter().fold(self.base, |sum, (root, depth)| {
            sum + self.leaf(*root, *depth, &row)
        })
    }

    /// The leaf that a sample falls into. The walk takes as many steps wherever it leads: a processor foresees that, but
    /// not where a path ends.
    fn leaf(&self, root: usize, depth: usize, row: &[f32; FEATURES]) -> f32 {
        let tree = self.steps.get(root..).unwrap_or_default();
        let mut at = 0;
        for _ in 0..depth {
            let Some(step) = tree.get(at) else {
                break;
            };
            let reached = row[usize::from(step.feature)] >= step.value;
            at = usize::from(step.left) + usize::from(reached);
        }
        self.leaves.get(root + at).copied().unwrap_or_default()
    }

    /// Lays a tree out level by level, so that the children of a node stand beside one another. A child that is not
    /// there is a leaf of 0.
    fn add_steps(&mut self, tree: &[Node]) {
        let root = self.steps.len();
        let mut deepest = 0;
        // Nodes with the number of splits above them.
        let mut order = vec![(0, 0)];
        let mut at = 0;
        while let Some((node, depth)) = order.get(at).copied() {
            let own = u16::try_from(at).unwrap_or_default();
            let (mut step, mut value) = (Step::leaf(own), 0.0);
            match tree.get(usize::from(node)) {
                None => {}
                Some(Node::Leaf(leaf)) => value = *leaf,
                Some(Node::Split {
                    feature,
                    bin,
                    left,
                    right,
                }) => {
                    // A tree that is too large for its numbers ends here.
                    if let Ok(feature) = u8::try_from(*feature)
                        && let Ok(first) = u16::try_from(order.len())
                        && first < u16::MAX
                    {
                        order.extend([(*left, depth + 1), (*right, depth + 1)]);
                        deepest = depth + 1;
                        step = Step {
                            value: self.edge(feature, *bin),
                            left: first,
                            feature,
                        };
                    }
                }
            }
            self.steps.push(step);
            self.leaves.push(value);
            at += 1;
        }
        self.roots.push((root, deepest));
    }

    /// What a value must reach to be above a bin: the edge above it. Nothing reaches one that is not there.
    fn edge(&self, feature: u8, bin: u8) -> f32 {
        let edges = self.edges.get(usize::from(feature));
        edges
            .and_then(|edges| edges.get(usize::from(bin)))
            .copied()
            .unwrap_or(f32::NAN)
    }

    /// Reads what [`to_text`](Self::to_text) wrote; None if it is of another form, or has more than 256 features.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let base = lines.next()?.parse().ok()?;
        let count: usize = lines.next()?.parse().ok()?;
        if count > FEATURES {
            return None;
        }
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

    /// The leaf by the nodes as they are written.
    fn walk(edges: &[Vec<f32>], tree: &[Node], row: &[f32]) -> f32 {
        let mut at = 0;
        loop {
            match &tree[at] {
                Node::Leaf(value) => return *value,
                Node::Split {
                    feature,
                    bin: least,
                    left,
                    right,
                } => {
                    let feature = usize::from(*feature);
                    let low = row
                        .get(feature)
                        .is_none_or(|it| bin(&edges[feature], *it) <= *least);
                    at = usize::from(if low { *left } else { *right });
                }
            }
        }
    }

    proptest! {
        #[test]
        fn steps_lead_where_the_nodes_do(
            splits in proptest::collection::vec((0_u16..4, 0_u8..3), 1..20),
            row in proptest::collection::vec(-2.0_f32..2.0, 0..5),
        ) {
            let edges = vec![vec![-1.0, 0.0, 1.0]; 4];
            // Every other child is a leaf: splits on the right, one behind the other.
            let mut tree = Vec::new();
            for (place, (feature, bin)) in (0_u16..).zip(&splits) {
                let left = 2 * place + 1;
                tree.push(Node::Split { feature: *feature, bin: *bin, left, right: left + 1 });
                tree.push(Node::Leaf(f32::from(place)));
            }
            tree.push(Node::Leaf(-1.0));
            let wanted = walk(&edges, &tree, &row);
            let trees = Trees::new(edges, 0.0, vec![vec![Node::Leaf(0.5)], tree]);
            prop_assert!((trees.score(&row) - 0.5 - wanted).abs() < 1e-3);
        }

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
