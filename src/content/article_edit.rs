//! An article's front matter, changed by the lines of what an editor says otherwise.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_yaml::Value;

use super::article::{Article, Correction, KEYS};
use super::rewrite::{edited, is_empty};
use super::save::Change;
use super::status::{CommentsMode, Status};
use crate::text::edtf::Edtf;
use crate::text::url::is_web;
use crate::yaml::{Edit, Refused, quoted};

/// What is to be different.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ArticleEdits {
    /// By field: a text, a list of texts; empty takes the field out.
    pub fields: BTreeMap<String, Said>,
    /// By field: what becomes of a value that the importer guessed.
    pub guesses: BTreeMap<String, Decision>,
    /// What readers are told.
    pub correction: Option<Correction>,
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Said {
    Text(String),
    List(Vec<String>),
}

/// What becomes of a guess. Either way it is not offered again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// It is what the field says from now on.
    Confirm,
    Refuse,
}

/// Why a change is not made, at the field that is meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct WrongField {
    pub field: String,
    pub message: String,
}

fn wrong(field: &str, message: impl Into<String>) -> WrongField {
    WrongField {
        field: field.to_owned(),
        message: message.into(),
    }
}

/// The change of an article's file; None when it says all that already. `is_article` tells which slugs there are.
///
/// # Errors
/// A value that the field cannot have; front matter that is not written as lines.
pub fn edit(
    article: &Article,
    edits: &ArticleEdits,
    is_article: impl Fn(&str) -> bool,
) -> Result<Option<Change>, WrongField> {
    let mut values = Vec::new();
    for (name, said) in &edits.fields {
        values.push((name.as_str(), value(name, said, &is_article)?));
    }
    for (name, decision) in &edits.guesses {
        let guess = article.meta.inferred.iter().find(|it| it.field == *name);
        let guess = guess.ok_or_else(|| wrong(name, "this guess was decided already"))?;
        if *decision == Decision::Confirm && !edits.fields.contains_key(name) {
            let known = KEYS.iter().find(|key| *key == name);
            let key = known.ok_or_else(|| wrong(name, "there is no such field"))?;
            values.push((key, guess.value.clone()));
        }
    }
    let decided = |field: &str| edits.guesses.contains_key(field);
    let left = article.meta.inferred.iter().any(|it| !decided(&it.field));
    let change = edited(&article.file, &KEYS, |front| {
        for (name, value) in &values {
            if is_empty(value) {
                front.remove(name)?;
            } else {
                front.set(name, value)?;
            }
        }
        take_out(front, edits, left)?;
        if let Some(correction) = &edits.correction {
            front.push("corrections", &correction_item(correction))?;
        }
        Ok(())
    });
    change.map_err(|why| wrong("", format!("index.md: {why}")))
}

/// A correction as YAML on one line.
pub(crate) fn correction_item(correction: &Correction) -> String {
    let date = correction.date.map(|date| format!("date: {date}, "));
    format!(
        "{{{}text: {}}}",
        date.unwrap_or_default(),
        quoted(&correction.text)
    )
}

/// Guesses that were decided go.
fn take_out(front: &mut Edit<'_>, edits: &ArticleEdits, left: bool) -> Result<(), Refused> {
    if edits.guesses.is_empty() {
        return Ok(());
    }
    if !left {
        return front.remove("inferred");
    }
    let gone: Vec<(&str, Value)> = edits
        .guesses
        .keys()
        .map(|it| (it.as_str(), "".into()))
        .collect();
    front.set_within("inferred", None, &gone, &KEYS)
}

/// What a field is to hold, as it is written.
fn value(name: &str, said: &Said, is_article: impl Fn(&str) -> bool) -> Result<Value, WrongField> {
    let failed = |message: String| wrong(name, message);
    match (name, said) {
        ("authors" | "tags" | "aliases" | "events" | "related" | "unrelated", Said::List(all)) => {
            let all: Vec<String> = all
                .iter()
                .map(|it| line(it))
                .filter(|it| !it.is_empty())
                .collect();
            let is_slugs = matches!(name, "related" | "unrelated");
            if let Some(slug) = all.iter().find(|slug| is_slugs && !is_article(slug)) {
                return Err(failed(format!("there is no article `{slug}`")));
            }
            Ok(all.into_iter().map(Value::from).collect())
        }
        ("description" | "credits" | "disclaimer" | "rights", Said::Text(text)) => {
            Ok(text.trim().replace('\r', "").into())
        }
        ("title" | "publication" | "section" | "language", Said::Text(text)) => {
            let text = line(text);
            if name == "title" && text.is_empty() {
                return Err(failed("an article needs a title".to_owned()));
            }
            Ok(text.into())
        }
        ("url", Said::Text(text)) => {
            let text = text.trim();
            if !text.is_empty() && !is_web(text) {
                let help = "write the whole address, such as `https://example.org/2017/bridge`";
                return Err(failed(help.to_owned()));
            }
            Ok(text.into())
        }
        ("date" | "retrieved", Said::Text(text)) => {
            let text = text.trim();
            if !text.is_empty() {
                text.parse::<Edtf>()
                    .map_err(|why| failed(why.to_string()))?;
            }
            Ok(text.into())
        }
        ("status", Said::Text(text)) => word::<Status>(text).map_err(failed),
        ("comments", Said::Text(text)) => word::<CommentsMode>(text).map_err(failed),
        ("series", Said::Text(text)) => Ok(line(text).into()),
        ("series", Said::List(both)) => series(both).map_err(failed),
        _ => Err(failed("there is no such field".to_owned())),
    }
}

/// One of several words, or none.
fn word<T: std::str::FromStr<Err = String>>(text: &str) -> Result<Value, String> {
    if !text.is_empty() {
        text.parse::<T>()?;
    }
    Ok(text.into())
}

/// A series and the number of the part.
fn series(both: &[String]) -> Result<Value, String> {
    let [name, part] = both else {
        return Err("give the name of the series, and the number of the part".to_owned());
    };
    let name = line(name);
    if part.trim().is_empty() || name.is_empty() {
        return Ok(name.into());
    }
    let part: u32 = part
        .trim()
        .parse()
        .map_err(|_| "the part of a series is a number, such as 2".to_owned())?;
    let pairs = [("name".into(), name.into()), ("part".into(), part.into())];
    Ok(Value::Mapping(pairs.into_iter().collect()))
}

/// Text on one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "---\n# by hand\ntitle: Old # the first\nauthors: [Ana]\ninferred:\n  date:\n    value: 2017-01-19\n    lines: [3]\n    why: a date line\n  section:\n    value: World\n    why: a menu\nextra: {mine: 1}\n---\n\nBody  stays.\n\n";

    fn article() -> Article {
        Article::read("a", "a/index.md", FILE.as_bytes()).unwrap().0
    }

    fn text(fields: &[(&str, Said)], guesses: &[(&str, Decision)]) -> Result<String, WrongField> {
        let edits = ArticleEdits {
            fields: fields
                .iter()
                .map(|(name, said)| ((*name).to_owned(), said.clone()))
                .collect(),
            guesses: guesses
                .iter()
                .map(|(name, it)| ((*name).to_owned(), *it))
                .collect(),
            correction: None,
        };
        let change = edit(&article(), &edits, |slug| slug == "b")?;
        Ok(match change {
            Some(Change::Replace { new, .. }) => new,
            _ => FILE.to_owned(),
        })
    }

    fn said(text: &str) -> Said {
        Said::Text(text.to_owned())
    }

    #[test]
    fn only_the_lines_of_what_changed_differ() {
        assert_eq!(text(&[], &[]).unwrap(), FILE);
        assert_eq!(text(&[("title", said("Old"))], &[]).unwrap(), FILE);
        assert_eq!(
            text(&[("title", said(" New:\n one "))], &[]).unwrap(),
            FILE.replace("Old", "'New: one'")
        );
        let list = Said::List(vec!["b".to_owned(), " ".to_owned()]);
        assert_eq!(
            text(&[("related", list)], &[]).unwrap(),
            FILE.replace("inferred:", "related: [b]\ninferred:")
        );
    }

    #[test]
    fn a_guess_is_confirmed_or_refused_and_gone_either_way() {
        let confirmed = text(&[], &[("date", Decision::Confirm)]).unwrap();
        assert_eq!(
            confirmed,
            FILE.replace("authors", "date: 2017-01-19\nauthors")
                .replace(
                    "  date:\n    value: 2017-01-19\n    lines: [3]\n    why: a date line\n",
                    ""
                )
        );
        let both = [("date", Decision::Refuse), ("section", Decision::Refuse)];
        let refused = text(&[], &both).unwrap();
        let start = FILE.find("inferred").unwrap();
        let end = FILE.find("extra").unwrap();
        assert_eq!(refused, [&FILE[..start], &FILE[end..]].concat());
        assert_eq!(
            text(&[], &[("url", Decision::Confirm)]).unwrap_err().field,
            "url"
        );
    }

    #[test]
    fn what_a_field_cannot_hold_is_told_at_the_field() {
        for (field, said) in [
            ("title", said(" ")),
            ("date", said("last Friday")),
            ("date", said("2017-02-30")),
            ("url", said("javascript:alert(1)")),
            ("status", said("done")),
            ("comments", said("loud")),
            ("related", Said::List(vec!["nowhere".to_owned()])),
            ("series", Said::List(vec!["S".to_owned(), "two".to_owned()])),
            ("source", said("x")),
            ("colour", said("x")),
            ("tags", said("x")),
        ] {
            assert_eq!(text(&[(field, said)], &[]).unwrap_err().field, field);
        }
    }
}
