//! Links to other sites, asked one by one: `postil check --external`.
//!
//! [`mod@gather`] finds them with their places, [`memory`] knows what was asked lately, [`crew`] asks the rest, a few at a
//! time and never fast, and [`told`] says what came of it. Each link is asked once, wherever it stands; its fragment is
//! not asked about, since many pages make their ids by script.
//!
//! What is asked is content, which others may have written, so the network that the machine stands in is not theirs to
//! look at: see [`address`].

mod address;
mod answer;
mod ask;
mod crew;
mod dial;
mod gather;
mod memory;
mod pace;
mod retry;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;

use url::Url;

pub use gather::{Linked, gather};
pub use told::{Count, Told};

use crate::config::External;
use crate::error::Result;
use address::Allowed;
use answer::{Answer, Verdict};
use ask::Asker;
use memory::Memory;

/// When so many hosts have not answered and none has, there is no network.
const SILENT_HOSTS: usize = 20;

/// How many links that were good once are asked when nobody answers, to see whether there is a network.
const CANARIES: usize = 3;

/// What whoever runs the check wants, beside what the site says.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// Hosts of a private network that may be asked, as in a URL.
    pub private: Vec<String>,
    /// Ask again what was asked lately, too.
    pub fresh: bool,
}

/// Asks every link that nothing is known of, and remembers the answers below `state` (`.postil/`). `progress` hears how
/// many answers there are, and how many there will be.
///
/// # Errors
/// The clock, or a disk that does not take the memory.
pub fn check(
    state: &Path,
    links: &Linked,
    settings: &External,
    wish: &Wish,
    mut progress: impl FnMut(usize, usize),
) -> Result<Told> {
    let allowed = Allowed::new(&wish.private);
    let mut memory = Memory::open(state, crate::clock::now()?, settings.days);
    let mut answers = BTreeMap::new();
    let mut open = Vec::new();
    let mut ignored = 0;
    for (url, link) in links.iter().map(|(url, link)| (url.as_str(), link)) {
        if settings.ignores(url) {
            ignored += 1;
            continue;
        }
        let Some(address) = &link.address else {
            answers.insert(url, Answer::new(Verdict::Gone, "it is no address"));
            continue;
        };
        let known = memory.recall(url).filter(|_| !wish.fresh);
        if !allowed.may_ask(address) {
            answers.insert(url, Answer::new(Verdict::Private, ""));
        } else if let Some(known) = known {
            answers.insert(url, known.clone());
        } else {
            open.push((url, address));
        }
    }
    let known = answers.len();
    let asker = Asker::new(settings, allowed);
    let (fresh, is_offline) = ask_all(&asker, settings, &open, &mut memory, &mut progress)?;
    if !links.is_empty() {
        memory.keep(|url| links.contains_key(url))?;
    }
    let count = Count {
        links: links.len(),
        ignored,
        known,
        asked: if is_offline { 0 } else { fresh.len() },
        unasked: if is_offline { open.len() } else { 0 },
    };
    if !is_offline {
        answers.extend(fresh);
    }
    Ok(told::told(links, &answers, count))
}

/// What is known of links by their URL.
type Answers<'a> = BTreeMap<&'a str, Answer>;

/// The answers, and whether there is no network: then they say nothing.
fn ask_all<'a>(
    asker: &Asker,
    settings: &External,
    open: &[(&'a str, &Url)],
    memory: &mut Memory,
    progress: &mut impl FnMut(usize, usize),
) -> Result<(Answers<'a>, bool)> {
    let mut answers: Answers<'a> = BTreeMap::new();
    let mut has_network = open.is_empty();
    loop {
        let left = open.iter().filter(|(url, _)| !answers.contains_key(url));
        let left: Vec<(&str, &Url)> = left.copied().collect();
        let mut silent = BTreeSet::new();
        let mut failed = Ok(());
        crew::ask(asker, settings, &left, |url, address, answer| {
            if answer.was_heard {
                has_network = true;
                memory.trust();
            } else {
                silent.insert(address.host_str().unwrap_or_default().to_owned());
            }
            memory.learn(url, &answer);
            answers.insert(url, answer);
            progress(answers.len(), open.len());
            failed = memory.save_now_and_then();
            if failed.is_err() || (!has_network && silent.len() >= SILENT_HOSTS) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        failed?;
        if !has_network {
            let canaries = memory.good().into_iter().take(CANARIES);
            let mut canaries = canaries.filter_map(|url| Url::parse(&url).ok());
            has_network = canaries.any(|url| asker.ask(&url).was_heard);
        }
        if !has_network {
            return Ok((answers, true));
        }
        memory.trust();
        if answers.len() == open.len() {
            return Ok((answers, false));
        }
    }
}
