//! What a second model of authors looks at: a first one's chances of all the page's candidates.

use super::candidates::small;
use super::features::number;
use super::words::fold;

/// The least first chance at which a candidate is looked at again. One below it keeps what it has.
const LEAST: f64 = 0.01;

/// A candidate's names and row, and the chance that the first model gives it.
pub(crate) struct Rated<'c> {
    pub(crate) names: &'c [String],
    pub(crate) row: &'c [f32],
    pub(crate) chance: f64,
}

/// For each candidate worth another look its number and its row, longer by how its names stand among the others.
pub(crate) fn rows(rated: &[Rated<'_>]) -> Vec<(usize, Vec<f32>)> {
    let names: Vec<Vec<String>> = rated
        .iter()
        .map(|r| r.names.iter().map(|name| fold(name)).collect())
        .collect();
    let all = || rated.iter().zip(&names);
    let total: f64 = rated.iter().map(|r| r.chance).sum();
    all()
        .enumerate()
        .filter(|(_, (this, _))| this.chance >= LEAST)
        .map(|(index, (this, own))| {
            let mut same = Tally::default();
            let mut kin = Tally::default();
            let mut other = Tally::default();
            for (that, names) in all() {
                let tally = if names == own {
                    &mut same
                } else if are_kin(names, own) {
                    &mut kin
                } else {
                    &mut other
                };
                tally.add(that.chance);
            }
            let above = rated.iter().filter(|r| r.chance > this.chance).count();
            let mut row = this.row.to_vec();
            row.extend([
                small(this.chance),
                small(same.most),
                small(same.any()),
                number(same.likely),
                small(kin.most),
                small(other.most),
                small(other.any()),
                number(other.likely),
                small(same.most - other.most),
                small(same.any() - other.any()),
                small(total - same.sum - kin.sum),
                number(above.min(30)),
            ]);
            (index, row)
        })
        .collect()
}

/// Some candidates' chances together.
#[derive(Default)]
struct Tally {
    most: f64,
    sum: f64,
    /// The logarithm of the chance that none is right, if each were for itself.
    none: f64,
    likely: usize,
}

impl Tally {
    fn add(&mut self, chance: f64) {
        self.most = self.most.max(chance);
        self.sum += chance;
        self.none += (1.0 - chance.min(0.999)).ln();
        self.likely += usize::from(chance >= 0.1);
    }

    fn any(&self) -> f64 {
        1.0 - self.none.exp()
    }
}

/// Whether two lists speak of one person: a name is in both, or opens or ends one of the other's.
fn are_kin(one: &[String], other: &[String]) -> bool {
    let part = |short: &str, long: &str| {
        long.strip_prefix(short)
            .is_some_and(|rest| rest.starts_with(' '))
            || long
                .strip_suffix(short)
                .is_some_and(|rest| rest.ends_with(' '))
    };
    one.iter()
        .any(|a| other.iter().any(|b| a == b || part(a, b) || part(b, a)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_person_speaks_for_a_candidate_and_another_against_it() {
        let names = [["Ann Bell"], ["Ann"], ["Ann Bell"], ["Bo Cox"]].map(|n| n.map(str::to_owned));
        let rated: Vec<Rated<'_>> = names
            .iter()
            .zip([0.5, 0.4, 0.2, 0.3])
            .map(|(names, chance)| Rated {
                names,
                row: &[7.0],
                chance,
            })
            .collect();
        let found = rows(&rated);
        assert_eq!(found.len(), 4);
        let (_, first) = &found[0];
        assert_eq!(first[..3], [7.0, 0.5, 0.5]);
        assert!((first[3] - 0.6).abs() < 1e-6, "one of two is right");
        assert_eq!(first[5..7], [0.4, 0.3], "kin, and another");
    }

    #[test]
    fn what_is_unlikely_is_not_looked_at_again() {
        let names = ["Ann Bell".to_owned()];
        let unlikely = Rated {
            names: &names,
            row: &[],
            chance: 0.001,
        };
        assert!(rows(&[unlikely]).is_empty());
    }
}
