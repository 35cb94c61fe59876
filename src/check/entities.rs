//! The authority list: names that mean nobody for certain, entities merged into nothing.

use crate::content::Entity;
use crate::corpus::Corpus;
use crate::diagnostic::{Diagnostic, Place};
use crate::entities::{LONGEST, is_stop_word, shared, words};

/// What is wrong with entities, each finding at the line that has to change.
pub fn entities(corpus: &Corpus) -> Vec<Diagnostic> {
    let all = || corpus.entities.values().map(|entity| &entity.meta);
    let mut found: Vec<Diagnostic> = all().filter_map(|it| merged_into(corpus, it)).collect();
    for shared in shared(all()) {
        let owners: Vec<String> = shared
            .owners
            .iter()
            .map(|slug| format!("`{slug}`"))
            .collect();
        let message = format!(
            "`{}` is a name of {}: it means none of them",
            shared.name.text,
            owners.join(" and ")
        );
        let diagnostic = Diagnostic::warning("shared-name", message).at(shared.place);
        found.push(diagnostic.help(
            "take it out of all but one; or make it `weak: true` (after a full name), or give it `only_if: …`",
        ));
    }
    for entity in all() {
        found.extend(unreadable(entity));
        let names = entity.names();
        for name in names.iter().filter(|name| is_stop_word(name)) {
            let message = format!(
                "`{}` is a word of every text: it is not looked for",
                name.text
            );
            let diagnostic = Diagnostic::warning("stop-word", message);
            found.push(diagnostic.at(entity.name_place(name)).help(
                "give it `case: exact` if it is meant as it is written here, or take it out",
            ));
        }
    }
    found
}

/// Strings that are not looked for, as they have no words or too many.
fn unreadable(entity: &Entity) -> Vec<Diagnostic> {
    let told = |text: &str, place: Place| match words(text) {
        0 => {
            let message =
                format!("`{text}` has neither letters nor digits: there is nothing to look for");
            let diagnostic = Diagnostic::warning("empty-name", message).at(place);
            Some(diagnostic.help("write a name, or take it out"))
        }
        count if count > LONGEST => {
            let start: String = text.chars().take(40).collect();
            let message = format!("`{start}…` has {count} words: it is not looked for");
            let diagnostic = Diagnostic::warning("long-name", message).at(place);
            Some(diagnostic.help(format!("shorten it: {LONGEST} words at most")))
        }
        _ => None,
    };
    let file = || Place::file(&*entity.file.path);
    let mut found = Vec::new();
    for name in entity.names() {
        found.extend(told(&name.text, entity.name_place(&name)));
        let asked = name.only_if.iter();
        found.extend(asked.filter_map(|text| told(text, entity.name_place(&name))));
    }
    found.extend(entity.not.iter().filter_map(|text| told(text, file())));
    found
}

fn merged_into(corpus: &Corpus, entity: &Entity) -> Option<Diagnostic> {
    let (to, span) = entity
        .merged_into
        .as_ref()
        .zip(entity.merged_into_span.as_ref())?;
    let place = Place::span(&*entity.file.path, &entity.file.text, span.clone());
    let told = |message: String, help: &str| {
        Some(
            Diagnostic::error("merged-into", message)
                .at(place)
                .help(help),
        )
    };
    if corpus.withheld_entities.contains(to) {
        // What keeps it from readers is told there.
        return None;
    }
    if !corpus.entities.contains_key(to) {
        return told(
            format!("there is no entity `{to}`: this one stays on its own"),
            "write the slug: the name of the entity's file without `.md`",
        );
    }
    if !corpus.merged.contains_key(&entity.slug) {
        return told(
            format!(
                "`{}` is merged into `{to}`, and that in the end into it: all stay on their own",
                entity.slug
            ),
            "take `merged_into` out of the one that is to stay",
        );
    }
    None
}
