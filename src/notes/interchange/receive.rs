//! Incoming notes become notes of the site: their articles, passages, threads and authors are found, or asked for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;

use super::super::{Change, Choice, Found, NewNote, add, choose, find, reply};
use super::incoming::{Incoming, IncomingTarget};
use crate::anchor::{Request, Revision, State, Text};
use crate::config::Config;
use crate::content::{NoteStatus, Target};
use crate::corpus::{Corpus, Entry};
use crate::text::fold::fold;

/// What became of one incoming note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub via: String,
    /// The note that it is now, or was already.
    pub id: Option<String>,
    /// Whether this import made it.
    pub is_new: bool,
    /// Why it is no note, or what an editor should look at.
    pub why: Option<String>,
    /// What of it could not be carried.
    pub lost: Vec<String>,
}

/// Everything that an import comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Received {
    /// In the order of the incoming notes.
    pub rows: Vec<Row>,
    pub changes: Vec<Change>,
}

/// How to receive.
#[derive(Clone, Copy)]
pub struct Receiver<'a> {
    pub config: &'a Config,
    pub corpus: &'a Corpus,
    /// The article that all of them speak of, whatever addresses they name.
    pub article: Option<&'a str>,
    /// When notes without a time are made.
    pub now: Timestamp,
}

/// Makes notes of incoming ones, those that are there already left alone. Drafts, unless a note of our own says what it
/// is. A row of a table whose passage is not certain is left for an editor; an annotation is kept with its words, as
/// one that has lost its place.
pub fn receive(receiver: &Receiver<'_>, incoming: &[Incoming]) -> Received {
    let mut run = Run {
        receiver,
        homes: receiver.known(),
        taken: BTreeSet::new(),
        changes: Vec::new(),
    };
    let mut rows: BTreeMap<usize, Row> = BTreeMap::new();
    // A parent may come behind its answer: as long as a round finds a home for one more note, another follows.
    loop {
        let before = rows.len();
        for (number, note) in incoming.iter().enumerate() {
            let waits = note
                .reply_to
                .as_ref()
                .is_some_and(|parent| !run.homes.contains_key(parent));
            if !waits && !rows.contains_key(&number) {
                let row = run.take(note);
                rows.insert(number, row);
            }
        }
        if rows.len() == before {
            break;
        }
    }
    for (number, note) in incoming.iter().enumerate() {
        rows.entry(number)
            .or_insert_with(|| refused(note, "the note that it answers is not here".to_owned()));
    }
    let mut paths = BTreeSet::new();
    run.changes
        .retain(|change| paths.insert(change.path().to_owned()));
    Received {
        rows: rows.into_values().collect(),
        changes: run.changes,
    }
}

struct Run<'a> {
    receiver: &'a Receiver<'a>,
    /// By `via`: a note's id, and the slug of the article in whose folder it lies.
    homes: BTreeMap<String, (String, String)>,
    taken: BTreeSet<String>,
    changes: Vec<Change>,
}

impl Run<'_> {
    fn take(&mut self, note: &Incoming) -> Row {
        if let Some((id, _)) = self.homes.get(&note.via) {
            return Row {
                via: note.via.clone(),
                id: Some(id.clone()),
                is_new: false,
                why: None,
                lost: Vec::new(),
            };
        }
        match self.make(note) {
            Ok(row) => row,
            Err(why) => refused(note, why),
        }
    }

    fn make(&mut self, note: &Incoming) -> Result<Row, String> {
        let receiver = self.receiver;
        let corpus = receiver.corpus;
        let mut lost = note.lost.clone();
        let mut doubts = Vec::new();
        let author = note
            .author
            .as_deref()
            .map(|name| receiver.person(name, &mut doubts));
        let mut see = Vec::new();
        for address in &note.see {
            match receiver.article(address) {
                Some(entry) => see.push(entry.article().slug.clone()),
                None => lost.push(format!("the link to {address}")),
            }
        }
        let mut new = NewNote {
            author,
            created: note.created,
            updated: note.updated.filter(|time| Some(*time) != note.created),
            status: note
                .status
                .filter(|status| *status != NoteStatus::Published)
                .unwrap_or(NoteStatus::Draft),
            kind: note.kind,
            tags: note.tags.clone(),
            see,
            via: Some(note.via.clone()).filter(|via| !via.is_empty()),
            replacement: note.replacement.clone(),
            body: note.body.clone(),
            ..NewNote::default()
        };
        let parent = note.reply_to.as_ref().and_then(|via| self.homes.get(via));
        let made = if let Some((parent, home)) = parent {
            let home = corpus
                .article(home)
                .ok_or("the article of the note that it answers is not here")?;
            let made = reply(corpus, home, parent, &new, receiver.now, &self.taken);
            (home.article().slug.clone(), made)
        } else {
            let home = receiver.home(note)?;
            let own = home.article().slug.as_str();
            for target in note
                .targets
                .iter()
                .filter(|target| !target.quote.is_empty())
            {
                new.targets
                    .push(receiver.passage(note, target, own, &mut doubts)?);
            }
            let made = add(corpus, home, &new, receiver.now, &self.taken);
            (own.to_owned(), made)
        };
        let (home, made) = made;
        let (id, changes) = made.map_err(|why| why.to_string())?;
        self.changes.extend(changes);
        self.taken.insert(id.clone());
        if !note.via.is_empty() {
            self.homes.insert(note.via.clone(), (id.clone(), home));
        }
        Ok(Row {
            via: note.via.clone(),
            id: Some(id),
            is_new: true,
            why: (!doubts.is_empty()).then(|| doubts.join("; ")),
            lost,
        })
    }
}

fn refused(note: &Incoming, why: String) -> Row {
    Row {
        via: note.via.clone(),
        id: None,
        is_new: false,
        why: Some(why),
        lost: Vec::new(),
    }
}

impl<'a> Receiver<'a> {
    /// The notes that are there, by the name they came under and by that they are exported under.
    fn known(&self) -> BTreeMap<String, (String, String)> {
        let mut known = BTreeMap::new();
        for (entry, note) in self.corpus.notes() {
            let home = (note.id.clone(), note.article.clone());
            let base = self.config.base_url.as_deref().unwrap_or_default();
            let output = crate::annotate::home(self.corpus, entry, note).output();
            for base in [base, "../", ""] {
                known.insert(format!("{base}{output}#note-{}", note.id), home.clone());
            }
            if let Some(via) = &note.via {
                known.insert(via.clone(), home);
            }
        }
        known
    }

    /// The article in whose folder a note goes: that of its first target.
    fn home(&self, note: &Incoming) -> Result<&'a Entry, String> {
        if let Some(slug) = self.article {
            return self
                .corpus
                .article(slug)
                .ok_or_else(|| format!("there is no article `{slug}`"));
        }
        let source = note
            .targets
            .first()
            .map_or("", |target| target.source.as_str());
        self.article(source).ok_or_else(|| {
            format!(
                "no article has the address {source}: give its `url`, or name it with --article"
            )
        })
    }

    /// The article of an address: a slug, the article's own page, or the page it came from.
    fn article(&self, address: &str) -> Option<&'a Entry> {
        let address = address.split('#').next().unwrap_or(address);
        if let Some(entry) = self.corpus.article(address) {
            return Some(entry);
        }
        let wanted = bare(address);
        let is_page = |entry: &&Entry| {
            let output = entry.output();
            let from = wanted.strip_suffix(output.as_str());
            from.is_some_and(|before| before.is_empty() || before.ends_with('/'))
        };
        let is_source = |entry: &&Entry| {
            let url = entry.article().meta.url.as_deref();
            url.is_some_and(|url| bare(url) == wanted)
        };
        let mut entries = self.corpus.articles.values();
        entries
            .clone()
            .find(is_source)
            .or_else(|| entries.find(is_page))
    }

    /// A passage in today's text. One that is not certain is an error in a table, and else kept as it came.
    fn passage(
        &self,
        note: &Incoming,
        target: &IncomingTarget,
        home: &str,
        doubts: &mut Vec<String>,
    ) -> Result<Target, String> {
        let named = self
            .article
            .is_none()
            .then(|| self.article(&target.source))
            .flatten();
        let slug = named.map_or(home, |entry| entry.article().slug.as_str());
        let other = (slug != home).then(|| slug.to_owned());
        let text = self
            .corpus
            .article(slug)
            .map_or("", |entry| entry.document().plain.text.as_str());
        let choice = Choice {
            prefix: target.prefix.clone(),
            suffix: target.suffix.clone(),
            nth: None,
        };
        if let Found::Here(range) = find(text, &target.quote, &choice) {
            return Ok(choose(text, range, other));
        }
        let request = Request {
            quote: &target.quote,
            prefix: &target.prefix,
            suffix: &target.suffix,
            start: None,
        };
        let answer = Revision::new(Arc::new(Text::new(text)), None).locate(&request);
        if let (State::Ok | State::Moved, Some(range)) = (answer.state, answer.range()) {
            return Ok(choose(text, range, other));
        }
        let short: String = target.quote.chars().take(60).collect();
        let why = match answer.state {
            State::Orphan => format!("`{short}` does not stand in {slug}"),
            _ => format!("it is not certain where `{short}` stands in {slug}"),
        };
        if note.via.starts_with("csv:") {
            return Err(why);
        }
        doubts.push(why);
        Ok(Target {
            article: other,
            quote: target.quote.clone(),
            prefix: target.prefix.clone(),
            suffix: target.suffix.clone(),
            start: None,
            text: None,
            span: 0..0,
        })
    }

    /// The person of the site whom another tool calls so; a name that nobody has is kept, and told.
    fn person(&self, name: &str, doubts: &mut Vec<String>) -> String {
        let wanted = fold(name);
        let mut people = self.config.people.iter();
        if let Some(person) = people.find(|it| fold(&it.id) == wanted || fold(&it.name) == wanted) {
            return person.id.clone();
        }
        doubts.push(format!("`{name}` is nobody in `people` of postil.yaml"));
        name.to_owned()
    }
}

/// An address without what often differs between two that name one page.
fn bare(address: &str) -> &str {
    let address = address.split(['#', '?']).next().unwrap_or(address);
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let address = address.strip_prefix("www.").unwrap_or(address);
    address.trim_end_matches('/')
}
