//! Articles that do not say where they came from, or who may use them.

use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Place};

/// Articles with neither `url` nor `source` nor `publication`, and articles from elsewhere without `rights`.
pub fn origin(corpus: &Corpus) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for entry in corpus.articles.values() {
        let article = entry.article();
        let meta = &article.meta;
        let place = || Place::file(&*article.file.path);
        let elsewhere = meta.url.is_some() || meta.source.is_some() || meta.publication.is_some();
        if !elsewhere {
            let message = "nothing says where this text came from";
            found.push(
                Diagnostic::info("no-source", message)
                    .at(place())
                    .help("give `publication`, or the `url` where it was first published"),
            );
        } else if meta.rights.is_none() {
            let message = "nothing says who holds the rights in this text";
            found.push(
                Diagnostic::info("no-rights", message)
                    .at(place())
                    .help("say under `rights:` whose it is and why it may stand here"),
            );
        }
    }
    found
}
