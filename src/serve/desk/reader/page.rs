//! The page itself; its script asks for the notes.

use axum::body::Body;
use axum::http::{Response, StatusCode};

use super::super::answer::html;
use super::super::asked::Asked;
use super::super::{nav, page};

const STYLES: [&str; 4] = [
    "desk.css", "conflict.css", "reader/reader.css", "reader/passages.css",
];

pub(super) fn answer(asked: &Asked<'_>) -> Response<Body> {
    let body = include_str!("../../assets/desk/reader/reader.html")
        .replace("{nav}", &nav::html(asked.place, nav::Room::Notes));
    let script = Some("reader/reader.js");
    let page = page::page(asked.desk, asked.place, "Desk", &STYLES, script, &body);
    html(StatusCode::OK, page)
}
