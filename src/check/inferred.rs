//! Values that the importer guessed and no editor has confirmed.

use crate::content::ArticleMeta;
use crate::content::article::Inferred;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Place};

/// Guesses whose field is still absent.
pub fn inferred(corpus: &Corpus) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for entry in corpus.articles.values() {
        let article = entry.article();
        for (guess, span) in article.meta.inferred.iter().zip(&article.spans.inferred) {
            if is_set(&article.meta, &guess.field) {
                continue;
            }
            let place = Place::span(&*article.file.path, &article.file.text, span.clone());
            found.push(
                Diagnostic::info("inferred", message(guess))
                    .at(place)
                    .help(format!(
                        "if it is right, write `{}:` with that value above and take the guess out",
                        guess.field
                    )),
            );
        }
    }
    found
}

fn message(guess: &Inferred) -> String {
    let value = serde_yaml::to_string(&guess.value).unwrap_or_default();
    let value = value.trim().replace('\n', " ");
    let why = match guess.why.as_str() {
        "" => String::new(),
        why => format!(", because: {why}"),
    };
    format!("`{}` was guessed to be `{value}`{why}", guess.field)
}

/// Whether an editor has given the field.
fn is_set(meta: &ArticleMeta, field: &str) -> bool {
    match field {
        "title" => !meta.title.is_empty(),
        "date" => meta.date.is_some(),
        "authors" => !meta.authors.is_empty(),
        "publication" => meta.publication.is_some(),
        "url" => meta.url.is_some(),
        "retrieved" => meta.retrieved.is_some(),
        "language" => meta.language.is_some(),
        "section" => meta.section.is_some(),
        "description" => meta.description.is_some(),
        "credits" => meta.credits.is_some(),
        "disclaimer" => meta.disclaimer.is_some(),
        "rights" => meta.rights.is_some(),
        _ => false,
    }
}
