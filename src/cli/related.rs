//! `postil related`: which articles are related to which, and why.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::mem::ManuallyDrop;

use clap::Args;
use serde::Serialize;

use super::report::{Printer, json, to_stdout};
use super::{Global, Outcome, root};
use crate::corpus::Audience;
use crate::error::{Error, Result};
use crate::links::related;
use crate::site::{Options, Ranking, Site};

#[derive(Debug, Args)]
pub struct Related {
    /// Only those of this article
    #[arg(value_name = "SLUG")]
    pub slug: Option<String>,

    /// How many to list for each article
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
}

/// An entry as `--json` prints it.
#[derive(Serialize)]
struct Row<'a> {
    slug: &'a str,
    score: f64,
    shown: bool,
    reasons: Vec<String>,
}

impl Related {
    pub fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let root = root::find(global)?;
        let (snapshot, mut diagnostics) = root::snapshot(&root)?;
        let options = Options {
            audience: Audience::Public,
            base_url: None,
        };
        // What it remembers goes when the process does: to free it piece by piece takes time.
        let mut site = ManuallyDrop::new(Site::default());
        let ranking = match site.rank(&snapshot, &options, self.limit) {
            Ok((ranking, found)) => {
                diagnostics.extend(found);
                ranking
            }
            Err(found) => {
                diagnostics.extend(found);
                printer.diagnostics(&diagnostics);
                return Ok(Outcome::Unusable);
            }
        };
        printer.diagnostics(&diagnostics);
        let asked = self.asked(&ranking)?;
        if global.json {
            let rows: BTreeMap<&str, Vec<Row>> = asked
                .iter()
                .map(|(slug, list)| (*slug, list.iter().map(row).collect()))
                .collect();
            json(&rows);
        } else {
            to_stdout(&text(&asked));
        }
        Ok(printer.outcome(&diagnostics))
    }

    fn asked<'a>(&self, ranking: &'a Ranking) -> Result<Vec<(&'a str, &'a [related::Related])>> {
        let Some(slug) = &self.slug else {
            let all = ranking.iter();
            return Ok(all.map(|(slug, list)| (slug.as_str(), &list[..])).collect());
        };
        match ranking.get_key_value(slug) {
            Some((slug, list)) => Ok(vec![(slug, &list[..])]),
            None => Err(Error::Usage(format!(
                "no published article has the slug `{slug}`: `postil related` lists all of them"
            ))),
        }
    }
}

fn row(related: &related::Related) -> Row<'_> {
    Row {
        slug: &related.slug,
        score: f64::from(related.score) / 1e6,
        shown: related.shown,
        reasons: related.reasons.iter().map(ToString::to_string).collect(),
    }
}

/// One paragraph an article; what its page does not show is in brackets.
fn text(asked: &[(&str, &[related::Related])]) -> String {
    let mut text = String::new();
    for (slug, list) in asked {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{slug}");
        for related in *list {
            let reasons: Vec<String> = related.reasons.iter().map(ToString::to_string).collect();
            let (open, close) = if related.shown { ("", "") } else { ("(", ")") };
            let _ = write!(text, "  {open}{}{close}", related.slug);
            let colon = if reasons.is_empty() { "" } else { ": " };
            let _ = writeln!(text, "{colon}{}", reasons.join("; "));
        }
    }
    text
}
