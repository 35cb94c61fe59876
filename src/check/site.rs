//! The whole site, looked at twice: as readers will get it, and as editors see it.

use std::collections::BTreeSet;

use super::note_state::{self, Reviewed};
use super::review::{self, Base};
use super::{aliases, clashes, drafts, images, inferred, origin};
use crate::corpus::Audience;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::site::{Options, Site};
use crate::source::Snapshot;

/// All that an editor should know of a site, sorted by place, with what was `found` while it was read. What concerns
/// only what readers do not see yet is a warning at most, unless the site says how bad it is. With a `base`, the status
/// of the notes is compared with theirs.
///
/// # Errors
/// What is wrong with `postil.yaml` or the theme, when nothing can be built with them.
pub fn check(
    site: &mut Site,
    snapshot: &Snapshot,
    mut found: Vec<Diagnostic>,
    base: Option<&Base>,
) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let options = |audience| Options {
        audience,
        base_url: None,
    };
    let public = match site.build(snapshot, &options(Audience::Public)) {
        Ok(public) => public,
        Err(wrong) => {
            found.extend(wrong);
            found.sort();
            return Err(found);
        }
    };
    let preview = site.build(snapshot, &options(Audience::Editors))?;
    let survey = site.survey(snapshot, &options(Audience::Editors))?;
    public.severities.apply(&mut found);
    found.extend(public.diagnostics);
    let known: BTreeSet<_> = found.iter().map(identity).collect();
    let mut later: Vec<Diagnostic> = preview
        .diagnostics
        .into_iter()
        .filter(|diagnostic| !known.contains(&identity(diagnostic)))
        .collect();
    let levels = &public.severities;
    for diagnostic in later.iter_mut().filter(|it| !levels.names(it.code)) {
        diagnostic.severity = diagnostic.severity.max(Severity::Warning);
    }
    let corpus = &survey.corpus;
    let mut asked = aliases::aliases(corpus, |path| {
        preview.files.contains_key(path) && !preview.redirects.contains(path)
    });
    asked.extend(clashes::slugs(corpus));
    asked.extend(drafts::drafts(corpus));
    asked.extend(images::images(corpus));
    asked.extend(inferred::inferred(corpus));
    asked.extend(origin::origin(corpus));
    let reviewed = if base.is_some() {
        Reviewed::Since
    } else {
        Reviewed::All
    };
    asked.extend(note_state::states(&survey.config, corpus, reviewed));
    asked.extend(
        base.into_iter()
            .flat_map(|base| review::since(base, snapshot, &survey.config)),
    );
    survey.config.check.apply(&mut asked);
    found.extend(later);
    found.extend(asked);
    found.sort();
    found.dedup();
    Ok(found)
}

/// What makes two findings one: help may name other slugs where more articles are in view.
fn identity(diagnostic: &Diagnostic) -> (Option<Place>, &'static str, String) {
    (
        diagnostic.place.clone(),
        diagnostic.code,
        diagnostic.message.clone(),
    )
}
