//! URLs inside the site. A page is known by its output path (`articles/confirmed.html`), never with a leading `/`.

use std::fmt::Write as _;

/// The relative URL that leads from the page `from` to the element `fragment` of the page `to`, both output paths.
pub fn relative_to(from: &str, to: &str, fragment: &str) -> String {
    let mut url = if from == to {
        String::new()
    } else {
        relative(from, to)
    };
    url.push('#');
    encode(fragment, &mut url);
    url
}

/// The relative URL that leads from the page `from` to the file `to`, both output paths. Path segments are
/// percent-encoded.
pub fn relative(from: &str, to: &str) -> String {
    let folders = |path: &str| path.matches('/').count();
    let shared = from
        .split('/')
        .zip(to.split('/'))
        .take(folders(from).min(folders(to)))
        .take_while(|(a, b)| a == b)
        .count();
    let mut url = "../".repeat(folders(from) - shared);
    for (at, segment) in to.split('/').skip(shared).enumerate() {
        if at > 0 {
            url.push('/');
        }
        encode(segment, &mut url);
    }
    url
}

/// What stands before a path from the site's root, on the page `from`: `""`, `"../"`, …
pub fn root(from: &str) -> String {
    "../".repeat(from.matches('/').count())
}

/// Whether it is an address of the web, and not `javascript:` or the like.
pub fn is_web(url: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| {
        let start = url.get(..scheme.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    })
}

/// The absolute URL of an output path under a base URL (which ends in `/`).
pub fn absolute(base: &str, to: &str) -> String {
    format!("{base}{}", relative("", to))
}

/// Percent-encodes what is not allowed, or has a meaning, in a path segment or fragment.
fn encode(segment: &str, out: &mut String) {
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// Undoes percent-encoding; what is not UTF-8 then stays as it was.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let code = (byte == b'%').then(|| tail.get(..2)).flatten();
        let code = code.filter(|code| code.iter().all(u8::is_ascii_hexdigit));
        let code =
            code.and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        bytes.push(code.unwrap_or(byte));
        rest = if code.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// `base` is an output path; `target` a relative path as a browser would resolve it there. `None` when it leads
/// out of the site.
pub fn resolve(base: &str, target: &str) -> Option<String> {
    let mut segments: Vec<&str> = base.split('/').collect();
    segments.pop();
    if target.is_empty() {
        return Some(base.to_owned());
    }
    for segment in target.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop()?;
            }
            segment => segments.push(segment),
        }
    }
    if target.ends_with('/') || target.ends_with("/.") || target == "." || target.ends_with("..") {
        segments.push("");
    }
    Some(segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn urls_lead_from_page_to_page() {
        assert_eq!(relative("index.html", "articles/a.html"), "articles/a.html");
        assert_eq!(
            relative_to("articles/a.html", "articles/b.html", "note-x"),
            "b.html#note-x"
        );
        assert_eq!(
            relative("articles/page/2.html", "articles/b.html"),
            "../b.html"
        );
        assert_eq!(
            relative_to("articles/a.html", "articles/a.html", "p1"),
            "#p1"
        );
        assert_eq!(relative("articles/a.html", "articles/a.html"), "a.html");
        assert_eq!(
            relative("a.html", "articles/ä b.html"),
            "articles/%C3%A4%20b.html"
        );
        assert_eq!(
            absolute("https://e.org/r/", "articles/a.html"),
            "https://e.org/r/articles/a.html"
        );
    }

    #[test]
    fn a_sign_is_no_digit() {
        assert_eq!(
            (decode("100%+5"), decode("%2B5")),
            ("100%+5".into(), "+5".into())
        );
    }

    proptest! {
        #[test]
        fn a_relative_url_resolves_to_its_target(from in "([a-c]/){0,3}[a-c]", to in "([a-c%é #?]/){0,3}[a-c#?]?[a-c]") {
            prop_assert!(!relative(&from, &to).contains(['#', '?']));
            prop_assert_eq!(resolve(&from, &decode(&relative(&from, &to))), Some(to));
        }

        #[test]
        fn any_target_is_resolved_or_refused(from in "[a-c/.]{0,9}", to in "\\PC{0,20}") {
            let _ = (resolve(&from, &decode(&to)), relative(&from, &to));
        }
    }
}
