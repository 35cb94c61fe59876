//! Finding the names of entities: `cargo bench --bench entities`.

use divan::Bencher;
use divan::counter::ItemsCount;
use postil::content::{Entity, Refusals};
use postil::document::{Document, Options, parse};
use postil::entities::Vocabulary;
use postil::entities::suggest::{Input, Text, suggest};

fn main() {
    divan::main();
}

/// A word of two or three syllables, by its number; like most names, with a capital.
fn name(number: usize) -> String {
    const PARTS: [&str; 20] = [
        "ba", "ker", "lo", "min", "sa", "tur", "vel", "dro", "ney", "pis", "qua", "ril", "sten",
        "tho", "ush", "wor", "xa", "yel", "zim", "cha",
    ];
    let mut word = String::new();
    let mut rest = number;
    for _ in 0..3 {
        word.push_str(PARTS[rest % PARTS.len()]);
        rest /= PARTS.len();
    }
    word[..1].to_uppercase() + &word[1..]
}

/// An authority list of so many names, every third of two words.
fn vocabulary(names: usize) -> Vocabulary {
    let entities: Vec<Entity> = (0..names)
        .map(|number| {
            let name = match number % 3 {
                0 => format!("{} {}", name(number), name(number * 7)),
                _ => name(number),
            };
            let text = format!("---\nkind: place\nname: {name}\n---\n");
            let slug = format!("e{number}");
            Entity::read(&slug, "content/entities/e.md", text.as_bytes())
                .unwrap()
                .0
        })
        .collect();
    Vocabulary::new(entities.iter())
}

/// An article of 300 words, each tenth of them a name.
fn article(number: usize) -> String {
    let words = (0..300).map(|at| match at % 10 {
        3 => name(number * 31 + at * 17),
        _ => [
            "the", "ferry", "left", "early", "and", "nobody", "on", "the", "quay",
        ][at % 9]
            .to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A thousand articles of 300 words, one thread.
#[divan::bench(args = [500, 5_000, 10_000])]
fn a_thousand_articles(bencher: Bencher, names: usize) {
    let vocabulary = vocabulary(names);
    let articles: Vec<String> = (0..1_000).map(article).collect();
    bencher.counter(ItemsCount::new(articles.len())).bench(|| {
        articles
            .iter()
            .map(|text| vocabulary.mentions(text).len())
            .sum::<usize>()
    });
}

#[divan::bench(args = [5_000, 10_000])]
fn reading_the_list(bencher: Bencher, names: usize) {
    bencher.bench(|| vocabulary(names));
}

/// What articles of 300 words suggest when nobody is on the list; all threads.
#[divan::bench(args = [1_000, 4_000])]
fn suggestions(bencher: Bencher, articles: usize) {
    let documents: Vec<(String, Document)> = (0..articles)
        .map(|number| {
            let text = article(number);
            (format!("a{number:05}"), parse(&text, &Options::default()))
        })
        .collect();
    let refusals = Refusals::default();
    let texts = documents.iter().map(|(slug, document)| Text {
        slug,
        plain: &document.plain,
        mentions: &[],
    });
    let texts: Vec<Text<'_>> = texts.collect();
    bencher.counter(ItemsCount::new(articles)).bench(|| {
        let input = Input {
            texts: texts.clone(),
            entities: Vec::new(),
            slugs: &[],
            refusals: &refusals,
        };
        suggest(&input).len()
    });
}
