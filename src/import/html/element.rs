//! [`Element`]: where in a page's structure a block stands, and what that says.

use dom_query::NodeRef;

use super::class_words::{TOPICS, Topic, topics};
use super::tag::Tag;

/// An element that stands on lines of its own, with what it takes from those around it.
pub(crate) struct Element<'d> {
    pub(crate) node: NodeRef<'d>,
    pub(crate) tag: Tag,
    /// The next one around it.
    pub(crate) parent: Option<usize>,
    pub(crate) depth: usize,
    /// How many elements up the next one is whose classes speak of a topic; [`FAR`] when none does.
    pub(crate) topics: [u8; TOPICS],
    /// The same for tags: see [`AROUND`].
    pub(crate) around: [u8; AROUND.len()],
    /// Name and classes, with those of its parent: alike for what a template repeats.
    pub(crate) signature: String,
}

/// No such element around.
pub(crate) const FAR: u8 = 30;

/// The tags whose distance counts.
pub(crate) const AROUND: [Tag; 16] = [
    Tag::Article,
    Tag::Main,
    Tag::Section,
    Tag::Aside,
    Tag::Nav,
    Tag::Header,
    Tag::Footer,
    Tag::Form,
    Tag::Figure,
    Tag::Table,
    Tag::List,
    Tag::Numbered,
    Tag::Quote,
    Tag::Pre,
    Tag::Address,
    Tag::Button,
];

impl<'d> Element<'d> {
    /// `above`: the element around it.
    pub(crate) fn new(
        node: NodeRef<'d>,
        tag: Tag,
        parent: Option<usize>,
        above: Option<&Element<'d>>,
    ) -> Self {
        let further = |distances: [u8; TOPICS]| distances.map(|d| d.saturating_add(1).min(FAR));
        let mut topics_near = above.map_or([FAR; TOPICS], |above| further(above.topics));
        let mut around = above.map_or([FAR; AROUND.len()], |above| {
            above.around.map(|d| d.saturating_add(1).min(FAR))
        });
        let (name, said) = attributes(&node);
        // What the whole page is called says nothing of its parts.
        if tag != Tag::Body && parent.is_some() {
            for (near, said) in topics_near.iter_mut().zip(topics(&said)) {
                if said {
                    *near = 0;
                }
            }
        }
        for (near, known) in around.iter_mut().zip(AROUND) {
            if known == tag {
                *near = 0;
            }
        }
        let own = name + &said;
        let around_it = above.map_or("", |above| {
            above.signature.split('>').next_back().unwrap_or_default()
        });
        Self {
            node,
            tag,
            parent,
            depth: above.map_or(0, |above| above.depth + 1),
            topics: topics_near,
            around,
            signature: format!("{around_it}>{own}"),
        }
    }
}

impl Element<'_> {
    /// Whether it is one of these, or in one.
    pub(crate) fn is_in(&self, tag: Tag) -> bool {
        let place = AROUND.iter().position(|around| *around == tag);
        place
            .and_then(|place| self.around.get(place))
            .is_some_and(|distance| *distance < FAR)
    }

    /// Whether its classes, or those of an element at most so far up, speak of a topic.
    pub(crate) fn is_about(&self, topic: Topic, levels: u8) -> bool {
        self.topics
            .get(topic as usize)
            .is_some_and(|distance| *distance <= levels)
    }
}

/// The element's name; and its classes, id, role and `itemprop` with a space before each.
fn attributes(node: &NodeRef) -> (String, String) {
    let Some(element) = node.element_ref() else {
        return Default::default();
    };
    let mut said = String::new();
    for attribute in &element.attrs {
        if matches!(&*attribute.name.local, "class" | "id" | "role" | "itemprop") {
            said.push(' ');
            said.extend(
                attribute
                    .value
                    .chars()
                    .filter(|c| *c != '>' && !c.is_ascii_digit())
                    .take(200),
            );
        }
    }
    (element.name.local.to_string(), said)
}
