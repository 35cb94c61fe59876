//! The limits of GitHub Pages, told before GitHub tells them.

use crate::diagnostic::Diagnostic;
use crate::output::Files;

/// The largest file that GitHub takes, and the largest site that Pages shows, in bytes.
const FILE: usize = 100 * 1024 * 1024;
const SITE: usize = 1024 * 1024 * 1024;

pub(super) fn sizes(files: &Files) -> Vec<Diagnostic> {
    let large = files.iter().filter(|(_, bytes)| bytes.len() > FILE);
    let mut found: Vec<Diagnostic> = large
        .map(|(path, bytes)| {
            let message = format!(
                "`{path}` has {}: GitHub takes files of 100 MB at most",
                megabytes(bytes.len())
            );
            Diagnostic::error("file-size", message)
                .help("make it smaller, or link to it where it can stand")
        })
        .collect();
    let sum = files.values().map(|bytes| bytes.len()).sum();
    if sum > SITE {
        let message = format!(
            "the site has {}: GitHub Pages shows 1 GB at most",
            megabytes(sum)
        );
        found.push(
            Diagnostic::error("site-size", message)
                .help("make its images smaller, or publish it to a folder with `--to DIR`"),
        );
    }
    found
}

fn megabytes(bytes: usize) -> String {
    format!("{} MB", bytes / (1024 * 1024))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_github_would_refuse_is_told() {
        let bytes: std::sync::Arc<[u8]> = vec![0; FILE + 1].into();
        let site = |number: usize| -> Files {
            let file = |at| (format!("{at:02}.jpg"), std::sync::Arc::clone(&bytes));
            (0..number).map(file).collect()
        };
        assert_eq!(sizes(&site(0)), []);
        assert_eq!(sizes(&site(2)).len(), 2);
        let codes: Vec<_> = sizes(&site(11)).iter().map(|found| found.code).collect();
        assert_eq!(codes.last(), Some(&"site-size"));
    }
}
