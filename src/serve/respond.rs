//! Answers to requests, all but the stream of events. Pure.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_SECURITY_POLICY,
    CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION, RANGE, WWW_AUTHENTICATE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::response::Builder;
use axum::http::{HeaderMap, HeaderName, Method, Response, StatusCode};

use super::range::{Part, part};
use super::route::Route;
use super::shown::State;
use super::{Prefix, Shown, live, media_type};
use crate::render::escape_text;

const LIVE_JS: &str = include_str!("assets/live.js");
const UPDATE_JS: &str = include_str!("assets/update.js");
const LIVE_CSS: &str = include_str!("assets/live.css");
const HTML: &str = "text/html; charset=utf-8";

/// The answer to a request for what `route` names. Pages get the `token` that they may write to the desk with, if they may.
pub(super) fn respond(
    shown: &Shown,
    prefix: &Prefix,
    token: Option<&str>,
    route: Route,
    method: &Method,
    headers: &HeaderMap,
) -> Response<Body> {
    if method != Method::GET && method != Method::HEAD {
        let builder = begin(StatusCode::METHOD_NOT_ALLOWED).header(ALLOW, "GET, HEAD");
        return text(builder, "this preview can only be read\n");
    }
    match route {
        Route::File(path) | Route::Missing(path) if is_page(shown, &path) => {
            page(shown, prefix, token, &path)
        }
        Route::File(path) => match shown.files.get(&path) {
            Some(bytes) => file(Bytes::from_owner(Arc::clone(bytes)), &path, headers),
            None => page(shown, prefix, token, &path),
        },
        Route::Missing(path) => page(shown, prefix, token, &path),
        Route::Own(name) if name == "live.js" => own(LIVE_JS, &name, headers),
        Route::Own(name) if name == "update.js" => own(UPDATE_JS, &name, headers),
        Route::Own(name) if name == "live.css" => own(LIVE_CSS, &name, headers),
        Route::Elsewhere(path) => {
            let builder = begin(StatusCode::FOUND).header(LOCATION, &path);
            text(builder, &format!("go to {path}\n"))
        }
        Route::Own(_) | Route::Desk(_) => {
            text(begin(StatusCode::NOT_FOUND), "there is nothing here\n")
        }
        Route::Outside => outside(prefix),
    }
}

/// The answer to somebody who may not ask.
pub(super) fn refuse(why: &str) -> Response<Body> {
    text(begin(StatusCode::FORBIDDEN), &format!("{why}\n"))
}

/// The answer to somebody who has not said the pass phrase.
pub(super) fn ask_for_phrase() -> Response<Body> {
    let challenge =
        "Basic realm=\"Postil preview: any name, and the pass phrase\", charset=\"UTF-8\"";
    let builder = begin(StatusCode::UNAUTHORIZED).header(WWW_AUTHENTICATE, challenge);
    text(builder, "say the pass phrase of this preview\n")
}

fn is_page(shown: &Shown, path: &str) -> bool {
    media_type::of(path) == HTML || !shown.files.contains_key(path)
}

fn page(shown: &Shown, prefix: &Prefix, token: Option<&str>, path: &str) -> Response<Body> {
    let status = match shown.page(path).state {
        State::Good | State::Stale => StatusCode::OK,
        State::Failed => StatusCode::INTERNAL_SERVER_ERROR,
        State::Missing => StatusCode::NOT_FOUND,
    };
    let builder = begin(status)
        .header(CONTENT_TYPE, HTML)
        .header(CACHE_CONTROL, "no-store");
    finish(
        builder,
        live::with_script(shown, prefix, token, path).into(),
    )
}

fn own(content: &'static str, name: &str, headers: &HeaderMap) -> Response<Body> {
    file(Bytes::from_static(content.as_bytes()), name, headers)
}

/// A file that a browser may keep, but has to ask for each time.
fn file(bytes: Bytes, path: &str, headers: &HeaderMap) -> Response<Body> {
    let header = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let tag = format!("\"{:.16}\"", blake3::hash(&bytes).to_hex());
    let known =
        header(IF_NONE_MATCH).is_some_and(|tags| tags.split(',').any(|known| known.trim() == tag));
    let answer = |status: StatusCode| {
        begin(status)
            .header(CONTENT_TYPE, media_type::of(path))
            .header(CACHE_CONTROL, "no-cache")
            .header(ACCEPT_RANGES, "bytes")
            .header(ETAG, &tag)
    };
    if known {
        return done(answer(StatusCode::NOT_MODIFIED), Body::empty());
    }
    let size = bytes.len();
    match part(header(RANGE), size) {
        Part::Whole => finish(answer(StatusCode::OK), bytes),
        Part::Bytes(range) => {
            let (first, last) = (range.start, range.end - 1);
            let builder = answer(StatusCode::PARTIAL_CONTENT)
                .header(CONTENT_RANGE, format!("bytes {first}-{last}/{size}"));
            finish(builder, bytes.slice(range))
        }
        Part::Outside => {
            let builder = answer(StatusCode::RANGE_NOT_SATISFIABLE)
                .header(CONTENT_RANGE, format!("bytes */{size}"));
            finish(builder, Bytes::new())
        }
    }
}

fn outside(prefix: &Prefix) -> Response<Body> {
    let prefix = escape_text(prefix.as_str());
    let html = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not found</title></head>\
         <body><main><h1>There is nothing here</h1><p>The site stands at <a href=\"{prefix}\">{prefix}</a>.</p></main></body></html>\n"
    );
    let builder = begin(StatusCode::NOT_FOUND)
        .header(CONTENT_TYPE, HTML)
        .header(CACHE_CONTROL, "no-store");
    finish(builder, html.into())
}

fn text(builder: Builder, text: &str) -> Response<Body> {
    let builder = builder
        .header(CONTENT_TYPE, "text/plain; charset=utf-8")
        .header(CACHE_CONTROL, "no-store");
    finish(builder, text.to_owned().into())
}

/// What all answers have: other sites' pages may not take them in or frame them, and nobody guesses their type. A page's
/// own policy stands beside: a `<meta>` cannot speak of frames.
fn begin(status: StatusCode) -> Builder {
    Response::builder()
        .status(status)
        .header(CONTENT_SECURITY_POLICY, "frame-ancestors 'self'")
        .header("cross-origin-resource-policy", "same-origin")
        .header(X_CONTENT_TYPE_OPTIONS, "nosniff")
}

fn finish(builder: Builder, bytes: Bytes) -> Response<Body> {
    done(
        builder.header(CONTENT_LENGTH, bytes.len()),
        Body::from(bytes),
    )
}

fn done(builder: Builder, body: Body) -> Response<Body> {
    builder.body(body).unwrap_or_else(|_| {
        // A header that cannot be written: none is made of anything that a request may hold freely.
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        response
    })
}
