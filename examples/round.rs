//! How long an editor waits for a note: `cargo run --release --example round -- DIR [NOTES]`.
//!
//! Serves the site in DIR, opens the page of an article, writes a note on it as the desk does, and waits until the page
//! is told of its new state and shows the note; again and again, on one article after the other. The notes are removed
//! at the end. Prints what a half and what nineteen of twenty took, in milliseconds, and the rounds behind it; by itself
//! what the first note took, which may add a list of notes to the navigation and so change every page.

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, TcpStream};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use postil::corpus::Audience;
use postil::output::write_atomically;
use postil::serve::{Access, Prefix, Shown, Viewed, listen, serve};
use postil::site::{Options, Timing};
use postil::watch::{Changes, News, Signal, follow_closely};

const ROOTS: [&str; 5] = ["postil.yaml", "content", "templates", "static", "themes"];

/// How long an editor does something else between two notes.
const PAUSE: Duration = Duration::from_millis(1500);

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let Some(root) = arguments.next().map(PathBuf::from) else {
        return Err("usage: round DIR [NOTES]".into());
    };
    let root = root.canonicalize()?;
    let notes: usize = arguments.next().map_or(Ok(50), |it| it.parse())?;
    let host = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let access = Access::new(host, &[], None, false)?;
    let (listener, port) = listen(host, 0)?;
    let (sender, latest) = tokio::sync::watch::channel(None);
    let viewed = Viewed::default();
    let mut changes = Changes::below(&root);
    let desk = changes.sender().ok_or("nothing tells of changes")?;
    let (took, rounds) = channel();
    let (folder, looked_at) = (root.clone(), viewed.clone());
    std::thread::spawn(move || {
        let options = Options {
            audience: Audience::Editors,
            base_url: Some(format!("http://127.0.0.1:{port}/")),
        };
        let pages = || looked_at.pages();
        let mut shown = Arc::new(Shown::default());
        follow_closely(
            &folder,
            &ROOTS,
            &options,
            &mut changes,
            Some(&pages),
            |news| {
                shown = Arc::new(match news {
                    News::First(first) => shown.with(first),
                    News::Round(round) => {
                        let _ = took.send((
                            round.took,
                            round.built.as_ref().map(|it| it.timings.clone()),
                        ));
                        shown.after(round)
                    }
                });
                let _ = sender.send(Some(Arc::clone(&shown)));
                ControlFlow::Continue(())
            },
        );
    });
    let told = desk.clone();
    let served = root.clone();
    std::thread::spawn(move || {
        serve(
            listener,
            served,
            Prefix::default(),
            access,
            latest,
            viewed,
            Some(told),
        )
    });
    let slugs = slugs(&root)?;
    println!("first build: {:.0} ms", milliseconds(rounds.recv()?.0));
    let mut waits = [Vec::new(), Vec::new()];
    let mut written = Vec::new();
    for number in 0..=notes {
        let slug = slugs.get(number * 37 % slugs.len()).ok_or("no article")?;
        let path = format!("articles/{slug}.html");
        let mut events = Events::open(port, &path)?;
        let before = events.next()?;
        let words = format!("Note {number} of them all.");
        let note = PathBuf::from(format!("content/articles/{slug}/notes/zz{number:04}.md"));
        let text = format!(
            "---\nauthor: ana\ncreated: 2026-03-02T09:14:00Z\nkind: comment\n---\n{words}\n"
        );
        let start = Instant::now();
        std::fs::create_dir_all(root.join(&note).parent().ok_or("no folder")?)?;
        write_atomically(&root.join(&note), text.as_bytes())?;
        desk.send(Signal::Written(vec![note.clone()]))?;
        written.push(note);
        while events.next()? == before {}
        waits[0].push(milliseconds(start.elapsed()));
        while !get(port, &format!("/{path}"))?.contains(&words) {}
        waits[1].push(milliseconds(start.elapsed()));
        if number == 0 {
            let first = waits
                .each_mut()
                .map(|waits| waits.pop().unwrap_or_default());
            let round = milliseconds(rounds.recv()?.0);
            println!(
                "first note: told {:.0}, shown {:.0}, whole round {round:.0} ms",
                first[0], first[1]
            );
        }
        std::thread::sleep(PAUSE);
    }
    report(waits, &rounds.try_iter().collect::<Vec<_>>());
    for note in written {
        std::fs::remove_file(root.join(note))?;
    }
    Ok(())
}

/// How long a round took, and each of its stages.
type Took = (Duration, Option<Vec<Timing>>);

fn report(mut waits: [Vec<f64>; 2], rounds: &[Took]) {
    for (what, waits) in ["told", "shown"].into_iter().zip(&mut waits) {
        print(what, waits);
    }
    print(
        "whole round",
        &mut rounds
            .iter()
            .map(|it| milliseconds(it.0))
            .collect::<Vec<_>>(),
    );
    for (_, timings) in rounds.iter().rev().take(1) {
        for timing in timings.iter().flatten() {
            println!("  {:8} {:6.1}", timing.stage, milliseconds(timing.took));
        }
    }
}

fn slugs(root: &Path) -> std::io::Result<Vec<String>> {
    let mut slugs = Vec::new();
    for entry in std::fs::read_dir(root.join("content/articles"))? {
        let path = entry?.path();
        if path.join("index.md").is_file() {
            slugs.extend(
                path.file_name()
                    .and_then(|name| Some(name.to_str()?.to_owned())),
            );
        }
    }
    slugs.sort();
    Ok(slugs)
}

/// What a page in a browser is told.
struct Events(BufReader<TcpStream>);

impl Events {
    fn open(port: u16, page: &str) -> std::io::Result<Self> {
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        write!(
            stream,
            "GET /_postil/events?page={page} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
        )?;
        Ok(Self(BufReader::new(stream)))
    }

    /// The state of the page that the next message tells.
    fn next(&mut self) -> Result<String, Box<dyn Error>> {
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line)? == 0 {
                return Err("the stream has ended".into());
            }
            if let Some((_, rest)) = line.split_once("\"state\":\"") {
                return Ok(rest.split('"').next().unwrap_or_default().to_owned());
            }
        }
    }
}

fn get(port: u16, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

fn print(what: &str, waits: &mut [f64]) {
    waits.sort_by(f64::total_cmp);
    let at =
        |share: usize| waits.get((waits.len() * share / 100).min(waits.len().saturating_sub(1)));
    println!(
        "{what}: half {:.0}, 95 of 100 {:.0}, worst {:.0} ms ({} times)",
        at(50).unwrap_or(&0.0),
        at(95).unwrap_or(&0.0),
        waits.last().unwrap_or(&0.0),
        waits.len()
    );
}

fn milliseconds(took: Duration) -> f64 {
    took.as_secs_f64() * 1000.0
}
