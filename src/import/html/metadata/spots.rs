//! [`Spots`]: the visible page as a row of elements, each with its place in the text.

use std::collections::{BTreeMap, BTreeSet};

use dom_query::{Document, NodeId, NodeRef};

use crate::import::words::{fold, share};

/// An element and what it shows.
#[derive(Debug)]
pub(super) struct Spot<'a> {
    pub(super) node: NodeRef<'a>,
    pub(super) name: String,
    /// Words of its classes, id and `itemprop`, in lower case.
    pub(super) tokens: Vec<String>,
    /// Bytes of [`Spots::text`].
    pub(super) from: usize,
    pub(super) to: usize,
    /// Inside a part of the page that is about other things: a side bar, comments, a menu.
    pub(super) elsewhere: bool,
}

impl Spot<'_> {
    pub(super) fn has_token(&self, wanted: &[&str]) -> bool {
        self.tokens
            .iter()
            .any(|token| wanted.contains(&token.as_str()))
    }

    /// Elements that look alike have the same tag and classes.
    pub(super) fn look(&self) -> (String, Vec<String>) {
        (self.name.clone(), self.tokens.clone())
    }
}

/// The elements of the body in the order of the page.
#[derive(Debug, Default)]
pub(super) struct Spots<'a> {
    pub(super) all: Vec<Spot<'a>>,
    /// All visible text; blocks are parted by a space.
    pub(super) text: String,
    /// The place of the headline in `all`.
    pub(super) headline: Option<usize>,
}

/// Elements that show no text.
const HIDDEN: [&str; 8] = [
    "script", "style", "noscript", "template", "svg", "select", "textarea", "iframe",
];

/// Words in class names of what is not the article.
const ELSEWHERE: [&str; 29] = [
    "comment", "comments", "commentlist", "respond", "related", "sidebar", "aside", "footer",
    "nav", "navbar", "navigation", "menu", "widget", "widgets", "recent", "popular", "trending",
    "recommended", "recommendations", "recommendation", "teaser", "promo", "newsletter", "latest",
    "disqus", "ad", "ads", "mostread", "breaking",
];

const BLOCKS: [&str; 24] = [
    "address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "h1", "h2", "h3", "h4", "header", "li", "main", "p", "section", "td", "tr",
    "ul",
];

enum Step<'a> {
    Enter(NodeRef<'a>, bool),
    Leave(usize),
}

impl<'a> Spots<'a> {
    /// `titles` are folded titles that the page claims for itself, `sites` folded names of its site: they tell its
    /// headline from its masthead.
    pub(super) fn new(document: &'a Document, titles: &[String], sites: &[String]) -> Self {
        let mut spots = Self::default();
        let Some(body) = document.body() else {
            return spots;
        };
        let mut todo = vec![Step::Enter(body, false)];
        while let Some(step) = todo.pop() {
            match step {
                Step::Leave(place) => {
                    let to = spots.text.trim_end().len();
                    if let Some(spot) = spots.all.get_mut(place) {
                        spot.to = to.max(spot.from);
                    }
                }
                Step::Enter(node, _) if node.is_text() => spots.push(&node.text()),
                Step::Enter(node, elsewhere) => {
                    if let Some((place, elsewhere)) = spots.enter(node, elsewhere) {
                        todo.push(Step::Leave(place));
                        todo.extend(
                            node.children_it(true)
                                .map(|child| Step::Enter(child, elsewhere)),
                        );
                    }
                }
            }
        }
        spots.find_headline(titles, sites);
        spots.clear_around_headline();
        spots
    }

    fn enter(&mut self, node: NodeRef<'a>, elsewhere: bool) -> Option<(usize, bool)> {
        let name = node.node_name()?.to_string();
        if HIDDEN.contains(&name.as_str()) {
            return None;
        }
        if BLOCKS.contains(&name.as_str()) {
            self.push(" ");
        }
        let tokens = tokens(&node);
        let own = is_elsewhere(&name, &tokens);
        self.all.push(Spot {
            node,
            name,
            tokens,
            from: self.text.len(),
            to: self.text.len(),
            elsewhere: elsewhere || own,
        });
        Some((self.all.len() - 1, elsewhere || own))
    }

    fn push(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
                c if c.is_whitespace() => {
                    if !self.text.is_empty() && !self.text.ends_with(' ') {
                        self.text.push(' ');
                    }
                }
                c => self.text.push(c),
            }
        }
    }

    /// What an element shows, on one line.
    pub(super) fn shown(&self, spot: &Spot) -> &str {
        self.text.get(spot.from..spot.to).unwrap_or_default().trim()
    }

    /// The heading of the highest level that says what the page says it is called, as far as one does; else the first
    /// of the first level.
    fn find_headline(&mut self, titles: &[String], sites: &[String]) {
        const LONGEST: usize = 300;
        let mut best: Option<(f64, usize)> = None;
        for (place, spot) in self.all.iter().enumerate() {
            let level = match spot.name.as_str() {
                "h1" => 1.2,
                "h2" => 0.8,
                "h3" | "h4" => 0.4,
                _ if spot.has_token(&["headline", "title"]) => 0.0,
                _ => continue,
            };
            let shown = self.shown(spot);
            if shown.len() > LONGEST {
                continue;
            }
            let folded = fold(shown);
            if folded.is_empty() || sites.contains(&folded) {
                continue;
            }
            let same = titles
                .iter()
                .map(|title| overlap(title, &folded))
                .fold(0.0, f64::max);
            let here = if spot.elsewhere { 0.0 } else { 0.4 };
            let score = level + same + here;
            let may_be = same >= 0.6 || (level > 1.0 && folded.contains(' '));
            if may_be && best.is_none_or(|(most, _)| score > most) {
                best = Some((score, place));
            }
        }
        self.headline = best.map(|(_, place)| place);
    }

    /// What holds the headline is no side bar, whatever its classes say: it lays the whole page out.
    fn clear_around_headline(&mut self) {
        let Some(headline) = self.headline.and_then(|place| self.all.get(place)) else {
            return;
        };
        let around: BTreeSet<NodeId> = headline
            .node
            .ancestors_it(None)
            .map(|node| node.id)
            .collect();
        let mut state: BTreeMap<NodeId, bool> = BTreeMap::new();
        for spot in &mut self.all {
            let parent = spot
                .node
                .parent()
                .and_then(|parent| state.get(&parent.id).copied());
            let own = is_elsewhere(&spot.name, &spot.tokens);
            spot.elsewhere = !around.contains(&spot.node.id) && (own || parent.unwrap_or_default());
            state.insert(spot.node.id, spot.elsewhere);
        }
    }
}

/// Whether an element says that it is about other things than the article.
fn is_elsewhere(name: &str, tokens: &[String]) -> bool {
    match name {
        "body" | "main" | "article" => false,
        "aside" | "nav" => true,
        // The foot of an entry, not of the page.
        _ if tokens.iter().any(|token| token == "entry") => false,
        "footer" => true,
        _ => tokens
            .iter()
            .any(|token| ELSEWHERE.contains(&token.as_str())),
    }
}

/// How much two folded texts share: twice the words of both over the words of each (Dice), 0 to 1.
pub(super) fn overlap(a: &str, b: &str) -> f64 {
    let (a, b): (BTreeSet<&str>, BTreeSet<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    2.0 * share(a.intersection(&b).count(), a.len() + b.len())
}

/// The words of classes, id and `itemprop`: `post-meta__dateTime` → `post`, `meta`, `date`, `time`, and `datetime`.
fn tokens(node: &NodeRef) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in ["class", "id", "itemprop", "data-testid", "rel"] {
        let Some(value) = node.attr(name) else {
            continue;
        };
        for word in value
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            let mut part = String::new();
            let mut previous_lower = false;
            for c in word.chars() {
                if c.is_uppercase() && previous_lower {
                    found.push(std::mem::take(&mut part));
                }
                previous_lower = c.is_lowercase();
                part.extend(c.to_lowercase());
            }
            if part.len() != word.len() {
                found.push(word.to_lowercase());
            }
            found.push(part);
        }
    }
    found
}
