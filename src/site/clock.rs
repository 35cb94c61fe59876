//! How long stages take. Nothing that is built depends on it.

use std::time::{Duration, Instant};

/// A stage and the time it took.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timing {
    pub stage: &'static str,
    pub took: Duration,
}

/// Measures stage after stage.
pub(super) struct Stopwatch {
    last: Instant,
    pub timings: Vec<Timing>,
}

impl Stopwatch {
    pub(super) fn start() -> Self {
        Self {
            last: Instant::now(),
            timings: Vec::new(),
        }
    }

    /// The stage that ends now.
    pub(super) fn lap(&mut self, stage: &'static str) {
        let now = Instant::now();
        self.timings.push(Timing {
            stage,
            took: now - self.last,
        });
        self.last = now;
    }
}
