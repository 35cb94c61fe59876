//! `Range` requests: players of sound and film ask for parts of a file.

use std::ops::Range;

/// What a `Range` header asks of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// All of it: no range, several, or one that is not understood.
    Whole,
    Bytes(Range<usize>),
    /// No byte of it.
    Outside,
}

/// The part of a file of `size` bytes (RFC 9110, section 14).
pub(super) fn part(header: Option<&str>, size: usize) -> Part {
    let range = header.and_then(|header| header.trim().strip_prefix("bytes="));
    let Some((first, last)) = range.and_then(|range| range.trim().split_once('-')) else {
        return Part::Whole;
    };
    let range = match (first.parse::<usize>(), last.parse::<usize>()) {
        (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(size),
        (Ok(first), Err(_)) if last.is_empty() => first..size,
        (Err(_), Ok(length)) if first.is_empty() => size.saturating_sub(length)..size,
        _ => return Part::Whole,
    };
    if range.is_empty() {
        Part::Outside
    } else {
        Part::Bytes(range)
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, part};
    use proptest::prelude::*;

    #[test]
    fn ranges_are_counted_as_the_standard_says() {
        for (header, wanted) in [
            ("bytes=0-0", Part::Bytes(0..1)),
            ("bytes=2-5", Part::Bytes(2..6)),
            ("bytes=8-", Part::Bytes(8..10)),
            ("bytes=8-99", Part::Bytes(8..10)),
            ("bytes=-3", Part::Bytes(7..10)),
            ("bytes=-99", Part::Bytes(0..10)),
            ("bytes=10-", Part::Outside),
            ("bytes=-0", Part::Outside),
            ("bytes=5-2", Part::Whole),
            ("bytes=0-1,3-4", Part::Whole),
            ("lines=0-1", Part::Whole),
            ("bytes=-", Part::Whole),
        ] {
            assert_eq!(part(Some(header), 10), wanted, "{header}");
        }
        assert_eq!(part(None, 10), Part::Whole);
    }

    proptest! {
        #[test]
        fn a_part_lies_inside_the_file(header in "(bytes=)?[0-9]{0,20}-?[0-9]{0,20}", size in 0usize..40) {
            if let Part::Bytes(range) = part(Some(&header), size) {
                prop_assert!(range.start < range.end && range.end <= size);
            }
        }
    }
}
