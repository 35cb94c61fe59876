//! Which of the two numbers of `03/04/2017` is the month, where the page gives it away.

use super::body_run::Run;
use super::dates::{Kind, dates_in};
use super::header::FoundDate;
use super::language::language;
use super::page::Page;
use super::rules::DateOrder;

/// The order of an ambiguous date: by the same date written out elsewhere, by how other dates of the page are written, by
/// a clock that only some countries use beside it, by the language of the body (month first is English only).
pub(crate) fn order(page: &Page<'_>, run: &Run, found: &FoundDate) -> Option<DateOrder> {
    let Kind::Ambiguous(year, first, second) = found.written.kind else {
        return None;
    };
    let all: Vec<_> = page.blocks.iter().flat_map(|b| dates_in(&b.text)).collect();
    let says = |m, d| all.iter().any(|w| w.kind == Kind::Day(year, m, d));
    match (says(first, second), says(second, first)) {
        (true, false) => return Some(DateOrder::MonthFirst),
        (false, true) => return Some(DateOrder::DayFirst),
        _ => {}
    }
    let written = |order| all.iter().any(|w| w.order == Some(order));
    match (written(DateOrder::MonthFirst), written(DateOrder::DayFirst)) {
        (true, false) => return Some(DateOrder::MonthFirst),
        (false, true) => return Some(DateOrder::DayFirst),
        _ => {}
    }
    let rest = page
        .blocks
        .get(found.block)
        .and_then(|block| block.text.get(found.written.end..))
        .unwrap_or_default();
    if is_american(rest) {
        return Some(DateOrder::MonthFirst);
    }
    (!is_english(page, run)?).then_some(DateOrder::DayFirst)
}

/// Whether a clock of the United States follows: a time zone, or seconds with AM or PM.
fn is_american(rest: &str) -> bool {
    const ZONES: &[&str] = &[
        "PT", "ET", "CT", "MT", "EST", "EDT", "PST", "PDT", "CST", "CDT", "MST", "MDT",
    ];
    let near: Vec<&str> = rest.split_whitespace().take(4).collect();
    let zone = near
        .iter()
        .any(|word| ZONES.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())));
    let half = near
        .iter()
        .any(|word| word.ends_with("PM") || word.ends_with("AM"));
    let seconds = near.iter().any(|word| word.matches(':').count() == 2);
    zone || half && seconds
}

/// Whether the body is in English; None when its language is not clear. Tagalog counts as English: it writes dates so.
fn is_english(page: &Page<'_>, run: &Run) -> Option<bool> {
    /// Enough to tell a language, in characters.
    const ENOUGH: usize = 1500;
    let mut text = String::new();
    for (_, block, marks) in page.iter().skip(run.blocks.start).take(run.blocks.len()) {
        if marks.is_prose() && text.len() < ENOUGH {
            text.push_str(&block.text);
            text.push('\n');
        }
    }
    let language = language(&text)?;
    Some(matches!(language.as_str(), "en" | "tl"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_american_clock_is_known() {
        assert!(is_american(" 12:15 PM PT"));
        assert!(is_american(" 7:38:01 PM | 3 minute read"));
        assert!(!is_american(" 21:44"));
        assert!(!is_american(" 7:38 pm"));
    }
}
