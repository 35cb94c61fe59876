//! A page of the site's own: about, method, …

use super::status::Status;
use super::text_file::TextFile;
use crate::diagnostic::Diagnostic;
use crate::yaml::{Fields, Problems};

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
    pub fn read(
        slug: &str,
        path: &str,
        bytes: &[u8],
    ) -> Result<(Self, Vec<Diagnostic>), Vec<Diagnostic>> {
        let file = TextFile::read(path, bytes).map_err(|diagnostic| vec![*diagnostic])?;
        let mut problems = Problems::new(path, &file.text);
        problems.found.extend(file.control_characters());
        let Some(node) = file.front_matter(&mut problems) else {
            return Err(problems.found);
        };
        let mut fields = Fields::new(node, &mut problems);
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
        Ok((page, problems.found))
    }
}
