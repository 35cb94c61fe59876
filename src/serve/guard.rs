//! Who may ask: browsers that were sent to this machine by name, and no page of another site.
//!
//! A page elsewhere can make a name of its own lead to 127.0.0.1 (DNS rebinding) and would then read drafts; its requests
//! name its own host. It can also ask for the preview's files from its place; browsers say so in `Sec-Fetch-Site`.

use axum::http::header::HOST;
use axum::http::{HeaderMap, Uri};

/// Why a request is refused, if it is.
pub(super) fn refused(uri: &Uri, headers: &HeaderMap) -> Option<&'static str> {
    let named = |host: Option<&str>| host.is_some_and(is_loopback);
    let header = headers.get(HOST).and_then(|host| host.to_str().ok());
    if !named(header) || uri.host().is_some_and(|host| !is_loopback(host)) {
        return Some("this preview answers only to localhost and 127.0.0.1");
    }
    let fetch = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let foreign = matches!(fetch("sec-fetch-site"), Some("cross-site" | "same-site"));
    let navigation = fetch("sec-fetch-mode") == Some("navigate");
    let origin = fetch("origin").is_some_and(|origin| {
        let origin = origin.strip_prefix("http://").unwrap_or_default();
        Some(origin) != header
    });
    if (foreign && !navigation) || origin {
        return Some("this preview does not answer to pages of other sites");
    }
    None
}

/// Whether `host`, with or without a port, is a name that only this machine has for itself.
fn is_loopback(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, port),
        _ => (host, ""),
    };
    let name = name.to_ascii_lowercase();
    port.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(name.as_str(), "localhost" | "127.0.0.1" | "[::1]")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn refuses(uri: &str, pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)));
        refused(&uri.parse().unwrap(), &headers.collect()).is_some()
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        for host in [
            "localhost", "LocalHost:4747", "127.0.0.1:1", "[::1]:80", "[::1]",
        ] {
            assert!(!refuses("/", &[("host", host)]), "{host}");
        }
        for host in [
            "evil.example", "evil.example:4747", "127.0.0.1.evil.example",
            "localhost.evil.example:1", "localhost:1.evil.example", "localhost@evil.example",
            "0.0.0.0", "",
        ] {
            assert!(refuses("/", &[("host", host)]), "{host}");
        }
        assert!(refuses("/", &[]));
        assert!(refuses("http://evil.example/", &[("host", "localhost")]));
    }

    #[test]
    fn a_link_from_elsewhere_is_followed_but_a_page_elsewhere_reads_nothing() {
        let from = |site: &'static str, mode: &'static str| {
            let headers = [
                ("host", "localhost:4747"),
                ("sec-fetch-site", site),
                ("sec-fetch-mode", mode),
            ];
            refuses("/", &headers)
        };
        assert!(!from("cross-site", "navigate"));
        assert!(!from("same-origin", "cors"));
        assert!(!from("none", "navigate"));
        assert!(from("cross-site", "no-cors"));
        assert!(from("same-site", "cors"));
        let origin =
            |origin: &'static str| refuses("/", &[("host", "localhost:4747"), ("origin", origin)]);
        assert!(!origin("http://localhost:4747"));
        assert!(origin("http://localhost:3000"));
        assert!(origin("null"));
    }
}
