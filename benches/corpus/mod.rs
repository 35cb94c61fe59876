//! A made-up reader of any size, the same bytes every time: words by Zipf's law, stories that share names and words,
//! articles that link to one another, and notes on exact passages.

mod random;
#[allow(
    dead_code,
    reason = "only one of the crates that share this folder writes it"
)]
pub(crate) mod revised;
mod words;

use std::fs;
use std::io;
use std::path::Path;

use random::Random;
use words::{Words, capitalised};

/// How much to make.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) articles: usize,
    /// Words in the body of each.
    pub(crate) words: usize,
    /// Published notes on each.
    pub(crate) notes: usize,
}

/// As many articles as this tell of one story.
const PER_STORY: usize = 8;
const WORDS_PER_PARAGRAPH: usize = 90;
const TAGS: usize = 60;
const PUBLICATIONS: usize = 12;
const ENTITIES: usize = 100;

/// Writes a site into `root`, which is made.
pub(crate) fn write(root: &Path, size: Size) -> io::Result<()> {
    let words = Words::new();
    write_file(
        root,
        "postil.yaml",
        "title: A made-up reader\nbase_url: https://reader.example/made-up/\npeople:\n  ana:\n    name: Ana\n",
    )?;
    for number in 0..ENTITIES.min(size.articles) {
        let name = words.name(number);
        let text = format!("---\nkind: person\nname: {name}\n---\n{name} is made up.\n");
        write_file(root, &format!("content/entities/person-{number}.md"), &text)?;
    }
    for number in 0..size.articles {
        let article = Article::new(number, size, &words);
        let folder = format!("content/articles/{}", slug(number));
        write_file(root, &format!("{folder}/index.md"), &article.text)?;
        for (id, note) in &article.notes {
            write_file(root, &format!("{folder}/notes/{id}.md"), note)?;
        }
    }
    Ok(())
}

fn write_file(root: &Path, path: &str, text: &str) -> io::Result<()> {
    let path = root.join(path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

fn slug(number: usize) -> String {
    format!("article-{number}")
}

struct Article {
    text: String,
    /// By id.
    notes: Vec<(String, String)>,
}

impl Article {
    fn new(number: usize, size: Size, words: &Words) -> Self {
        let mut random = Random::new(number as u64);
        let story = number / PER_STORY;
        let paragraphs: Vec<Vec<String>> = (0..size.words.div_ceil(WORDS_PER_PARAGRAPH))
            .map(|nth| {
                let left = size.words - nth * WORDS_PER_PARAGRAPH;
                words.sentences(&mut random, story, left.min(WORDS_PER_PARAGRAPH))
            })
            .collect();
        let notes = (0..size.notes)
            .map(|nth| {
                note(
                    &mut random,
                    number * size.notes + nth,
                    &paragraphs,
                    words,
                    story,
                )
            })
            .collect();
        let mut text = vec![front_matter(&mut random, number, words, story)];
        for (nth, paragraph) in paragraphs.iter().enumerate() {
            if nth % 4 == 3 {
                let heading = words.sentences(&mut random, story, 4).join(" ");
                text.push(format!("\n## {}\n", heading.trim_end_matches('.')));
            }
            text.push(format!("\n{}\n", paragraph.join(" ")));
            if nth == 1 && number > 0 {
                let other = slug(random.below(number));
                text.push(format!(
                    "\nSee [[{other}]], *and* [what came before]({other}.html).\n"
                ));
            }
        }
        Self {
            text: text.concat(),
            notes,
        }
    }
}

fn front_matter(random: &mut Random, number: usize, words: &Words, story: usize) -> String {
    let title = capitalised(&words.sentences(random, story, 7).join(" "));
    let (year, month, day) = (
        2010 + random.below(15),
        1 + random.below(12),
        1 + random.below(28),
    );
    let author = words.name(random.below(200));
    let publication = capitalised(words.common(random.below(PUBLICATIONS) + 200));
    let tags: Vec<_> = (0..3)
        .map(|_| words.common(random.below(TAGS) + 300))
        .collect();
    format!(
        "---\ntitle: \"{}\"\ndate: {year}-{month:02}-{day:02}\nauthors: [{author}]\npublication: The {publication}\n\
         url: https://news.example/{number}\nlanguage: en\ntags: [{}]\nstatus: published\n---\n",
        title.trim_end_matches('.'),
        tags.join(", "),
    )
}

/// A published note on five to fourteen words of a paragraph, with the words around them.
fn note(
    random: &mut Random,
    number: usize,
    paragraphs: &[Vec<String>],
    words: &Words,
    story: usize,
) -> (String, String) {
    let paragraph = &paragraphs[random.below(paragraphs.len())];
    let length = (5 + random.below(10)).min(paragraph.len());
    let start = random.below(paragraph.len() - length + 1);
    let end = start + length;
    let quote = paragraph[start..end].join(" ");
    let before = paragraph[start.saturating_sub(5)..start].join(" ");
    let after = paragraph[end..paragraph.len().min(end + 5)].join(" ");
    let mut target = vec![format!("  quote: \"{quote}\"\n")];
    // A paragraph's end is not a space, and the words beyond it are not ours to know.
    if !before.is_empty() {
        target.push(format!("  prefix: \"{before} \"\n"));
    }
    if !after.is_empty() {
        target.push(format!("  suffix: \" {after}\"\n"));
    }
    let target = target.concat();
    let text = format!(
        "---\nauthor: ana\ncreated: 2026-03-02T09:14:00Z\nstatus: published\nkind: comment\ntarget:\n{target}---\n{}\n",
        words.sentences(random, story, 25).join(" "),
    );
    (id(number), text)
}

/// Six characters of base32.
fn id(number: usize) -> String {
    const DIGITS: &[u8] = b"0123456789abcdefghjkmnpqrstvwxyz";
    (0..6)
        .map(|place| DIGITS[(number >> (5 * (5 - place))) % 32] as char)
        .collect()
}
