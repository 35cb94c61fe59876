//! Writes a made-up reader into a folder, to measure with: `cargo run --release --example corpus -- DIR [ARTICLES [WORDS [NOTES]]]`.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next() else {
        eprintln!("usage: corpus DIR [ARTICLES [WORDS [NOTES]]]");
        std::process::exit(2);
    };
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
