//! [`Summary`]: what an import came to, which articles to look at first, and which rules were used.

use std::path::Path;

use crate::cli::report::count;
use crate::config::RulePlaces;
use crate::import::Rules;
use crate::import::batch::{Images, Need, Row, RuleUse};

/// How many articles are named.
const TOP: usize = 10;
/// How many reasons are named of each.
const REASONS: usize = 4;
/// How many refused inputs are named.
const REFUSALS: usize = 50;
/// An article with a lower score needs no more than any other.
const LEAST: usize = 12;

/// Rows, counted.
#[derive(Default)]
pub(super) struct Summary {
    written: usize,
    unchanged: usize,
    refused: usize,
    /// Inputs that were refused, with the reason: no more than are named.
    refusals: Vec<String>,
    copies: usize,
    conflicts: usize,
    images: Images,
    /// What to look at, by slug: the neediest first, never more than a few more than are named.
    needy: Vec<(Need, String, String)>,
    rules: RuleUse,
}

impl Summary {
    pub(super) fn add(&mut self, row: Row) {
        match &row.article {
            None => {
                self.refused += 1;
                if self.refusals.len() < REFUSALS {
                    let reason = row.reason.as_deref().unwrap_or("no article");
                    self.refusals
                        .push(format!("       {}: {reason}", row.input));
                }
            }
            Some(_) if row.written => self.written += 1,
            Some(_) => self.unchanged += 1,
        }
        self.copies += usize::from(row.duplicate_of.is_some());
        self.conflicts += usize::from(row.conflicts > 0);
        self.images.left_out += row.images.left_out;
        self.images.elsewhere += row.images.elsewhere;
        self.rules.add(&row.rules);
        let (Some(need), Some(slug)) = (row.need, row.slug) else {
            return;
        };
        if need.score >= LEAST {
            self.needy.push((need, slug, row.title.unwrap_or_default()));
            if self.needy.len() > TOP * 20 {
                self.rank();
            }
        }
    }

    /// Whether the exit code has to say that something was wrong.
    pub(super) fn has_errors(&self) -> bool {
        self.refused + self.conflicts > 0
    }

    fn rank(&mut self) {
        self.needy
            .sort_by(|(a, a_slug, _), (b, b_slug, _)| (b.score, a_slug).cmp(&(a.score, b_slug)));
        self.needy.dedup_by(|(_, a, _), (_, b, _)| a == b);
        self.needy.truncate(TOP);
    }

    /// Counts, and what to look at first.
    pub(super) fn lines(&mut self, root: &Path, is_dry: bool) -> Vec<String> {
        self.rank();
        let mut lines = Vec::new();
        if !self.needy.is_empty() {
            lines.push("look at these first:".to_owned());
        }
        for (need, slug, title) in &self.needy {
            let why: Vec<&str> = need
                .reasons
                .iter()
                .take(REASONS)
                .map(String::as_str)
                .collect();
            let title = match title.as_str() {
                "" => "(no title)".to_owned(),
                title => format!("“{title}”"),
            };
            lines.push(format!("{:>5}  {slug}  {title}", need.score));
            lines.push(format!("       {}", why.join("; ")));
        }
        if self.refused > 0 {
            lines.push("refused:".to_owned());
            lines.append(&mut self.refusals);
            if self.refused > REFUSALS {
                lines.push(format!("       and {} more", self.refused - REFUSALS));
            }
        }
        let articles = count(self.written + self.unchanged, "article", "articles");
        let mut total = format!("{articles} in {}", root.display());
        if self.unchanged > 0 {
            total += &format!(" ({} unchanged)", self.unchanged);
        }
        total += &format!(", {} refused", self.refused);
        for (number, one, many) in [
            (self.copies, "copy of another", "copies of others"),
            (self.conflicts, "with conflicts", "with conflicts"),
            (self.images.left_out, "image left out", "images left out"),
            (
                self.images.elsewhere, "image on another host", "images on other hosts",
            ),
        ] {
            if number > 0 {
                total += &format!(", {}", count(number, one, many));
            }
        }
        if is_dry {
            total += ", nothing written (a dry run)";
        }
        lines.push(total);
        lines
    }

    /// How often each rule was used, and which were never.
    pub(super) fn rules(&self, rules: &Rules, places: &RulePlaces) -> Vec<String> {
        let mut used = Vec::new();
        let mut never = Vec::new();
        let mut tell = |what: &str, rule: &str, count: usize, place: Option<String>| {
            if count > 0 {
                used.push(format!("{what} “{rule}” {count}×"));
            } else {
                let place = place.unwrap_or_else(|| crate::config::FILE.to_owned());
                never.push(format!("{place}: {what} “{rule}”"));
            }
        };
        let at = |counts: &[usize], index: usize| counts.get(index).copied().unwrap_or_default();
        for (index, rule) in rules.furniture.iter().enumerate() {
            let place = places.furniture.get(index).map(ToString::to_string);
            tell("furniture", rule, at(&self.rules.furniture, index), place);
        }
        for (index, rule) in rules.title_suffixes.iter().enumerate() {
            let place = places.title_suffixes.get(index).map(ToString::to_string);
            tell(
                "title suffix",
                rule,
                at(&self.rules.title_suffixes, index),
                place,
            );
        }
        if let Some(order) = rules.date_order {
            let place = places.date_order.as_ref().map(ToString::to_string);
            tell("date order", order.word(), self.rules.date_order, place);
        }
        for (index, rule) in rules.publications.iter().enumerate() {
            let place = places.publications.get(index).map(ToString::to_string);
            tell(
                "publication",
                &rule.pattern,
                at(&self.rules.publications, index),
                place,
            );
        }
        let mut lines = Vec::new();
        if !used.is_empty() {
            lines.push(format!("rules used: {}", used.join(", ")));
        }
        lines.extend(
            never
                .into_iter()
                .map(|rule| format!("{rule}: never used in this run")),
        );
        lines
    }
}
