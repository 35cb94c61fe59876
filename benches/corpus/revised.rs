//! One long article of which a hundredth of the words was edited after its notes were taken, the old text beside them:
//! passages that overlap at will, across paragraphs, and a nest of them.

use std::io;
use std::path::Path;

use postil::document::text_hash;
use postil::document::{Options, parse};

use super::random::Random;
use super::words::Words;
use super::{Article, Size, id, slug, write_file};

/// Of so many words one is edited.
const ONE_IN: usize = 100;
/// Notes in the nest, each a word wider than the one within it.
const NESTED: usize = 200;
/// Characters of context on either side.
const CONTEXT: usize = 32;

/// Writes a site of one article with `size.words` words and `size.notes` notes into `root`, which is made.
pub(crate) fn write(root: &Path, size: Size) -> io::Result<()> {
    let size = Size {
        articles: 1,
        ..size
    };
    super::write(root, Size { notes: 0, ..size })?;
    let words = Words::new();
    let old = Article::new(0, Size { notes: 0, ..size }, &words).text;
    let (front, body) = old.split_once("\n---\n").unwrap_or(("---", &old));
    let plain = parse(body, &Options::default()).plain.text;
    let mut random = Random::new(7);
    let new = edited(&mut random, &words, body);
    let folder = format!("content/articles/{}", slug(0));
    write_file(
        root,
        &format!("{folder}/index.md"),
        &format!("{front}\n---\n{new}"),
    )?;
    let hash = text_hash(&plain);
    write_file(root, &format!("{folder}/notes/.text/{hash}.txt"), &plain)?;
    let places = Places::new(&plain);
    for number in 0..size.notes {
        let (first, last) = passage(&mut random, number, places.words.len());
        let said = words.sentences(&mut random, 0, 25).join(" ");
        let text = format!(
            "---\nauthor: ana\ncreated: 2026-03-02T09:14:00Z\nstatus: published\nkind: comment\n{}  text: {hash}\n---\n{said}\n",
            places.target(first, last)
        );
        write_file(root, &format!("{folder}/notes/{}.md", id(number)), &text)?;
    }
    Ok(())
}

/// The text with a hundredth of its words taken out, replaced or doubled.
fn edited(random: &mut Random, words: &Words, text: &str) -> String {
    let mut edit = |word: &str| match random.below(ONE_IN * 3) {
        0 => String::new(),
        1 => words.sentences(random, 0, 1).join(" "),
        2 => format!("{word} {}", words.sentences(random, 0, 1).join(" ")),
        _ => word.to_owned(),
    };
    let lines = text.lines().map(|line| {
        if line.starts_with('#') || line.is_empty() {
            return line.to_owned();
        }
        let words: Vec<String> = line.split(' ').map(&mut edit).collect();
        words.join(" ")
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// First and last word of a passage, of `count` words.
fn passage(random: &mut Random, number: usize, count: usize) -> (usize, usize) {
    let last = count.saturating_sub(1);
    if number < NESTED.min(count / 4) {
        return (count / 2 - number, count / 2 + number);
    }
    let length = match random.below(12) {
        0 => 40 + random.below(160),
        _ => 5 + random.below(10),
    };
    let first = random.below(count);
    (first, (first + length).min(last))
}

/// A plain text with the ranges of its words, in bytes.
struct Places<'a> {
    text: &'a str,
    words: Vec<std::ops::Range<usize>>,
}

impl<'a> Places<'a> {
    fn new(text: &'a str) -> Self {
        let mut end = 0;
        let words = text.split_whitespace().map(|word| {
            let start = end + text[end..].find(word).unwrap_or(0);
            end = start + word.len();
            start..end
        });
        let words = words.collect();
        Self { text, words }
    }

    /// The target of a note on these words. All of the text is ASCII, so that bytes are characters.
    fn target(&self, first: usize, last: usize) -> String {
        let (start, end) = (self.words[first].start, self.words[last].end);
        let before = &self.text[start.saturating_sub(CONTEXT)..start];
        let after = &self.text[end..self.text.len().min(end + CONTEXT)];
        let quote = &self.text[start..end];
        format!(
            "target:\n  quote: {quote:?}\n  prefix: {before:?}\n  suffix: {after:?}\n  start: {start}\n"
        )
    }
}
