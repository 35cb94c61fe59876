//! [`Feed`]: what a reader can subscribe to, before it is written in a format.

/// A page of the site as a feed. All addresses are absolute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    pub title: String,
    pub description: Option<String>,
    /// A BCP 47 tag.
    pub language: String,
    /// The page that shows the same; it stands for the feed in whatever format.
    pub page: String,
    /// Where it is as Atom.
    pub atom: String,
    /// Where it is as JSON Feed.
    pub json: String,
    /// Newest first.
    pub items: Vec<Item>,
}

/// An article or a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its permalink, by which readers know it again.
    pub url: String,
    pub title: String,
    /// A BCP 47 tag.
    pub language: String,
    /// RFC 3339, as `updated`.
    pub published: Option<String>,
    pub updated: String,
    /// At least one.
    pub authors: Vec<Author>,
    pub tags: Vec<String>,
    pub body: Body,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Author {
    pub name: String,
    pub url: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// What an article is about, as plain text.
    Summary(String),
    /// All of a note. Its addresses are absolute.
    Html(String),
}

impl Author {
    pub(super) fn named(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            url: None,
        }
    }
}

impl Feed {
    /// The latest change of an item; of an empty feed the first moment of 1970, for Atom demands one.
    pub(super) fn updated(&self) -> &str {
        let latest = self.items.iter().map(|item| &*item.updated).max();
        latest.unwrap_or("1970-01-01T00:00:00Z")
    }
}
