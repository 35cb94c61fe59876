//! What every answer of the desk has: headers that let nothing foreign run or look in, and nothing be kept.

use axum::body::Body;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, LOCATION,
    REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderValue, Response, StatusCode};
use serde::Serialize;

use super::refusal::Refusal;

/// No inline script or style, nothing from elsewhere, no frame around it; HTML is made of text by one named policy
/// of the scripts alone.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
     base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types postil";

#[derive(Serialize)]
struct Refused<'a> {
    error: &'a Refusal,
}

pub(super) fn html(status: StatusCode, html: String) -> Response<Body> {
    answer(status, "text/html; charset=utf-8", html.into_bytes())
}

pub(super) fn asset(kind: &'static str, content: &'static str) -> Response<Body> {
    answer(StatusCode::OK, kind, content.as_bytes().to_vec())
}

pub(super) fn json(value: &impl Serialize) -> Response<Body> {
    json_with(StatusCode::OK, value)
}

pub(super) fn json_with(status: StatusCode, value: &impl Serialize) -> Response<Body> {
    match serde_json::to_vec(value) {
        Ok(bytes) => answer(status, "application/json", bytes),
        Err(error) => refused(&Refusal::failed(error.to_string())),
    }
}

pub(super) fn refused(refusal: &Refusal) -> Response<Body> {
    let bytes = serde_json::to_vec(&Refused { error: refusal }).unwrap_or_default();
    answer(refusal.status, "application/json", bytes)
}

pub(super) fn moved(to: &str) -> Response<Body> {
    let mut response = answer(StatusCode::FOUND, "text/plain; charset=utf-8", Vec::new());
    if let Ok(to) = HeaderValue::from_str(to) {
        response.headers_mut().insert(LOCATION, to);
    }
    response
}

/// The answer to a method that does nothing here.
pub(super) fn not_so(allowed: &'static str) -> Response<Body> {
    let kind = "text/plain; charset=utf-8";
    let text = format!("use {allowed} here\n");
    let mut response = answer(StatusCode::METHOD_NOT_ALLOWED, kind, text.into_bytes());
    let allowed = HeaderValue::from_static(allowed);
    response.headers_mut().insert(ALLOW, allowed);
    response
}

fn answer(status: StatusCode, kind: &'static str, bytes: Vec<u8>) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_LENGTH, bytes.len().into());
    for (name, value) in [
        (CONTENT_TYPE, kind),
        (CACHE_CONTROL, "no-store"),
        (CONTENT_SECURITY_POLICY, POLICY),
        (REFERRER_POLICY, "same-origin"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in [
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    *response.body_mut() = Body::from(bytes);
    response
}
