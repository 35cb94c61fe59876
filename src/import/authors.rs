//! Where a page names people who may be the article's authors.

use std::sync::LazyLock;

use super::byline::{cut_label, pieces};
use super::credit_words::BY;
use super::name_words::{ABOUT, GROUPS, INNER_LABELS, INTRODUCES, JOINTS, WordSet};
use super::names::{cut_stop, is_name_part, opening};
use super::page::Page;
use super::reading::Reason;
use super::words::{fold, is_all_caps};

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
}

impl Source {
    pub(crate) const ALL: [Self; 7] = [
        Self::Labelled,
        Self::Inner,
        Self::Below,
        Self::Bare,
        Self::Bio,
        Self::Copyright,
        Self::About,
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
                piece_found.read(&piece);
            }
            found.extend(bio(&block.text, index, marks.words, any_verb));
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
    found
}

/// A piece of a line while names are looked for in it.
struct Piece<'f> {
    block: usize,
    words: usize,
    /// A single word may be a name here.
    single: bool,
    found: &'f mut Vec<Candidate>,
}

impl Piece<'_> {
    fn read(&mut self, piece: &str) {
        let count = |text: &str| text.split_whitespace().count();
        let (label, rest) = cut_label(piece);
        if label {
            let before = count(piece) - count(rest);
            self.add(Source::Labelled, rest, true, before);
            self.add_group(Source::Labelled, rest, before);
            return;
        }
        if let Some(rest) = about(piece) {
            self.add(Source::About, rest, false, count(piece) - count(rest));
        }
        for (place, rest) in inner(piece) {
            self.add(Source::Inner, rest, true, place);
            self.add_group(Source::Inner, rest, place);
        }
        let bare = JOINTS
            .iter()
            .find_map(|joint| piece.strip_prefix(joint)?.strip_prefix(' '))
            .unwrap_or(piece);
        self.add(Source::Bare, bare, false, 0);
        self.add_group(Source::Bare, bare, 0);
        if self.single && !bare.contains(' ') && bare.starts_with(char::is_uppercase) {
            self.add(Source::Bare, bare, true, 0);
        }
    }

    fn add(&mut self, source: Source, text: &str, labelled: bool, before: usize) {
        let Some(opening) = opening(text, labelled) else {
            return;
        };
        let used = text
            .get(..opening.end)
            .unwrap_or_default()
            .split_whitespace()
            .count();
        self.push(source, opening.names, before, used);
    }

    /// A group that signs: the whole text, capitalised, with a word such as `Team`.
    fn add_group(&mut self, source: Source, text: &str, before: usize) {
        let parts: Vec<&str> = text.split_whitespace().collect();
        let shaped = (1..=6).contains(&parts.len())
            && parts
                .iter()
                .all(|part| is_name_part(part) || part.len() <= 3)
            && text.chars().any(char::is_uppercase);
        if shaped && fold(text).split(' ').any(|word| GROUPS.contains(word)) {
            self.push(source, vec![cut_stop(text).to_owned()], before, parts.len());
        }
    }

    fn push(&mut self, source: Source, names: Vec<String>, before: usize, used: usize) {
        let known = self
            .found
            .iter()
            .rev()
            .take_while(|c| c.block == self.block)
            .any(|c| c.names == names && c.source == source);
        if !known {
            self.found.push(Candidate {
                names,
                source,
                block: self.block,
                last: self.block,
                before,
                after: self.words.saturating_sub(used + before),
            });
        }
    }
}

/// A line that opens with a joint goes on with the names of the line before it: both together are a candidate too.
fn join(text: &str, from: usize, found: &mut Vec<Candidate>) {
    let joined = JOINTS.iter().any(|joint| {
        text.strip_prefix(joint)
            .is_some_and(|rest| rest.starts_with(' '))
    });
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

/// What follows `About`, `Posts by` and the like.
fn about(piece: &str) -> Option<&str> {
    static FIRST: WordSet = LazyLock::new(|| {
        let firsts = ABOUT.iter().filter_map(|label| label.split(' ').next());
        firsts.collect()
    });
    let first = fold(piece.split(' ').next()?);
    if !FIRST.contains(first.split(' ').next()?) {
        return None;
    }
    let mut end = 0;
    let mut taken = String::new();
    let mut best = None;
    for word in piece.split_inclusive(' ').take(4) {
        end += word.len();
        if !taken.is_empty() {
            taken.push(' ');
        }
        taken.push_str(&fold(word));
        if ABOUT.contains(&taken.as_str()) {
            best = piece.get(end..);
        }
    }
    best.map(|rest| rest.trim_start_matches([' ', ':']))
        .filter(|rest| !rest.is_empty())
}

/// What follows each label inside a piece, with the number of words before it.
fn inner(piece: &str) -> Vec<(usize, &str)> {
    /// The longest such label, in bytes: a little more than any has.
    const LONGEST: usize = 16;
    let mut found = Vec::new();
    let mut end = 0;
    for (place, word) in piece.split_inclusive(' ').enumerate() {
        end += word.len();
        let word = word.trim_end().trim_end_matches(':');
        let is_label = place > 0
            && word.len() <= LONGEST
            && INNER_LABELS.contains(&word.to_lowercase().as_str());
        let glued = place == 0 && word.ends_with("by") && word.len() > 2;
        if is_label || glued && word.eq_ignore_ascii_case("writtenby") {
            found.extend(piece.get(end..).map(|rest| (place + 1, rest)));
        }
    }
    found
}

/// `A Person is a reporter at …`: a name and the verb that introduces its bearer.
///
/// Near the foot (`any_verb`) any small word will do behind a name of two words.
fn bio(text: &str, block: usize, words: usize, any_verb: bool) -> Option<Candidate> {
    let head: String = text.chars().take(110).collect();
    let opening = opening(&head, false).or_else(|| single(&head))?;
    let after = head.get(opening.end..)?;
    let after = match after.trim_start().strip_prefix('(') {
        Some(inner) => inner.split_once(')')?.1,
        None => after,
    };
    let after = after.trim_start_matches(|c: char| !c.is_alphanumeric());
    let next = after.split_whitespace().next()?;
    let verb = fold(next);
    let known = INTRODUCES.contains(&verb.as_str());
    let possible = any_verb
        && words >= 6
        && next.starts_with(char::is_lowercase)
        && opening.names.iter().all(|name| name.contains(' '));
    (opening.names.len() == 1 && (known || possible)).then(|| {
        let used = opening
            .names
            .iter()
            .map(|n| n.split(' ').count())
            .sum::<usize>();
        Candidate {
            names: opening.names,
            source: Source::Bio,
            block,
            last: block,
            before: usize::from(!known),
            after: words.saturating_sub(used),
        }
    })
}

/// `Marie is …`: a first name alone.
fn single(head: &str) -> Option<super::names::Opening> {
    let found = opening(head, true)?;
    let one = found.names.first()?;
    let folded = fold(one);
    super::name_words::FIRST_NAMES
        .contains(folded.as_str())
        .then_some(found)
}

/// `© 2026 A Person · Privacy`.
fn copyright(text: &str, block: usize, words: usize) -> Option<Candidate> {
    let at = text.find('©').map(|at| at + '©'.len_utf8()).or_else(|| {
        let at = text.to_lowercase().find("copyright")?;
        text.is_char_boundary(at).then_some(at + "copyright".len())
    })?;
    let rest = text.get(at..)?;
    let rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
    let rest = rest
        .strip_prefix("Copyright")
        .or_else(|| rest.strip_prefix("by "))
        .unwrap_or(rest)
        .trim_start_matches(|c: char| !c.is_alphabetic());
    let found = opening(rest, true)?;
    let used = found
        .names
        .iter()
        .map(|n| n.split(' ').count())
        .sum::<usize>();
    Some(Candidate {
        after: rest.split_whitespace().count().saturating_sub(used),
        names: found.names,
        source: Source::Copyright,
        block,
        last: block,
        before: words.min(3),
    })
}

/// Names on lines of their own below a line that is a label; joints and initials may stand between them.
fn below(page: &Page<'_>, index: usize) -> Option<Candidate> {
    /// How many lines a list of names may take.
    const LONGEST: usize = 10;
    let (block, _) = page.get(index)?;
    let label = block.folded.as_str();
    let is_label = BY.contains(&label) || label.ends_with(" by") && label.len() < 40;
    if !is_label {
        return None;
    }
    let mut names: Vec<String> = Vec::new();
    let mut last = index;
    let mut joined = true;
    for next in index + 1..(index + 1 + LONGEST).min(page.len()) {
        let (block, marks) = page.get(next)?;
        let text = block.text.trim_matches(|c: char| c == ',' || c == ' ');
        if JOINTS.contains(&text.to_lowercase().as_str()) || text.is_empty() {
            joined = true;
            continue;
        }
        // A portrait shown as its initials.
        if text.chars().count() <= 3 && is_all_caps(text) {
            continue;
        }
        if !joined || marks.words > 16 {
            break;
        }
        let bare = JOINTS
            .iter()
            .find_map(|joint| text.strip_prefix(joint)?.strip_prefix(' '))
            .unwrap_or(text);
        let group = fold(bare).split(' ').any(|word| GROUPS.contains(word));
        match opening(bare, names.is_empty()) {
            Some(found) if !group => names.extend(found.names),
            _ if group && names.is_empty() && marks.words <= 6 => names.push(bare.to_owned()),
            _ => break,
        }
        last = next;
        joined = block.text.ends_with(',');
    }
    (!names.is_empty()).then_some(Candidate {
        names,
        source: Source::Below,
        block: index + 1,
        last,
        before: 0,
        after: 0,
    })
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
            [["David Brand", "Ramsey Khalifeh"]]
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
