//! `postil entities suggest`: what an editor may want on the authority list.

use clap::Args;
use clap::builder::PossibleValuesParser;
use serde::Serialize;

use super::{Read, kinds, read};
use crate::cli::report::{Printer, count, json, to_stdout};
use crate::cli::{Global, Outcome};
use crate::content::EntityKind;
use crate::corpus::Corpus;
use crate::diagnostic::printable;
use crate::entities::Context;
use crate::entities::suggest::{Proposal, Suggestion, Variant};
use crate::error::{Error, Result};
use crate::text::name_slug::name_slug;

/// How many contexts are printed where a person reads, and where a program does.
const CONTEXTS: (usize, usize) = (2, 5);

#[derive(Debug, Args)]
pub(super) struct Suggest {
    /// Only those that are, as far as one can tell, of a kind
    #[arg(long, value_delimiter = ',', value_parser = PossibleValuesParser::new(kinds()))]
    kind: Vec<String>,
    /// Only those that this article holds
    #[arg(long, value_name = "SLUG")]
    article: Option<String>,
    /// How many at most
    #[arg(long, default_value_t = 30)]
    limit: usize,
    /// What was rejected instead
    #[arg(long, conflicts_with_all = ["kind", "article", "limit"])]
    refused: bool,
}

/// A suggestion as `--json` prints it.
#[derive(Serialize)]
struct Row<'a> {
    key: &'a str,
    proposal: &'static str,
    /// The entity that would change; of a merge the one that stays.
    entity: Option<&'a str>,
    /// Of a merge: the one that would go.
    from: Option<&'a str>,
    kind: Option<&'static str>,
    name: &'a str,
    variants: Vec<Spelt<'a>>,
    mentions: usize,
    articles: Vec<In<'a>>,
    contexts: Vec<Around<'a>>,
}

#[derive(Serialize)]
struct Spelt<'a> {
    text: &'a str,
    mentions: usize,
    /// Whether accepting writes it down: what is found anyhow is not.
    written: bool,
}

#[derive(Serialize)]
struct In<'a> {
    slug: &'a str,
    mentions: usize,
}

#[derive(Serialize)]
struct Around<'a> {
    article: &'a str,
    #[serde(flatten)]
    context: Context,
}

#[derive(Serialize)]
struct Answer<'a> {
    /// How many there are beyond the limit too.
    total: usize,
    suggestions: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Refused<'a> {
    refused: Vec<RefusedRow<'a>>,
}

#[derive(Serialize)]
struct RefusedRow<'a> {
    key: String,
    name: &'a str,
    reason: Option<&'a str>,
}

impl Suggest {
    pub(super) fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let Some(site) = read(global, printer)? else {
            return Ok(Outcome::Unusable);
        };
        if self.refused {
            refused(&site, global, printer);
            return Ok(site.outcome);
        }
        let corpus = &site.survey.corpus;
        if let Some(slug) = self
            .article
            .as_ref()
            .filter(|slug| corpus.article(slug).is_none())
        {
            return Err(Error::Usage(format!("there is no article `{slug}`")));
        }
        let all = site.suggestions();
        let wanted: Vec<&Suggestion> = all.iter().filter(|it| self.wants(it)).collect();
        let shown = || wanted.iter().take(self.limit);
        if global.json {
            json(&Answer {
                total: wanted.len(),
                suggestions: shown().map(|it| row(corpus, it)).collect(),
            });
        } else {
            let text: String = shown().map(|it| drawn(corpus, it)).collect();
            to_stdout(&printable(&text));
            let total = count(wanted.len(), "suggestion", "suggestions");
            let cut = wanted.len() > self.limit;
            let told = format!(
                "{total}: these are the first {}, `--limit` shows more",
                self.limit
            );
            printer.say(if cut { &told } else { &total });
        }
        Ok(site.outcome)
    }

    fn wants(&self, suggestion: &Suggestion) -> bool {
        let kind = suggestion.kind.map(EntityKind::as_str);
        let of_kind = self.kind.is_empty() || self.kind.iter().any(|it| Some(it.as_str()) == kind);
        let mut articles = suggestion.articles.iter();
        of_kind
            && self
                .article
                .as_ref()
                .is_none_or(|slug| articles.any(|(of, _)| of == slug))
    }
}

fn row<'a>(corpus: &Corpus, it: &'a Suggestion) -> Row<'a> {
    let (proposal, entity, from) = match &it.proposal {
        Proposal::New => ("new", None, None),
        Proposal::Alias(entity) => ("alias", Some(entity.as_str()), None),
        Proposal::Merge { from, into } => ("merge", Some(into.as_str()), Some(from.as_str())),
    };
    let spelt = |variant: &'a Variant| Spelt {
        text: &variant.text,
        mentions: variant.mentions,
        written: !variant.implied,
    };
    let articles = it.articles.iter();
    Row {
        key: &it.key,
        proposal,
        entity,
        from,
        kind: it.kind.map(EntityKind::as_str),
        name: &it.name,
        variants: it.variants.iter().map(spelt).collect(),
        mentions: it.mentions,
        articles: articles
            .map(|(slug, mentions)| In {
                slug,
                mentions: *mentions,
            })
            .collect(),
        contexts: contexts(corpus, it, CONTEXTS.1),
    }
}

/// The first places of a suggestion with the sentences around them.
fn contexts<'a>(corpus: &Corpus, it: &'a Suggestion, limit: usize) -> Vec<Around<'a>> {
    let around = |place: &crate::entities::suggest::Place| {
        let (article, _) = it.articles.get(place.article)?;
        let plain = &corpus.article(article)?.document().plain;
        Some(Around {
            article,
            context: Context::of(plain, place.range()),
        })
    };
    it.places.iter().take(limit).filter_map(around).collect()
}

/// A suggestion for a person: key, kind, counts, spellings, contexts.
fn drawn(corpus: &Corpus, it: &Suggestion) -> String {
    let what = match &it.proposal {
        Proposal::New => it
            .kind
            .map_or("kind not evident", |kind| kind.as_str())
            .to_owned(),
        Proposal::Alias(entity) => format!("another name of {entity}"),
        Proposal::Merge { from, into } => format!("{from} is {into}"),
    };
    let mut text = format!(
        "{}  {}: {what}, {} in {}\n",
        it.key,
        it.name,
        count(it.mentions, "mention", "mentions"),
        count(it.articles.len(), "article", "articles"),
    );
    let also: Vec<&str> = it
        .variants
        .iter()
        .map(|variant| variant.text.as_str())
        .collect();
    if !also.is_empty() {
        text.push_str(&format!("    also {}\n", also.join(", ")));
    }
    for around in contexts(corpus, it, CONTEXTS.0) {
        let Context {
            before,
            words,
            after,
        } = around.context;
        let sentence = format!("{before}[{words}]{after}").replace('\n', " ");
        text.push_str(&format!("    {}: {sentence}\n", around.article));
    }
    text
}

fn refused(site: &Read, global: &Global, printer: &Printer) {
    let entries = &site.survey.corpus.refusals.entries;
    let rows: Vec<RefusedRow<'_>> = entries
        .iter()
        .map(|entry| RefusedRow {
            key: name_slug(&entry.name),
            name: &entry.name,
            reason: entry.reason.as_deref(),
        })
        .collect();
    if global.json {
        json(&Refused { refused: rows });
        return;
    }
    for row in &rows {
        let reason = row
            .reason
            .map(|reason| format!(": {reason}"))
            .unwrap_or_default();
        to_stdout(&printable(&format!("{}  {}{reason}\n", row.key, row.name)));
    }
    printer.say(&format!("{} refused", count(rows.len(), "name", "names")));
}
