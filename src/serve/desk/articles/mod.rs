//! Articles: which there are and what they lack, the front matter of one as a form, its reader comments.

mod comments;
mod data;
mod editor;
mod list;
mod save;

use axum::http::StatusCode;
use serde::{Deserialize, Serialize};

use super::answer::{html, json, moved};
use super::asked::{Answered, Asked};
use super::refusal::Refusal;
use super::{DESK, nav, page};
use crate::corpus::Entry;
use crate::render::{escape_attribute, escape_text};
use crate::site::Survey;
use crate::text::edtf::Edtf;
use crate::text::url;
use editor::Editor;

/// What is asked of this room.
pub(super) enum Route<'a> {
    List,
    /// The list, by its name without the slash.
    NearList,
    /// The page or the data of one article.
    Page(&'a str),
    Data(&'a str),
    Save(&'a str),
    /// A reader comment is taken down, or put back.
    Comment(&'a str),
    /// A date as it is typed.
    Date,
    /// A file is opened in the editor's own program.
    Open,
}

const LIST: &str = include_str!("../../assets/desk/articles/list.html");
const FORM: &str = include_str!("../../assets/desk/articles/form.html");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Opened {
    /// The article whose file is opened, or the note.
    article: String,
    #[serde(default)]
    note: Option<String>,
    #[serde(default)]
    line: Option<usize>,
}

#[derive(Serialize)]
struct Said {
    /// The command that was started, or the date in words.
    said: String,
}

impl<'a> Route<'a> {
    /// By the parts of the path below `articles`.
    pub(super) fn of(parts: &[&'a str]) -> Option<Self> {
        match *parts {
            [] => Some(Self::NearList),
            [""] => Some(Self::List),
            // Words of two kinds: no slug has a dot before its name.
            [".date"] => Some(Self::Date),
            [".open"] => Some(Self::Open),
            [slug] => Some(Self::Page(slug)),
            [slug, "data"] => Some(Self::Data(slug)),
            [slug, "save"] => Some(Self::Save(slug)),
            [slug, "comment"] => Some(Self::Comment(slug)),
            _ => None,
        }
    }

    pub(super) fn writes(&self) -> bool {
        matches!(self, Self::Save(_) | Self::Comment(_) | Self::Open)
    }

    pub(super) fn answer(&self, asked: &Asked<'_>) -> Answered {
        match self {
            Self::NearList => {
                let prefix = asked.place.prefix.as_str();
                Ok(moved(&format!("{prefix}{DESK}articles/")))
            }
            Self::List => list(asked),
            Self::Page(slug) => form(asked, slug),
            Self::Data(slug) => {
                let survey = asked.survey()?;
                Ok(json(&data::data(asked, survey, entry(survey, slug)?)?))
            }
            Self::Save(slug) => save::save(asked, slug),
            Self::Comment(slug) => comments::set(asked, slug),
            Self::Date => date(asked),
            Self::Open => open(asked),
        }
    }
}

/// The article of a slug, as it was read last.
fn entry<'s>(survey: &'s Survey, slug: &str) -> Result<&'s Entry, Refusal> {
    survey.corpus.article(slug).ok_or_else(|| {
        Refusal::not_found("There is no article of this name, or it cannot be read.")
    })
}

fn list(asked: &Asked<'_>) -> Answered {
    let (desk, place) = (asked.desk, asked.place);
    let body = LIST
        .replace("{nav}", &nav::html(place, nav::Room::Articles))
        .replace("{rows}", &list::rows(asked.survey()?));
    let styles = ["desk.css", "list.css", "articles/articles.css"];
    let script = Some("articles/list.js");
    let page = page::page(desk, place, "Articles", &styles, script, &body);
    Ok(html(StatusCode::OK, page))
}

fn form(asked: &Asked<'_>, slug: &str) -> Answered {
    let (desk, place) = (asked.desk, asked.place);
    let Ok(entry) = entry(asked.survey()?, slug) else {
        let body = "<body class=\"list\">\n<main>\n<h1>There is no such article</h1>\n<p>See <a href=\"./\">those that there are</a>; one whose file cannot be read is not among them.</p>\n</main>\n</body>\n";
        let styles = ["desk.css", "list.css"];
        let page = page::page(desk, place, "No such article", &styles, None, body);
        return Ok(html(StatusCode::NOT_FOUND, page));
    };
    let address = url::relative("", &entry.output());
    let address = format!("{}{address}", place.prefix.as_str());
    let title = &entry.article().meta.title;
    let body = FORM
        .replace("{nav}", &nav::html(place, nav::Room::Articles))
        .replace("{article}", &escape_attribute(&address))
        .replace("{slug}", &escape_attribute(slug))
        .replace("{title}", &escape_text(title));
    let styles = ["desk.css", "conflict.css", "articles/articles.css"];
    let script = Some("articles/form.js");
    let title = format!("{title} · Article");
    let page = page::page(desk, place, &title, &styles, script, &body);
    Ok(html(StatusCode::OK, page))
}

fn date(asked: &Asked<'_>) -> Answered {
    let text = asked.parameter("text").unwrap_or_default().trim();
    let date: Edtf = text
        .parse()
        .map_err(|why: crate::text::edtf::NotEdtf| Refusal::field("date", why.to_string()))?;
    Ok(json(&Said {
        said: date.in_words(),
    }))
}

fn open(asked: &Asked<'_>) -> Answered {
    let wanted: Opened = asked.wanted()?;
    let survey = asked.survey()?;
    let entry = entry(survey, &wanted.article)?;
    let path = match &wanted.note {
        Some(id) => {
            let note = entry.notes.get(id);
            let note = note.ok_or_else(|| Refusal::not_found("There is no such note any more."))?;
            &note.file.path
        }
        None => &entry.article().file.path,
    };
    let line = wanted.line.unwrap_or(1).max(1);
    let editor = Editor::here(asked, &survey.config.desk);
    let root = asked.desk.root.canonicalize();
    let root = root.unwrap_or_else(|_| asked.desk.root.clone());
    let opened = editor.and_then(|editor| {
        editor.open(&root, &root.join(path), line)?;
        Ok(editor.name())
    });
    match opened {
        Ok(said) => Ok(json(&Said { said })),
        Err(why) => Err(Refusal::unusable(format!(
            "{why} The place is {path}:{line}"
        ))),
    }
}
