//! Where links lead, as the stages before have found out.

use serde::Serialize;

/// Where a link of the document leads, seen from the page that shows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub enum Href {
    /// Out of the site: as it is written.
    AsWritten,
    /// To this address, relative to the page.
    To(String),
    /// To this address; the link's text is this title, whatever the source has. Not for a body that notes speak of:
    /// the title is not in its plain text.
    Titled { url: String, title: String },
    /// Nowhere: the text stands alone.
    Nowhere,
}

impl Href {
    /// The address to go to, when it is not the written one.
    pub fn url(&self) -> Option<&str> {
        match self {
            Self::To(url) | Self::Titled { url, .. } => Some(url),
            Self::AsWritten | Self::Nowhere => None,
        }
    }
}
