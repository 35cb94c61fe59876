//! Who may write: a page of the desk itself, and nobody else.
//!
//! Every request has passed [`guard`](super::super::guard) before: it names this machine. To write takes more, each
//! enough by itself against a page of another site: the origin that browsers tell and no page can forge, their word on
//! where the request comes from, a token that only a page of the desk holds, and a content type that no form can send.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName};

use super::refusal::Refusal;
use super::token::Token;

/// The most that a request may hold, in bytes: a long note in JSON, or thousands of choices.
pub(super) const LARGEST: usize = 4 * 1024 * 1024;

/// The header that holds the token.
pub(super) const TOKEN: &str = "x-postil-token";

/// Whether a request with these headers may write.
///
/// # Errors
/// Why it may not.
pub(super) fn may_write(headers: &HeaderMap, token: &Token) -> Result<(), Refusal> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let is_own = match (text(ORIGIN), text(HOST)) {
        (Some(origin), Some(host)) => origin.strip_prefix("http://") == Some(host),
        _ => false,
    };
    // Browsers that do not say it are old; they do say the origin.
    let site = headers.get("sec-fetch-site");
    if !is_own || site.is_some_and(|site| site != "same-origin") {
        return Err(Refusal::forbidden(
            "only a page of this preview may write here",
        ));
    }
    let given = headers
        .get(TOKEN)
        .map_or(&b""[..], |given| given.as_bytes());
    if !token.is(given) {
        return Err(Refusal::forbidden(
            "This page is from before the preview was started anew. Load the page again.",
        ));
    }
    let kind = text(CONTENT_TYPE).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Refusal::wrong_type());
    }
    let length = text(CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    if length.is_some_and(|length| length > LARGEST) {
        return Err(Refusal::too_large(LARGEST));
    }
    Ok(())
}

/// The body of a request, which says nothing true of its length by itself.
///
/// # Errors
/// It is too large, or did not arrive.
pub(super) async fn body(body: Body) -> Result<Bytes, Refusal> {
    // What fails besides the limit is a connection that broke: nobody reads the answer.
    let body = to_bytes(body, LARGEST).await;
    body.map_err(|_| Refusal::too_large(LARGEST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::{HeaderValue, StatusCode};

    fn status(changes: &[(&'static str, Option<&str>)]) -> Option<StatusCode> {
        let token = Token::new().unwrap();
        let mut headers = HeaderMap::new();
        let good = [
            ("host", "localhost:4747"),
            ("origin", "http://localhost:4747"),
            ("sec-fetch-site", "same-origin"),
            (TOKEN, token.as_str()),
            ("content-type", "application/json; charset=utf-8"),
            ("content-length", "2"),
        ];
        for (name, value) in good {
            headers.insert(name, HeaderValue::from_str(value).unwrap());
        }
        for (name, value) in changes {
            headers.remove(*name);
            if let Some(value) = value {
                headers.insert(*name, HeaderValue::from_str(value).unwrap());
            }
        }
        may_write(&headers, &token)
            .err()
            .map(|refusal| refusal.status)
    }

    #[test]
    fn only_a_page_of_the_desk_may_write() {
        assert_eq!(status(&[]), None);
        assert_eq!(status(&[("sec-fetch-site", None)]), None);
        for (name, value) in [
            ("origin", None),
            ("origin", Some("null")),
            ("origin", Some("http://evil.example")),
            ("origin", Some("http://localhost:4748")),
            ("origin", Some("https://localhost:4747")),
            ("sec-fetch-site", Some("cross-site")),
            ("sec-fetch-site", Some("same-site")),
            ("sec-fetch-site", Some("none")),
            (TOKEN, None),
            (TOKEN, Some("")),
            (TOKEN, Some("0000")),
        ] {
            let refused = status(&[(name, value)]);
            assert_eq!(refused, Some(StatusCode::FORBIDDEN), "{name}: {value:?}");
        }
        for kind in [
            None,
            Some("text/plain"),
            Some("application/x-www-form-urlencoded"),
            Some(""),
        ] {
            let refused = status(&[("content-type", kind)]);
            assert_eq!(
                refused,
                Some(StatusCode::UNSUPPORTED_MEDIA_TYPE),
                "{kind:?}"
            );
        }
        let refused = status(&[("content-length", Some("4194305"))]);
        assert_eq!(refused, Some(StatusCode::PAYLOAD_TOO_LARGE));
    }
}
