//! [`PlainText`]: plain text version 1, what notes, ranking and entities stand on, with its map to the source.
//!
//! It is the decoded text of paragraphs, headings, list items, table cells, code and footnote bodies (these at the
//! end, in the order of their definitions). Blocks are joined by a blank line; soft and hard breaks are one space; a
//! code block has no last line break; a block without text adds nothing. There is no title, no text of images and no
//! raw HTML, but a tag that is shown as text is text. A NUL is U+FFFD, as the Markdown standard says. Nothing else is changed.

use std::ops::Range;
use std::sync::OnceLock;

use crate::text::words::Words;

/// What kind of element holds a block's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    Paragraph,
    Heading,
    /// The text of a tight list item, up to the next block inside it.
    ListItem,
    TableCell,
    Code,
}

/// A piece of the plain text between two blank lines of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the plain text.
    pub plain: Range<usize>,
    /// Bytes of the body.
    pub source: Range<usize>,
    pub kind: BlockKind,
    /// The id of the nearest element around it that has one.
    pub id: String,
    /// Whether it is part of a footnote's body.
    pub footnote: bool,
}

/// A piece of the plain text that comes from one piece of the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Bytes of the plain text.
    pub plain: Range<usize>,
    /// Bytes of the body.
    pub source: Range<usize>,
    /// Whether both are the same text, so that any part of the one can be found in the other.
    pub verbatim: bool,
}

/// How many bytes lie between two prepared counts.
const STEP: usize = 128;

/// The plain text of a document. Each byte of it lies in exactly one segment or in a blank line between two blocks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlainText {
    pub text: String,
    pub blocks: Vec<Block>,
    pub segments: Vec<Segment>,
    /// How many characters start before byte `n * STEP`.
    counts: Vec<usize>,
    hash: OnceLock<String>,
    words: OnceLock<Words>,
}

/// The name of a plain text: the first twelve hexadecimal digits of its BLAKE3 hash.
pub fn text_hash(text: &str) -> String {
    let hex = blake3::hash(text.as_bytes()).to_hex();
    hex.chars().take(12).collect()
}

impl PlainText {
    pub(super) fn new(text: String, blocks: Vec<Block>, segments: Vec<Segment>) -> Self {
        let mut before = 0;
        let mut counts = vec![0];
        for chunk in text.as_bytes().chunks(STEP) {
            before += starts(chunk);
            counts.push(before);
        }
        Self {
            text,
            blocks,
            segments,
            counts,
            hash: OnceLock::new(),
            words: OnceLock::new(),
        }
    }

    /// The first 12 hexadecimal digits of the BLAKE3 hash of the text.
    pub fn hash(&self) -> &str {
        self.hash.get_or_init(|| text_hash(&self.text))
    }

    /// Its words as they are compared.
    pub fn words(&self) -> &Words {
        self.words.get_or_init(|| Words::of(&self.text))
    }

    /// How many characters the text has.
    pub fn chars(&self) -> usize {
        self.counts.last().copied().unwrap_or(0)
    }

    /// How many characters start before a byte. Past the end: all of them.
    pub fn char_at(&self, byte: usize) -> usize {
        let bytes = self.text.as_bytes();
        let byte = byte.min(bytes.len());
        let step = byte / STEP;
        let before = self.counts.get(step).copied().unwrap_or(0);
        before + bytes.get(step * STEP..byte).map_or(0, starts)
    }

    /// The byte at which a character starts. Past the end: the text's length in bytes.
    pub fn byte_at(&self, char: usize) -> usize {
        let step = self
            .counts
            .partition_point(|&before| before <= char)
            .saturating_sub(1);
        let left = char - self.counts.get(step).copied().unwrap_or(0);
        let rest = self.text.as_bytes().get(step * STEP..).unwrap_or_default();
        let found = rest
            .iter()
            .enumerate()
            .filter(|(_, byte)| is_start(**byte))
            .nth(left);
        found.map_or(self.text.len(), |(at, _)| step * STEP + at)
    }

    /// A range of characters for a range of bytes.
    pub fn to_chars(&self, bytes: Range<usize>) -> Range<usize> {
        self.char_at(bytes.start)..self.char_at(bytes.end)
    }

    /// A range of bytes for a range of characters.
    pub fn to_bytes(&self, chars: Range<usize>) -> Range<usize> {
        self.byte_at(chars.start)..self.byte_at(chars.end)
    }

    /// The text of a range of bytes; empty if it is not one of this text.
    pub fn slice(&self, bytes: Range<usize>) -> &str {
        self.text.get(bytes).unwrap_or_default()
    }

    /// The block that holds a byte. None inside a blank line between two, and past the end.
    pub fn block_at(&self, byte: usize) -> Option<&Block> {
        let at = self.blocks.partition_point(|block| block.plain.end <= byte);
        self.blocks
            .get(at)
            .filter(|block| block.plain.start <= byte)
    }

    /// Where a range of the plain text (in bytes) comes from: the pieces of the body, in order of the plain text,
    /// joined where they touch. Of a piece that is not verbatim, all of it.
    pub fn sources(&self, plain: Range<usize>) -> Vec<Range<usize>> {
        let mut sources: Vec<Range<usize>> = Vec::new();
        for segment in self.segments_in(&plain) {
            let piece = if segment.verbatim {
                let skip = plain.start.saturating_sub(segment.plain.start);
                let drop = segment.plain.end.saturating_sub(plain.end);
                segment.source.start + skip..segment.source.end - drop
            } else {
                segment.source.clone()
            };
            match sources.last_mut() {
                Some(last) if last.end == piece.start => last.end = piece.end,
                _ => sources.push(piece),
            }
        }
        sources
    }

    /// The one place in the body that holds a range of the plain text (in bytes) letter for letter, so that it can be
    /// replaced there. None for an empty range, and where markup, an escape or a break lies within.
    pub fn verbatim(&self, plain: Range<usize>) -> Option<Range<usize>> {
        let mut segments = self.segments_in(&plain);
        let segment = segments.next()?;
        let alone = segment.verbatim
            && segment.plain.start <= plain.start
            && plain.end <= segment.plain.end;
        let start = segment.source.start + plain.start.checked_sub(segment.plain.start)?;
        alone.then(|| start..start + plain.len())
    }

    /// The segments that hold a part of a range, in order.
    fn segments_in(&self, plain: &Range<usize>) -> impl Iterator<Item = &Segment> {
        let first = self
            .segments
            .partition_point(|segment| segment.plain.end <= plain.start);
        let end = if plain.is_empty() { 0 } else { plain.end };
        self.segments
            .iter()
            .skip(first)
            .take_while(move |segment| segment.plain.start < end)
    }
}

fn starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| is_start(byte)).count()
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}
