//! Old addresses of articles that cannot lead to them.

use std::collections::BTreeMap;

use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Place};
use crate::links::redirects::path;

/// Aliases that are no path of this site, that a file of the site has, or that two articles claim. `taken` says whether
/// there is a file at an output path.
pub fn aliases(corpus: &Corpus, taken: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut claimed: BTreeMap<String, &str> = BTreeMap::new();
    for (slug, entry) in &corpus.articles {
        let article = entry.article();
        for (alias, span) in article.meta.aliases.iter().zip(&article.spans.aliases) {
            let place = Place::span(&*article.file.path, &article.file.text, span.clone());
            let Some(path) = path(alias) else {
                let message = format!("the alias `{alias}` is not a path of this site");
                found.push(Diagnostic::error("alias", message).at(place).help(
                    "write the old address from the site's root on, such as `2017/01/confirmed.html`",
                ));
                continue;
            };
            let message = if taken(&path) {
                format!("the alias `{alias}` is a page or file of this site already")
            } else if let Some(other) = claimed.insert(path, slug).filter(|other| *other != slug) {
                format!("the alias `{alias}` is one of the article `{other}` too")
            } else {
                continue;
            };
            let help = "an old address can lead to one place only: take it out of one of the two";
            found.push(
                Diagnostic::error("alias-clash", message)
                    .at(place)
                    .help(help),
            );
        }
    }
    found
}
