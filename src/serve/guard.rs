//! Who may ask: browsers that were sent here by name, and no page of another site.
//!
//! A page elsewhere can make a name of its own lead to 127.0.0.1 (DNS rebinding) and would then read drafts; its requests
//! name its own host. It can also ask for the preview's files from its place; browsers say so in `Sec-Fetch-Site`.

use axum::http::header::HOST;
use axum::http::{HeaderMap, Uri};

use super::Access;

/// Why a request is refused, if it is.
pub(super) fn refused(access: &Access, uri: &Uri, headers: &HeaderMap) -> Option<&'static str> {
    let named = |host: Option<&str>| host.is_some_and(|host| access.answers_to(host));
    let header = headers.get(HOST).and_then(|host| host.to_str().ok());
    if !named(header) || uri.host().is_some_and(|host| !access.answers_to(host)) {
        return Some(
            "this preview answers only to its own names: localhost, the address that it listens at, and those given with --name",
        );
    }
    let fetch = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let foreign = matches!(fetch("sec-fetch-site"), Some("cross-site" | "same-site"));
    // A link that is followed, not a frame that is filled.
    let navigation = fetch("sec-fetch-mode") == Some("navigate")
        && fetch("sec-fetch-dest").is_none_or(|dest| dest == "document");
    let origin = fetch("origin").is_some_and(|origin| {
        let origin = origin.strip_prefix("http://").unwrap_or_default();
        Some(origin) != header
    });
    if (foreign && !navigation) || origin {
        return Some("this preview does not answer to pages of other sites");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn refuses(uri: &str, pairs: &[(&'static str, &'static str)]) -> bool {
        let headers = pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)));
        let access = Access::new([127, 0, 0, 1].into(), &[], None, false).unwrap();
        refused(&access, &uri.parse().unwrap(), &headers.collect()).is_some()
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
        let into = |site: &'static str, dest: &'static str| {
            let headers = [
                ("host", "localhost:4747"),
                ("sec-fetch-site", site),
                ("sec-fetch-mode", "navigate"),
                ("sec-fetch-dest", dest),
            ];
            refuses("/", &headers)
        };
        assert!(!into("cross-site", "document"));
        assert!(!into("same-origin", "iframe"));
        for dest in ["iframe", "frame", "object", "embed", "fencedframe"] {
            assert!(
                into("cross-site", dest) && into("same-site", dest),
                "{dest}"
            );
        }
        let origin =
            |origin: &'static str| refuses("/", &[("host", "localhost:4747"), ("origin", origin)]);
        assert!(!origin("http://localhost:4747"));
        assert!(origin("http://localhost:3000"));
        assert!(origin("null"));
    }
}
