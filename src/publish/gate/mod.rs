//! What stands between a built site and the public.

mod base_url;
mod leaks;
mod sizes;

use std::path::Path;

use crate::diagnostic::{Diagnostic, Severity};
use crate::site::Built;

use super::Changes;

/// What is known of the place where the site will stand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place<'a> {
    pub base_url: Option<&'a str>,
    /// The address that GitHub Pages will have.
    pub pages: Option<&'a str>,
}

/// Everything that is wrong with a release of `built`, from the site in the folder `root`, as bad as the site says. Errors
/// must stop it.
pub fn gate(root: &Path, built: &Built, place: Place<'_>) -> Vec<Diagnostic> {
    let mut asked = leaks::leaks(root, &built.files);
    asked.extend(sizes::sizes(&built.files));
    asked.extend(base_url::base_url(place));
    built.severities.apply(&mut asked);
    let mut found = built.diagnostics.clone();
    for diagnostic in &mut found {
        // A note that readers see without its words is nothing to be published by accident.
        let is_lost = matches!(diagnostic.code, "note-orphan" | "note-confirm");
        if is_lost && !built.severities.names(diagnostic.code) {
            diagnostic.severity = Severity::Error;
        }
    }
    found.extend(asked);
    found.sort();
    found
}

/// A word on each address that a release drops: of a page or a feed a warning; of a note that is no longer where its
/// permalink leads only that it is so, for the page is still there and editors resolve notes every day.
pub fn dropped(built: &Built, changes: &Changes) -> Vec<Diagnostic> {
    let page = |path: &String| {
        let message = format!("the address `{path}` leads nowhere from now on");
        let help = "if what stood there is elsewhere now, add the old address to its `aliases`";
        Diagnostic::warning("dropped-url", message).help(help)
    };
    let feed = |path: &String| {
        let message = format!("the feed `{path}` is there no more");
        let help = "who subscribed to it is not told: bring back what it was about, or say so in another feed";
        Diagnostic::warning("dropped-url", message).help(help)
    };
    let note = |address: &String| {
        let message = format!("the address `{address}` leads to a page without the note");
        Diagnostic::info("dropped-url", message)
    };
    let pages = changes.removed.iter().map(page);
    let feeds = changes.removed_feeds.iter().map(feed);
    let notes = changes.removed_notes.iter().map(note);
    let mut found: Vec<Diagnostic> = pages.chain(feeds).chain(notes).collect();
    built.severities.apply(&mut found);
    found
}
