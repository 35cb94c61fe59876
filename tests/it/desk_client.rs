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
    let (port, body) = (desk.port(), body.to_string());
    let headers = format!(
        "Host: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\nX-Postil-Token: {token}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n",
        body.len()
    );
    desk.send("POST", path, &headers, body.as_bytes())
}

/// An answer's JSON.
#[track_caller]
pub fn read(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{}", answer.text()))
}
