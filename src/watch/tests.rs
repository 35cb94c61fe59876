use std::collections::BTreeSet;
use std::fs;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::mpsc::{Sender, channel};
use std::time::{Duration, Instant};

use super::{Changes, News, Signal, follow, follow_closely};
use crate::corpus::Audience;
use crate::site::Options;

const ARTICLE: &str = "content/articles/a.md";

const PUBLIC: Options = Options {
    audience: Audience::Public,
    base_url: None,
};

fn a_site() -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    fs::write(site.path().join("postil.yaml"), "title: T\n").unwrap();
    fs::create_dir_all(site.path().join("content/articles")).unwrap();
    write(site.path(), "One.");
    site
}

/// Follows a site, and does `step` after each build with the number of builds so far, until it breaks. The events are
/// those that `step` sends. Gives what had changed in each build.
fn followed(
    mut step: impl FnMut(usize, &std::path::Path, &Sender<Signal>) -> ControlFlow<()>,
) -> Vec<(Vec<String>, Vec<&'static str>)> {
    let site = a_site();
    let (sender, signals) = channel();
    let mut rounds = Vec::new();
    follow(
        site.path(),
        &["postil.yaml", "content"],
        &PUBLIC,
        &mut Changes::told(signals),
        |round| {
            let codes = round.diagnostics.iter().map(|found| found.code).collect();
            rounds.push((round.changed.clone(), codes));
            step(rounds.len(), site.path(), &sender)
        },
    );
    rounds
}

fn write(root: &std::path::Path, text: &str) {
    fs::write(root.join(ARTICLE), format!("---\ntitle: A\n---\n{text}\n")).unwrap();
}

#[test]
fn a_change_that_no_event_tells_is_found_all_the_same() {
    let started = Instant::now();
    let rounds = followed(|number, root, _| {
        write(root, "Two.");
        match number {
            1 => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        }
    });
    assert_eq!(rounds[1].0, [ARTICLE]);
    assert!(started.elapsed() > Duration::from_secs(1), "an event came");
}

#[test]
fn an_open_page_is_told_first_and_a_newer_change_overtakes_the_round() {
    let site = a_site();
    let (sender, signals) = channel();
    let written = |text: &str| {
        write(site.path(), text);
        let paths = vec![PathBuf::from(ARTICLE)];
        sender.send(Signal::Written(paths)).unwrap();
    };
    let mut told = Vec::new();
    follow_closely(
        site.path(),
        &["postil.yaml", "content"],
        &PUBLIC,
        &mut Changes::told(signals),
        Some(&|| ["articles/a.html".to_owned()].into()),
        |news| {
            match news {
                News::First(first) => {
                    let html = String::from_utf8(first.pages["articles/a.html"].to_vec()).unwrap();
                    let words = ["One.", "Two.", "Three."];
                    let words = words.into_iter().find(|words| html.contains(words));
                    told.push(format!("first {}", words.unwrap()));
                    if words == Some("Two.") {
                        written("Three.");
                    }
                }
                News::Round(round) => {
                    told.push(format!("round {:?}", round.changed.last()));
                    match told.len() {
                        1 => written("Two."),
                        _ => return ControlFlow::Break(()),
                    }
                }
            }
            ControlFlow::Continue(())
        },
    );
    let changed = format!("round {:?}", Some(ARTICLE));
    let first = "round Some(\"postil.yaml\")";
    assert_eq!(told, [first, "first Two.", "first Three.", &changed]);
}

#[test]
fn lost_events_make_everything_be_read_again() {
    let started = Instant::now();
    let rounds = followed(|number, root, events| {
        write(root, "Two.");
        events.send(Signal::Lost).unwrap();
        match number {
            1 => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        }
    });
    assert_eq!(rounds[1].0, [ARTICLE]);
    assert!(
        started.elapsed() < Duration::from_secs(2),
        "it was the poll"
    );
}

#[test]
fn events_that_are_lost_again_at_once_hold_nothing_up() {
    let (sender, signals) = channel();
    let mut changes = Changes::told(signals);
    let reading = Duration::from_millis(10);
    sender.send(Signal::Lost).unwrap();
    let everything = BTreeSet::from([PathBuf::new()]);
    assert_eq!(changes.wait(reading), Some(everything));
    sender.send(Signal::Lost).unwrap();
    sender.send(Signal::Written(vec![ARTICLE.into()])).unwrap();
    let written = BTreeSet::from([PathBuf::from(ARTICLE)]);
    assert_eq!(changes.wait(reading), Some(written));
}

#[test]
fn events_without_a_change_build_nothing() {
    let mut sent = false;
    let rounds = followed(|number, root, events| {
        if !sent {
            sent = true;
            let touched = |path: &str| Signal::Touched(PathBuf::from(path));
            events.send(touched(ARTICLE)).unwrap();
            events.send(touched("content/no/such/file")).unwrap();
            events.send(touched("")).unwrap();
            let (events, root) = (events.clone(), root.to_path_buf());
            std::thread::spawn(move || {
                std::thread::sleep(Duration::from_millis(300));
                write(&root, "Two.");
                events.send(Signal::Touched(ARTICLE.into())).unwrap();
            });
        }
        match number {
            1 => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        }
    });
    assert_eq!(rounds.len(), 2);
    assert_eq!(rounds[1].0, [ARTICLE]);
}

#[test]
fn a_watcher_that_goes_blind_is_told_and_made_up_for() {
    let rounds = followed(|number, root, events| match number {
        1 => {
            events
                .send(Signal::Blind("no more watches".into()))
                .unwrap();
            ControlFlow::Continue(())
        }
        2 => {
            write(root, "Two.");
            ControlFlow::Continue(())
        }
        _ => ControlFlow::Break(()),
    });
    assert_eq!(rounds[1].1, ["watching"]);
    assert_eq!(rounds[2].0, [ARTICLE]);
}

#[cfg(unix)]
#[test]
fn a_site_that_cannot_be_read_for_a_while_comes_back() {
    let rounds = followed(|number, root, events| {
        let (here, aside) = (root.join("content"), root.join("aside"));
        events.send(Signal::Touched("content".into())).unwrap();
        match number {
            // A loop of links cannot be read.
            1 => {
                fs::rename(&here, &aside).unwrap();
                std::os::unix::fs::symlink("content", &here).unwrap();
            }
            2 => {
                fs::remove_file(&here).unwrap();
                fs::rename(&aside, &here).unwrap();
            }
            _ => return ControlFlow::Break(()),
        }
        ControlFlow::Continue(())
    });
    assert!(!rounds[1].1.is_empty(), "{rounds:?}");
    assert!(rounds[2].1.is_empty(), "{rounds:?}");
}
