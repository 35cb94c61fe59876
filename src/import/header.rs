//! What stands about the article around its headline: deck, authors, date, section, credits.

use super::byline::Byline;
use super::candidates::Scene;
use super::dates::Kind;
use super::headline::Headline;
use super::model::Models;
use super::page::Page;
use super::reading::{Evidence, Guess};
use super::rules::DateOrder;
use super::words::is_all_caps;

/// A date with the block it was found in.
pub(crate) struct FoundDate {
    pub(crate) block: usize,
    pub(crate) kind: Kind,
    /// How likely it is the article's.
    pub(crate) chance: f64,
}

/// The least chance of a date or author that the article states; below it, and above [`WORTH_A_LOOK`], it is a guess.
pub(crate) const STATED: f64 = 0.5;

/// The least chance of a guess.
pub(crate) const WORTH_A_LOOK: f64 = 0.2;

/// The date that is most likely the article's own.
pub(crate) fn date(
    scene: &Scene<'_, '_>,
    models: &Models,
    title: Option<usize>,
) -> Option<FoundDate> {
    let mut best: Option<FoundDate> = None;
    for (block, written, row) in scene.dates(title) {
        let chance = models.date.chance(&row);
        if chance >= WORTH_A_LOOK && best.as_ref().is_none_or(|b| chance > b.chance) {
            best = Some(FoundDate {
                block,
                kind: written.kind,
                chance,
            });
        }
    }
    best
}

/// The order of day and month that other dates of the page give away.
pub(crate) fn order_in(page: &Page<'_>, ambiguous: Kind) -> Option<DateOrder> {
    let Kind::Ambiguous(year, first, second) = ambiguous else {
        return None;
    };
    let all = || {
        page.blocks
            .iter()
            .flat_map(|b| super::dates::dates_in(&b.text))
    };
    let says = |m, d| all().any(|w| w.kind == Kind::Day(year, m, d));
    match (says(first, second), says(second, first)) {
        (true, false) => Some(DateOrder::MonthFirst),
        (false, true) => Some(DateOrder::DayFirst),
        _ => None,
    }
}

/// The authors, the block that names them, and how likely they are the article's.
pub(crate) fn authors(
    scene: &Scene<'_, '_>,
    models: &Models,
    title: Option<usize>,
    date: Option<usize>,
) -> Option<(usize, Byline, f64)> {
    let mut best: Option<(usize, f64)> = None;
    for (block, row) in scene.authors(title, date) {
        let chance = models.authors.chance(&row);
        if chance >= WORTH_A_LOOK && best.is_none_or(|(_, most)| chance > most) {
            best = Some((block, chance));
        }
    }
    let best = match best {
        Some((_, chance)) if chance >= STATED => best,
        _ => title
            .and_then(|title| signed_line(scene.page, title))
            .map(|block| (block, 1.0))
            .or(best),
    };
    let (block, chance) = best?;
    let byline = scene.page.get(block)?.1.byline.clone()?;
    Some((block, byline, chance))
}

/// A line right below the title that is only names, a date, and at most one word more: `NAME | 19.01.2017 | WORLD`.
fn signed_line(page: &Page<'_>, title: usize) -> Option<usize> {
    (title + 1..=title + 2).find(|index| {
        page.get(*index).is_some_and(|(_, marks)| {
            let rest = marks.byline.as_ref().map(|byline| &byline.rest);
            marks.dates.len() == 1
                && marks.words <= 10
                && rest.is_some_and(|rest| rest.len() <= 1 && rest.iter().all(|r| !r.contains(' ')))
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

/// The deck: between the title and its repetition, right above the title, or between it and the byline.
pub(crate) fn deck(page: &Page<'_>, headline: &Headline, body: usize) -> Option<usize> {
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
