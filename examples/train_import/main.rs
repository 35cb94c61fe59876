//! Learns the importer's models from pages whose articles are known, and writes them where the program takes them from:
//!
//!     cargo run --release --example train_import -- DATA
//!     cargo run --release --example train_import -- DATA --predict OUT
//!
//! `DATA/truth/<name>.json` says what a page holds (`body`, or `with` and `without`; `title`, `date`, `authors`,
//! `comments`; `url`); `DATA/lite/<name>.txt` and `DATA/full/<name>.txt` are the page as text, and
//! `DATA/html/<name>.html` is the page itself; a look that is not there is not learned from. The model of web pages
//! stands on what the text models say of pages that they have not seen, so those are learned three times.
//!
//! With `--predict` nothing is shipped: the pages are cut into two halves by host (web pages into six parts, there are
//! few of them), each is read with models learned from the others, and the articles are written to
//! `OUT/<look>/<name>.md`. The same data gives the same files to the byte.

#![expect(
    unreachable_pub,
    reason = "in an example `pub` means: for the other files"
)]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "bins are below 48, nodes of a tree below 64, counts below 2^23"
)]

mod authors;
mod boost;
mod data;
mod html;
mod learn;

use std::path::Path;

use data::{HTML, Page};
use postil::import::model::Models;
use postil::import::{Choices, Rules, SavedPage, markdown, read_with};
use rayon::prelude::*;

const LOOKS: [&str; 2] = ["full", "lite"];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        [data] => ship(Path::new(data)),
        [data, "--predict", out] => predict(Path::new(data), Path::new(out)),
        _ => eprintln!("train_import DATA [--predict OUT]"),
    }
}

fn ship(data: &Path) {
    let pages = data::read(data, &LOOKS);
    eprintln!("{} pages", pages.len());
    let mut models = learn::learn(&pages.iter().collect::<Vec<_>>());
    let web_pages = data::read(data, &[HTML]);
    if web_pages.is_empty() {
        models.html.clone_from(&Models::shipped().html);
    } else {
        let halves = halves(&pages);
        let webs = html::web(&web_pages, |page| &halves[side(page)]);
        models.html = html::learn(webs.iter());
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/model");
    for (name, text) in [
        ("lexicon.tsv", models.lexicon.to_text()),
        ("body.txt", models.body.to_text()),
        ("body_again.txt", models.body_again.to_text()),
        ("html.txt", models.html.to_text()),
        ("title.txt", models.title.to_text()),
        ("authors.txt", models.authors.to_text()),
        ("authors_again.txt", models.authors_again.to_text()),
        ("date.txt", models.date.to_text()),
    ] {
        eprintln!("{name}: {} bytes", text.len());
        std::fs::write(folder.join(name), text).expect("a writable folder");
    }
}

/// Which half of the hosts a page is in.
fn side(page: &Page) -> usize {
    page.fold(3) % 2
}

/// For each side, models that have not seen it.
fn halves(pages: &[Page]) -> [Models; 2] {
    [0, 1].map(|unseen| {
        let known: Vec<&Page> = pages.iter().filter(|page| side(page) != unseen).collect();
        eprintln!("half {unseen}: {} pages to learn from", known.len());
        learn::learn(&known)
    })
}

fn predict(data: &Path, out: &Path) {
    let pages = data::read(data, &LOOKS);
    let halves = halves(&pages);
    pages
        .par_iter()
        .for_each(|page| write(page, &halves[side(page)], out));
    let web_pages = data::read(data, &[HTML]);
    let webs = html::web(&web_pages, |page| &halves[side(page)]);
    for part in 0..html::PARTS {
        let trees = html::learn(webs.iter().filter(|web| html::part(web.page) != part));
        let models = halves.each_ref().map(|half| Models {
            html: trees.clone(),
            ..half.clone()
        });
        webs.par_iter()
            .filter(|web| html::part(web.page) == part)
            .for_each(|web| write(web.page, &models[side(web.page)], out));
    }
}

/// An article as the scorer reads it.
fn write(page: &Page, models: &Models, out: &Path) {
    let (rules, choices) = (Rules::default(), Choices::default());
    let reading = match &page.html {
        Some(html) => SavedPage::parse(html).read_with(&[], &rules, &choices, models),
        None => read_with(&page.text, &rules, &choices, models),
    };
    if reading.refusal.is_some() {
        return;
    }
    let folder = out.join(page.look);
    std::fs::create_dir_all(&folder).expect("a writable folder");
    let meta = serde_json::json!({
        "title": reading.meta.title.map(|t| t.value),
        "date": reading.meta.date.map(|d| d.value),
        "authors": reading.meta.authors.map(|a| a.value).unwrap_or_default(),
        "comments": reading.comments.iter().map(|c| serde_json::json!({"text": c.text.replace('\n', " ")})).collect::<Vec<_>>(),
    });
    let text = format!(
        "---\n{meta}\n---\n\n{}",
        markdown::to_markdown(&reading.body)
    );
    std::fs::write(folder.join(format!("{}.md", page.name)), text).expect("a writable folder");
}
