//! [`Page`]: a source cut into blocks, each with its marks. What the stages of the importer look at.

use super::blocks::{Block, blocks, one_a_line};
use super::lines::{Line, lines};
use super::marks::{Marks, marks};
use super::rules::Rules;

pub(crate) struct Page<'a> {
    pub(crate) lines: Vec<Line<'a>>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) marks: Vec<Marks>,
}

impl<'a> Page<'a> {
    pub(crate) fn new(text: &'a str, rules: &Rules) -> Self {
        let lines = lines(text);
        let blocks = blocks(&lines);
        Self::with(lines, blocks, rules)
    }

    /// A text in which each line is a block already.
    pub(crate) fn laid_out(text: &'a str, rules: &Rules) -> Self {
        let lines = lines(text);
        let blocks = one_a_line(&lines);
        Self::with(lines, blocks, rules)
    }

    fn with(lines: Vec<Line<'a>>, blocks: Vec<Block>, rules: &Rules) -> Self {
        let marks = blocks.iter().map(|block| marks(block, rules)).collect();
        Self {
            lines,
            blocks,
            marks,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Each block with its index and marks.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = (usize, &Block, &Marks)> {
        self.blocks
            .iter()
            .zip(&self.marks)
            .enumerate()
            .map(|(index, (block, marks))| (index, block, marks))
    }

    pub(crate) fn get(&self, index: usize) -> Option<(&Block, &Marks)> {
        Some((self.blocks.get(index)?, self.marks.get(index)?))
    }

    /// The block that holds a line of the source, by the line's number.
    pub(crate) fn at(&self, number: usize) -> Option<usize> {
        let line = self
            .lines
            .binary_search_by_key(&number, |line| line.number)
            .ok()?;
        let behind = self
            .blocks
            .partition_point(|block| block.lines.start <= line);
        behind.checked_sub(1)
    }

    /// The source's line numbers of a block.
    pub(crate) fn numbers(&self, index: usize) -> Vec<usize> {
        self.blocks
            .get(index)
            .and_then(|block| self.lines.get(block.lines.clone()))
            .unwrap_or_default()
            .iter()
            .map(|line| line.number)
            .collect()
    }
}
