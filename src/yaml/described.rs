//! Keys as the manual describes them.

/// One key of a file that people write, with its path: `lists.page_size`; `[]` stands for each item of a list, `<id>`
/// for a free key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Described {
    pub name: &'static str,
    /// What its value can be, in Markdown.
    pub takes: &'static str,
    /// What it says, and what holds without it, in Markdown.
    pub meaning: &'static str,
}

/// A key, what it takes, what it means.
pub(crate) const fn key(
    name: &'static str,
    takes: &'static str,
    meaning: &'static str,
) -> Described {
    Described {
        name,
        takes,
        meaning,
    }
}
