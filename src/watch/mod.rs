//! The same build again and again: whatever changed on disk goes through the whole pipeline, and memory cuts it short.
//! `postil watch` and `postil serve` differ only in what they do with a [`Round`].
//!
//! **Invariant:** there is no second path for a part of a site. Events, and those who write, say when to look and where; a
//! look at everything every few seconds makes it sure. What changed is found by comparing what is on disk with what was
//! there before.

mod changes;
mod look;
mod round;

use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub use changes::{Changes, Signal};
pub use round::Round;

use crate::site::{First, Onlooker, Options, Site};
use look::Look;

/// How long rounds may be given up for newer ones before one is carried through.
const OVERTAKEN: Duration = Duration::from_secs(3);

/// The most changed files whose articles count as looked at.
const FEW: usize = 8;

/// What is told of a change.
#[derive(Debug)]
pub enum News<'a> {
    /// The pages that are looked at, before the site is built.
    First(First),
    /// All of it.
    Round(&'a Round<'a>),
}

/// Builds the site in the folder `root`, of which `roots` are read, and again after each change, until `tell` (called
/// after each build) breaks or `changes` end. Neither bad content nor a disk that cannot be read stops it.
pub fn follow(
    root: &Path,
    roots: &[&str],
    options: &Options,
    changes: &mut Changes,
    mut tell: impl FnMut(&Round<'_>) -> ControlFlow<()>,
) {
    let tell = |news: News<'_>| match news {
        News::First(_) => ControlFlow::Continue(()),
        News::Round(round) => tell(round),
    };
    follow_closely(root, roots, options, changes, None, tell);
}

/// The same for somebody who looks at some pages (`looked_at`, by output path): those of them, and those of articles
/// whose files changed, are told first. A round that is overtaken by what somebody [wrote](Signal::Written) is given up.
pub fn follow_closely(
    root: &Path,
    roots: &[&str],
    options: &Options,
    changes: &mut Changes,
    looked_at: Option<&dyn Fn() -> BTreeSet<String>>,
    mut tell: impl FnMut(News<'_>) -> ControlFlow<()>,
) {
    let mut site = Site::default();
    let mut reading = Duration::ZERO;
    // What was told last, and what was seen last.
    let mut before: Option<Arc<Look>> = None;
    let mut seen: Option<Arc<Look>> = None;
    let mut given_up: Option<Instant> = None;
    let mut dirty = BTreeSet::new();
    changes.begin(roots);
    loop {
        let started = Instant::now();
        let mut look = Look::take(root, roots, seen.as_deref(), &dirty);
        look.diagnostics.extend(changes.blind());
        if look.is_whole {
            reading = started.elapsed();
        }
        let look = Arc::new(look);
        let differs = before.as_ref().is_none_or(|before| look.differs(before));
        if differs || given_up.is_some() {
            let changed = look.changed_since(before.as_deref());
            let pages = || {
                let mut pages = looked_at.map(|it| it()).unwrap_or_default();
                if looked_at.is_some() && changed.len() <= FEW {
                    pages.extend(changed.iter().filter_map(|path| page(path)));
                }
                pages
            };
            let mut broken = false;
            let mut onlooker = Onlooker {
                pages: &pages,
                first: &mut |first| broken |= tell(News::First(first)).is_break(),
                overtaken: &|| {
                    let patient = given_up.is_none_or(|since| since.elapsed() < OVERTAKEN);
                    looked_at.is_some() && patient && changes.overtake()
                },
            };
            let round = Round::build(&mut site, options, &changed, &look, started, &mut onlooker);
            if let Some(round) = round {
                if broken || tell(News::Round(&round)).is_break() {
                    return;
                }
                if before.is_some() && dirty.is_empty() {
                    changes.renew();
                }
                before = Some(Arc::clone(&look));
                given_up = None;
            } else {
                given_up = given_up.or(Some(started));
            }
        }
        seen = Some(look);
        let Some(next) = changes.wait(reading) else {
            return;
        };
        dirty = next;
    }
}

/// The page of the article that a file belongs to.
fn page(path: &str) -> Option<String> {
    let rest = path.strip_prefix("content/articles/")?;
    let (slug, _) = rest.split_once('/').or_else(|| rest.rsplit_once('.'))?;
    Some(format!("articles/{slug}.html"))
}

#[cfg(test)]
mod tests;
