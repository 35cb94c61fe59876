//! Requests as a page of the desk makes them.

use serde_json::Value;

use crate::running::{Answer, Running};

/// The token that a page of the desk holds.
pub fn token(desk: &Running) -> String {
    let page = String::from_utf8(desk.get("/-/articles/").body).unwrap();
    let rest = page.split("name=\"postil-token\" content=\"").nth(1);
    rest.unwrap().split('"').next().unwrap().to_owned()
}

/// Sends JSON with the token of now.
pub fn post(desk: &Running, path: &str, body: &Value) -> Answer {
    send(desk, path, &token(desk), body)
}

pub fn send(desk: &Running, path: &str, token: &str, body: &Value) -> Answer {
    send_as(
        desk,
        ("POST", path),
        token,
        &[],
        body.to_string().as_bytes(),
    )
}

/// A request by this method and path whose headers are those of a page of the desk, with some changed: an empty value
/// takes a header out.
pub fn send_as(
    desk: &Running,
    (method, path): (&str, &str),
    token: &str,
    changes: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let port = desk.port();
    let mut headers = vec![
        ("Host", format!("127.0.0.1:{port}")),
        ("Origin", format!("http://127.0.0.1:{port}")),
        ("Sec-Fetch-Site", "same-origin".to_owned()),
        ("X-Postil-Token", token.to_owned()),
        ("Content-Type", "application/json".to_owned()),
        ("Content-Length", body.len().to_string()),
    ];
    for (name, value) in changes {
        headers.retain(|(known, _)| known != name);
        if !value.is_empty() {
            headers.push((name, (*value).to_owned()));
        }
    }
    let lines = headers
        .iter()
        .map(|(name, value)| format!("{name}: {value}\r\n"));
    desk.send(method, path, &lines.collect::<String>(), body)
}

/// An answer's JSON.
#[track_caller]
pub fn read(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{}", answer.text()))
}
