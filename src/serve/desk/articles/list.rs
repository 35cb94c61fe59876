//! The articles with what each lacks, as rows of a table.

use crate::content::{ArticleMeta, Status};
use crate::corpus::Entry;
use crate::render::{escape_attribute, escape_text};
use crate::site::Survey;
use crate::text::url;

/// Drafts first, then by date, the newest first.
pub(super) fn rows(survey: &Survey) -> String {
    let mut entries = survey.corpus.by_date();
    entries.sort_by_key(|entry| match entry.article().meta.status {
        Status::Draft => 0,
        Status::Review => 1,
        Status::Published => 2,
    });
    entries.into_iter().map(row).collect()
}

fn row(entry: &Entry) -> String {
    let article = entry.article();
    let meta = &article.meta;
    let date = meta.date.map(|date| date.in_words());
    let lacks: Vec<String> = missing(meta)
        .iter()
        .map(|what| format!("<li>{}</li>", escape_text(what)))
        .collect();
    let list = if lacks.is_empty() {
        String::new()
    } else {
        format!("<ul>{}</ul>", lacks.concat())
    };
    format!(
        "<tr data-status=\"{status}\"><th scope=\"row\"><a href=\"./{href}\">{title}</a></th><td class=\"status\">{status}</td><td data-label=\"Date\">{date}</td><td>{list}</td></tr>\n",
        status = meta.status,
        href = escape_attribute(&url::relative("", &article.slug)),
        title = escape_text(&meta.title),
        date = escape_text(date.as_deref().unwrap_or_default()),
    )
}

/// What an editor may want to fill in.
pub(super) fn missing(meta: &ArticleMeta) -> Vec<String> {
    let mut missing: Vec<String> = [
        (meta.date.is_none(), "no date"),
        (meta.authors.is_empty(), "no author"),
        (meta.publication.is_none(), "no publication"),
        (meta.description.is_none(), "no description"),
        (meta.rights.is_none(), "no rights"),
    ]
    .into_iter()
    .filter(|(is_missing, _)| *is_missing)
    .map(|(_, what)| what.to_owned())
    .collect();
    match meta.inferred.len() {
        0 => {}
        1 => missing.push("a guess to confirm".to_owned()),
        many => missing.push(format!("{many} guesses to confirm")),
    }
    missing
}
