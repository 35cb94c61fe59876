//! [`Changes`]: when to look at the disk again.
//!
//! The system's events make it quick. They are not relied on: they get lost (a full queue, a limit of watches, a network
//! folder, a folder that is gone before it is watched), so the disk is also looked at every few seconds, as often as
//! costs a hundredth of a processor.

use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::diagnostic::Diagnostic;

/// How long nothing must have happened before a change is taken for complete.
const QUIET: Duration = Duration::from_millis(50);
/// How long a change may go on before it is looked at all the same.
const LONGEST: Duration = Duration::from_millis(500);

/// What a watcher has to say.
#[derive(Debug)]
pub enum Signal {
    /// Something happened to the file or folder, or below it. Relative to the site's root.
    Touched(PathBuf),
    /// Files, relative to the site's root, that were just written whole: nothing more is waited for.
    Written(Vec<PathBuf>),
    /// Events were lost: anything may have changed.
    Lost,
    /// The watcher sees no more, or not all; why.
    Blind(String),
}

/// The changes of a site's files.
pub struct Changes {
    signals: Receiver<Signal>,
    /// Signals that were received and not looked at yet.
    waiting: RefCell<VecDeque<Signal>>,
    eyes: Option<Eyes>,
    blind: Option<String>,
    /// Events were lost, and nobody has looked at everything since.
    lost: bool,
    /// Until when lost events make nobody look. To look at a very large site is itself more events than the system
    /// keeps, so that each look would bring on the next.
    calm: Option<Instant>,
}

/// What watches.
struct Eyes {
    /// Absolute, without links in its path.
    root: PathBuf,
    roots: BTreeSet<PathBuf>,
    watcher: Option<RecommendedWatcher>,
    /// Kept so that the channel stays open without a watcher.
    sender: Sender<Signal>,
}

impl Changes {
    /// The changes below the folder `root`.
    pub fn below(root: &Path) -> Self {
        let (sender, signals) = channel();
        let eyes = Eyes {
            root: root.canonicalize().unwrap_or_else(|_| root.to_path_buf()),
            roots: BTreeSet::new(),
            watcher: None,
            sender,
        };
        Self {
            signals,
            waiting: RefCell::default(),
            eyes: Some(eyes),
            blind: None,
            lost: false,
            calm: None,
        }
    }

    /// Where somebody else can tell of changes, too; none where all of them are told by others.
    pub fn sender(&self) -> Option<Sender<Signal>> {
        self.eyes.as_ref().map(|eyes| eyes.sender.clone())
    }

    /// The changes that somebody else tells; they end when the sender is dropped.
    pub fn told(signals: Receiver<Signal>) -> Self {
        Self {
            signals,
            waiting: RefCell::default(),
            eyes: None,
            blind: None,
            lost: false,
            calm: None,
        }
    }

    /// Begins to watch `roots` (relative to the root; they need not be there).
    pub(super) fn begin(&mut self, roots: &[&str]) {
        if let Some(eyes) = &mut self.eyes {
            eyes.roots = roots.iter().map(PathBuf::from).collect();
        }
        self.renew();
    }

    /// Why not all changes are seen at once.
    pub(super) fn blind(&self) -> Option<Diagnostic> {
        let why = self.blind.as_ref()?;
        let diagnostic = Diagnostic::warning(
            "watching",
            format!("changes are not seen at once, but within seconds: {why}"),
        );
        Some(diagnostic.help("on Linux, raise the limits `fs.inotify.max_user_watches` and `fs.inotify.max_user_instances` with sysctl"))
    }

    /// Watches everything anew: folders may have come that are not watched.
    pub(super) fn renew(&mut self) {
        if let Some(eyes) = &mut self.eyes {
            self.blind = eyes.watch().err();
        }
    }

    /// Whether somebody has written something since: what is done now is not wanted any more.
    pub(super) fn overtake(&self) -> bool {
        let mut waiting = self.waiting.borrow_mut();
        waiting.extend(self.signals.try_iter());
        let written = |signal: &Signal| matches!(signal, Signal::Written(_));
        waiting.iter().any(written)
    }

    fn next(&self, patience: Duration) -> Result<Signal, RecvTimeoutError> {
        match self.waiting.borrow_mut().pop_front() {
            Some(signal) => Ok(signal),
            None => self.signals.recv_timeout(patience),
        }
    }

    /// Waits for a change, or until it is time to look anyway; `reading` is how long a look takes. Gives the paths that
    /// were touched, relative to the root; none at all when the changes have ended.
    pub(super) fn wait(&mut self, reading: Duration) -> Option<BTreeSet<PathBuf>> {
        let patience = self.patience(reading);
        let anyway = Instant::now() + patience;
        loop {
            let until = if self.lost {
                self.calm.map_or_else(Instant::now, |calm| calm.min(anyway))
            } else {
                anyway
            };
            return match self.next(until.saturating_duration_since(Instant::now())) {
                Ok(Signal::Lost) => {
                    self.lost = true;
                    continue;
                }
                Ok(signal) => Some(self.gather(signal)),
                Err(RecvTimeoutError::Timeout) if std::mem::take(&mut self.lost) => {
                    self.calm = Some(Instant::now() + patience);
                    self.renew();
                    // Everything is below the root.
                    Some(BTreeSet::from([PathBuf::new()]))
                }
                Err(RecvTimeoutError::Timeout) => Some(BTreeSet::new()),
                Err(RecvTimeoutError::Disconnected) => None,
            };
        }
    }

    /// The paths of a change that has begun with a signal.
    fn gather(&mut self, mut signal: Signal) -> BTreeSet<PathBuf> {
        let mut dirty = BTreeSet::new();
        let end = Instant::now() + LONGEST;
        let mut renew = false;
        loop {
            match signal {
                Signal::Touched(path) => {
                    renew |= path.components().count() < 2;
                    dirty.insert(path);
                }
                Signal::Written(paths) => {
                    dirty.extend(paths);
                    break;
                }
                Signal::Lost => self.lost = true,
                Signal::Blind(why) => {
                    self.blind = Some(why);
                    dirty.insert(PathBuf::new());
                }
            }
            let left = end.saturating_duration_since(Instant::now());
            match self.next(QUIET.min(left)) {
                Ok(next) if !left.is_zero() => signal = next,
                _ => break,
            }
        }
        if renew {
            self.renew();
        }
        dirty
    }

    /// How long to wait for an event.
    fn patience(&self, reading: Duration) -> Duration {
        if self.blind.is_some() {
            (reading * 20).max(Duration::from_millis(500))
        } else {
            (reading * 100).max(Duration::from_secs(2))
        }
    }
}

impl Eyes {
    /// Watches the root for folders that come and go, and those that are there with all that is below them. What is
    /// watched already stays so.
    fn watch(&mut self) -> Result<(), String> {
        let watcher = match &mut self.watcher {
            Some(watcher) => watcher,
            none => none.insert(listen(&self.root, &self.roots, &self.sender)?),
        };
        watcher
            .watch(&self.root, RecursiveMode::NonRecursive)
            .map_err(|error| why(&error))?;
        let folders = self.roots.iter().map(|folder| self.root.join(folder));
        for folder in folders.filter(|folder| folder.is_dir()) {
            match watcher.watch(&folder, RecursiveMode::Recursive) {
                Ok(()) => {}
                // Gone again: the root's events tell.
                Err(error) if matches!(error.kind, notify::ErrorKind::PathNotFound) => {}
                Err(error) => return Err(why(&error)),
            }
        }
        Ok(())
    }
}

/// A watcher that sends what it sees.
fn listen(
    root: &Path,
    roots: &BTreeSet<PathBuf>,
    sender: &Sender<Signal>,
) -> Result<RecommendedWatcher, String> {
    let (root, roots, sender) = (root.to_path_buf(), roots.clone(), sender.clone());
    let tell = move |event: notify::Result<notify::Event>| {
        for signal in signals(&root, &roots, event) {
            // Nobody listens any more when the loop has ended.
            let _ = sender.send(signal);
        }
    };
    notify::recommended_watcher(tell).map_err(|error| why(&error))
}

/// What an event says. That a file was opened or read is nothing: the build does it.
fn signals(
    root: &Path,
    roots: &BTreeSet<PathBuf>,
    event: notify::Result<notify::Event>,
) -> Vec<Signal> {
    let event = match event {
        Ok(event) if event.need_rescan() => return vec![Signal::Lost],
        Ok(event) => event,
        Err(error) => return vec![Signal::Blind(why(&error))],
    };
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => {}
        EventKind::Access(_) => return Vec::new(),
        _ => {}
    }
    let touched = event.paths.iter().filter_map(|path| {
        let Ok(path) = path.strip_prefix(root) else {
            return Some(Signal::Lost);
        };
        let top = path
            .components()
            .next()
            .map(|top| Path::new(top.as_os_str()));
        let of_site = top.is_none_or(|top| roots.contains(top));
        of_site.then(|| Signal::Touched(path.to_path_buf()))
    });
    touched.collect()
}

fn why(error: &notify::Error) -> String {
    match error.kind {
        notify::ErrorKind::MaxFilesWatch => "the system lets no more folders be watched".to_owned(),
        _ => error.to_string(),
    }
}
