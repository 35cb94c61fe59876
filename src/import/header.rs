//! What stands about the article around its headline: deck, authors, date, section, credits.

use super::author_again::{self, Rated};
use super::authors::{Candidate, Source};
use super::candidates::Scene;
use super::date_features::nearest_label;
use super::dates::Written;
use super::fates::Fates;
use super::headline::Headline;
use super::model::Models;
use super::page::Page;
use super::reading::{Evidence, Guess};
use super::words::{fold, is_all_caps};

/// How far below the title a deck may stand, in blocks.
const BELOW: usize = 4;

/// A date with the block it was found in.
#[derive(Debug, Clone)]
pub(crate) struct FoundDate {
    pub(crate) block: usize,
    pub(crate) written: Written,
    /// How likely it is the article's.
    pub(crate) chance: f64,
}

/// The least chance of a date that the article states; below it, and above [`WORTH_A_LOOK`], it is a guess. Measured by
/// cross-fitting: at this chance, 3 dates in 100 are another's.
pub(crate) const DATE_STATED: f64 = 0.2;

/// The same for authors: at this chance, 5 bylines in 100 are wrong.
pub(crate) const AUTHORS_STATED: f64 = 0.56;

/// The least chance at which names are a guess: most are right there.
const AUTHORS_GUESSED: f64 = 0.3;

/// The least chance of anything that is looked at; of a date that is a guess.
pub(crate) const WORTH_A_LOOK: f64 = 0.12;

/// The date that is most likely the article's own.
pub(crate) fn date(
    scene: &Scene<'_, '_>,
    models: &Models,
    title: Option<usize>,
) -> Option<FoundDate> {
    let rated: Vec<FoundDate> = scene
        .dates(title)
        .into_iter()
        .map(|(block, written, row)| FoundDate {
            block,
            written,
            chance: models.date.chance(&row),
        })
        .collect();
    let mut best: Option<&FoundDate> = None;
    for found in &rated {
        if found.chance >= WORTH_A_LOOK && best.is_none_or(|b| found.chance > b.chance) {
            best = Some(found);
        }
    }
    let best = best?;
    let published = first_published(scene.page, best, &rated);
    Some(FoundDate {
        chance: best.chance,
        ..published.unwrap_or(best).clone()
    })
}

/// Beside a date of a change, the one that is said to be of the publication.
fn first_published<'f>(
    page: &Page<'_>,
    best: &FoundDate,
    rated: &'f [FoundDate],
) -> Option<&'f FoundDate> {
    /// How far apart the two may stand, in blocks, and the least chance of the other.
    const NEAR: usize = 3;
    const LEAST: f64 = 0.05;
    let label = |found: &FoundDate| {
        let lead = page
            .blocks
            .get(found.block)?
            .text
            .get(..found.written.start)?;
        Some(nearest_label(&fold(lead)))
    };
    if label(best) != Some(2) {
        return None;
    }
    rated.iter().find(|other| {
        other.block.abs_diff(best.block) <= NEAR
            && other.chance >= LEAST
            && label(other) == Some(1)
            && other.written.kind.order() < best.written.kind.order()
    })
}

/// The authors, where they are named, and how likely they are the article's.
pub(crate) fn authors(
    scene: &Scene<'_, '_>,
    models: &Models,
    title: Option<usize>,
    date: Option<usize>,
) -> Option<(Candidate, f64)> {
    let rated = rated_authors(scene, models, title, date);
    let best = choose(&rated);
    if best
        .as_ref()
        .is_some_and(|(_, chance)| *chance >= AUTHORS_STATED)
    {
        return best;
    }
    title
        .and_then(|title| signed_line(scene.page, title))
        .map(|candidate| (candidate, 1.0))
        .or_else(|| {
            let credit = |index: usize| scene.page.marks.get(index).is_some_and(|m| m.credit);
            best.filter(|(found, chance)| *chance >= AUTHORS_GUESSED && !credit(found.block))
        })
}

/// All candidates with the chances that the two models give them.
pub(crate) fn rated_authors(
    scene: &Scene<'_, '_>,
    models: &Models,
    title: Option<usize>,
    date: Option<usize>,
) -> Vec<(Candidate, f64)> {
    let found = scene.authors(title, date);
    let mut chances: Vec<f64> = found
        .iter()
        .map(|(_, row)| models.authors.chance(row))
        .collect();
    let first: Vec<Rated<'_>> = found
        .iter()
        .zip(&chances)
        .map(|((candidate, row), chance)| Rated {
            names: &candidate.names,
            row,
            chance: *chance,
        })
        .collect();
    for (index, row) in author_again::rows(&first) {
        if let Some(chance) = chances.get_mut(index) {
            *chance = models.authors_again.chance(&row);
        }
    }
    let candidates = found.into_iter().map(|(candidate, _)| candidate);
    candidates.zip(chances).collect()
}

/// The likeliest of the candidates, as fully named as any of them names it.
pub(crate) fn choose(rated: &[(Candidate, f64)]) -> Option<(Candidate, f64)> {
    let mut best: Option<&(Candidate, f64)> = None;
    for one in rated {
        if one.1 >= WORTH_A_LOOK && best.is_none_or(|(_, most)| one.1 > *most) {
            best = Some(one);
        }
    }
    best.map(|best| fuller(best, rated))
}

/// The same author more fully named: `Matthew` in a note about him, `Matthew Humphries` above it; or one of several,
/// who are named together elsewhere.
fn fuller(best: &(Candidate, f64), rated: &[(Candidate, f64)]) -> (Candidate, f64) {
    /// The least chance of the fuller form.
    const LEAST: f64 = 0.1;
    let (found, chance) = best;
    let [one] = found.names.as_slice() else {
        return best.clone();
    };
    let longer = |names: &[String]| {
        let opens = |name: &String| {
            name.strip_prefix(one.as_str())
                .is_some_and(|rest| rest.starts_with(' '))
        };
        match names {
            [name] => !one.contains(' ') && opens(name),
            _ => names.contains(one),
        }
    };
    let mut most: Option<&(Candidate, f64)> = None;
    for other in rated {
        if longer(&other.0.names)
            && other.1 >= LEAST
            && most.is_none_or(|(_, most)| other.1 > *most)
        {
            most = Some(other);
        }
    }
    most.map_or_else(
        || best.clone(),
        |(candidate, _)| (candidate.clone(), *chance),
    )
}

/// A line right below the title that is only names, a date, and at most one word more: `NAME | 19.01.2017 | WORLD`.
fn signed_line(page: &Page<'_>, title: usize) -> Option<Candidate> {
    (title + 1..=title + 2).find_map(|index| {
        let (_, marks) = page.get(index)?;
        let byline = marks.byline.as_ref()?;
        let bare = marks.dates.len() == 1
            && marks.words <= 10
            && byline.rest.len() <= 1
            && byline.rest.iter().all(|rest| !rest.contains(' '));
        bare.then(|| Candidate {
            names: byline.names.clone(),
            source: Source::Bare,
            block: index,
            last: index,
            before: 0,
            after: 0,
            cut: 0,
        })
    })
}

/// The section in a line such as `NAME | 19.01.2017 | WORLD`: a word in capitals beside name and date.
pub(crate) fn section(page: &Page<'_>, block: usize) -> Option<Evidence<String>> {
    let (_, marks) = page.get(block)?;
    let byline = marks.byline.as_ref()?;
    if marks.dates.is_empty() {
        return None;
    }
    let section = byline
        .rest
        .iter()
        .find(|rest| is_all_caps(rest) && rest.split(' ').count() <= 3)?;
    Some(Evidence::new(section.clone(), page.numbers(block)))
}

/// A short line in capitals or headline case right above the title: probably the section.
pub(crate) fn kicker(page: &Page<'_>, headline: &Headline) -> Option<(usize, Guess)> {
    let first = headline.blocks.iter().copied().min()?;
    let above = first.checked_sub(1)?;
    let (block, marks) = page.get(above)?;
    let fits = (1..=5).contains(&marks.words)
        && marks.capitalised >= 0.6
        && marks.furniture.is_none()
        && !marks.comment_marker
        && !marks.credit
        && marks.dates.is_empty()
        && !marks.ends_sentence
        && !block.text.chars().any(|c| c.is_ascii_digit());
    fits.then(|| {
        (
            above,
            Guess {
                value: block.text.clone(),
                lines: page.numbers(above),
                why: "stands right above the title".to_owned(),
            },
        )
    })
}

/// The deck: between the title and its repetition, right above the title, or between it and the body.
pub(crate) fn deck(
    page: &Page<'_>,
    headline: &Headline,
    body: usize,
    fates: &Fates,
) -> Option<usize> {
    let shaped = |index: usize| {
        page.get(index).is_some_and(|(block, marks)| {
            (6..=60).contains(&marks.words)
                && marks.capitalised < 0.7
                && marks.furniture.is_none()
                && !marks.credit
                && !marks.disclaimer
                && !marks.comment_marker
                && !marks.is_byline_or_date()
                && !block.text.ends_with([':', '…'])
                && block.text.chars().any(char::is_alphabetic)
        })
    };
    let mut titles: Vec<usize> = headline
        .blocks
        .iter()
        .copied()
        .filter(|i| *i <= body)
        .collect();
    titles.sort_unstable();
    let (first, last) = (*titles.first()?, *titles.last()?);
    let between = (first + 1..last).filter(|i| shaped(*i)).collect::<Vec<_>>();
    if let [one] = between.as_slice() {
        return Some(*one);
    }
    // Below: the first line like a sentence that did not begin the body.
    let below = (last + 1..body)
        .take(BELOW)
        .find(|i| shaped(*i) && fates.is_free(*i));
    if below.is_some() {
        return below;
    }
    // Above: only where the title is proved by a second place or a byline, and the line shares its words.
    let proved = titles.len() > 1;
    let above = first.checked_sub(1).filter(|i| proved && shaped(*i));
    let echoes = |index: usize| {
        page.get(index).is_some_and(|(block, _)| {
            let title = page
                .get(first)
                .map(|(b, _)| b.folded.as_str())
                .unwrap_or_default();
            block
                .folded
                .split(' ')
                .filter(|w| w.chars().count() >= 4)
                .filter(|w| title.split(' ').any(|t| t == *w))
                .count()
                >= 2
        })
    };
    above.filter(|i| echoes(*i))
}
