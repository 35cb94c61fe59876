//! Where a page names people who may be the article's authors.

use super::author_notes::{below, bio, copyright, note};
use super::author_pieces::{Piece, whole};
use super::byline::pieces;
use super::names::{cut_joint, opening};
use super::page::Page;
use super::reading::Reason;

/// Names in one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub(crate) names: Vec<String>,
    pub(crate) source: Source,
    /// The block that holds the (first) name.
    pub(crate) block: usize,
    /// The last block, when names stand one below the other.
    pub(crate) last: usize,
    /// Words of the block before and after the names.
    pub(crate) before: usize,
    pub(crate) after: usize,
    /// How many words or names were left off: what a name seems to have swallowed.
    pub(crate) cut: usize,
}

/// What makes a text a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Source {
    /// Behind a word such as `By`.
    Labelled,
    /// Behind such a word inside a line: `Review by …`.
    Inner,
    /// Below a line that is such a word.
    Below,
    /// Nothing but its shape.
    Bare,
    /// Introduced in a sentence: `A Person is a reporter.`
    Bio,
    /// Holds the copyright.
    Copyright,
    /// `About A Person`, `More from A Person`.
    About,
    /// All that stands behind or below a label, whatever its shape.
    Whole,
}

impl Source {
    pub(crate) const ALL: [Self; 8] = [
        Self::Labelled,
        Self::Inner,
        Self::Below,
        Self::Bare,
        Self::Bio,
        Self::Copyright,
        Self::About,
        Self::Whole,
    ];
}

/// The longest block in which names are looked for piece by piece, in words.
const SHORT: usize = 30;

/// What is known of a page when names are looked for: block numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Landmarks {
    pub(crate) title: Option<usize>,
    pub(crate) date: Option<usize>,
    pub(crate) body_end: usize,
    pub(crate) comments_from: usize,
}

impl Landmarks {
    /// Right below the title or beside the date, where a single word may be a name.
    fn is_near(self, index: usize) -> bool {
        self.title
            .is_some_and(|title| (title + 1..title + 5).contains(&index))
            || self.date.is_some_and(|date| date.abs_diff(index) <= 2)
    }
}

/// All candidates of a page, in the order of its blocks. In the readers' part bare names are theirs.
pub(crate) fn candidates(page: &Page<'_>, landmarks: Landmarks) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for (index, block, marks) in page.iter() {
        let readers = index >= landmarks.comments_from;
        let any_verb = index + 2 >= landmarks.body_end && !readers;
        if marks.words > SHORT {
            found.extend(bio(&block.text, index, marks.words, any_verb));
            found.extend(note(&block.text, index, marks.words));
            continue;
        }
        // Of the page's furniture only its copyright line and its lists of an author's articles name people.
        let furniture = marks.furniture.is_some_and(|r| r != Reason::Navigation);
        if marks.disclaimer || furniture {
            continue;
        }
        let from = found.len();
        if block.text.contains('©') || block.folded.contains("copyright") {
            found.extend(copyright(&block.text, index, marks.words));
        } else {
            for piece in pieces(&block.text, &marks.dates) {
                let mut piece_found = Piece {
                    block: index,
                    words: marks.words,
                    single: landmarks.is_near(index),
                    found: &mut found,
                };
                piece_found.read(piece);
            }
            found.extend(whole(&block.text, &marks.dates, index, marks.words));
            found.extend(bio(&block.text, index, marks.words, any_verb));
            found.extend(note(&block.text, index, marks.words));
            found.extend(below(page, index));
            join(&block.text, from, &mut found);
        }
        if readers {
            let keep = found.split_off(from);
            found.extend(keep.into_iter().filter(|c| {
                matches!(c.source, Source::Bio | Source::Copyright | Source::About)
                    || c.source == Source::Labelled && c.before > 0
            }));
        }
    }
    fill(page, &mut found);
    found
}

/// A first name alone where somebody is introduced, made full by the one fuller form of it on the page.
fn fill(page: &Page<'_>, found: &mut [Candidate]) {
    for candidate in found.iter_mut().filter(|c| c.source == Source::Bio) {
        let [name] = candidate.names.as_mut_slice() else {
            continue;
        };
        if name.contains(' ') {
            continue;
        }
        let fuller = |text: &str| {
            let at = text.find(name.as_str())?;
            let opening = opening(text.get(at..at + 60).unwrap_or(text.get(at..)?), false)?;
            let full = opening.names.into_iter().next()?;
            let rest = full.strip_prefix(name.as_str())?;
            (rest.starts_with(' ') && full.split(' ').count() <= 3).then_some(full)
        };
        let mut full: Vec<String> = page.blocks.iter().filter_map(|b| fuller(&b.text)).collect();
        full.sort_unstable();
        full.dedup();
        if let [one] = full.as_slice() {
            name.clone_from(one);
        }
    }
}

/// A line that opens with a joint goes on with the names of the line before it: both together are a candidate too.
fn join(text: &str, from: usize, found: &mut Vec<Candidate>) {
    let joined = cut_joint(text).is_some();
    let Some(here) = found.get(from).filter(|_| joined).cloned() else {
        return;
    };
    let before = found
        .get(..from)
        .and_then(|list| list.iter().rev().find(|c| c.last + 1 == here.block));
    if let Some(before) = before.cloned() {
        let mut names = before.names.clone();
        names.extend(here.names);
        found.push(Candidate {
            names,
            last: here.block,
            ..before
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Rules;

    fn landmarks(page: &Page<'_>) -> Landmarks {
        Landmarks {
            title: None,
            date: None,
            body_end: page.len() + 9,
            comments_from: page.len(),
        }
    }

    fn of(text: &str, source: Source) -> Vec<Vec<String>> {
        let page = Page::new(text, &Rules::default());
        candidates(&page, landmarks(&page))
            .into_iter()
            .filter(|c| c.source == source)
            .map(|c| c.names)
            .collect()
    }

    #[test]
    fn what_a_name_swallowed_is_left_off_too() {
        for (text, shorter) in [
            ("Ann Bell Education editor", "Ann Bell"),
            ("By Ann Bell Additional reporting by others", "Ann Bell"),
            ("By Ann Bell, Garden Fan", "Ann Bell"),
        ] {
            let page = Page::new(text, &Rules::default());
            let found = candidates(&page, landmarks(&page));
            let cut: Vec<_> = found.iter().filter(|c| c.cut > 0).collect();
            assert!(cut.iter().any(|c| c.names == [shorter]), "{text}: {cut:?}");
        }
    }

    #[test]
    fn a_first_name_is_filled_by_its_one_fuller_form() {
        let page = "Photo: Ann Bell\n\nAnn is a reporter at the Paper.";
        assert_eq!(of(page, Source::Bio), [["Ann Bell"]]);
        let two = format!("{page}\n\nAnn Cox");
        assert_eq!(of(&two, Source::Bio), [["Ann"]]);
    }

    #[test]
    fn names_are_found_where_pages_put_them() {
        assert_eq!(
            of("Recipe by Rick Lane Contributor", Source::Inner),
            [["Rick Lane"]]
        );
        assert_eq!(
            of("Hochgeladen von Weinlachgummi um 10:52", Source::Inner),
            [["Weinlachgummi"]]
        );
        assert_eq!(
            of(
                "By\nDavid Brand\nand\nRamsey Khalifeh\nPublished Nov 8, 2023",
                Source::Below
            ),
            [vec!["David Brand"], vec!["David Brand", "Ramsey Khalifeh"]]
        );
        assert_eq!(
            of("By Ask the Doctors", Source::Whole),
            [["Ask the Doctors"]]
        );
        assert_eq!(of("Von: det/dpa", Source::Whole), [["det/dpa"]]);
        assert_eq!(of("Posted by By Jesy", Source::Labelled), [["Jesy"]]);
        assert_eq!(
            of("© since 2010 by Your Native Teacher", Source::Copyright).last(),
            Some(&vec!["Your Native Teacher".to_owned()])
        );
        assert_eq!(
            of("© 2026 John Foley · Privacy ∙ Terms", Source::Copyright),
            [["John Foley"]]
        );
        assert_eq!(
            of(
                "Charlie Savage writes about national security and legal policy from Washington.",
                Source::Bio
            ),
            [["Charlie Savage"]]
        );
        assert_eq!(
            of("About Melissa Norris", Source::About),
            [["Melissa Norris"]]
        );
        assert_eq!(
            of("By Jami Ganz | New York Daily News", Source::Labelled),
            [["Jami Ganz"]]
        );
    }

    #[test]
    fn sentences_hold_no_candidates() {
        for text in [
            "He went there by the end of the day.",
            "The minister is a man of his word.",
        ] {
            let page = Page::new(text, &Rules::default());
            assert!(candidates(&page, landmarks(&page)).is_empty(), "{text}");
        }
    }
}
