//! Learns the importer's models from pages whose articles are known, and writes them where the program takes them from:
//!
//!     cargo run --release --example train_import -- DATA
//!     cargo run --release --example train_import -- DATA --predict OUT
//!
//! `DATA/truth/<name>.json` says what a page holds (`body`, or `with` and `without`; `title`, `date`, `authors`,
//! `comments`; `url`); `DATA/lite/<name>.txt` and `DATA/full/<name>.txt` are the page as text. With `--predict` nothing
//! is shipped: the pages are cut into two halves by host, each is read with models learned from the other, and the
//! articles are written to `OUT/<look>/<name>.md`. The same data gives the same files to the byte.

#![expect(
    unreachable_pub,
    reason = "in an example `pub` means: for the other files"
)]
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "bins are below 48, nodes of a tree below 64, counts below 2^23"
)]

mod boost;
mod data;
mod learn;

use std::path::Path;

use data::Page;
use postil::import::model::Models;
use postil::import::{Choices, Rules, markdown, read_with};
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
    let models = learn::learn(&pages.iter().collect::<Vec<_>>());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/import/model");
    for (name, text) in [
        ("lexicon.tsv", models.lexicon.to_text()),
        ("body.txt", models.body.to_text()),
        ("body_again.txt", models.body_again.to_text()),
        ("title.txt", models.title.to_text()),
        ("authors.txt", models.authors.to_text()),
        ("date.txt", models.date.to_text()),
    ] {
        eprintln!("{name}: {} bytes", text.len());
        std::fs::write(folder.join(name), text).expect("a writable folder");
    }
}

fn predict(data: &Path, out: &Path) {
    let pages = data::read(data, &LOOKS);
    for side in [0, 1] {
        let (known, unknown): (Vec<&Page>, Vec<&Page>) =
            pages.iter().partition(|page| page.fold(3) % 2 != side);
        eprintln!(
            "half {side}: {} pages to learn from, {} to read",
            known.len(),
            unknown.len()
        );
        let models = learn::learn(&known);
        unknown
            .par_iter()
            .for_each(|page| write(page, &models, out));
    }
}

/// An article as the scorer reads it.
fn write(page: &Page, models: &Models, out: &Path) {
    let reading = read_with(&page.text, &Rules::default(), &Choices::default(), models);
    if reading.refusal.is_some() {
        return;
    }
    let folder = out.join(page.look);
    std::fs::create_dir_all(&folder).expect("a writable folder");
    let meta = serde_json::json!({
        "title": reading.meta.title.map(|t| t.value),
        "date": reading.meta.date.map(|d| d.value),
        "authors": reading.meta.authors.map(|a| a.value).unwrap_or_default(),
        "comments": reading.comments.iter().map(|c| serde_json::json!({"text": c.text})).collect::<Vec<_>>(),
    });
    let text = format!(
        "---\n{meta}\n---\n\n{}",
        markdown::to_markdown(&reading.body)
    );
    std::fs::write(folder.join(format!("{}.md", page.name)), text).expect("a writable folder");
}
