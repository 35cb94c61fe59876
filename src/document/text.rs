//! [`Text`]: the plain text while it grows.

use std::ops::Range;

use super::plain::{Block, BlockKind, PlainText, Segment};
use super::{TopBlock, code_span, ids};

const JOINER: &str = "\n\n";

pub(super) struct Text<'a> {
    body: &'a str,
    grown: String,
    blocks: Vec<Block>,
    segments: Vec<Segment>,
    /// Whether the last block may still grow.
    open: bool,
    /// What a block that starts here is, and the element it fills.
    kind: BlockKind,
    element: Option<Range<usize>>,
    /// Index of the footnote we are in.
    footnote: Option<usize>,
}

impl<'a> Text<'a> {
    pub(super) fn new(body: &'a str) -> Self {
        Self {
            body,
            grown: String::with_capacity(body.len()),
            blocks: Vec::new(),
            segments: Vec::new(),
            open: false,
            kind: BlockKind::Paragraph,
            element: None,
            footnote: None,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.grown.len()
    }

    /// Where the next text would begin.
    pub(super) fn next(&self) -> usize {
        let joined = !self.open && !self.grown.is_empty();
        self.len() + if joined { JOINER.len() } else { 0 }
    }

    /// What was pushed since the text ended at `at`, without a joiner.
    pub(super) fn since(&self, at: usize) -> Range<usize> {
        let opened = self
            .blocks
            .last()
            .filter(|block| self.len() > at && block.plain.start >= at);
        opened.map_or(at, |block| block.plain.start)..self.len()
    }

    pub(super) fn slice(&self, plain: Range<usize>) -> &str {
        self.grown.get(plain).unwrap_or_default()
    }

    /// What the next block is, and the source of its element if that is more than its text.
    pub(super) fn inside(&mut self, kind: BlockKind, element: Option<Range<usize>>) {
        self.kind = kind;
        if element.is_some() || !self.open {
            self.element = element;
        }
    }

    pub(super) fn footnote(&mut self, index: Option<usize>) {
        self.footnote = index;
    }

    /// Adds decoded text that comes from `source`. A NUL becomes U+FFFD.
    pub(super) fn push(&mut self, text: &str, source: &Range<usize>) {
        let verbatim = self.body.get(source.clone()) == Some(text);
        if !verbatim {
            self.push_piece(&text.replace('\0', "\u{FFFD}"), source.clone(), false);
            return;
        }
        let mut at = source.start;
        for piece in text.split_inclusive('\0') {
            let clean = piece.strip_suffix('\0');
            let length = clean.unwrap_or(piece).len();
            self.push_piece(clean.unwrap_or(piece), at..at + length, true);
            if clean.is_some() {
                self.push_piece("\u{FFFD}", at + length..at + piece.len(), false);
            }
            at += piece.len();
        }
    }

    /// Adds the text of a code span that fills `source`, backticks included.
    pub(super) fn push_code(&mut self, code: &str, source: &Range<usize>) {
        let written = self.body.get(source.clone()).unwrap_or_default();
        let mut rest = code;
        for (length, piece, verbatim) in code_span::align(code, written) {
            let (text, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
            let piece = source.start + piece.start..source.start + piece.end;
            if verbatim {
                self.push(text, &piece);
            } else {
                self.push_piece(&text.replace('\0', "\u{FFFD}"), piece, false);
            }
            rest = after;
        }
    }

    fn push_piece(&mut self, text: &str, source: Range<usize>, verbatim: bool) {
        if text.is_empty() {
            return;
        }
        self.open_block(&source);
        let plain = self.len()..self.len() + text.len();
        self.grown.push_str(text);
        if let Some(block) = self.blocks.last_mut() {
            block.plain.end = plain.end;
            block.source.end = block.source.end.max(source.end);
        }
        match self.segments.last_mut() {
            Some(last)
                if verbatim
                    && last.verbatim
                    && last.plain.end == plain.start
                    && last.source.end == source.start =>
            {
                last.plain.end = plain.end;
                last.source.end = source.end;
            }
            _ => self.segments.push(Segment {
                plain,
                source,
                verbatim,
            }),
        }
    }

    fn open_block(&mut self, source: &Range<usize>) {
        if self.open {
            return;
        }
        if !self.grown.is_empty() {
            self.grown.push_str(JOINER);
        }
        self.open = true;
        self.blocks.push(Block {
            plain: self.len()..self.len(),
            source: self.element.take().unwrap_or_else(|| source.clone()),
            kind: self.kind,
            id: self
                .footnote
                .map(|index| ids::footnote(index + 1))
                .unwrap_or_default(),
            footnote: self.footnote.is_some(),
        });
    }

    /// Ends the block that is open.
    pub(super) fn close(&mut self) {
        self.open = false;
    }

    /// Takes the last line break off the block that is open, and the block away if that was all it had.
    pub(super) fn drop_last_break(&mut self) {
        if !self.open || !self.grown.ends_with('\n') {
            return;
        }
        self.grown.pop();
        let end = self.len();
        if let Some(last) = self.segments.last_mut() {
            last.plain.end = end;
            last.source.end = if last.verbatim {
                last.source.end - 1
            } else {
                last.source.end
            };
            if last.plain.is_empty() {
                self.segments.pop();
            }
        }
        if let Some(block) = self.blocks.last_mut() {
            block.plain.end = end;
            if block.plain.is_empty() {
                self.blocks.pop();
                self.open = false;
                self.grown
                    .truncate(end - if end > 0 { JOINER.len() } else { 0 });
            }
        }
    }

    /// Names the blocks in a range: they are a heading's.
    pub(super) fn name_last(&mut self, plain: &Range<usize>, id: &str) {
        for block in self
            .blocks
            .iter_mut()
            .rev()
            .take_while(|block| block.plain.start >= plain.start)
        {
            id.clone_into(&mut block.id);
        }
    }

    /// Blocks without a name get that of the top block around them.
    pub(super) fn finish(mut self, top: &[TopBlock]) -> PlainText {
        let mut around = top
            .iter()
            .filter(|block| !block.plain.is_empty())
            .peekable();
        for block in &mut self.blocks {
            while around
                .next_if(|top| top.plain.end <= block.plain.start)
                .is_some()
            {}
            if block.id.is_empty() {
                block.id = around
                    .peek()
                    .and_then(|top| top.id.clone())
                    .unwrap_or_default();
            }
        }
        PlainText::new(self.grown, self.blocks, self.segments)
    }
}
