//! A page of the site's own: about, method, …

use super::status::Status;
use super::text_file::{self, Read, TextFile};
use crate::yaml::Fields;

/// One page as its file has it. `index` is the home page's introduction.
#[derive(Debug, Clone, PartialEq)]
pub struct Page {
    pub slug: String,
    pub file: TextFile,
    pub title: String,
    pub description: Option<String>,
    pub language: Option<String>,
    pub status: Status,
    /// Where it stands in the navigation: smaller first, then by slug. Absent: after those that have one.
    pub order: Option<usize>,
    /// False keeps it out of the navigation.
    pub nav: bool,
}

impl Page {
    /// Reads a page's file.
    ///
    /// # Errors
    /// What is wrong, when nothing of the file can be used.
    pub fn read(slug: &str, path: &str, bytes: &[u8]) -> Read<Self> {
        text_file::read(path, bytes, |file, node, problems| {
            let mut fields = Fields::new(node, problems);
            let page = Self {
                slug: slug.to_owned(),
                title: fields.text("title").unwrap_or_else(|| slug.to_owned()),
                description: fields.text("description"),
                language: fields.text("language"),
                status: fields.guarded("status", Status::Draft).unwrap_or_default(),
                order: fields.number("order"),
                nav: fields.flag("nav").unwrap_or(true),
                file: file.clone(),
            };
            fields.node("extra");
            fields.finish();
            page
        })
    }
}
