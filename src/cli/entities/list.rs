//! `postil entities list`: the authority list and where texts name what is on it.

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde::Serialize;

use super::{Read, kinds, read};
use crate::cli::report::{self, Printer, count, json, to_stdout};
use crate::cli::{Global, Outcome};
use crate::diagnostic::printable;
use crate::error::Result;

#[derive(Debug, Args)]
pub(super) struct List {
    /// Only those of a kind
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(kinds()))]
    kind: Vec<String>,
}

/// An entity as `--json` prints it.
#[derive(Debug, Serialize)]
struct Row<'a> {
    slug: &'a str,
    kind: &'static str,
    name: &'a str,
    aliases: Vec<&'a str>,
    wikidata: Option<&'a str>,
    /// The slugs of the articles that name it, in order.
    articles: Vec<&'a str>,
    mentions: usize,
}

#[derive(Serialize)]
struct Answer<'a> {
    entities: Vec<Row<'a>>,
}

impl List {
    pub(super) fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let Some(Read {
            survey,
            named,
            outcome,
        }) = read(global, printer)?
        else {
            return Ok(Outcome::Unusable);
        };
        let corpus = &survey.corpus;
        let mut rows: Vec<Row<'_>> = named
            .vocabulary
            .slugs
            .iter()
            .filter_map(|slug| Some(&corpus.entities.get(slug)?.meta))
            .map(|entity| Row {
                slug: &entity.slug,
                kind: entity.kind.as_str(),
                name: &entity.name,
                aliases: entity.aliases.iter().map(|alias| &*alias.text).collect(),
                wikidata: entity.wikidata.as_deref(),
                articles: Vec::new(),
                mentions: 0,
            })
            .collect();
        for (slug, mentions) in named.mentions.iter() {
            for mention in mentions.iter() {
                let Some(row) = rows.get_mut(mention.entity) else {
                    continue;
                };
                row.mentions += 1;
                if row.articles.last() != Some(&slug.as_str()) {
                    row.articles.push(slug);
                }
            }
        }
        rows.retain(|row| self.kind.is_empty() || self.kind.iter().any(|kind| kind == row.kind));
        if global.json {
            json(&Answer { entities: rows });
        } else {
            to_stdout(&printable(&table(&rows)));
            printer.say(&count(rows.len(), "entity", "entities"));
        }
        Ok(outcome)
    }
}

/// A line for each entity, in columns as wide as what they hold.
fn table(rows: &[Row<'_>]) -> String {
    let cells = rows.iter().map(|row| {
        [
            row.slug.to_owned(),
            row.kind.to_owned(),
            row.articles.len().to_string(),
            row.mentions.to_string(),
            row.name.to_owned(),
        ]
    });
    let head = ["slug", "kind", "articles", "mentions", "name"].map(str::to_owned);
    report::table(&std::iter::once(head).chain(cells).collect::<Vec<_>>())
}
