//! How fast a reader of 1,000 articles of 900 words with three notes each is read, and written: `cargo bench`.

use std::collections::BTreeSet;
use std::path::Path;

use divan::Bencher;
use postil::corpus::Audience;
use postil::output::{self, Files};
use postil::site::{Built, Options, Site};
use postil::source::Snapshot;

mod corpus;

const SIZE: corpus::Size = corpus::Size {
    articles: 1000,
    words: 900,
    notes: 3,
};

fn main() {
    divan::main();
}

fn site() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder to measure in");
    corpus::write(folder.path(), SIZE).expect("a corpus to measure with");
    folder
}

fn read(root: &Path, previous: Option<&Snapshot>) -> Snapshot {
    let roots = ["postil.yaml", "content"];
    let (snapshot, _) =
        Snapshot::read(root, &roots, previous, &BTreeSet::new()).expect("the corpus can be read");
    snapshot
}

#[divan::bench(sample_count = 10)]
fn read_all(bencher: Bencher) {
    let site = site();
    bencher.bench(|| read(site.path(), None));
}

#[divan::bench(sample_count = 10)]
fn read_again(bencher: Bencher) {
    let site = site();
    // What was written a moment ago is read again: see `source`.
    std::thread::sleep(std::time::Duration::from_secs(4));
    let before = read(site.path(), None);
    bencher.bench(|| read(site.path(), Some(&before)));
}

fn build(site: &mut Site, snapshot: &Snapshot) -> Built {
    let options = Options {
        audience: Audience::Public,
        base_url: None,
    };
    site.build(snapshot, &options).unwrap_or_default()
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn build_all(bencher: Bencher) {
    let folder = site();
    let snapshot = read(folder.path(), None);
    bencher.bench(|| build(&mut Site::default(), &snapshot));
}

/// What a preview waits for after one word of one article was changed.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn build_after_an_edit(bencher: Bencher) {
    let folder = site();
    let path = folder.path().join("content/articles/article-7/index.md");
    let mut site = Site::default();
    build(&mut site, &read(folder.path(), None));
    bencher
        .with_inputs(|| {
            let text = std::fs::read_to_string(&path).expect("an article") + " more\n";
            std::fs::write(&path, text).expect("a folder to write in");
            read(folder.path(), None)
        })
        .bench_local_values(|snapshot| build(&mut site, &snapshot));
}

/// What a preview waits for after a note was written.
#[divan::bench(sample_count = 10, sample_size = 1)]
fn build_after_a_note(bencher: Bencher) {
    let folder = site();
    let path = "content/articles/article-7/notes/zzzzzz.md";
    let touched = BTreeSet::from([path.into()]);
    let mut site = Site::default();
    let before = read(folder.path(), None);
    build(&mut site, &before);
    let mut number = 0;
    bencher
        .with_inputs(|| {
            number += 1;
            let text = format!("---\nauthor: ana\nstatus: published\n---\nNote {number}.\n");
            std::fs::write(folder.path().join(path), text).expect("a folder to write in");
        })
        .bench_local_values(|()| {
            let roots = ["postil.yaml", "content"];
            let snapshot = before.touched(folder.path(), &roots, &touched);
            build(&mut site, &snapshot.expect("a plain corpus"))
        });
}

/// A thousand pages of 20 kB, of which `CHANGED` differ from those on disk.
#[divan::bench(consts = [0, 1, 1000], sample_count = 10)]
fn write_pages<const CHANGED: usize>(bencher: Bencher) {
    let pages = |version: usize| -> Files {
        let page = |number: usize| {
            let version = if number < CHANGED { version } else { 0 };
            let text = format!("{version} {number} ").repeat(20_000 / 6);
            (format!("articles/{number}.html"), text.into_bytes().into())
        };
        (0..1000).map(page).collect()
    };
    let folder = tempfile::tempdir().expect("a folder to measure in");
    let (public, state) = (folder.path().join("public"), folder.path().join(".postil"));
    let versions = [pages(1), pages(2)];
    let mut turn = 0;
    bencher.bench_local(|| {
        turn += 1;
        output::write(&public, &state, &versions[turn % 2])
    });
}
