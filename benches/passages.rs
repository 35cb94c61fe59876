//! Finding what articles have in common, word for word: `cargo bench --bench passages`.

use divan::Bencher;
use divan::counter::ItemsCount;
use postil::document::{Document, Options, parse};
use postil::links::passages::{Article, Reading, sharing};

mod corpus;

fn main() {
    divan::main();
}

/// So many articles of 300 words: each ends in a standing line, every fifth quotes twenty words of another, every
/// hundredth is a copy of its neighbour with a few words changed.
fn articles(count: usize) -> Vec<Document> {
    let folder = tempfile::tempdir().expect("a folder to measure in");
    let size = corpus::Size {
        articles: count,
        words: 300,
        notes: 0,
    };
    corpus::write(folder.path(), size).expect("a corpus to measure with");
    let body = |number: usize| {
        let path = format!("content/articles/article-{number}/index.md");
        let text = std::fs::read_to_string(folder.path().join(path)).expect("an article");
        let (_, body) = text.split_once("\n---\n").expect("front matter");
        body.to_owned()
    };
    let bodies: Vec<String> = (0..count).map(body).collect();
    let text = |number: usize| {
        let other = &bodies[(number * 7 + 13) % count];
        let words = other.split_whitespace().skip(number % 100).take(20);
        let line =
            "Subscribe to our newsletter to have the best of our reporting in your inbox daily.";
        let own = if number % 100 == 1 {
            bodies[number - 1].replace(" of ", " from ")
        } else {
            bodies[number].clone()
        };
        match number % 5 {
            0 => format!(
                "{own}\n\nHe said “{}”.\n\n{line}",
                words.collect::<Vec<_>>().join(" ")
            ),
            _ => format!("{own}\n\n{line}"),
        }
    };
    (0..count)
        .map(|number| parse(&text(number), &Options::default()))
        .collect()
}

fn compare(documents: &[Document], slugs: &[String], readings: &[Reading]) -> usize {
    let articles: Vec<Article<'_>> = documents
        .iter()
        .zip(slugs)
        .zip(readings)
        .map(|((document, slug), reading)| Article {
            slug,
            text: &document.plain.text,
            language: Some("en"),
            publication: None,
            words: document.plain.words(),
            reading,
        })
        .collect();
    sharing(&articles).len()
}

fn slugs(count: usize) -> Vec<String> {
    (0..count)
        .map(|number| format!("article-{number}"))
        .collect()
}

/// All of it, as in a clean build; the reading on one thread.
#[divan::bench(args = [1_000, 10_000], sample_count = 5)]
fn reading_and_comparing(bencher: Bencher, count: usize) {
    let (documents, slugs) = (articles(count), slugs(count));
    bencher.counter(ItemsCount::new(count)).bench(|| {
        let readings: Vec<Reading> = documents.iter().map(Reading::new).collect();
        compare(&documents, &slugs, &readings)
    });
}

/// What is done again when one article was edited.
#[divan::bench(args = [1_000, 10_000], sample_count = 5)]
fn comparing(bencher: Bencher, count: usize) {
    let (documents, slugs) = (articles(count), slugs(count));
    let readings: Vec<Reading> = documents.iter().map(Reading::new).collect();
    bencher
        .counter(ItemsCount::new(count))
        .bench(|| compare(&documents, &slugs, &readings));
}
