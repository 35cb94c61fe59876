//! `postil.yaml`: everything about a site that is not content. Every key has a default but `title`.

mod check;
mod compare;
mod desk;
mod external;
mod import;
pub mod keys;
mod people;
mod publish;
mod theme;

use serde::Serialize;

pub use check::Severities;
pub use compare::Pair;
pub use desk::Desk;
pub use external::External;
pub use import::{RulePlaces, rule_problems};
pub use people::Person;
pub use publish::{History, Publish};
pub use theme::ThemeChoice;

use crate::content::{CommentsMode, EntityLinks};
use crate::diagnostic::Diagnostic;
use crate::import::Rules;
use crate::yaml::{Fields, Problems};

/// The name of the file that makes a folder a site.
pub const FILE: &str = "postil.yaml";

/// How many articles a page of the list holds unless the site says otherwise.
const PAGE_SIZE: usize = 50;

/// How many articles or notes a feed holds at most unless the site says otherwise.
const FEED_ENTRIES: usize = 50;

/// How many related articles a page shows at most unless the site says otherwise.
const RELATED: usize = 4;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Config {
    pub title: String,
    pub description: Option<String>,
    /// Absolute, with `/` at the end.
    pub base_url: Option<String>,
    /// A BCP 47 tag; `en` unless given.
    pub language: String,
    pub theme: ThemeChoice,
    /// The annotators, in the file's order.
    pub people: Vec<Person>,
    pub smart_punctuation: bool,
    pub comments: CommentsMode,
    /// Articles on one page of a list.
    pub page_size: usize,
    /// Articles or notes in a feed at most.
    pub feed_entries: usize,
    /// Related articles shown at most.
    pub related: usize,
    /// Articles that the editor wants side by side.
    #[serde(skip)]
    pub compare: Vec<Pair>,
    /// Which mentions of entities are links.
    pub entity_links: EntityLinks,
    /// How bad each kind of finding is.
    pub check: Severities,
    /// Where a release goes.
    pub publish: Publish,
    /// How to read raw texts.
    #[serde(skip)]
    pub import: Rules,
    #[serde(skip)]
    pub desk: Desk,
    /// How links to other sites are asked.
    #[serde(skip)]
    pub external: External,
}

impl Config {
    /// Reads `postil.yaml`. What is wrong but leaves a configuration is in the second value.
    ///
    /// # Errors
    /// What is wrong, when the file cannot be used: it is not UTF-8, not YAML, or has no title.
    pub fn read(bytes: &[u8]) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let text = std::str::from_utf8(bytes).map_err(|_| {
            let place = crate::diagnostic::Place::file(FILE);
            vec![
                Diagnostic::error("encoding", "this file is not UTF-8")
                    .at(place)
                    .help("save it as UTF-8"),
            ]
        })?;
        let text = text.trim_start_matches('\u{feff}');
        let mut problems = Problems::new(FILE, text);
        let Some(node) = problems.parse(0..text.len()) else {
            return Err(problems.found);
        };
        let mut fields = Fields::new(node, &mut problems);
        let title = fields.text("title");
        let (show, compare) = fields
            .map("related", |fields| {
                (fields.number("show"), compare::read(fields))
            })
            .unzip();
        let show = show.flatten();
        let config = Self {
            title: title.clone().unwrap_or_default(),
            description: fields.text("description"),
            base_url: base_url(&mut fields),
            language: fields.text("language").unwrap_or_else(|| "en".to_owned()),
            theme: theme::read(&mut fields),
            people: people::read(&mut fields),
            smart_punctuation: fields
                .map("markdown", |fields| fields.flag("smart_punctuation"))
                .flatten()
                == Some(true),
            comments: fields
                .guarded("comments", CommentsMode::Hide)
                .unwrap_or_default(),
            page_size: size(
                fields
                    .map("lists", |fields| fields.number("page_size"))
                    .flatten(),
                PAGE_SIZE,
            ),
            feed_entries: size(
                fields
                    .map("feeds", |fields| fields.number("entries"))
                    .flatten(),
                FEED_ENTRIES,
            ),
            related: show.unwrap_or(RELATED),
            compare: compare.unwrap_or_default(),
            entity_links: fields
                .map("entities", |fields| fields.parsed("link"))
                .flatten()
                .unwrap_or_default(),
            check: check::read(&mut fields),
            publish: publish::read(&mut fields),
            import: import::read(&mut fields),
            desk: desk::read(&mut fields),
            external: external::read(&mut fields),
        };
        fields.finish();
        if title.is_none() {
            problems.error(
                "no-title",
                0..0,
                "the site has no title".to_owned(),
                "add a line `title: …`",
            );
            return Err(problems.found);
        }
        Ok((config, problems.found))
    }

    pub fn person(&self, id: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.id == id)
    }
}

fn size(given: Option<usize>, default: usize) -> usize {
    given.filter(|size| *size > 0).unwrap_or(default)
}

fn base_url(fields: &mut Fields<'_, '_>) -> Option<String> {
    let node = fields.node("base_url")?;
    let (url, span) = fields.as_text("base_url", node)?;
    let read = sound_base_url(&url);
    if let Err(help) = &read {
        let message = format!("`base_url` cannot be `{url}`");
        fields.problem("wrong-value", span, message, help);
    }
    read.ok()
}

/// The address at which a site stands, with `/` at its end.
///
/// # Errors
/// What to write, when it is no whole address.
pub fn sound_base_url(url: &str) -> Result<String, String> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let sound = rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with('/') && !rest.contains(['?', '#', ' '])
    });
    let whole = format!("{}/", url.trim_end_matches('/'));
    sound.then_some(whole).ok_or_else(|| {
        "write where the site will stand, such as `https://ana.github.io/reader/`".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_enough() {
        let (config, found) = Config::read(b"title: A reader\n").unwrap();
        assert_eq!(
            (config.language.as_str(), config.page_size, found.len()),
            ("en", 50, 0)
        );
    }

    #[test]
    fn every_mistake_is_told_with_its_place() {
        let text = "title: A\nbase_url: reader\npeple: {}\nlists: [1]\n";
        let (_, found) = Config::read(text.as_bytes()).unwrap();
        let places: Vec<String> = found
            .iter()
            .map(|d| d.place.as_ref().unwrap().to_string())
            .collect();
        assert_eq!(
            places,
            ["postil.yaml:2:11", "postil.yaml:4:8", "postil.yaml:3:1"]
        );
        assert!(found[2].help.as_deref().unwrap().contains("`people`"));
    }

    #[test]
    fn without_a_title_there_is_no_site() {
        assert!(Config::read(b"").is_err());
        assert!(Config::read(b"title: ''\n").is_err());
        assert!(Config::read(b"title: [\n").is_err());
        assert!(Config::read(b"title: \xff\n").is_err());
    }
}
