//! Writes a made-up reader into a folder, to measure with: `cargo run --release --example corpus -- DIR [ARTICLES [WORDS [NOTES]]]`.
//!
//! `cargo run --release --example corpus -- DIR revised` makes one article of 200,000 words with 10,000 notes, of which a
//! hundredth of the words was edited after the notes were taken: `postil build --timings --root DIR` then says how long
//! it takes to place them (`annotate`), and to make the page (`bodies`, `render`).

#[path = "../benches/corpus/mod.rs"]
mod corpus;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next() else {
        eprintln!("usage: corpus DIR [ARTICLES [WORDS [NOTES]]]");
        std::process::exit(2);
    };
    let mut arguments = arguments.peekable();
    if arguments.next_if(|word| word == "revised").is_some() {
        let size = corpus::Size {
            articles: 1,
            words: 200_000,
            notes: 10_000,
        };
        return corpus::revised::write(folder.as_ref(), size);
    }
    let mut number = |default| {
        arguments.next().map_or(default, |text| {
            text.parse().unwrap_or_else(|_| {
                eprintln!("`{text}` is not a number");
                std::process::exit(2)
            })
        })
    };
    let size = corpus::Size {
        articles: number(1000),
        words: number(900),
        notes: number(3),
    };
    corpus::write(folder.as_ref(), size)
}
