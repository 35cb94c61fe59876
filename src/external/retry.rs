//! Whether to ask again, and when.

use std::time::Duration;

use super::dial::{Failure, Head};

/// Who asks for a longer pause than this is not waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// The pause before a second try; it doubles with each.
const FIRST: Duration = Duration::from_secs(1);

/// How long to wait before asking again, after `tries` tries; none where asking again is no use.
pub(super) fn pause(reply: &Result<Head, Failure>, tries: usize) -> Option<Duration> {
    let backoff = FIRST.saturating_mul(1 << tries.saturating_sub(1).min(16));
    match reply {
        Ok(head) if matches!(head.status, 429 | 500 | 502..=504) => {
            let wished = head.retry_after.as_deref().and_then(seconds);
            Some(wished.unwrap_or(backoff)).filter(|pause| *pause <= PATIENCE)
        }
        Err(Failure::TimedOut { connected: true }) => Some(backoff),
        _ => None,
    }
}

/// `Retry-After` as a number of seconds. As a date, which is rare, it stands for a long time.
fn seconds(text: &str) -> Option<Duration> {
    if text.trim().ends_with("GMT") {
        return Some(Duration::MAX);
    }
    text.trim().parse().ok().map(Duration::from_secs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_asks_for_a_pause_gets_it_unless_it_is_long() {
        let reply = |status, retry_after: Option<&str>| {
            Ok(Head {
                status,
                location: None,
                retry_after: retry_after.map(str::to_owned),
            })
        };
        let seconds = |reply, tries| pause(&reply, tries).map(|pause| pause.as_secs());
        assert_eq!(seconds(reply(429, Some(" 7 ")), 1), Some(7));
        assert_eq!(seconds(reply(503, Some("0")), 3), Some(0));
        assert_eq!(seconds(reply(503, Some("3600")), 1), None);
        let date = "Wed, 21 Oct 2026 07:28:00 GMT";
        assert_eq!(seconds(reply(429, Some(date)), 1), None);
        assert_eq!(seconds(reply(429, Some("soon")), 1), Some(1));
        let doubled: Vec<_> = (1..4)
            .map(|tries| seconds(reply(500, None), tries))
            .collect();
        assert_eq!(doubled, [Some(1), Some(2), Some(4)]);
        assert_eq!(seconds(reply(404, Some("1")), 1), None);
        assert_eq!(pause(&Err(Failure::NoHost), 1), None);
    }
}
