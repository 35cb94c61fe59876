//! Who wants which output path: what is unsafe or clashes is found before anything is written.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Files;
use crate::diagnostic::{Diagnostic, Place};

/// A file of the site, and what makes it.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Where it goes, in `public/`, with `/`.
    pub path: String,
    /// The file it comes from, relative to the site's root; diagnostics point there.
    pub from: String,
    pub bytes: Arc<[u8]>,
}

/// The files that can be written together, and a diagnostic for each that cannot: a path that is unsafe
/// (`output-path`), that another file has (`output-clash`), or that another file needs as a folder. Of those that
/// clash, the first by `path`, then `from`, is kept. Paths that differ in case only are kept with a warning
/// (`output-case`): some file systems take them for one.
pub fn collect(mut claims: Vec<Claim>) -> (Files, Vec<Diagnostic>) {
    claims.sort_by(|a, b| (&a.path, &a.from).cmp(&(&b.path, &b.from)));
    let mut kept: BTreeMap<String, Claim> = BTreeMap::new();
    let mut folded: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for claim in claims {
        if let Some(why) = unsafe_because(&claim.path) {
            diagnostics.push(
                Diagnostic::error(
                    "output-path",
                    format!(
                        "cannot write a file to `{}`: {why}",
                        claim.path.escape_debug()
                    ),
                )
                .at(Place::file(claim.from))
                .help("give it another name"),
            );
            continue;
        }
        let rival = std::iter::once(claim.path.as_str())
            .chain(folders_above(&claim.path))
            .find_map(|path| kept.get(path));
        if let Some(rival) = rival {
            diagnostics.push(clash(&claim, rival));
            continue;
        }
        let case = folded
            .entry(claim.path.to_lowercase())
            .or_insert_with(|| (claim.path.clone(), claim.from.clone()));
        if case.0 != claim.path {
            diagnostics.push(
                Diagnostic::warning(
                    "output-case",
                    format!(
                        "`{}` differs only in case from `{}`, which comes from {}",
                        claim.path, case.0, case.1
                    ),
                )
                .at(Place::file(claim.from.as_str()))
                .help("rename one: where case is not told apart, one overwrites the other"),
            );
        }
        kept.insert(claim.path.clone(), claim);
    }
    diagnostics.sort();
    let files = kept.into_iter().map(|(path, claim)| (path, claim.bytes));
    (files.collect(), diagnostics)
}

fn clash(claim: &Claim, rival: &Claim) -> Diagnostic {
    let message = if claim.path == rival.path {
        format!("`{}` is already made from {}", claim.path, rival.from)
    } else {
        format!(
            "`{}` needs a folder where {} makes the file `{}`",
            claim.path, rival.from, rival.path
        )
    };
    Diagnostic::error("output-clash", message)
        .at(Place::file(claim.from.as_str()))
        .help("rename one of the two, or give it another slug")
}

/// Why no file may be written to `path`, if so.
pub(super) fn unsafe_because(path: &str) -> Option<&'static str> {
    let bad_name = |name: &str| name.is_empty() || name == "." || name == "..";
    if path.starts_with('/') {
        Some("it is not below public/")
    } else if path.split('/').any(bad_name) {
        Some("a part of it is empty, `.` or `..`")
    } else if path.contains(|c: char| c.is_control() || c == '\\') {
        Some("it holds a control character or a backslash")
    } else if path.split('/').any(|name| name.len() > 255) {
        Some("a part of it is longer than 255 bytes")
    } else if path == ".gitignore" {
        Some("public/.gitignore is not the site's")
    } else {
        None
    }
}

/// The folders that `path` lies in, innermost first: `a/b/c` lies in `a/b` and `a`.
pub(super) fn folders_above(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/'), |(above, _)| above.rsplit_once('/'))
        .map(|(above, _)| above)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collect_all(claims: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let claim = |&(path, from): &(&str, &str)| Claim {
            path: path.into(),
            from: from.into(),
            bytes: Arc::from(from.as_bytes()),
        };
        let (files, diagnostics) = collect(claims.iter().map(claim).collect());
        let show = |d: &Diagnostic| format!("{} {}", d.code, d.place.as_ref().unwrap());
        (
            files.into_keys().collect(),
            diagnostics.iter().map(show).collect(),
        )
    }

    #[test]
    fn of_two_files_with_one_path_the_first_is_kept() {
        let (kept, findings) = collect_all(&[("a.html", "y.md"), ("a.html", "x.md")]);
        assert_eq!(kept, ["a.html"]);
        assert_eq!(findings, ["output-clash y.md"]);
    }

    #[test]
    fn a_file_and_a_folder_of_one_name_clash() {
        let claims = [("tags/a/b.html", "z"), ("tags/a", "x"), ("tags/a-b", "y")];
        let (kept, findings) = collect_all(&claims);
        assert_eq!(kept, ["tags/a", "tags/a-b"]);
        assert_eq!(findings, ["output-clash z"]);
    }

    #[test]
    fn a_path_that_leaves_the_site_is_refused() {
        let long = "x".repeat(256);
        for path in [
            "/etc/x", "../x", "a/../../x", "", "a//b", "a/", "./a", "a\\b", "a\0", ".gitignore",
            &long,
        ] {
            let (kept, findings) = collect_all(&[(path, "x.md")]);
            assert_eq!(
                (kept.len(), findings.as_slice()),
                (0, &["output-path x.md".to_owned()][..]),
                "{path:?}"
            );
        }
    }

    #[test]
    fn names_that_differ_in_case_only_are_kept_with_a_warning() {
        let (kept, findings) = collect_all(&[("tags/NATO.html", "a"), ("tags/Nato.html", "b")]);
        assert_eq!(kept.len(), 2);
        assert_eq!(findings, ["output-case b"]);
    }
}
