//! [`Claims`]: everything that the sources of a page say, before it is judged.

use dom_query::NodeId;

/// One source's word on one field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Claim {
    /// Tidied, entities undone, never empty.
    pub(super) text: String,
    /// Which source: `JSON-LD datePublished`.
    pub(super) origin: &'static str,
    /// How far it is to be believed, 0 to 100; by how often such claims are right.
    pub(super) strength: u8,
    /// The element that a reader sees it in.
    pub(super) node: Option<NodeId>,
}

/// What a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Title,
    Description,
    Author,
    Date,
    /// When it was last changed: never the date, but what tells the two apart.
    Changed,
    Publication,
    Section,
    Language,
    Rights,
    Url,
}

/// The claims of a page, in the order in which they were found.
#[derive(Debug, Default)]
pub(super) struct Claims(Vec<(Field, Claim)>);

impl Claims {
    /// Adds what stands in data; empty texts are nothing.
    pub(super) fn add(&mut self, field: Field, text: &str, origin: &'static str, strength: u8) {
        self.seen(field, text, origin, strength, None);
    }

    /// Adds what stands in an element of the page.
    pub(super) fn seen(
        &mut self,
        field: Field,
        text: &str,
        origin: &'static str,
        strength: u8,
        node: Option<NodeId>,
    ) {
        let text = super::plain::plain(text);
        if !text.is_empty() {
            let claim = Claim {
                text,
                origin,
                strength,
                node,
            };
            self.0.push((field, claim));
        }
    }

    /// The claims on a field, strongest first; of equals the first found.
    pub(super) fn on(&self, field: Field) -> Vec<&Claim> {
        let mut found: Vec<&Claim> = self
            .0
            .iter()
            .filter(|(about, _)| *about == field)
            .map(|(_, claim)| claim)
            .collect();
        found.sort_by_key(|claim| std::cmp::Reverse(claim.strength));
        found
    }
}
