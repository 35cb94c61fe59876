//! How fast a body of 900 words with three notes is read and drawn: `cargo bench --bench body`.

use divan::Bencher;
use postil::document::{Document, Options, parse};
use postil::render::{Highlighter, Input, Mark, render};

mod corpus;

fn main() {
    divan::main();
}

fn body() -> String {
    let folder = tempfile::tempdir().expect("a folder to measure in");
    let size = corpus::Size {
        articles: 1,
        words: 900,
        notes: 3,
    };
    corpus::write(folder.path(), size).expect("a corpus to measure with");
    let file = folder.path().join("content/articles/article-0/index.md");
    let text = std::fs::read_to_string(file).expect("an article");
    let (_, body) = text.split_once("\n---\n").expect("front matter");
    body.to_owned()
}

/// Three marks, two of them overlapping.
fn marks(document: &Document) -> Vec<Mark> {
    let part = document.plain.text.len() / 10;
    let ranges = [
        part..part + 80,
        part * 5..part * 5 + 90,
        part * 5 + 40..part * 6,
    ];
    let marks = ranges.into_iter().zip(1..).map(|(range, number)| Mark {
        note: format!("note{number}"),
        label: number.to_string(),
        kind: "comment".to_owned(),
        range,
    });
    marks.collect()
}

#[divan::bench]
fn reading(bencher: Bencher) {
    let body = body();
    bencher.bench(|| parse(&body, &Options::default()));
}

#[divan::bench]
fn drawing(bencher: Bencher) {
    let document = parse(&body(), &Options::default());
    let (marks, highlight) = (marks(&document), Highlighter::new());
    bencher.bench(|| {
        render(&Input {
            document: &document,
            hrefs: &[],
            names: &[],
            marks: &marks,
            highlight: &highlight,
        })
    });
}
