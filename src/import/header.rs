//! What stands about the article around its headline: deck, authors, date, section, credits.

use super::body_run::Run;
use super::byline::Byline;
use super::dates::{Kind, Written};
use super::headline::Headline;
use super::page::Page;
use super::reading::{Evidence, Guess};
use super::rules::DateOrder;
use super::words::{fold, is_all_caps};

/// How far above the title (in blocks) something may stand and still be about the article.
const ABOVE: usize = 4;

/// How far below the article's end.
const BELOW: usize = 4;

/// Where the header is: from a little above the title to where the prose begins.
pub(crate) struct Zone {
    pub(crate) title: usize,
    pub(crate) body: usize,
    pub(crate) body_end: usize,
    pub(crate) comments_from: usize,
}

impl Zone {
    pub(crate) fn new(headline: Option<&Headline>, run: &Run) -> Self {
        let body = run.blocks.start;
        let title = headline.map_or(body.saturating_sub(1), |h| {
            h.blocks
                .iter()
                .copied()
                .filter(|index| *index <= body)
                .max()
                .unwrap_or(body)
        });
        Self {
            title,
            body,
            body_end: run.blocks.end,
            comments_from: run.comments_from,
        }
    }

    /// How far a block is from where a byline or date belongs; None where it can hold neither.
    fn distance(&self, index: usize) -> Option<usize> {
        if index >= self.title && index < self.body.max(self.title + 4) {
            Some(index - self.title)
        } else if index < self.title {
            (self.title - index <= ABOVE).then(|| self.title - index + 2)
        } else if index >= self.body_end {
            let below = index - self.body_end;
            (below < BELOW && index < self.comments_from).then_some(below + 8)
        } else {
            None
        }
    }
}

/// A date with the block it was found in.
pub(crate) struct FoundDate {
    pub(crate) block: usize,
    pub(crate) kind: Kind,
}

/// The date that is most likely the article's own.
pub(crate) fn date(page: &Page<'_>, zone: &Zone) -> Option<FoundDate> {
    let mut best: Option<(usize, FoundDate)> = None;
    for (block, b, marks) in page.iter() {
        let Some(distance) = zone.distance(block) else {
            continue;
        };
        if !marks.is_byline_or_date() {
            continue;
        }
        for (place, written) in marks.dates.iter().enumerate() {
            let cost = distance * 4 + label_cost(&b.text, written) + place;
            if best.as_ref().is_none_or(|(least, _)| cost < *least) {
                let kind = written.kind;
                best = Some((cost, FoundDate { block, kind }));
            }
        }
    }
    best.map(|(_, found)| found)
}

/// A date of a change is worse than one of publication, which is better than a bare one.
fn label_cost(text: &str, written: &Written) -> usize {
    const CHANGED: &[&str] = &[
        "updated",
        "update",
        "modified",
        "edited",
        "revised",
        "aktualisiert",
        "geändert",
        "actualizado",
        "mis à jour",
        "modifié",
        "aggiornato",
        "bijgewerkt",
        "atualizado",
    ];
    const PUBLISHED: &[&str] = &[
        "published",
        "posted",
        "first published",
        "veröffentlicht",
        "erstellt",
        "publié",
        "publicado",
        "pubblicato",
        "gepubliceerd",
        "opublikowano",
        "stand",
        "vom",
    ];
    let before = text.get(..written.start).unwrap_or_default();
    // Only the last few words before the date speak of it.
    let folded = fold(before);
    let tail: Vec<&str> = folded.rsplit(' ').take(4).collect();
    let nearest = |list: &[&str]| tail.iter().position(|word| list.contains(word));
    match (nearest(CHANGED), nearest(PUBLISHED)) {
        (Some(changed), Some(published)) if changed < published => 12,
        (Some(_), None) => 12,
        (_, Some(_)) => 0,
        (None, None) => 3,
    }
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

/// The authors, and the block that names them.
pub(crate) fn authors(
    page: &Page<'_>,
    zone: &Zone,
    date: Option<usize>,
) -> Option<(usize, Byline)> {
    let mut best: Option<(usize, usize)> = None;
    for (block, b, marks) in page.iter() {
        let (Some(byline), Some(distance)) = (&marks.byline, zone.distance(block)) else {
            continue;
        };
        if block == zone.title {
            continue;
        }
        let beside_date = date.is_some_and(|date| date.abs_diff(block) <= 1);
        let short = marks.words <= 4 || (marks.words <= 12 && !marks.dates.is_empty());
        let bare_fits =
            short && !marks.ends_sentence && (distance <= 2 || beside_date) && block < zone.body;
        if !byline.labelled && !bare_fits || byline.labelled && marks.words > 20 {
            continue;
        }
        let _ = b;
        let cost =
            distance * 2 + if byline.labelled { 0 } else { 5 } + usize::from(!beside_date) * 2;
        if best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, block));
        }
    }
    let (_, block) = best?;
    let byline = page.get(block)?.1.byline.clone()?;
    Some((block, byline))
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
