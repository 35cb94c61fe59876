//! The fate of every line: nothing is lost.

use super::body_run::Run;
use super::page::Page;
use super::reading::{Fate, FieldName, Reason, SourceLine};

/// Fates of blocks while they are given out. The first word stands.
pub(crate) struct Fates(Vec<Option<Fate>>);

impl Fates {
    pub(crate) fn new(page: &Page<'_>) -> Self {
        Self(vec![None; page.len()])
    }

    pub(crate) fn set(&mut self, block: usize, fate: Fate) {
        if let Some(slot) = self.0.get_mut(block) {
            slot.get_or_insert(fate);
        }
    }

    pub(crate) fn field(&mut self, block: usize, field: FieldName) {
        self.set(block, Fate::Field(field));
    }

    /// Gives all blocks of one fate another.
    pub(crate) fn move_all(&mut self, from: Fate, to: Fate) {
        for slot in &mut self.0 {
            if *slot == Some(from) {
                *slot = Some(to);
            }
        }
    }

    pub(crate) fn is_free(&self, block: usize) -> bool {
        self.0.get(block) == Some(&None)
    }

    /// Every line with its fate; blocks without one are left out, with a reason from their marks and place.
    pub(crate) fn lines(self, page: &Page<'_>, run: Option<&Run>) -> Vec<SourceLine> {
        let mut found = Vec::with_capacity(page.lines.len());
        for ((index, block, _), fate) in page.iter().zip(self.0) {
            let fate = fate.unwrap_or_else(|| Fate::Out(reason(page, run, index)));
            let lines = page.lines.get(block.lines.clone()).unwrap_or_default();
            found.extend(lines.iter().map(|line| SourceLine {
                number: line.number,
                text: line.raw.to_owned(),
                fate,
            }));
        }
        found
    }
}

/// Why a block that went nowhere was left out.
fn reason(page: &Page<'_>, run: Option<&Run>, index: usize) -> Reason {
    let Some((block, marks)) = page.get(index) else {
        return Reason::Navigation;
    };
    if let Some(reason) = marks.furniture {
        return reason;
    }
    if marks.comment_marker {
        return Reason::CommentWidget;
    }
    let Some(run) = run else {
        return Reason::Navigation;
    };
    if run.blocks.contains(&index) {
        return Reason::Inset;
    }
    if marks.is_byline_or_date() {
        return Reason::Date;
    }
    let behind = index >= run.blocks.end;
    if behind && marks.words >= 5 && !marks.ends_sentence && block.text.chars().count() <= 160 {
        return Reason::Teaser;
    }
    if behind && marks.is_prose() {
        return Reason::About;
    }
    Reason::Navigation
}
