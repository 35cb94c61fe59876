//! Whether the site knows where it will stand.

use super::Place;
use crate::diagnostic::{self, Diagnostic};

pub(super) fn base_url(place: Place<'_>) -> Option<Diagnostic> {
    let at = |diagnostic: Diagnostic| diagnostic.at(diagnostic::Place::file(crate::config::FILE));
    match (place.base_url, place.pages) {
        (None, None) => {
            let message =
                "without `base_url` there are no feeds, no site map and no canonical addresses";
            let help =
                "write where the site will stand, such as `base_url: https://example.org/reader/`";
            Some(at(Diagnostic::warning("base-url", message).help(help)))
        }
        (Some(base), Some(pages)) if !base.eq_ignore_ascii_case(pages) => {
            let message =
                format!("`base_url` is {base}, and GitHub Pages will show the site at {pages}");
            let help = format!(
                "write `base_url: {pages}`; or, if a domain of your own leads there, name it under `publish: {{cname: …}}`"
            );
            Some(at(Diagnostic::warning("base-url", message).help(help)))
        }
        (Some(base), None) if is_local(base) => {
            let message = format!("`base_url` is {base}, where only this machine finds it");
            let help = "write where the site will stand for its readers";
            Some(at(Diagnostic::error("base-url", message).help(help)))
        }
        _ => None,
    }
}

fn is_local(url: &str) -> bool {
    let host = url.split("://").nth(1).unwrap_or_default();
    let host = host.split(['/', ':']).next().unwrap_or_default();
    matches!(host, "localhost" | "127.0.0.1" | "[") || host.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity::{Error, Warning};

    #[test]
    fn an_address_that_is_not_the_sites_is_told() {
        let told = |base, pages| {
            let place = Place {
                base_url: base,
                pages,
            };
            base_url(place).map(|found| found.severity)
        };
        let pages = Some("https://ana.github.io/reader/");
        assert_eq!(told(None, None), Some(Warning));
        assert_eq!(told(None, pages), None);
        assert_eq!(told(Some("https://ana.github.io/Reader/"), pages), None);
        assert_eq!(told(Some("https://ana.github.io/"), pages), Some(Warning));
        assert_eq!(told(Some("https://example.org/"), None), None);
        assert_eq!(told(Some("http://127.0.0.1:4747/"), None), Some(Error));
        assert_eq!(told(Some("http://[::1]:4747/"), None), Some(Error));
    }
}
