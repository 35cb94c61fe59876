//! Gradient boosting for two classes over binned features (Friedman 2001), level by level, the same for any number of
//! threads.

use postil::import::model::trees::{Node, Trees, bin};
use rayon::prelude::*;

/// Samples by row, with a weight each.
#[derive(Default)]
pub struct Samples {
    pub rows: Vec<Vec<f32>>,
    pub labels: Vec<bool>,
    pub weights: Vec<f32>,
}

impl Samples {
    pub fn push(&mut self, row: Vec<f32>, label: bool, weight: f32) {
        self.rows.push(row);
        self.labels.push(label);
        self.weights.push(weight);
    }
}

/// How much to learn.
pub struct Plan {
    pub trees: usize,
    pub depth: usize,
    pub rate: f32,
    /// The least sum of curvature in a leaf.
    pub least: f32,
    /// Whether a tree sees only some samples (Friedman 2002).
    pub draw: Option<Draw>,
}

/// How many of a hundred samples and features a tree sees: others each time, but the same in each run.
pub struct Draw {
    pub rows: u64,
    pub features: u64,
}

/// A number below 100 for a thing in a round.
fn lot(thing: usize, round: usize) -> u64 {
    let mixed = (thing as u64 + 1)
        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
        .wrapping_add((round as u64).wrapping_mul(0xD1B5_4A32_D192_ED03))
        .wrapping_mul(0xBF58_476D_1CE4_E5B9);
    (mixed >> 40) % 100
}

/// Pulls leaves towards nothing.
const RIDGE: f32 = 2.0;

const BINS: usize = 48;

#[derive(Clone, Copy, Default)]
struct Sum {
    gradient: f32,
    curvature: f32,
}

impl Sum {
    fn add(&mut self, other: Self) {
        self.gradient += other.gradient;
        self.curvature += other.curvature;
    }

    fn less(self, other: Self) -> Self {
        Self {
            gradient: self.gradient - other.gradient,
            curvature: self.curvature - other.curvature,
        }
    }

    fn gain(self) -> f32 {
        self.gradient * self.gradient / (self.curvature + RIDGE)
    }
}

#[derive(Clone, Copy)]
struct Split {
    gain: f32,
    feature: usize,
    bin: usize,
}

pub fn train(samples: &Samples, plan: &Plan) -> Trees {
    let features = samples.rows.first().map_or(0, Vec::len);
    let edges: Vec<Vec<f32>> = (0..features)
        .into_par_iter()
        .map(|f| edges(samples, f))
        .collect();
    let columns: Vec<Vec<u8>> = edges
        .par_iter()
        .enumerate()
        .map(|(f, edges)| samples.rows.iter().map(|row| bin(edges, row[f])).collect())
        .collect();
    let total: f32 = samples.weights.iter().sum();
    let right: f32 = samples
        .labels
        .iter()
        .zip(&samples.weights)
        .filter(|(l, _)| **l)
        .map(|(_, w)| w)
        .sum();
    let share = (right / total.max(1e-6)).clamp(0.001, 0.999);
    let base = (share / (1.0 - share)).ln();
    let mut scores = vec![base; samples.rows.len()];
    let mut trees = Vec::with_capacity(plan.trees);
    for round in 0..plan.trees {
        let sums: Vec<Sum> = scores
            .iter()
            .zip(samples.labels.iter().zip(&samples.weights))
            .enumerate()
            .map(|(row, (score, (label, weight)))| {
                if plan
                    .draw
                    .as_ref()
                    .is_some_and(|d| lot(row, round) >= d.rows)
                {
                    return Sum::default();
                }
                let p = 1.0 / (1.0 + (-score).exp());
                Sum {
                    gradient: weight * (f32::from(u8::from(*label)) - p),
                    curvature: weight * p * (1.0 - p),
                }
            })
            .collect();
        // Without a draw, four ninths of the features are left out in turn.
        let chosen: Vec<usize> = (0..features)
            .filter(|f| match &plan.draw {
                Some(draw) => lot(*f, round) < draw.features,
                None => (f * 7 + round * 5) % 9 < 5,
            })
            .collect();
        trees.push(tree(&columns, &sums, &chosen, plan, &mut scores));
    }
    Trees::new(edges, base, trees)
}

/// Edges at equal shares of the values.
fn edges(samples: &Samples, feature: usize) -> Vec<f32> {
    let step = (samples.rows.len() / 40_000).max(1);
    let mut values: Vec<f32> = samples
        .rows
        .iter()
        .step_by(step)
        .map(|row| row[feature])
        .collect();
    values.sort_by(f32::total_cmp);
    let mut edges: Vec<f32> = (1..BINS)
        .map(|i| values[i * (values.len() - 1) / BINS])
        .collect();
    edges.dedup();
    edges.retain(|edge| *edge > values[0]);
    for edge in &mut edges {
        *edge = (*edge * 1000.0).round() / 1000.0;
    }
    edges.dedup();
    edges
}

fn tree(
    columns: &[Vec<u8>],
    sums: &[Sum],
    chosen: &[usize],
    plan: &Plan,
    scores: &mut [f32],
) -> Vec<Node> {
    let mut place: Vec<u16> = vec![0; sums.len()];
    let mut nodes = vec![Node::Leaf(0.0)];
    let mut open: Vec<u16> = vec![0];
    for _ in 0..plan.depth {
        let slot: Vec<u8> = (0..nodes.len())
            .map(|node| {
                open.iter()
                    .position(|o| usize::from(*o) == node)
                    .map_or(u8::MAX, |p| p as u8)
            })
            .collect();
        let splits: Vec<Vec<Split>> = chosen
            .par_iter()
            .map(|feature| {
                let mut table = vec![Sum::default(); open.len() * BINS];
                for ((bin, at), sum) in columns[*feature].iter().zip(&place).zip(sums) {
                    let slot = slot[usize::from(*at)];
                    if slot != u8::MAX {
                        table[usize::from(slot) * BINS + usize::from(*bin)].add(*sum);
                    }
                }
                table
                    .chunks(BINS)
                    .map(|bins| best(bins, *feature, plan.least))
                    .collect()
            })
            .collect();
        let mut next = Vec::new();
        for (slot, node) in open.iter().enumerate() {
            let best = splits.iter().map(|by_node| by_node[slot]).fold(
                Split {
                    gain: 0.0,
                    feature: 0,
                    bin: 0,
                },
                |best, s| if s.gain > best.gain { s } else { best },
            );
            if best.gain <= 1e-3 {
                continue;
            }
            let left = nodes.len() as u16;
            nodes.extend([Node::Leaf(0.0), Node::Leaf(0.0)]);
            nodes[usize::from(*node)] = Node::Split {
                feature: best.feature as u16,
                bin: best.bin as u8,
                left,
                right: left + 1,
            };
            let column = &columns[best.feature];
            for (at, bin) in place.iter_mut().zip(column) {
                if at == node {
                    *at = left + u16::from(usize::from(*bin) > best.bin);
                }
            }
            next.extend([left, left + 1]);
        }
        open = next;
    }
    let mut leaves = vec![Sum::default(); nodes.len()];
    for (at, sum) in place.iter().zip(sums) {
        leaves[usize::from(*at)].add(*sum);
    }
    for (node, sum) in nodes.iter_mut().zip(leaves) {
        if let Node::Leaf(value) = node {
            let step = plan.rate * sum.gradient / (sum.curvature + RIDGE);
            *value = (step * 1000.0).round() / 1000.0;
        }
    }
    for (at, score) in place.iter().zip(scores) {
        if let Node::Leaf(value) = nodes[usize::from(*at)] {
            *score += value;
        }
    }
    nodes
}

fn best(bins: &[Sum], feature: usize, least: f32) -> Split {
    let all = bins.iter().fold(Sum::default(), |mut all, sum| {
        all.add(*sum);
        all
    });
    let mut low = Sum::default();
    let mut best = Split {
        gain: 0.0,
        feature,
        bin: 0,
    };
    for (bin, sum) in bins.iter().enumerate().take(BINS - 1) {
        low.add(*sum);
        let high = all.less(low);
        if low.curvature < least || high.curvature < least {
            continue;
        }
        let gain = low.gain() + high.gain() - all.gain();
        if gain > best.gain {
            best = Split { gain, feature, bin };
        }
    }
    best
}
