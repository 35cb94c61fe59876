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

/// A word on each address that a release drops.
pub fn dropped(built: &Built, changes: &Changes) -> Vec<Diagnostic> {
    let dropped = |path: &String| {
        let message = format!("the address `{path}` leads nowhere from now on");
        let help = "if what stood there is elsewhere now, add the old address to its `aliases`";
        Diagnostic::warning("dropped-url", message).help(help)
    };
    let mut found: Vec<Diagnostic> = changes.removed.iter().map(dropped).collect();
    built.severities.apply(&mut found);
    found
}
