//! [`Styles`]: the style sheets of a site, whose names change with their content.

use std::collections::{BTreeMap, BTreeSet};

use crate::output::Files;

/// Digits of the hash that stands before `.css`.
const DIGITS: usize = 8;
const SUFFIX: &str = ".css";

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Styles {
    /// From the name without its hash (`static/css/page.css`) to the path (`static/css/page.1f2e3d4c.css`).
    pub current: BTreeMap<String, String>,
    /// The hashes of all that can be asked for.
    hashes: BTreeSet<String>,
}

impl Styles {
    /// The style sheets of the site as it was `built`, among all `files` that are served.
    pub(super) fn of(built: &Files, files: &Files) -> Self {
        let current = built.keys().filter_map(|path| {
            let (stem, _) = split(path)?;
            Some((format!("{stem}{SUFFIX}"), path.clone()))
        });
        let hashes = files
            .keys()
            .filter_map(|path| Some(split(path)?.1.to_owned()));
        Self {
            current: current.collect(),
            hashes: hashes.collect(),
        }
    }

    /// A page in pieces, without the hashes in the names of style sheets: what must be loaded again only if it differs.
    pub(super) fn without_hashes<'a>(&self, html: &'a [u8]) -> Vec<&'a [u8]> {
        let mut pieces = Vec::new();
        let mut rest = 0;
        let mut from = 0;
        while let Some(at) = find(html, SUFFIX.as_bytes(), from) {
            from = at + SUFFIX.len();
            let hash = at.checked_sub(DIGITS).filter(|start| *start >= rest);
            let Some((start, hash)) = hash.and_then(|start| Some((start, html.get(start..at)?)))
            else {
                continue;
            };
            if std::str::from_utf8(hash).is_ok_and(|hash| self.hashes.contains(hash)) {
                pieces.extend(html.get(rest..start));
                rest = at;
            }
        }
        pieces.extend(html.get(rest..));
        pieces
    }
}

/// `static/css/page` and `1f2e3d4c` of `static/css/page.1f2e3d4c.css`.
fn split(path: &str) -> Option<(&str, &str)> {
    let (stem, hash) = path.strip_suffix(SUFFIX)?.rsplit_once('.')?;
    let is_hash = hash.len() == DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    (path.starts_with("static/") && is_hash).then_some((stem, hash))
}

fn find(text: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let tail = text.get(from..)?;
    let at = tail
        .windows(needle.len())
        .position(|window| window == needle)?;
    Some(from + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn styles(paths: &[&str]) -> Styles {
        let files: Files = paths
            .iter()
            .map(|path| ((*path).to_owned(), Vec::new().into()))
            .collect();
        Styles::of(&files, &files)
    }

    fn bare(styles: &Styles, html: &str) -> String {
        String::from_utf8(styles.without_hashes(html.as_bytes()).concat()).unwrap()
    }

    #[test]
    fn only_the_hashes_of_style_sheets_are_taken_out() {
        let styles = styles(&["static/css/page.1f2e3d4c.css", "static/icon.1f2e3d4d.svg"]);
        assert_eq!(
            styles.current["static/css/page.css"],
            "static/css/page.1f2e3d4c.css"
        );
        assert_eq!(styles.current.len(), 1);
        let html = r#"<link href="../static/css/page.1f2e3d4c.css"> x.css aaaaaaaa.css .css"#;
        let wanted = r#"<link href="../static/css/page..css"> x.css aaaaaaaa.css .css"#;
        assert_eq!(bare(&styles, html), wanted);
        assert_eq!(bare(&styles, ".css"), ".css");
        assert_eq!(bare(&styles, "1f2e3d4c.css1f2e3d4c.css"), ".css.css");
    }
}
