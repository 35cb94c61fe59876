//! How fast each host is asked.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// When each host may be asked next.
#[derive(Debug)]
pub(super) struct Pace {
    pause: Duration,
    next: Mutex<BTreeMap<String, Arc<Mutex<Instant>>>>,
}

impl Pace {
    /// `pause` lies between two requests to one host.
    pub(super) fn new(pause: Duration) -> Self {
        Self {
            pause,
            next: Mutex::default(),
        }
    }

    /// Waits for the turn of a request to this host.
    pub(super) fn wait(&self, host: &str) {
        let turn = self.take(host, Instant::now());
        std::thread::sleep(turn.saturating_duration_since(Instant::now()));
    }

    /// Leaves the host alone for a while, whoever would ask.
    pub(super) fn rest(&self, host: &str, pause: Duration) {
        let next = self.of(host);
        let mut next = next.lock().unwrap_or_else(PoisonError::into_inner);
        *next = (*next).max(Instant::now() + pause);
    }

    /// The next turn from `now` on, which is nobody else's then.
    fn take(&self, host: &str, now: Instant) -> Instant {
        let next = self.of(host);
        let mut next = next.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = now.max(*next);
        *next = turn + self.pause;
        turn
    }

    fn of(&self, host: &str) -> Arc<Mutex<Instant>> {
        let mut hosts = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let next = hosts
            .entry(host.to_owned())
            .or_insert_with(|| Arc::new(Mutex::new(Instant::now())));
        Arc::clone(next)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_at_a_host_lie_apart_and_other_hosts_do_not_wait() {
        let pace = Pace::new(Duration::from_secs(2));
        let now = Instant::now() + Duration::from_secs(1);
        let turns: Vec<u64> = (0..3)
            .map(|_| (pace.take("a", now) - now).as_secs())
            .collect();
        assert_eq!(turns, [0, 2, 4]);
        assert_eq!((pace.take("b", now) - now).as_secs(), 0);
        pace.rest("b", Duration::from_secs(100));
        assert!(pace.take("b", now) - now > Duration::from_secs(90));
    }
}
