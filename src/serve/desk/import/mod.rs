//! The import view: what became of each line of a source, the article beside it, and the editor's choices about both.

mod answer;
mod article;
mod list;
mod wanted;

use axum::body::Body;
use axum::http::{Response, StatusCode};

use super::answer::{html, json};
use super::refusal::Refusal;
use super::{Desk, Place, page};
use crate::import::batch::desk as importer;
use crate::render::{escape_attribute, escape_text};
use crate::text::url;
pub(super) use wanted::Wanted;

const STYLES: [&str; 4] = ["desk.css", "lines.css", "article.css", "fields.css"];

/// The list of all imported articles.
pub(super) fn list(desk: &Desk, place: &Place) -> Response<Body> {
    let body = list::html(&list::entries(&desk.root, place.shown.imported()));
    let styles = ["desk.css", "list.css"];
    html(
        StatusCode::OK,
        page::page(desk, place, "Imported articles", &styles, None, &body),
    )
}

/// The page of one article; its script asks for the data.
pub(super) fn page(desk: &Desk, place: &Place, slug: &str) -> Response<Body> {
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
pub(super) fn data(desk: &Desk, place: &Place, slug: &str) -> Result<Response<Body>, Refusal> {
    let slug = known(place, slug)?;
    Ok(json(&answer::answer(desk, place, slug, Vec::new())?))
}

/// Records choices, and answers as [`data`] with what they came to.
pub(super) fn choose(
    desk: &Desk,
    place: &Place,
    slug: &str,
    wanted: Option<&Wanted>,
) -> Result<Response<Body>, Refusal> {
    let slug = known(place, slug)?;
    let wanted = wanted.ok_or_else(|| Refusal::bad_request("this holds no choices"))?;
    // A writer that panicked wrote whole files or none.
    let _writing = desk
        .writing
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    if answer::based_on(&desk.root, slug) != wanted.based_on {
        return Err(Refusal::conflict());
    }
    let row = importer::choose(&desk.root, slug, &wanted.choices)
        .map_err(|error| wanted.refusal(error))?;
    Ok(json(&answer::answer(desk, place, slug, row.warnings)?))
}

/// The slug as the site has it.
fn known<'a>(place: &'a Place, slug: &str) -> Result<&'a str, Refusal> {
    let found = place.shown.imported().get(slug).map(String::as_str);
    found.ok_or_else(|| Refusal::not_found("There is no imported article of this name any more."))
}
