//! What a line says to the names in it and beside it: worked out once for each line, however many names ask.

use std::cell::OnceCell;
use std::sync::LazyLock;

use super::blocks::Block;
use super::credit_words::{AGENCIES, BY};
use super::name_words::{HELPED, ROLES};
use super::phrases::Phrases;
use super::words::{count_folded, folded_words};

/// What a line says.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent marks, each asked for by name"
)]
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said {
    /// Among its first words is what a person is: `editor`.
    pub(super) role: bool,
    /// The place of the first word that says who did something else than write.
    pub(super) helped: Option<usize>,
    /// Says that the author comes: `About the author`.
    pub(super) announces: bool,
    /// Speaks about somebody, or of an author.
    pub(super) about: bool,
    pub(super) privacy: bool,
    pub(super) agency: bool,
    /// Opens with a label that only authors have: `Written by`, `Posted by`.
    pub(super) label: bool,
    /// Short, with a `by` in it.
    pub(super) by: bool,
    pub(super) words: usize,
}

/// What the lines of a page say, as far as somebody asked.
pub(super) struct Lines<'p> {
    blocks: &'p [Block],
    said: Vec<OnceCell<Said>>,
}

impl<'p> Lines<'p> {
    pub(super) fn new(blocks: &'p [Block]) -> Self {
        Self {
            blocks,
            said: vec![OnceCell::new(); blocks.len()],
        }
    }

    /// What the block so far from `index` says; one that is not there says nothing.
    pub(super) fn near(&self, index: usize, offset: isize) -> Said {
        let said = || {
            let index = index.checked_add_signed(offset)?;
            let block = self.blocks.get(index)?;
            let said = self.said.get(index)?;
            Some(*said.get_or_init(|| Said::of(&block.folded)))
        };
        said().unwrap_or_default()
    }
}

impl Said {
    fn of(folded: &str) -> Self {
        /// How many words are looked at for what a person is.
        const FIRST: usize = 14;
        /// The longest line that announces, in bytes, and that is short, in words.
        const ANNOUNCES: usize = 40;
        const SHORT: usize = 12;
        static AUTHOR: LazyLock<Phrases> =
            LazyLock::new(|| Phrases::new(&["author", "autor", "auteur", "written", "writer"]));
        static AGENCY: LazyLock<Phrases> = LazyLock::new(|| Phrases::new(AGENCIES));
        let words = count_folded(folded);
        Self {
            role: folded_words(folded)
                .take(FIRST)
                .any(|word| ROLES.contains(word)),
            helped: folded_words(folded).position(|word| HELPED.contains(word)),
            announces: folded.len() <= ANNOUNCES && AUTHOR.is_part(folded),
            about: folded.starts_with("about") || folded.contains("author"),
            privacy: folded.contains("privacy"),
            agency: AGENCY.is_part(folded),
            label: is_label(folded),
            by: words <= SHORT && folded.contains("by"),
            words,
        }
    }
}

/// Whether a line opens with a label of several words.
fn is_label(folded: &str) -> bool {
    static LABELS: LazyLock<Phrases> =
        LazyLock::new(|| Phrases::new(BY.iter().filter(|label| label.contains(' '))));
    LABELS.opening(folded).any(|(_, label)| {
        let behind = folded.get(label.len()..);
        behind.is_some_and(|rest| rest.starts_with(' '))
    })
}
