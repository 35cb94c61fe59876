//! How fast the related articles of made-up readers are ranked, clean and after an edit: `cargo bench --bench related`.
//!
//! Clean is from the terms on; an edit counts its article anew. `edit` prints the median and the 95th percentile of
//! fifty edits in 10,000 articles of 300 words: a sentence put in place of another, a paragraph added, another title.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use postil::links::related::{self, Article, Lexicon, Options, Ranker, Terms};
use postil::text::words::Words;

mod corpus;

const EDITS: usize = 50;
const OPTIONS: Options = Options { limit: 10, show: 5 };

struct Text {
    slug: String,
    title: String,
    body: String,
    terms: Arc<Terms>,
}

fn main() {
    let lexicon = Lexicon::default();
    for articles in [10_000, 50_000] {
        let mut texts = texts(articles, &lexicon);
        let mut ranker = Ranker::default();
        println!(
            "{articles} articles, clean: {:?}",
            update(&mut ranker, &texts)
        );
        if articles == 10_000 {
            edit(&mut texts, &mut ranker, &lexicon);
        }
    }
}

fn texts(articles: usize, lexicon: &Lexicon) -> Vec<Text> {
    let folder = tempfile::tempdir().expect("a folder to measure in");
    let size = corpus::Size {
        articles,
        words: 300,
        notes: 0,
    };
    corpus::write(folder.path(), size).expect("a corpus to measure with");
    let began = Instant::now();
    let texts = (0..articles)
        .map(|number| text(folder.path(), number, lexicon))
        .collect();
    println!(
        "{articles} articles, read and counted on one thread: {:?}",
        began.elapsed()
    );
    texts
}

fn text(root: &Path, number: usize, lexicon: &Lexicon) -> Text {
    let slug = format!("article-{number}");
    let path = root.join(format!("content/articles/{slug}/index.md"));
    let file = std::fs::read_to_string(path).expect("an article");
    let (front, body) = file.split_once("\n---\n").expect("front matter");
    let title = front.lines().find_map(|line| line.strip_prefix("title: "));
    let mut text = Text {
        slug,
        title: title.unwrap_or_default().to_owned(),
        body: body.to_owned(),
        terms: Arc::default(),
    };
    text.count(lexicon);
    text
}

impl Text {
    fn count(&mut self, lexicon: &Lexicon) {
        let words = Words::of(&self.body);
        self.terms = related::terms(&self.title, &self.body, &words, Some("en"), lexicon).into();
    }
}

fn update(ranker: &mut Ranker, texts: &[Text]) -> Duration {
    let began = Instant::now();
    let unnamed = Arc::default();
    let articles: Vec<Article<'_>> = texts
        .iter()
        .map(|text| Article {
            slug: &text.slug,
            body: &text.body,
            date: None,
            authors: &[],
            publication: None,
            events: &[],
            related: &[],
            unrelated: &[],
            terms: &text.terms,
            mentions: &unnamed,
        })
        .collect();
    ranker.update(&articles, &[], OPTIONS);
    began.elapsed()
}

fn edit(texts: &mut [Text], ranker: &mut Ranker, lexicon: &Lexicon) {
    let mut times: Vec<Duration> = Vec::new();
    for n in 0..EDITS {
        let (at, from) = (
            (n * 7919 + 13) % texts.len(),
            (n * 104_729 + 7) % texts.len(),
        );
        let others: Vec<String> = texts[from].body.split(". ").map(str::to_owned).collect();
        let title = texts[from].title.clone();
        let text = &mut texts[at];
        match n % 3 {
            0 => {
                let mut own: Vec<&str> = text.body.split(". ").collect();
                let nth = n % own.len();
                own[nth] = &others[n % others.len()];
                text.body = own.join(". ");
            }
            1 => text.body += &format!("\n\n{}.", others[..others.len().min(6)].join(". ")),
            _ => text.title = title,
        }
        let began = Instant::now();
        text.count(lexicon);
        let counted = began.elapsed();
        times.push(counted + update(ranker, texts));
    }
    times.sort_unstable();
    println!(
        "an edit: median {:?}, 95th percentile {:?}, longest {:?}",
        times[EDITS / 2],
        times[EDITS * 95 / 100],
        times[EDITS - 1]
    );
}
