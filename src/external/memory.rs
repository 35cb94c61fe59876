//! What was asked lately: `.postil/external.json`. It can be deleted at any time.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::answer::{Answer, Verdict};
use crate::error::Result;
use crate::output::{make_folders, write_atomically};

const FILE: &str = "external.json";
const VERSION: u32 = 1;

/// What is not good is asked again after this many hours: it may be mended.
const BAD_HOURS: i64 = 24;

/// A check that is stopped half way loses no more than this.
const SAVED_EVERY: Duration = Duration::from_secs(5);

/// The answers of earlier checks.
#[derive(Debug)]
pub(super) struct Memory {
    path: PathBuf,
    now: Timestamp,
    good_for: SignedDuration,
    links: BTreeMap<String, Known>,
    /// What was learnt while nobody had answered yet.
    doubted: Vec<(String, Known)>,
    is_trusted: bool,
    saved: Instant,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Known {
    checked: Timestamp,
    #[serde(flatten)]
    answer: Answer,
}

#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    links: BTreeMap<String, Known>,
}

impl Memory {
    /// A file that cannot be read, or is of another version, is none. What is good is believed for `days`.
    pub(super) fn open(state: &Path, now: Timestamp, days: usize) -> Self {
        let path = state.join(FILE);
        let stored = std::fs::read(&path).ok();
        let stored = stored.and_then(|bytes| serde_json::from_slice::<Stored>(&bytes).ok());
        let stored = stored.filter(|stored| stored.version == VERSION);
        Self {
            path,
            now,
            good_for: SignedDuration::from_hours(
                i64::try_from(days)
                    .unwrap_or(i64::MAX / 4000)
                    .saturating_mul(24),
            ),
            links: stored.map(|stored| stored.links).unwrap_or_default(),
            doubted: Vec::new(),
            is_trusted: false,
            saved: Instant::now(),
        }
    }

    /// What is known of a link, unless it is too long ago.
    pub(super) fn recall(&self, url: &str) -> Option<&Answer> {
        let known = self.links.get(url).filter(|known| self.is_recent(known))?;
        Some(&known.answer)
    }

    fn is_recent(&self, known: &Known) -> bool {
        let age = self.now.duration_since(known.checked);
        let most = match known.answer.verdict {
            Verdict::Good => self.good_for,
            _ => SignedDuration::from_hours(BAD_HOURS),
        };
        // A clock that was set back makes nothing last longer.
        !age.is_negative() && age < most
    }

    pub(super) fn learn(&mut self, url: &str, answer: &Answer) {
        // That a host may be asked is another's word each time.
        if answer.verdict == Verdict::Private {
            return;
        }
        let known = Known {
            checked: self.now,
            answer: answer.clone(),
        };
        if self.is_trusted {
            self.links.insert(url.to_owned(), known);
        } else {
            self.doubted.push((url.to_owned(), known));
        }
    }

    /// Somebody was heard: there is a network, and what was learnt is worth something.
    pub(super) fn trust(&mut self) {
        self.is_trusted = true;
        self.links.extend(self.doubted.drain(..));
    }

    /// The links that were good, however long ago.
    pub(super) fn good(&self) -> Vec<String> {
        let good = self.links.iter();
        let good = good.filter(|(_, known)| known.answer.verdict == Verdict::Good);
        good.map(|(url, _)| url.clone()).collect()
    }

    /// Saves if it was not done a moment ago.
    pub(super) fn save_now_and_then(&mut self) -> Result<()> {
        if self.saved.elapsed() < SAVED_EVERY {
            return Ok(());
        }
        self.saved = Instant::now();
        self.save()
    }

    /// Saves, without what is neither wanted nor recent.
    ///
    /// # Errors
    /// A disk that does not take it.
    pub(super) fn keep(mut self, is_wanted: impl Fn(&str) -> bool) -> Result<()> {
        let mut links = std::mem::take(&mut self.links);
        links.retain(|url, known| is_wanted(url) || self.is_recent(known));
        self.links = links;
        self.save()
    }

    fn save(&mut self) -> Result<()> {
        let stored = Stored {
            version: VERSION,
            links: std::mem::take(&mut self.links),
        };
        let text = serde_json::to_string_pretty(&stored);
        self.links = stored.links;
        let Ok(text) = text else {
            return Ok(());
        };
        make_folders(self.path.parent().unwrap_or(Path::new(".")))?;
        write_atomically(&self.path, format!("{text}\n").as_bytes())?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + day * 86_400).unwrap()
    }

    #[test]
    fn what_was_good_is_believed_longer_than_what_was_not() {
        let state = tempfile::tempdir().unwrap();
        let mut memory = Memory::open(state.path(), at(0), 14);
        memory.trust();
        memory.learn("good", &Answer::heard(Verdict::Good, ""));
        memory.learn("gone", &Answer::of_status(404));
        memory.learn("left out", &Answer::heard(Verdict::Good, ""));
        memory.keep(|url| url != "left out").unwrap();
        let known = |day, url| {
            Memory::open(state.path(), at(day), 14)
                .recall(url)
                .is_some()
        };
        assert!(known(0, "gone") && !known(1, "gone"));
        assert!(known(13, "good") && !known(14, "good") && !known(-1, "good"));
        Memory::open(state.path(), at(20), 14)
            .keep(|url| url == "good")
            .unwrap();
        let memory = Memory::open(state.path(), at(20), 14);
        assert_eq!(
            memory.good(),
            ["good"],
            "what is left out goes once it is old"
        );
    }

    #[test]
    fn a_memory_that_cannot_be_read_is_none() {
        let state = tempfile::tempdir().unwrap();
        for text in ["", "{", "[]", "{\"version\": 9, \"links\": {}}", "\u{0}"] {
            std::fs::write(state.path().join(FILE), text).unwrap();
            assert_eq!(Memory::open(state.path(), at(0), 14).good(), [""; 0]);
        }
    }
}
