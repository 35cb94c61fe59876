//! What was learned from pages whose articles are known: trees and words, shipped as data. `examples/train_import`
//! makes the files.

pub mod lexicon;
pub mod trees;

use std::sync::LazyLock;

use lexicon::Lexicon;
use trees::Trees;

/// All that the importer has learned.
#[derive(Debug, Clone, Default)]
pub struct Models {
    pub lexicon: Lexicon,
    /// Whether a block is body, by itself and its neighbours.
    pub body: Trees,
    /// The same, knowing what `body` says of the page.
    pub body_again: Trees,
    /// Whether a block of a web page is body, knowing what the others say.
    pub html: Trees,
    /// Whether a block is the title.
    pub title: Trees,
    /// Whether the names of a block are the article's authors.
    pub authors: Trees,
    /// The same, knowing what `authors` says of the page's other names.
    pub authors_again: Trees,
    /// Whether a written date is the article's.
    pub date: Trees,
}

impl Models {
    /// The models that come with the program.
    pub fn shipped() -> &'static Self {
        static SHIPPED: LazyLock<Models> = LazyLock::new(|| Models {
            lexicon: Lexicon::parse(include_str!("lexicon.tsv")),
            body: trees(include_str!("body.txt")),
            body_again: trees(include_str!("body_again.txt")),
            html: trees(include_str!("html.txt")),
            title: trees(include_str!("title.txt")),
            authors: trees(include_str!("authors.txt")),
            authors_again: trees(include_str!("authors_again.txt")),
            date: trees(include_str!("date.txt")),
        });
        &SHIPPED
    }
}

/// A file that ships with the program; a test holds that all of them can be read.
fn trees(text: &str) -> Trees {
    Trees::parse(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_model_is_read_whole() {
        for text in [
            include_str!("body.txt"),
            include_str!("body_again.txt"),
            include_str!("title.txt"),
            include_str!("authors.txt"),
            include_str!("authors_again.txt"),
            include_str!("date.txt"),
        ] {
            let model = Trees::parse(text).unwrap();
            assert!(!model.is_empty());
            assert_eq!(model.to_text(), text);
        }
    }
}
