//! The import view: what became of each line of a source, the article beside it, and the editor's choices about both.

mod answer;
mod article;
mod list;
mod wanted;

use axum::body::Body;
use axum::http::{Response, StatusCode};

use super::answer::{html, json, moved};
use super::asked::{Answered, Asked};
use super::refusal::Refusal;
use super::{DESK, Desk, Place, page};
use crate::import::batch::desk as importer;
use crate::render::{escape_attribute, escape_text};
use crate::text::url;
use wanted::Wanted;

const STYLES: [&str; 4] = ["desk.css", "lines.css", "article.css", "fields.css"];

/// What is asked of this room.
pub(super) enum Route<'a> {
    /// All imported articles.
    List,
    /// The list, by its name without the slash.
    NearList,
    /// The page, the data or the choices of one.
    Page(&'a str),
    Data(&'a str),
    Choices(&'a str),
}

impl<'a> Route<'a> {
    /// By the parts of the path below `import`.
    pub(super) fn of(parts: &[&'a str]) -> Option<Self> {
        match *parts {
            [] => Some(Self::NearList),
            [""] => Some(Self::List),
            [slug] => Some(Self::Page(slug)),
            [slug, "data"] => Some(Self::Data(slug)),
            [slug, "choices"] => Some(Self::Choices(slug)),
            _ => None,
        }
    }

    pub(super) fn writes(&self) -> bool {
        matches!(self, Self::Choices(_))
    }

    pub(super) fn answer(&self, asked: &Asked<'_>) -> Answered {
        let (desk, place) = (asked.desk, asked.place);
        match self {
            Self::List => Ok(list(desk, place)),
            Self::NearList => Ok(moved(&format!("{}{DESK}import/", place.prefix.as_str()))),
            Self::Page(slug) => Ok(page(desk, place, slug)),
            Self::Data(slug) => data(desk, place, slug),
            Self::Choices(slug) => choose(asked, slug),
        }
    }
}

/// The list of all imported articles.
fn list(desk: &Desk, place: &Place) -> Response<Body> {
    let body = list::html(&list::entries(&desk.root, place.shown.imported()));
    let styles = ["desk.css", "list.css"];
    html(
        StatusCode::OK,
        page::page(desk, place, "Imported articles", &styles, None, &body),
    )
}

/// The page of one article; its script asks for the data.
fn page(desk: &Desk, place: &Place, slug: &str) -> Response<Body> {
    if !place.shown.imported().contains(slug) {
        let body = "<body class=\"list\">\n<main>\n<h1>This article was not imported</h1>\n<p>See <a href=\"./\">those that were</a>.</p>\n</main>\n</body>\n";
        let styles = ["desk.css", "list.css"];
        let page = page::page(desk, place, "Not imported", &styles, None, body);
        return html(StatusCode::NOT_FOUND, page);
    }
    let article = format!(
        "{}{}",
        place.prefix.as_str(),
        url::relative("", &format!("articles/{slug}.html"))
    );
    let body = include_str!("../../assets/desk/import.html")
        .replace("{slug}", &escape_text(slug))
        .replace("{article}", &escape_attribute(&article));
    let script = Some("import.js");
    html(
        StatusCode::OK,
        page::page(
            desk,
            place,
            &format!("{slug} · Import"),
            &STYLES,
            script,
            &body,
        ),
    )
}

/// The import as it stands on disk.
fn data(desk: &Desk, place: &Place, slug: &str) -> Answered {
    let slug = known(place, slug)?;
    Ok(json(&answer::answer(desk, place, slug, Vec::new())?))
}

/// Records choices, and answers as [`data`] with what they came to.
fn choose(asked: &Asked<'_>, slug: &str) -> Answered {
    let (desk, place) = (asked.desk, asked.place);
    let slug = known(place, slug)?;
    let wanted: Wanted = asked.wanted()?;
    let _writing = desk.writing();
    if answer::based_on(&desk.root, slug) != wanted.based_on {
        return Err(Refusal::conflict());
    }
    let row = importer::choose(&desk.root, slug, &wanted.choices)
        .map_err(|error| wanted.refusal(error))?;
    desk.wrote([&*format!("content/articles/{slug}")]);
    Ok(json(&answer::answer(desk, place, slug, row.warnings)?))
}

/// The slug as the site has it.
fn known<'a>(place: &'a Place, slug: &str) -> Result<&'a str, Refusal> {
    let found = place.shown.imported().get(slug).map(String::as_str);
    found.ok_or_else(|| Refusal::not_found("There is no imported article of this name any more."))
}
