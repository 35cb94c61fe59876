//! What came of asking, as findings: one at each place where the link stands.

use std::collections::BTreeMap;

use serde::Serialize;

use super::answer::{Answer, Verdict};
use super::gather::Linked;
use crate::diagnostic::Diagnostic;

/// What a check of the links to other sites came to.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Sorted by place.
    pub diagnostics: Vec<Diagnostic>,
    pub count: Count,
}

/// How many links there are, each counted once, and what became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Count {
    pub links: usize,
    /// By `external: {ignore: …}`.
    pub ignored: usize,
    /// From an earlier check, or without asking.
    pub known: usize,
    pub asked: usize,
    /// There is no network.
    pub unasked: usize,
}

pub(super) fn told(links: &Linked, answers: &BTreeMap<&str, Answer>, count: Count) -> Told {
    let mut diagnostics = Vec::new();
    if count.unasked > 0 {
        let message = format!(
            "offline: {} to other sites could not be asked",
            match count.unasked {
                1 => "1 link".to_owned(),
                number => format!("{number} links"),
            }
        );
        let help = "check again with a network (a proxy is named by `HTTPS_PROXY`); where there is one, all of these hosts are gone";
        diagnostics.push(Diagnostic::warning("external-offline", message).help(help));
    }
    for (url, answer) in answers {
        let Some(finding) = finding(url, answer) else {
            continue;
        };
        let places = links.get(*url).map(|link| &link.places);
        let at = |place: &crate::diagnostic::Place| finding.clone().at(place.clone());
        diagnostics.extend(places.into_iter().flatten().map(at));
    }
    diagnostics.sort();
    Told { diagnostics, count }
}

fn finding(url: &str, answer: &Answer) -> Option<Diagnostic> {
    let Answer { why, moved_to, .. } = answer;
    let found = match (answer.verdict, moved_to) {
        (Verdict::Good, None) => return None,
        (Verdict::Good, Some(to)) => {
            let message = format!("`{url}` has moved for good to `{to}`");
            let help = if is_front_page(to) && !is_front_page(url) {
                "that is the front page: what the link meant may be gone; look for it, or link to a copy in an archive"
            } else {
                "write the new address, if what is there is the same"
            };
            Diagnostic::info("external-moved", message).help(help)
        }
        (Verdict::Gone, _) => {
            let message = format!("`{url}` leads nowhere: {why}");
            let help = "look for where it is now, or link to a copy in an archive, such as web.archive.org";
            Diagnostic::warning("external-gone", message).help(help)
        }
        (Verdict::Fails, _) => {
            let message = format!("`{url}` does not open: {why}");
            let help =
                "try it in a browser, and again another day; what stays so needs another address";
            Diagnostic::warning("external-fails", message).help(help)
        }
        (Verdict::Unsure, _) => {
            let message = format!("whether `{url}` opens cannot be told: {why}");
            let help = "try it in a browser; what programs never see can be left out by `external: {ignore: […]}` in postil.yaml";
            Diagnostic::info("external-unsure", message).help(help)
        }
        (Verdict::Private, _) => {
            let message = format!("`{url}` is in a private network, where readers do not get");
            let help = "take the link out; to have it asked all the same, say `--private HOST`";
            Diagnostic::warning("external-private", message).help(help)
        }
    };
    Some(found)
}

fn is_front_page(url: &str) -> bool {
    let parsed = url::Url::parse(url);
    parsed.is_ok_and(|url| url.path() == "/" && url.query().is_none())
}
