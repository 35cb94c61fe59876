//! Running text as atoms: one for each character, piece of code or image, each with its style.

use dom_query::NodeRef;

use super::base::{Base, ImageFile};
use super::image;
use super::style::{Mark, Style};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// Never white space but one plain space, never two of them together.
    Char(char),
    Code(String),
    /// The Markdown of an image.
    Image(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Atom {
    pub(super) kind: Kind,
    pub(super) style: Style,
}

impl Atom {
    pub(super) fn is_space(&self) -> bool {
        self.kind == Kind::Char(' ')
    }

    pub(super) fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Char(c) if c.is_alphanumeric())
    }
}

/// A link as Markdown can hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Link {
    pub(super) destination: String,
    pub(super) title: String,
}

/// Running text, read from a page.
#[derive(Debug, Default)]
pub(super) struct Run {
    pub(super) atoms: Vec<Atom>,
    /// A [style's](Style) link is a place in this list, from 1.
    pub(super) links: Vec<Link>,
    pub(super) images: Vec<ImageFile>,
}

/// What is still to be read. A stack of it takes the place of recursion: a hostile page nests without end.
enum Todo<'a> {
    Node(NodeRef<'a>, Style),
    Text(&'static str, Style),
}

/// Elements without text for a reader of the article.
const SKIPPED: [&str; 20] = [
    "annotation", "audio", "button", "canvas", "datalist", "embed", "head", "iframe", "input",
    "noscript", "object", "rp", "script", "select", "style", "svg", "template", "textarea",
    "title", "video",
];

/// Elements that go on in the same line; any other begins a new one.
const INLINE: [&str; 45] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "math", "mi", "mn", "mo", "mrow", "msub",
    "msup", "nobr", "output", "picture", "q", "rb", "ruby", "s", "samp", "small", "source", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "wbr",
];

/// Reads neighbours in the page with all that is in them.
pub(super) fn atoms(nodes: &[NodeRef], base: &Base) -> Run {
    let mut read = Run::default();
    let mut todo: Vec<Todo> = nodes
        .iter()
        .rev()
        .map(|node| Todo::Node(*node, Style::default()))
        .collect();
    while let Some(next) = todo.pop() {
        match next {
            Todo::Text(text, style) => read.text(text, style),
            Todo::Node(node, style) if node.is_text() => read.text(&node.text(), style),
            Todo::Node(node, style) => {
                if let Some((style, end)) = read.element(node, style, base) {
                    todo.push(Todo::Text(end, style));
                    let children = node.children_it(true);
                    todo.extend(children.map(|child| Todo::Node(child, style)));
                }
            }
        }
    }
    read
}

impl Run {
    /// Reads what an element is. Some where its children are still to be read: their style, and what follows them.
    fn element(
        &mut self,
        node: NodeRef,
        style: Style,
        base: &Base,
    ) -> Option<(Style, &'static str)> {
        let name = node.node_name()?;
        let name = name.as_ref();
        if SKIPPED.contains(&name) || node.has_attr("hidden") {
            return None;
        }
        let mut style = style;
        match name {
            "strong" | "b" => style.set(Mark::Strong, 1),
            "em" | "i" | "cite" | "dfn" | "var" => style.set(Mark::Emphasis, 1),
            "del" | "s" | "strike" => style.set(Mark::Deleted, 1),
            "a" => self.link(node, &mut style, base),
            "code" | "kbd" | "samp" | "tt" => {
                self.code(node, style, base);
                return None;
            }
            "img" => {
                self.image(node, style, base);
                return None;
            }
            "sup" | "sub" => {
                if let Some(raised) = self.raised(node, name == "sup") {
                    self.text(&raised, style);
                    return None;
                }
            }
            "q" => {
                self.text("“", style);
                return Some((style, "”"));
            }
            _ => {}
        }
        if INLINE.contains(&name) || name == "var" {
            return Some((style, ""));
        }
        self.text(" ", style);
        Some((style, " "))
    }

    fn text(&mut self, text: &str, style: Style) {
        for c in text.chars() {
            let c = match c {
                '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => continue,
                c if c.is_whitespace() => ' ',
                c => c,
            };
            if c != ' ' || self.atoms.last().is_some_and(|last| !last.is_space()) {
                let kind = Kind::Char(c);
                self.atoms.push(Atom { kind, style });
            }
        }
    }

    /// A link inside a link is its text.
    fn link(&mut self, node: NodeRef, style: &mut Style, base: &Base) {
        if style.get(Mark::Link) != 0 {
            return;
        }
        let Some(destination) = node.attr("href").and_then(|href| base.link(&href)) else {
            return;
        };
        let title = node.attr("title").unwrap_or_default();
        let mut title = crate::import::lines::tidy(&title);
        if title == crate::import::lines::tidy(&node.text()) {
            title.clear();
        }
        self.links.push(Link { destination, title });
        style.set(Mark::Link, self.links.len());
    }

    /// Code is text without styles inside; of its links, the first is a link of the whole.
    fn code(&mut self, node: NodeRef, mut style: Style, base: &Base) {
        let text = crate::import::lines::tidy(&node.text());
        if text.is_empty() {
            return;
        }
        if let Some(link) = node.descendants_it().find(|inner| inner.has_name("a")) {
            self.link(link, &mut style, base);
        }
        let kind = Kind::Code(text);
        self.atoms.push(Atom { kind, style });
    }

    fn image(&mut self, node: NodeRef, style: Style, base: &Base) {
        if let Some(emoji) = image::emoji(&node) {
            self.text(&emoji, style);
        } else if let Some(image) = image::image(&node, base) {
            let kind = Kind::Image(image.markdown());
            self.images.extend(image.file);
            self.atoms.push(Atom { kind, style });
        }
    }

    /// `2` of `m²` as the sign for it: right behind a word, where there is a sign for each character.
    fn raised(&self, node: NodeRef, up: bool) -> Option<String> {
        let text = node.text();
        let simple = node.descendants_it().all(|inner| inner.is_text());
        if !simple || !self.atoms.last().is_some_and(Atom::is_word) {
            return None;
        }
        text.trim().chars().map(|c| raise(c, up)).collect()
    }
}

fn raise(c: char, up: bool) -> Option<char> {
    const PLAIN: &str = "0123456789+-=()";
    const UP: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾";
    const DOWN: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎";
    let place = PLAIN.chars().position(|plain| plain == c)?;
    (if up { UP } else { DOWN }).chars().nth(place)
}
