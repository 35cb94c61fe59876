//! `postil entities`: the authority list and where texts name what is on it.

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use serde::Serialize;

use super::report::{self, Printer, count, json, printable, to_stdout};
use super::{Global, Outcome, root};
use crate::content::EntityKind;
use crate::corpus::Audience;
use crate::entities::Vocabulary;
use crate::error::Result;
use crate::site::{Options, Site};

#[derive(Debug, Args)]
pub struct Entities {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List entities with how often they are named, drafts too
    List(List),
}

#[derive(Debug, Args)]
struct List {
    /// Only those of a kind
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(EntityKind::ALL.iter().map(|it| it.as_str())))]
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

impl Entities {
    pub fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        match self.command {
            Command::List(command) => command.run(global, printer),
        }
    }
}

impl List {
    fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let root = root::find(global)?;
        let (snapshot, mut diagnostics) = root::snapshot(&root)?;
        let options = Options {
            audience: Audience::Editors,
            base_url: None,
        };
        let survey = match Site::default().survey(&snapshot, &options) {
            Ok(survey) => survey,
            Err(found) => {
                diagnostics.extend(found);
                printer.diagnostics(&diagnostics);
                return Ok(Outcome::Unusable);
            }
        };
        diagnostics.extend(survey.diagnostics);
        printer.diagnostics(&diagnostics);
        let corpus = &survey.corpus;
        let vocabulary = Vocabulary::new(corpus.entities.values().map(|entity| &entity.meta));
        let mut rows: Vec<Row<'_>> = vocabulary
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
        for (slug, entry) in &corpus.articles {
            for mention in vocabulary.mentions(&entry.document().plain.text) {
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
        Ok(printer.outcome(&diagnostics))
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
