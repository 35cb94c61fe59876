//! What a page in a browser is told, so that it shows what is on disk.
//!
//! Each page knows the state in which it was loaded, and is told after each build the state it should be in: whoever
//! misses a message (a sleeping tab, a restarted server) is right again with the next.

use serde::Serialize;
use std::collections::BTreeMap;

use super::shown::State;
use super::{Prefix, Shown, shown};
use crate::diagnostic::{Diagnostic, Severity};
use crate::render::escape_attribute;
use crate::text::url;

/// The most that a browser is told of; there is more on the terminal.
const MOST: usize = 100;

/// A message to a page.
#[derive(Debug, Serialize)]
pub(super) struct Message<'a> {
    /// The page is to be loaded again when this is not what it was loaded with.
    pub state: String,
    /// The page is the last good version of one that cannot be built now.
    pub stale: bool,
    /// Style sheets by their name without hash, as paths below the prefix.
    pub styles: &'a BTreeMap<String, String>,
    pub errors: usize,
    pub warnings: usize,
    /// The most important first.
    pub diagnostics: Vec<Told<'a>>,
}

/// A diagnostic as the overlay shows it.
#[derive(Debug, Serialize)]
pub(super) struct Told<'a> {
    severity: Severity,
    message: &'a str,
    help: Option<&'a str>,
    /// `path:line:col`
    place: Option<String>,
    /// The line that is meant: before, at and after the place.
    line: Option<[String; 3]>,
}

impl<'a> Message<'a> {
    /// What the page at `path` in the site is to be told.
    pub(super) fn new(shown: &'a Shown, path: &str) -> Self {
        let found = shown.diagnostics_for(path);
        let count = |severity| {
            found
                .iter()
                .filter(|found| found.severity == severity)
                .count()
        };
        Self {
            state: state(shown, path),
            stale: shown.page(path).state == State::Stale,
            styles: &shown.styles.current,
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            diagnostics: found.into_iter().take(MOST).map(Told::new).collect(),
        }
    }
}

impl<'a> Told<'a> {
    fn new(diagnostic: &'a Diagnostic) -> Self {
        let place = diagnostic.place.as_ref();
        let line = place.filter(|place| place.line > 0).map(|place| {
            let chars: Vec<char> = place.text.chars().collect();
            let start = place.column.saturating_sub(1).min(chars.len());
            let end = start.saturating_add(place.length).min(chars.len());
            let part = |range: std::ops::Range<usize>| {
                chars.get(range).unwrap_or_default().iter().collect()
            };
            [part(0..start), part(start..end), part(end..chars.len())]
        });
        Self {
            severity: diagnostic.severity,
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            place: place.map(ToString::to_string),
            line,
        }
    }
}

/// The state of a page: differs when the page, or a file of its own folder, does. The names of style sheets do not
/// count: they are changed in place.
pub(super) fn state(shown: &Shown, path: &str) -> String {
    let mut hasher = blake3::Hasher::new();
    for piece in shown.styles.without_hashes(&shown.page(path).html) {
        hasher.update(piece);
    }
    let folder = shown::folder(path);
    let files = shown
        .files
        .range(folder.clone()..)
        .take_while(|(file, _)| file.starts_with(&folder));
    for (file, bytes) in files.filter(|(file, _)| !file.ends_with(".html")) {
        hasher
            .update(file.as_bytes())
            .update(blake3::hash(bytes).as_bytes());
    }
    let hash = hasher.finalize().to_hex();
    hash.get(..16).unwrap_or_default().to_owned()
}

/// Where the import view of the article at `path` in the site is, if it was imported.
fn import(shown: &Shown, prefix: &Prefix, path: &str) -> Option<String> {
    let slug = path.strip_prefix("articles/")?.strip_suffix(".html")?;
    let slug = shown.imported().get(slug)?;
    let path = url::relative("", &format!("{}import/{slug}", super::desk::DESK));
    Some(format!("{}{path}", prefix.as_str()))
}

/// The slug of the article whose page is at `path` in the site.
fn article<'a>(shown: &Shown, path: &'a str) -> Option<&'a str> {
    let slug = path.strip_prefix("articles/")?.strip_suffix(".html")?;
    let survey = shown.survey()?;
    survey.corpus.article(slug).map(|_| slug)
}

/// The page at `path` in the site, with the scripts that keep it up to date and, with a `token`, let editors work
/// on it before the end of its body.
pub(super) fn with_script(
    shown: &Shown,
    prefix: &Prefix,
    token: Option<&str>,
    path: &str,
) -> Vec<u8> {
    const END: &[u8] = b"</body>";
    let page = shown.page(path);
    let own = format!("{}{}", prefix.as_str(), super::route::OWN);
    let style = match page.state {
        State::Failed => format!("<link rel=\"stylesheet\" href=\"{own}live.css\">\n"),
        _ => String::new(),
    };
    let token = token
        .map(|token| format!(" data-postil-token=\"{}\"", escape_attribute(token)))
        .unwrap_or_default();
    let import = import(shown, prefix, path)
        .filter(|_| !token.is_empty())
        .map(|url| format!(" data-postil-import=\"{}\"", escape_attribute(&url)))
        .unwrap_or_default();
    let article = article(shown, path)
        .map(|slug| format!(" data-postil-article=\"{}\"", escape_attribute(slug)))
        .unwrap_or_default();
    let desk = match page.state {
        State::Good | State::Stale if !token.is_empty() => format!(
            "<script type=\"module\" src=\"{}{}assets/notes/page.js\"></script>\n",
            prefix.as_str(),
            super::desk::DESK
        ),
        _ => String::new(),
    };
    let script = format!(
        "{style}<script type=\"module\" src=\"{own}live.js\" data-postil-page=\"{}\" data-postil-state=\"{}\"{token}{article}{import}></script>\n{desk}",
        escape_attribute(path),
        state(shown, path)
    );
    let end = page
        .html
        .windows(END.len())
        .rposition(|window| window.eq_ignore_ascii_case(END))
        .unwrap_or(page.html.len());
    let (before, after) = page.html.split_at(end);
    [before, script.as_bytes(), after].concat()
}
