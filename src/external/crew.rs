//! Many links at once, few of one host.

use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};

use url::Url;

use super::answer::Answer;
use super::ask::Asker;
use crate::config::External;

/// A link with its parsed address.
type Link<'a, 'b> = (&'a str, &'b Url);

/// Links of one host, asked one after the other.
type Lane<'a, 'b> = Vec<Link<'a, 'b>>;

/// Asks all links and gives each answer to `told`, on this thread, in no order; no more are begun once that breaks.
pub(super) fn ask<'a, 'b>(
    asker: &Asker,
    settings: &External,
    links: &[Link<'a, 'b>],
    mut told: impl FnMut(&'a str, &'b Url, Answer) -> ControlFlow<()>,
) {
    let lanes = lanes(links, settings.per_host);
    let threads = settings.at_once.min(lanes.len());
    let lanes = Mutex::new(lanes);
    let stop = AtomicBool::new(false);
    let (sender, receiver) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let sender = sender.clone();
            scope.spawn(|| {
                let sender = sender;
                let next = || {
                    lanes
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .pop_front()
                };
                for (url, address) in std::iter::from_fn(next).flatten() {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    // Nobody listens any more once the caller panicked.
                    let _ = sender.send((url, address, asker.ask(address)));
                }
            });
        }
        drop(sender);
        for (url, address, answer) in receiver {
            if told(url, address, answer).is_break() {
                stop.store(true, Ordering::Relaxed);
            }
        }
    });
}

/// The links of each host in as many lanes as may be asked at once; the first lanes of all hosts come first.
fn lanes<'a, 'b>(links: &[Link<'a, 'b>], per_host: usize) -> VecDeque<Lane<'a, 'b>> {
    let mut hosts: BTreeMap<&str, Lane<'a, 'b>> = BTreeMap::new();
    for (url, address) in links {
        let host = address.host_str().unwrap_or_default();
        hosts.entry(host).or_default().push((url, address));
    }
    let mut lanes = VecDeque::new();
    for number in 0..per_host {
        for links in hosts.values() {
            let lane = links.iter().skip(number).step_by(per_host).copied();
            let lane: Lane<'a, 'b> = lane.collect();
            if !lane.is_empty() {
                lanes.push_back(lane);
            }
        }
    }
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_link_is_in_one_lane_and_a_host_in_few() {
        let urls: Vec<Url> = (0..20)
            .map(|number| Url::parse(&format!("http://h{}.org/{number}", number % 3)).unwrap())
            .collect();
        let links: Vec<Link<'_, '_>> = urls.iter().map(|url| (url.as_str(), url)).collect();
        for per_host in 1..5 {
            let lanes = lanes(&links, per_host);
            assert_eq!(lanes.len(), 3 * per_host);
            let mut all: Vec<&str> = lanes.iter().flatten().map(|(url, _)| *url).collect();
            all.sort_unstable();
            let mut wanted: Vec<&str> = urls.iter().map(Url::as_str).collect();
            wanted.sort_unstable();
            assert_eq!(all, wanted);
            for lane in &lanes {
                assert!(lane.iter().all(|(_, url)| url.host() == lane[0].1.host()));
            }
        }
    }
}
