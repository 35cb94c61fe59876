//! A page laid out as text: what a reader sees, a block a line, a blank line between blocks, none after `<br>`.

use std::collections::HashSet;

use dom_query::{Document, NodeId, NodeRef};

use super::element::Element;
use super::tag::Tag;
use super::visible::is_hidden;
use crate::import::lines::tidy;

/// The visible text of a page, and where it came from.
pub(crate) struct Layout<'d> {
    /// One line a block; never empty lines but between blocks.
    pub(crate) text: String,
    /// In the order of the text.
    pub(crate) blocks: Vec<Placed<'d>>,
    /// Those that stand on lines of their own; each behind its parent.
    pub(crate) elements: Vec<Element<'d>>,
    pub(crate) images: Vec<Image<'d>>,
}

/// A block of the page: one line of [`Layout::text`].
pub(crate) struct Placed<'d> {
    /// What it is made of: neighbours, in order.
    pub(crate) nodes: Vec<NodeRef<'d>>,
    /// The element that holds it: a place in [`Layout::elements`].
    pub(crate) element: usize,
    /// How many of its characters are links; how many there are.
    pub(crate) linked: usize,
    pub(crate) chars: usize,
    /// How many of its characters are emphasised.
    pub(crate) strong: usize,
    /// Follows a `<br>`: no blank line before it.
    pub(crate) continued: bool,
}

/// An image that stands alone, not in a line of text.
pub(crate) struct Image<'d> {
    pub(crate) node: NodeRef<'d>,
    pub(crate) element: usize,
    /// The number of blocks before it.
    pub(crate) at: usize,
}

/// Below so many characters of visible text a page that hides more than that is laid out with what it hides: its
/// scripts would have shown it.
const TOO_LITTLE: usize = 400;

/// Lays a page out.
pub(crate) fn layout(document: &Document) -> Layout<'_> {
    let seen = Walk::new(document, false).walk(document);
    if seen.text.len() >= TOO_LITTLE {
        return seen;
    }
    let all = Walk::new(document, true).walk(document);
    if all.text.len() >= TOO_LITTLE.max(seen.text.len() * 3) {
        all
    } else {
        seen
    }
}

/// Elements of a line that hold one that breaks lines: they are walked into, the others are taken whole.
fn broken(document: &Document) -> HashSet<NodeId> {
    let mut found = HashSet::new();
    for node in document.root().descendants_it() {
        let Some(tag) = tag(&node) else { continue };
        if !tag.breaks() {
            continue;
        }
        let mut above = node.parent();
        while let Some(parent) = above {
            if !found.insert(parent.id) {
                break;
            }
            above = parent.parent();
        }
    }
    found
}

pub(crate) fn tag(node: &NodeRef) -> Option<Tag> {
    node.qual_name_ref().map(|name| Tag::of(&name.local))
}

enum Step<'d> {
    Enter(NodeRef<'d>),
    Leave(Left),
}

/// An element whose end was reached.
struct Left {
    tag: Tag,
    /// It is part of a line, all of it.
    whole: bool,
    strong: bool,
}

struct Walk<'d> {
    layout: Layout<'d>,
    broken: HashSet<NodeId>,
    show_hidden: bool,
    /// Open elements that break lines.
    open: Vec<usize>,
    links: usize,
    strong: usize,
    /// Inside an element that was taken whole.
    whole: usize,
    /// Inside `<pre>`, where line ends count.
    pre: usize,
    run: Run<'d>,
}

#[derive(Default)]
struct Run<'d> {
    text: String,
    nodes: Vec<NodeRef<'d>>,
    linked: usize,
    strong: usize,
    continued: bool,
}

impl<'d> Walk<'d> {
    fn new(document: &Document, show_hidden: bool) -> Self {
        Self {
            layout: Layout {
                text: String::new(),
                blocks: Vec::new(),
                elements: Vec::new(),
                images: Vec::new(),
            },
            broken: broken(document),
            show_hidden,
            open: Vec::new(),
            links: 0,
            strong: 0,
            whole: 0,
            pre: 0,
            run: Run::default(),
        }
    }

    fn walk(mut self, document: &'d Document) -> Layout<'d> {
        let mut steps = vec![Step::Enter(document.html_root())];
        while let Some(step) = steps.pop() {
            match step {
                Step::Enter(node) => self.enter(node, &mut steps),
                Step::Leave(left) => self.leave(&left),
            }
        }
        self.end(false);
        self.layout
    }

    fn enter(&mut self, node: NodeRef<'d>, steps: &mut Vec<Step<'d>>) {
        if node.is_text() {
            self.text(node);
            return;
        }
        let Some(tag) = tag(&node) else { return };
        match tag {
            Tag::Hidden => return,
            Tag::Break => {
                self.end(true);
                return;
            }
            Tag::Image if self.whole == 0 => {
                self.image(node);
                return;
            }
            _ => {}
        }
        if !self.show_hidden && is_hidden(&node) {
            return;
        }
        let mut whole = false;
        if tag.breaks() {
            self.end(false);
            let parent = self.open.last().copied();
            let above = parent.and_then(|parent| self.layout.elements.get(parent));
            let element = Element::new(node, tag, parent, above);
            self.open.push(self.layout.elements.len());
            self.layout.elements.push(element);
            self.pre += usize::from(tag == Tag::Pre);
        } else {
            whole = self.whole > 0 || !self.broken.contains(&node.id);
            if whole {
                if self.whole == 0 {
                    self.run.nodes.push(node);
                }
                self.whole += 1;
            }
            self.links += usize::from(tag == Tag::Link);
        }
        let strong = is_strong(&node);
        self.strong += usize::from(strong);
        steps.push(Step::Leave(Left { tag, whole, strong }));
        steps.extend(node.children_it(true).map(Step::Enter));
    }

    fn leave(&mut self, left: &Left) {
        self.strong -= usize::from(left.strong);
        if left.tag.breaks() {
            self.end(false);
            self.open.pop();
            self.pre -= usize::from(left.tag == Tag::Pre);
            return;
        }
        self.whole -= usize::from(left.whole);
        self.links -= usize::from(left.tag == Tag::Link);
    }

    fn text(&mut self, node: NodeRef<'d>) {
        let text = node.text();
        if self.pre > 0 && self.whole == 0 && text.contains('\n') {
            for (place, line) in text.split('\n').enumerate() {
                if place > 0 {
                    self.end(true);
                }
                self.add(line);
            }
            return;
        }
        self.add(&text);
        if self.whole == 0 && (!self.run.nodes.is_empty() || !text.trim().is_empty()) {
            self.run.nodes.push(node);
        }
    }

    fn add(&mut self, text: &str) {
        let chars = text.chars().filter(|c| !c.is_whitespace()).count();
        if self.links > 0 {
            self.run.linked += chars;
        }
        if self.strong > 0 {
            self.run.strong += chars;
        }
        self.run.text.push_str(text);
    }

    fn image(&mut self, node: NodeRef<'d>) {
        let Some(element) = self.open.last().copied() else {
            return;
        };
        if self.run.text.trim().is_empty() {
            let at = self.layout.blocks.len();
            self.layout.images.push(Image { node, element, at });
        } else {
            self.run.nodes.push(node);
        }
    }

    /// Ends a line; `by_break`: the next one belongs to the same paragraph.
    fn end(&mut self, by_break: bool) {
        let run = std::mem::take(&mut self.run);
        let text = tidy(&run.text);
        if text.is_empty() {
            // Two breaks make a blank line.
            self.run.continued = false;
            return;
        }
        self.run.continued = by_break;
        let Some(element) = self.open.last().copied() else {
            return;
        };
        let out = &mut self.layout.text;
        if !out.is_empty() && !run.continued {
            out.push('\n');
        }
        out.push_str(&text);
        out.push('\n');
        self.layout.blocks.push(Placed {
            nodes: run.nodes,
            element,
            linked: run.linked,
            strong: run.strong,
            chars: text.chars().filter(|c| !c.is_whitespace()).count(),
            continued: run.continued,
        });
    }
}

fn is_strong(node: &NodeRef) -> bool {
    node.qual_name_ref()
        .is_some_and(|name| matches!(&*name.local, "b" | "strong"))
}
