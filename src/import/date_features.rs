//! What the model of dates looks at: one row of numbers for each written date.

use super::candidates::{Scene, flag, signed};
use super::dates::{Kind, Written};
use super::features::number;
use super::words::fold;

impl Scene<'_, '_> {
    /// Written dates that may be the article's, with their rows: block and place in it.
    pub(crate) fn dates(&self, title: Option<usize>) -> Vec<(usize, Written, Vec<f32>)> {
        let page = self.page;
        let all: Vec<(usize, &Written)> = page
            .iter()
            .take(self.run.comments_from)
            .flat_map(|(index, _, m)| {
                let dates = m.dates.iter().chain(&m.edge_dates);
                dates.map(move |written| (index, written))
            })
            .collect();
        let newest = all.iter().map(|(_, w)| w.kind.order()).max();
        let oldest = all.iter().map(|(_, w)| w.kind.order()).min();
        let mut found = Vec::new();
        for (before, (index, written)) in all.iter().copied().enumerate() {
            let Some((block, marks)) = page.get(index) else {
                continue;
            };
            let lead = fold(block.text.get(..written.start).unwrap_or_default());
            let rest = block.text.get(written.end..).unwrap_or_default();
            let in_block = |i: usize| all.get(i).is_some_and(|(other, _)| *other == index);
            let place = (0..before).rev().take_while(|i| in_block(*i)).count();
            let behind = (before + 1..all.len()).take_while(|i| in_block(*i)).count();
            let same = || all.iter().filter(|(_, w)| w.kind == written.kind);
            let far = |other: Option<usize>| other.map_or(60.0, |o| number(o.min(60)));
            let gap_before = all.get(..before).and_then(|list| {
                let (other, _) = list.iter().rev().find(|(other, _)| *other != index)?;
                Some(index - other)
            });
            let gap_after = all.get(before..).and_then(|list| {
                let (other, _) = list.iter().find(|(other, _)| *other != index)?;
                Some(other - index)
            });
            let near_title = title.and_then(|t| same().map(|(other, _)| other.abs_diff(t)).min());
            let newer = all
                .iter()
                .filter(|(_, w)| w.kind.order() > written.kind.order());
            let near = all.iter().filter(|(other, _)| other.abs_diff(index) <= 8);
            let byline = (0..=8).find(|far| {
                [index.checked_sub(*far), Some(index + far)]
                    .into_iter()
                    .flatten()
                    .filter_map(|i| page.marks.get(i))
                    .any(|m| m.byline.as_ref().is_some_and(|b| b.labelled))
            });
            let mut row = vec![
                number(nearest_label(&lead)),
                number(nearest_label(
                    index
                        .checked_sub(1)
                        .and_then(|i| page.blocks.get(i))
                        .map_or("", |b| &b.folded),
                )),
                number(place),
                number(place + behind + 1),
                title.map_or(-50.0, |title| signed(index, title)),
                signed(index, self.run.blocks.start),
                signed(index, self.run.blocks.end),
                flag(Some(written.kind.order()) == newest),
                flag(Some(written.kind.order()) == oldest),
                number(same().count()),
                number(all.len().min(30)),
                number(before),
                flag(matches!(written.kind, Kind::Month(..))),
                flag(matches!(written.kind, Kind::Ambiguous(..))),
                number(lead.split(' ').filter(|w| !w.is_empty()).count().min(40)),
                number(rest.split_whitespace().count().min(40)),
                flag(marks.byline.is_some()),
                flag(
                    rest.trim_start()
                        .starts_with(|c: char| c.is_ascii_digit() || c == ','),
                ),
                self.mean_odds(&lead),
                far(gap_before),
                far(gap_after),
                far(near_title),
                number(newer.count().min(20)),
                number(near.count()),
                title.map_or(-1.0, |title| {
                    let between = all.iter().take(before).filter(|(i, _)| *i >= title);
                    if index >= title {
                        number(between.count().min(30))
                    } else {
                        -1.0
                    }
                }),
                far(byline),
                number(index.min(99)),
                flag(marks.dates.is_empty()),
                flag(has_time(rest)),
                flag(block.text.contains(['(', '['])),
                flag(block.text.contains(['©', '→', '»', '«'])),
            ];
            self.add_shape(index, &mut row);
            found.push((index, *written, row));
        }
        found
    }
}

/// Whether an hour follows: `, 14:16 Uhr`, ` at 3.17 p.m.`
pub(crate) fn has_time(rest: &str) -> bool {
    let near: String = rest.chars().take(14).collect();
    let mut digits = near
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | 'h' | 'H')))
        .filter(|part| part.len() >= 4);
    digits.any(|part| {
        part.split(|c: char| !c.is_ascii_digit())
            .filter(|digits| !digits.is_empty())
            .count()
            >= 2
    })
}

/// What the words before a date call it: 1 published, 2 changed, 0 nothing.
pub(crate) fn nearest_label(lead: &str) -> usize {
    const CHANGED: &[&str] = &[
        "updated", "update", "modified", "edited", "revised", "changed", "aktualisiert",
        "geändert", "änderung", "aktualisierung", "actualizado", "jour", "modifié", "aggiornato",
        "bijgewerkt", "atualizado",
    ];
    const PUBLISHED: &[&str] = &[
        "published", "posted", "created", "date", "written", "veröffentlicht", "erstellt", "datum",
        "publié", "publicado", "pubblicato", "gepubliceerd", "opublikowano", "on", "am", "vom",
    ];
    const OTHER: &[&str] = &[
        "copyright", "retrieved", "accessed", "joined", "until", "since", "from", "bis", "seit",
        "born", "died",
    ];
    for word in lead.rsplit(' ').take(4) {
        if CHANGED.contains(&word) {
            return 2;
        }
        if PUBLISHED.contains(&word) {
            return 1;
        }
        if OTHER.contains(&word) {
            return 3;
        }
    }
    0
}
