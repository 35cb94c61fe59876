//! A strict reader of HTML: it refuses what a browser would have to repair.

use super::super::APPARATUS;

const VOID: [&str; 4] = ["br", "hr", "img", "input"];
const BLOCK: [&str; 22] = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "div", "table",
    "thead", "tbody", "tr", "th", "td", "section", "hr", "details",
];
/// Elements that hold words and no blocks.
const PHRASING: [&str; 30] = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "a", "mark", "em", "strong", "del", "code",
    "span", "sup", "sub", "abbr", "b", "cite", "i", "kbd", "q", "s", "small", "u", "br", "img",
    "input", "hr",
];

/// What was read: words of the document with the notes that mark them, and what else tests ask for.
#[derive(Debug, Default)]
pub(super) struct Dom {
    /// The document's own text, character by character, with the notes of the mark around it.
    pub(super) text: Vec<(char, Vec<String>)>,
    /// Each id, with how many characters of the text stand before it.
    pub(super) ids: Vec<(String, usize)>,
    /// Element, attribute, value.
    pub(super) attributes: Vec<(String, String, String)>,
    pub(super) elements: Vec<String>,
}

struct Element {
    name: String,
    notes: Vec<String>,
    apparatus: bool,
}

impl Dom {
    pub(super) fn read(html: &str) -> Result<Self, String> {
        let mut dom = Self::default();
        let mut open: Vec<Element> = Vec::new();
        let mut rest = html;
        let mut after_block = true;
        while !rest.is_empty() {
            let raw = open.iter().any(|element| element.name == "div.raw-html");
            if let Some(tag) = rest.strip_prefix('<') {
                let end = tag.find('>').ok_or("a tag without an end")?;
                let (inside, after) = (&tag[..end], &tag[end + 1..]);
                rest = after;
                after_block = dom
                    .tag(inside, &mut open, raw)
                    .map_err(|why| format!("{why}: <{inside}>"))?;
                continue;
            }
            let (text, after) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
            rest = after;
            if text.contains('>') && !raw {
                return Err(format!("a bare > in {text:?}"));
            }
            // A line break after the tag of a block is layout.
            let text = if after_block {
                text.strip_prefix('\n').unwrap_or(text)
            } else {
                text
            };
            after_block = false;
            if !open.iter().any(|element| element.apparatus) {
                let notes = open
                    .last()
                    .map(|element| element.notes.clone())
                    .unwrap_or_default();
                dom.text
                    .extend(decode(text)?.chars().map(|char| (char, notes.clone())));
            }
        }
        match open.pop() {
            Some(element) => Err(format!("<{}> is never closed", element.name)),
            None => Ok(dom),
        }
    }

    pub(super) fn words(&self) -> String {
        self.text.iter().map(|(char, _)| char).collect()
    }

    /// Which characters of the text a note marks.
    pub(super) fn marked(&self, note: &str) -> Vec<usize> {
        let has = |notes: &Vec<String>| notes.iter().any(|other| other == note);
        let marked = self
            .text
            .iter()
            .enumerate()
            .filter(|(_, (_, notes))| has(notes));
        marked.map(|(at, _)| at).collect()
    }

    /// How many characters stand before an id, which must be there once.
    pub(super) fn position(&self, id: &str) -> Option<usize> {
        let mut found = self.ids.iter().filter(|(other, _)| other == id);
        match (found.next(), found.next()) {
            (Some(&(_, at)), None) => Some(at),
            _ => None,
        }
    }

    /// Whether a line break may follow as layout.
    fn tag(&mut self, inside: &str, open: &mut Vec<Element>, raw: bool) -> Result<bool, String> {
        if let Some(name) = inside.strip_prefix('/') {
            let element = open.pop().ok_or("an end without a start")?;
            let own = element.name.split('.').next().unwrap_or_default();
            return if own == name {
                Ok(BLOCK.contains(&name))
            } else {
                Err(format!("closes <{own}>"))
            };
        }
        let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
        self.elements.push(name.to_owned());
        let attributes = attributes_of(attributes)?;
        if !raw {
            nesting(name, open)?;
        }
        let mut element = Element {
            name: name.to_owned(),
            notes: open
                .last()
                .map(|element| element.notes.clone())
                .unwrap_or_default(),
            apparatus: false,
        };
        for (attribute, value) in attributes {
            match attribute.as_str() {
                "id" => self.ids.push((value.clone(), self.text.len())),
                "data-notes" => element.notes = value.split(' ').map(str::to_owned).collect(),
                "class" => {
                    element.apparatus = value.split(' ').any(|class| APPARATUS.contains(&class));
                }
                _ => {}
            }
            if value == "raw-html" {
                "div.raw-html".clone_into(&mut element.name);
            }
            self.attributes.push((name.to_owned(), attribute, value));
        }
        if !VOID.contains(&name) {
            open.push(element);
        }
        Ok(BLOCK.contains(&name) && name != "p" && name != "li")
    }
}

fn nesting(name: &str, open: &[Element]) -> Result<(), String> {
    let around = |other: &str| open.iter().any(|element| element.name == other);
    let parent = open.last().map_or("", |element| element.name.as_str());
    if name == "a" && around("a") {
        return Err("a link in a link".to_owned());
    }
    if parent == "mark" {
        return Err("an element in a mark".to_owned());
    }
    if BLOCK.contains(&name) && PHRASING.contains(&parent) {
        return Err(format!("a block in <{parent}>"));
    }
    let fits = match name {
        "li" => matches!(parent, "ul" | "ol"),
        "tr" => matches!(parent, "thead" | "tbody"),
        "td" | "th" => parent == "tr",
        _ => !matches!(parent, "ul" | "ol" | "table" | "tr") || matches!(name, "thead" | "tbody"),
    };
    if fits {
        Ok(())
    } else {
        Err(format!("not in <{parent}>"))
    }
}

fn attributes_of(mut text: &str) -> Result<Vec<(String, String)>, String> {
    let mut found: Vec<(String, String)> = Vec::new();
    while !text.trim_start().is_empty() {
        text = text.trim_start();
        let end = text.find([' ', '=']).unwrap_or(text.len());
        let name = text[..end].to_owned();
        text = &text[end..];
        let mut value = String::new();
        if let Some(quoted) = text.strip_prefix("=\"") {
            let end = quoted.find('"').ok_or("a value without an end")?;
            value = decode(&quoted[..end])?;
            text = &quoted[end + 1..];
        }
        if name.is_empty() || found.iter().any(|(other, _)| *other == name) {
            return Err(format!("attribute {name:?}"));
        }
        found.push((name, value));
    }
    Ok(found)
}

fn decode(text: &str) -> Result<String, String> {
    let mut decoded = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        let references = [
            ("&amp;", '&'),
            ("&lt;", '<'),
            ("&gt;", '>'),
            ("&quot;", '"'),
            ("&#39;", '\''),
            ("&#13;", '\r'),
            ("&nbsp;", '\u{A0}'),
        ];
        let found = references
            .iter()
            .find(|(name, _)| rest[at..].starts_with(name));
        let (name, char) = found.ok_or_else(|| format!("a bare & in {text:?}"))?;
        decoded.push(*char);
        rest = &rest[at + name.len()..];
    }
    Ok(decoded + rest)
}
