//! [`Writer`]: HTML as it grows. It knows where marks start and end, so that nothing else has to.
//!
//! A mark's element is opened when marked text comes and closed before any tag: it is never nested and never lies
//! across an element. A note's reference waits until its last piece is over, inline elements that end there are
//! closed, and no link is open.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use super::escape;
use super::marks::{Piece, Placed};

pub(super) struct Writer<'a> {
    text: &'a str,
    marks: &'a [Placed<'a>],
    pieces: &'a [Piece],
    html: String,
    /// The piece that comes next, or is being written.
    piece: usize,
    /// Whether its element is open.
    open: bool,
    /// How many links are open.
    links: usize,
    /// References that wait.
    waiting: String,
    /// The notes that ended since the last [`Writer::take`].
    ended: Vec<String>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(text: &'a str, marks: &'a [Placed<'a>], pieces: &'a [Piece]) -> Self {
        Self {
            text,
            marks,
            pieces,
            html: String::new(),
            piece: 0,
            open: false,
            links: 0,
            waiting: String::new(),
            ended: Vec::new(),
        }
    }

    /// Writes a range of the plain text, which must not lie before what has been written.
    pub(super) fn text(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            let piece = self
                .pieces
                .get(self.piece)
                .filter(|piece| piece.range.start < range.end);
            let stop = match piece {
                None => range.end,
                Some(piece) if piece.range.start > at => piece.range.start,
                Some(piece) => piece.range.end.min(range.end),
            };
            match piece {
                Some(piece) if piece.range.start <= at => self.marked(piece, at..stop),
                _ => self.plain(at..stop),
            }
            at = stop;
        }
    }

    fn plain(&mut self, range: Range<usize>) {
        self.flush();
        escape::push_text(&mut self.html, self.text.get(range).unwrap_or_default());
    }

    fn marked(&mut self, piece: &'a Piece, range: Range<usize>) {
        self.flush();
        if !self.open {
            self.open_mark(piece, range.start);
        }
        escape::push_text(
            &mut self.html,
            self.text.get(range.clone()).unwrap_or_default(),
        );
        if range.end < piece.range.end {
            return;
        }
        self.close_mark();
        self.piece += 1;
        let marks = piece.marks.iter().filter_map(|&at| self.marks.get(at));
        for placed in marks.filter(|placed| placed.range.end == range.end) {
            reference(&mut self.waiting, placed);
            if placed.last {
                self.ended.push(placed.mark.note.clone());
            }
        }
    }

    fn open_mark(&mut self, piece: &'a Piece, at: usize) {
        let marks: Vec<&Placed> = piece
            .marks
            .iter()
            .filter_map(|&mark| self.marks.get(mark))
            .collect();
        let mut starting = marks.iter().filter(|placed| placed.range.start == at);
        let own = starting.next();
        for placed in starting {
            let _ = write!(
                self.html,
                "<span id=\"mark-{}\"></span>",
                escape::attribute(&placed.id)
            );
        }
        // Of notes that share words, the one on the fewest gives the look: a note within another is seen.
        let inner = marks.iter().rev().min_by_key(|placed| placed.range.len());
        self.html.push_str("<mark class=\"postil");
        if let Some(inner) = inner {
            let _ = write!(self.html, " kind-{}", escape::attribute(&inner.mark.kind));
        }
        self.html.push_str("\" data-notes=\"");
        let mut seen = BTreeSet::new();
        let notes = marks.iter().map(|placed| placed.mark.note.as_str());
        let notes: Vec<&str> = notes.filter(|&note| seen.insert(note)).collect();
        self.html.push_str(&escape::attribute(&notes.join(" ")));
        if let Some(placed) = own {
            let _ = write!(self.html, "\" id=\"mark-{}", escape::attribute(&placed.id));
        }
        self.html.push_str("\">");
        self.open = true;
    }

    fn close_mark(&mut self) {
        if self.open {
            self.html.push_str("</mark>");
            self.open = false;
        }
    }

    /// Writes the references that wait, unless a link is open.
    fn flush(&mut self) {
        if self.links == 0 && !self.waiting.is_empty() {
            self.close_mark();
            self.html.push_str(&self.waiting);
            self.waiting.clear();
        }
    }

    /// A start tag, an end tag of a block, or an element without text.
    pub(super) fn tag(&mut self, html: &str) {
        self.close_mark();
        self.flush();
        self.html.push_str(html);
    }

    /// The end tag of an inline element.
    pub(super) fn end_inline(&mut self, html: &str) {
        self.close_mark();
        self.html.push_str(html);
    }

    /// The start of a link, with a tag of its own.
    pub(super) fn link(&mut self, html: &str) {
        self.tag(html);
        self.links += 1;
    }

    pub(super) fn end_link(&mut self) {
        self.end_inline("</a>");
        self.links = self.links.saturating_sub(1);
    }

    /// A reference of another sort: it waits like those of notes.
    pub(super) fn reference(&mut self, html: &str) {
        self.waiting.push_str(html);
    }

    /// What was written since the last time, and the notes that ended in it.
    pub(super) fn take(&mut self) -> (String, Vec<String>) {
        self.close_mark();
        self.flush();
        (
            std::mem::take(&mut self.html),
            std::mem::take(&mut self.ended),
        )
    }

    /// Puts `html` before an end tag that has just been written; if there is none, at the end.
    pub(super) fn before_end(&mut self, end: &str, html: &str) {
        let at = if self.html.ends_with(end) {
            self.html.len() - end.len()
        } else {
            self.html.len()
        };
        self.html.insert_str(at, html);
    }
}

fn reference(html: &mut String, placed: &Placed) {
    let note = escape::attribute(&placed.mark.note);
    let id = escape::attribute(&placed.id);
    let label = escape::attribute(&placed.mark.label);
    let _ = write!(
        html,
        "<a class=\"note-ref\" href=\"#note-{note}\" id=\"ref-{id}\" aria-label=\"Note {label}\"><sup>{label}</sup></a>"
    );
}
