//! Atoms → one line of Markdown, and the proof that it reads back as them.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::atoms::{Atom, Kind, Link};
use super::style::{Mark, Style};
use crate::import::escape::{escape, needs_backslash};

/// One line of Markdown. Emphasis that Markdown cannot say (`a<b>(b)</b>c`) is left out.
pub(super) fn write(atoms: &mut [Atom], links: &[Link], in_table: bool) -> String {
    if emphasis(atoms) {
        for without in [Mark::Deleted, Mark::Emphasis, Mark::Strong] {
            if reads_back(&line(atoms, links, false), atoms) {
                break;
            }
            for atom in &mut *atoms {
                atom.style.set(without, 0);
            }
        }
    }
    line(atoms, links, in_table)
}

/// What a line reads as.
pub(super) fn text(atoms: &[Atom]) -> String {
    let mut text = String::new();
    for atom in atoms {
        match &atom.kind {
            Kind::Char(c) => text.push(*c),
            Kind::Code(code) => text.push_str(code),
            Kind::Image(_) => {}
        }
    }
    crate::import::lines::tidy(&text)
}

fn emphasis(atoms: &[Atom]) -> bool {
    let marked = |atom: &Atom| Mark::EMPHASES.iter().any(|mark| atom.style.get(*mark) != 0);
    atoms.iter().any(marked)
}

fn line(atoms: &[Atom], links: &[Link], in_table: bool) -> String {
    let atoms = &joined(atoms);
    let chars = atoms.iter().map(|atom| match atom.kind {
        Kind::Char(c) => c,
        _ => '\u{fffc}',
    });
    let mut writer = Writer {
        atoms,
        chars: chars.collect(),
        links,
        in_table,
        out: String::new(),
    };
    writer.range(0, atoms.len(), &mut Vec::new());
    writer.out
}

/// Two code spans side by side would be read as something else: they become one.
fn joined(atoms: &[Atom]) -> Vec<Atom> {
    let mut all: Vec<Atom> = Vec::with_capacity(atoms.len());
    for atom in atoms {
        if let (Some(last), Kind::Code(code)) = (all.last_mut(), &atom.kind)
            && last.style == atom.style
            && let Kind::Code(before) = &mut last.kind
        {
            before.push_str(code);
        } else {
            all.push(atom.clone());
        }
    }
    all
}

struct Writer<'a> {
    atoms: &'a [Atom],
    /// One for each atom, to look around in.
    chars: Vec<char>,
    links: &'a [Link],
    in_table: bool,
    out: String,
}

impl Writer<'_> {
    /// Writes atoms, of whose styles the marks in `open` are written already.
    fn range(&mut self, from: usize, to: usize, open: &mut Vec<Mark>) {
        let mut at = from;
        while at < to {
            let Some((mark, end)) = self.longest(at, to, open) else {
                self.atom(at);
                at += 1;
                continue;
            };
            let id = self.style(at).get(mark);
            self.out
                .push_str(if mark == Mark::Link { "[" } else { mark.sign() });
            open.push(mark);
            self.range(at, end, open);
            open.pop();
            self.out.push_str(mark.sign());
            if mark == Mark::Link {
                self.link_end(id);
            }
            at = end;
        }
    }

    fn style(&self, at: usize) -> Style {
        self.atoms
            .get(at)
            .map_or_else(Style::default, |atom| atom.style)
    }

    /// The mark that begins here and goes on longest, with its end.
    fn longest(&self, at: usize, to: usize, open: &[Mark]) -> Option<(Mark, usize)> {
        let style = self.style(at);
        let waits = |mark: &Mark| style.get(*mark) != 0 && !open.contains(mark);
        let mut best: Option<(Mark, usize)> = None;
        for mark in Mark::ALL.into_iter().filter(waits) {
            let same = |index: &usize| self.style(*index).get(mark) == style.get(mark);
            let mut end = at + (at..to).take_while(same).count();
            if mark != Mark::Link && end < to {
                end = self.before_link(at, end);
            }
            if best.is_none_or(|(_, longest)| end > longest) {
                best = Some((mark, end));
            }
        }
        best
    }

    /// Where emphasis must end so as not to cut a link in two.
    fn before_link(&self, from: usize, end: usize) -> usize {
        let link = |index: usize| self.style(index).get(Mark::Link);
        let cut = link(end);
        if cut == 0 || cut == link(from) {
            return end;
        }
        let inside = (from..end).rev().take_while(|at| link(*at) == cut).count();
        end - inside
    }

    fn link_end(&mut self, id: usize) {
        let Some(link) = id.checked_sub(1).and_then(|place| self.links.get(place)) else {
            return;
        };
        self.out.push_str("](");
        self.out.push_str(&link.destination);
        self.out.push_str(&title(&link.title));
        self.out.push(')');
    }

    fn atom(&mut self, at: usize) {
        match self.atoms.get(at).map(|atom| &atom.kind) {
            Some(Kind::Char(c)) => {
                let before = at.checked_sub(1).and_then(|before| self.beside(at, before));
                if needs_backslash(&self.chars, at, before, self.beside(at, at + 1)) {
                    self.out.push('\\');
                }
                self.out.push(*c);
            }
            Some(Kind::Code(code)) => self.out.push_str(&code_span(code, self.in_table)),
            Some(Kind::Image(markdown)) => self.out.push_str(markdown),
            None => {}
        }
    }

    /// The character that will stand beside that of an atom, if it is that of the neighbour.
    fn beside(&self, at: usize, neighbour: usize) -> Option<char> {
        let (here, there) = (self.style(at), self.style(neighbour));
        match self.atoms.get(neighbour).map(|atom| &atom.kind) {
            // A link or an image opens.
            _ if there.get(Mark::Link) > here.get(Mark::Link) => Some('['),
            Some(Kind::Image(_)) => Some('!'),
            Some(Kind::Char(c)) if here == there => Some(*c),
            _ => None,
        }
    }
}

/// A title behind an address, in quotation marks.
pub(super) fn title(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!(" \"{}\"", escape(text).replace('"', "\\\""))
}

/// Code on one line, between as many backticks as it takes.
fn code_span(code: &str, in_table: bool) -> String {
    let fence = "`".repeat(longest_run(code, '`') + 1);
    let space = if code.starts_with('`') || code.ends_with('`') {
        " "
    } else {
        ""
    };
    let code = if in_table {
        code.replace('|', "\\|")
    } else {
        code.to_owned()
    };
    format!("{fence}{space}{code}{space}{fence}")
}

/// The most of one character that stand together.
pub(super) fn longest_run(text: &str, wanted: char) -> usize {
    text.split(|c| c != wanted)
        .map(|run| run.chars().count())
        .max()
        .unwrap_or_default()
}

/// Whether a parser finds in a line the characters of the atoms, with their emphasis.
fn reads_back(line: &str, atoms: &[Atom]) -> bool {
    let mut wanted = Vec::new();
    for atom in atoms {
        let marks = Mark::EMPHASES.map(|mark| atom.style.get(mark) != 0);
        match &atom.kind {
            Kind::Char(c) => wanted.push((*c, marks)),
            Kind::Code(code) => wanted.extend(code.chars().map(|c| (c, marks))),
            Kind::Image(_) => {}
        }
    }
    read(line) == wanted
}

/// The characters of a line as a parser reads it, each with its [emphases](Mark::EMPHASES).
fn read(line: &str) -> Vec<(char, [bool; 3])> {
    let mut found = Vec::new();
    let mut depth = [0_usize; 3];
    let mut images = 0_usize;
    for event in Parser::new_ext(line, Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Strong) => depth[0] += 1,
            Event::Start(Tag::Emphasis) => depth[1] += 1,
            Event::Start(Tag::Strikethrough) => depth[2] += 1,
            Event::End(TagEnd::Strong) => depth[0] -= 1,
            Event::End(TagEnd::Emphasis) => depth[1] -= 1,
            Event::End(TagEnd::Strikethrough) => depth[2] -= 1,
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Text(text) | Event::Code(text) if images == 0 => {
                found.extend(text.chars().map(|c| (c, depth.map(|open| open > 0))));
            }
            _ => {}
        }
    }
    found
}
