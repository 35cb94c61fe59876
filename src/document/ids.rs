//! Ids of the rendered body. A heading's is its slug as GitHub makes it; a paragraph's is `p` and five characters of
//! a hash of its letters and digits, so that it stays the same while other paragraphs change.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::char::is_combining_mark;

/// Ids a theme may use. A heading with such a slug gets a number.
pub const RESERVED: [&str; 34] = [
    "about", "around", "article", "articles", "backlinks", "body", "comments", "content",
    "corrections", "credits", "entities", "footer", "footnotes", "header", "main", "menu", "named",
    "nav", "notes", "notes-lost", "notes-whole", "passages", "preview-card", "previews",
    "publications", "related", "search", "series", "shared", "side-by-side", "sources", "tags",
    "toc", "top",
];

/// What notes, their marks and references, footnotes and comments begin with. A heading whose slug begins so gets
/// `-heading` at its end.
pub const PREFIXES: [&str; 6] = ["comment-", "fn-", "fnref-", "mark-", "note-", "ref-"];

/// The id of the section of footnotes.
pub const FOOTNOTES: &str = "footnotes";

/// The ids given so far in one document.
pub(super) struct Ids {
    taken: BTreeSet<String>,
    /// The number that a repeated id tries next.
    next: BTreeMap<String, usize>,
}

impl Ids {
    pub(super) fn new() -> Self {
        Self {
            taken: RESERVED.map(str::to_owned).into(),
            next: BTreeMap::new(),
        }
    }

    /// The id of a heading, from its text.
    pub(super) fn heading(&mut self, text: &str) -> String {
        let mut slug = slug(text);
        if PREFIXES.iter().any(|prefix| slug.starts_with(prefix)) {
            slug.push_str("-heading");
        }
        self.free(&slug, 1)
    }

    /// The id of a paragraph or the like, from its text. None if it holds neither letter nor digit.
    pub(super) fn paragraph(&mut self, text: &str) -> Option<String> {
        let letters = text.chars().filter(|char| char.is_alphanumeric());
        let folded: String = letters.flat_map(char::to_lowercase).collect();
        (!folded.is_empty()).then(|| self.free(&short_hash(&folded), 2))
    }

    /// The id itself, or with the first number that is free.
    fn free(&mut self, id: &str, first: usize) -> String {
        let mut free = id.to_owned();
        while self.taken.contains(&free) {
            let number = self.next.entry(id.to_owned()).or_insert(first);
            free = format!("{id}-{number}");
            *number += 1;
        }
        self.taken.insert(free.clone());
        free
    }
}

/// The id of a footnote's body; `number` counts from 1.
pub fn footnote(number: usize) -> String {
    format!("fn-{number}")
}

/// The number in the id of a footnote's body.
pub fn footnote_number(id: &str) -> Option<usize> {
    let number = id
        .strip_prefix("fn-")?
        .parse()
        .ok()
        .filter(|&number| number > 0)?;
    (id == footnote(number)).then_some(number)
}

/// The id of the nth reference (from 1) to a footnote.
pub fn footnote_reference(number: usize, nth: usize) -> String {
    match nth {
        1 => format!("fnref-{number}"),
        _ => format!("fnref-{number}-{nth}"),
    }
}

/// Lower case; letters, digits, `-` and `_` stay; a space becomes `-`; the rest goes.
fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for char in text.trim().chars() {
        match char {
            ' ' => slug.push('-'),
            '-' | '_' => slug.push(char),
            _ if char.is_alphanumeric() || is_combining_mark(char) => {
                slug.extend(char.to_lowercase());
            }
            _ => {}
        }
    }
    if slug.is_empty() {
        "section".to_owned()
    } else {
        slug
    }
}

fn short_hash(text: &str) -> String {
    const BASE32: [char; 32] = [
        'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r',
        's', 't', 'u', 'v', 'w', 'x', 'y', 'z', '2', '3', '4', '5', '6', '7',
    ];
    let hash = blake3::hash(text.as_bytes());
    let digits = hash
        .as_bytes()
        .iter()
        .take(5)
        .filter_map(|byte| BASE32.get(usize::from(byte % 32)));
    std::iter::once('p').chain(digits.copied()).collect()
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::RESERVED;

    #[test]
    fn the_ids_of_pages_with_a_body_are_reserved() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/postil/templates");
        let mut seen = 0;
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let others = [
                "base.html", "page.html", "home.html", "parts.html", "note.html",
            ];
            if !name.starts_with("article") && !others.contains(&&*name) {
                continue;
            }
            let text = std::fs::read_to_string(path).unwrap();
            for id in text
                .split(" id=\"")
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
            {
                seen += 1;
                assert!(id.contains("{{") || RESERVED.contains(&id), "{name}: {id}");
            }
        }
        assert!(seen > 10);
    }
}
