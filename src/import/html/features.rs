//! What the body model of pages looks at: what the text models say, the first cut, the block's place in the structure,
//! and what others in the same place are.

use std::collections::HashMap;
use std::ops::Range;

use super::Markup;
use super::element::Element;
use super::title_place::TitlePlace;
use crate::import::body_run::best_run;
use crate::import::features::{Rows, flag, number, part};
use crate::import::page::Page;

/// How far neighbours are looked at one by one.
const NEAR: isize = 3;

/// How many elements up the company of a block is looked at.
const LEVELS: usize = 4;

/// One row for each block. `text`: the chances by the text models.
pub(crate) fn features(page: &Page<'_>, markup: &Markup<'_>, text: &[f64]) -> Rows {
    let look = Look::new(page, markup, text);
    (0..page.len()).map(|index| look.row(index)).collect()
}

/// Words, and how likely they are body by the text models and by the cut.
#[derive(Debug, Clone, Copy, Default)]
struct Company {
    blocks: f32,
    words: f32,
    likely: f32,
    cut: f32,
    linked: f32,
}

impl Company {
    fn add(&mut self, other: Self) {
        self.blocks += other.blocks;
        self.words += other.words;
        self.likely += other.likely;
        self.cut += other.cut;
        self.linked += other.linked;
    }

    fn without(self, other: Self) -> Self {
        Self {
            blocks: self.blocks - other.blocks,
            words: self.words - other.words,
            likely: self.likely - other.likely,
            cut: self.cut - other.cut,
            linked: self.linked - other.linked,
        }
    }

    fn show(self, all: Self, row: &mut Vec<f32>) {
        let share = |of: f32| {
            if self.words < 0.5 {
                -1.0
            } else {
                of / self.words
            }
        };
        row.extend([
            self.words,
            share(self.likely),
            share(self.cut),
            share(self.linked),
            self.likely / all.likely.max(1.0),
        ]);
    }
}

struct Look<'l, 'd> {
    page: &'l Page<'l>,
    markup: &'l Markup<'d>,
    text: Vec<f32>,
    single: Vec<Company>,
    /// By element: all that is in it.
    inside: Vec<Company>,
    alike: HashMap<&'l str, Company>,
    all: Company,
    title: TitlePlace,
    /// What the text models alone would take.
    run: Range<usize>,
    /// How much of what is likely to be body stands before each block.
    before: Vec<f32>,
    /// The deepest element that holds most of what is likely to be body.
    home: Option<usize>,
}

impl<'l, 'd> Look<'l, 'd> {
    fn new(page: &'l Page<'l>, markup: &'l Markup<'d>, text: &[f64]) -> Self {
        let layout = &markup.layout;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a chance needs no more digits"
        )]
        let text: Vec<f32> = text.iter().map(|chance| *chance as f32).collect();
        let mut single = Vec::with_capacity(page.len());
        let mut inside = vec![Company::default(); layout.elements.len()];
        let mut alike: HashMap<&str, Company> = HashMap::new();
        let mut all = Company::default();
        for (index, _, marks) in page.iter() {
            let words = number(marks.words);
            let placed = layout.blocks.get(index);
            let company = Company {
                blocks: 1.0,
                words,
                likely: words * text.get(index).copied().unwrap_or(0.0),
                cut: words * flag(markup.cut.get(index) == Some(&true)),
                linked: words * placed.map_or(0.0, |p| part(p.linked, p.chars)),
            };
            all.add(company);
            if let Some(placed) = placed {
                if let Some(slot) = inside.get_mut(placed.element) {
                    slot.add(company);
                }
                if let Some(element) = layout.elements.get(placed.element) {
                    alike.entry(&element.signature).or_default().add(company);
                }
            }
            single.push(company);
        }
        // An element stands behind the one around it.
        for index in (0..inside.len()).rev() {
            let own = inside.get(index).copied().unwrap_or_default();
            let parent = layout.elements.get(index).and_then(|e| e.parent);
            if let Some(slot) = parent.and_then(|parent| inside.get_mut(parent)) {
                slot.add(own);
            }
        }
        let home = (0..inside.len()).rev().find(|index| {
            inside
                .get(*index)
                .is_some_and(|c| c.likely >= all.likely * 0.6)
        });
        let values: Vec<f64> = single
            .iter()
            .map(|c| f64::from(c.likely - 0.45 * c.words))
            .collect();
        let before = single
            .iter()
            .scan(0.0, |sum, company| {
                let before: f32 = *sum;
                *sum += company.likely;
                Some(before)
            })
            .collect();
        Self {
            title: TitlePlace::new(page, markup),
            run: best_run(&values).unwrap_or(0..0),
            before,
            page,
            markup,
            text,
            single,
            inside,
            alike,
            all,
            home,
        }
    }

    fn element(&self, index: usize) -> Option<&'l Element<'d>> {
        self.markup.layout.elements.get(index)
    }

    fn row(&self, index: usize) -> Vec<f32> {
        let layout = &self.markup.layout;
        let mut row = Vec::with_capacity(110);
        let (Some(placed), Some((block, marks))) = (layout.blocks.get(index), self.page.get(index))
        else {
            return row;
        };
        let Some(element) = self.element(placed.element) else {
            return row;
        };
        let own = self.single.get(index).copied().unwrap_or_default();
        let near = |list: &[f32], offset: isize| {
            let place = index.checked_add_signed(offset);
            place.and_then(|i| list.get(i)).copied().unwrap_or(-1.0)
        };
        for offset in -NEAR..=NEAR {
            row.push(near(&self.text, offset));
        }
        for offset in -NEAR..=NEAR {
            let place = index.checked_add_signed(offset);
            row.push(
                place
                    .and_then(|i| self.markup.cut.get(i))
                    .map_or(-1.0, |c| flag(*c)),
            );
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a share needs no more digits"
        )]
        let capitalised = marks.capitalised as f32;
        row.extend([
            number(marks.words),
            part(placed.linked, placed.chars),
            part(placed.strong, placed.chars),
            flag(marks.ends_sentence),
            capitalised,
            flag(marks.is_prose()),
            flag(marks.furniture.is_some()),
            flag(marks.is_byline_or_date()),
            flag(marks.credit || marks.disclaimer),
            flag(marks.comment_marker),
            flag(placed.continued),
            flag(block.text.ends_with(':')),
            part(index, self.page.len()),
            element.tag.number(),
            number(element.depth),
        ]);
        row.extend(element.topics.map(f32::from));
        row.extend(element.around.map(f32::from));
        self.company(placed.element, own, &mut row);
        let alike = self
            .alike
            .get(element.signature.as_str())
            .copied()
            .unwrap_or_default();
        alike.without(own).show(self.all, &mut row);
        row.extend(self.title.row(self.markup, index));
        let far = |edge: usize| {
            let far = number(index.abs_diff(edge).min(30));
            if index < edge { -far } else { far }
        };
        row.push(far(self.run.start));
        row.push(far(self.run.end));
        let before = self.before.get(index).copied().unwrap_or(0.0);
        row.push(before / self.all.likely.max(1.0));
        row.push(self.all.likely);
        row.push(self.all.cut / self.all.words.max(1.0));
        row
    }

    /// The company of a block, element by element up; and how far it is from where most of the body is.
    fn company(&self, element: usize, own: Company, row: &mut Vec<f32>) {
        let mut at = Some(element);
        for _ in 0..LEVELS {
            let company = at
                .and_then(|at| self.inside.get(at))
                .copied()
                .unwrap_or(self.all);
            company.without(own).show(self.all, row);
            at = at.and_then(|at| self.element(at)).and_then(|e| e.parent);
        }
        let mut up = 0;
        let mut at = Some(element);
        let mut home = None;
        while let Some(place) = at.filter(|_| up < 40) {
            if Some(place) == self.home {
                home = Some(up);
                break;
            }
            up += 1;
            at = self.element(place).and_then(|e| e.parent);
        }
        row.push(home.map_or(-1.0, number));
        let before = self.home.map_or(0.0, |home| flag(element < home));
        row.push(before);
    }
}
