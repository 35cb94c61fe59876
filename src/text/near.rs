//! The name that somebody may have meant.

/// Of some names the one nearest to a name that none of them is: a slip away, or with the most words (between hyphens)
/// in common. The first of equals.
pub fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let words: Vec<&str> = name.split('-').collect();
    let length = name.chars().count();
    let slips = (length / 5 + 1).min(length.saturating_sub(1));
    let mut best: Option<((bool, usize), &str)> = None;
    for other in names {
        let close = slips > 0 && distance(name, other) <= slips;
        let shared = other.split('-').filter(|word| words.contains(word)).count();
        let rank = (close, shared);
        if rank > (false, 0) && best.is_none_or(|(found, _)| rank > found) {
            best = Some((rank, other));
        }
    }
    best.map(|(_, other)| other)
}

/// Levenshtein's distance in characters, with neighbours that changed places as one change (the restricted Damerau distance); for
/// names, not for texts.
pub fn distance(one: &str, other: &str) -> usize {
    let letters = |name: &str| -> Vec<char> { name.chars().collect() };
    let (one, other) = (letters(one), letters(other));
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, left) in one.iter().enumerate() {
        let mut next = vec![i + 1];
        for (j, right) in other.iter().enumerate() {
            let of = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut cost = (of(&row, j) + usize::from(left != right))
                .min(of(&row, j + 1) + 1)
                .min(of(&next, j) + 1);
            let swapped =
                i > 0 && j > 0 && one.get(i - 1) == Some(right) && other.get(j - 1) == Some(left);
            if swapped {
                cost = cost.min(of(&before, j - 1) + 1);
            }
            next.push(cost);
        }
        before = std::mem::replace(&mut row, next);
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn a_slip_is_nearer_than_a_word_in_common() {
        let names = ["mill-town", "mill-fire", "the-fire"];
        let near = |name: &str| nearest(name, names.into_iter());
        assert_eq!(near("mill-fier"), Some("mill-fire"));
        assert_eq!(near("big-fire"), Some("mill-fire"));
        assert_eq!(near("flood"), None);
        assert_eq!(near(""), None);
        assert_eq!(nearest("y", ["a"].into_iter()), None);
    }

    #[test]
    fn distances_are_counted_in_characters() {
        assert_eq!(distance("Çavuş", "Cavus"), 2);
        assert_eq!(distance("", "abc"), 3);
        assert_eq!(distance("abc", "abc"), 0);
        assert_eq!(distance("abcd", "acbd"), 1);
    }
}
