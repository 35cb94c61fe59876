//! What came of asking a link.

use serde::{Deserialize, Serialize};

/// Whether a link still leads somewhere, and why one thinks so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Answer {
    pub verdict: Verdict,
    /// In words that go on after a colon; empty where there is nothing to say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// Where it has moved to for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moved_to: Option<String>,
    /// Whether any machine answered, be it with an error: then there is a network.
    #[serde(skip)]
    pub was_heard: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Verdict {
    Good,
    /// The host says that there is no such page, or there is no such host.
    Gone,
    /// A reader would not get there now.
    Fails,
    /// The host does not tell a program.
    Unsure,
    /// An address of a private network, which is not asked.
    Private,
}

impl Answer {
    /// One that needed nobody to be heard.
    pub(super) fn new(verdict: Verdict, why: impl Into<String>) -> Self {
        Self {
            verdict,
            why: why.into(),
            moved_to: None,
            was_heard: false,
        }
    }

    pub(super) fn heard(verdict: Verdict, why: impl Into<String>) -> Self {
        Self {
            was_heard: true,
            ..Self::new(verdict, why)
        }
    }

    /// What an HTTP status says (RFC 9110, 15): of a page that a program may not see, nothing.
    pub(super) fn of_status(status: u16) -> Self {
        let verdict = match status {
            200..=299 => return Self::heard(Verdict::Good, ""),
            404 | 410 => Verdict::Gone,
            500..=599 => Verdict::Fails,
            _ => Verdict::Unsure,
        };
        Self::heard(verdict, format!("the host says {}", in_words(status)))
    }
}

/// `404 (not found)`
fn in_words(status: u16) -> String {
    let words = match status {
        400 => "bad request",
        401 => "a password is asked for",
        402 => "payment is asked for",
        403 => "programs may not see it, or nobody",
        404 => "not found",
        405 => "it cannot be asked this way",
        410 => "gone",
        429 => "too many requests",
        451 => "not available for legal reasons",
        500 => "internal error",
        502 => "bad gateway",
        503 => "not available just now",
        504 => "the gateway got no answer",
        _ => return status.to_string(),
    };
    format!("{status} ({words})")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_said_to_be_gone_is_gone() {
        for status in 100..1000 {
            let verdict = Answer::of_status(status).verdict;
            assert_eq!(verdict == Verdict::Gone, matches!(status, 404 | 410));
            assert_eq!(verdict == Verdict::Good, (200..300).contains(&status));
            assert_eq!(verdict == Verdict::Fails, (500..600).contains(&status));
        }
    }
}
