//! Which file of `content/` a page is made from.

use std::collections::BTreeSet;

use crate::links::resolve::page_output;
use crate::source::Snapshot;

/// The pages that a snapshot holds a source for, by their path in the built site.
pub(super) fn pages(snapshot: &Snapshot) -> BTreeSet<String> {
    snapshot
        .below("content")
        .filter_map(|(path, _)| page(path))
        .collect()
}

/// The slugs of the articles that were imported.
pub(super) fn imported(snapshot: &Snapshot) -> BTreeSet<String> {
    snapshot
        .below("content/articles")
        .filter_map(|(path, _)| {
            let (slug, file) = path.strip_prefix("content/articles/")?.split_once('/')?;
            (file == "import.yaml").then(|| slug.to_owned())
        })
        .collect()
}

/// The page that is made from the file `path`, if it has one of its own.
pub(super) fn page(path: &str) -> Option<String> {
    let (folder, rest) = path.strip_prefix("content/")?.split_once('/')?;
    let name = match folder {
        "articles" => rest
            .strip_suffix("/index.md")
            .or(rest.strip_suffix(".md"))?,
        "pages" => rest.strip_suffix(".md")?,
        _ => return None,
    };
    if name.contains('/') {
        return None;
    }
    Some(match folder {
        "articles" => format!("articles/{name}.html"),
        _ => page_output(name),
    })
}

#[cfg(test)]
mod tests {
    use super::page;

    #[test]
    fn articles_and_pages_have_a_page_of_their_own_and_notes_have_none() {
        let of = |path: &str| page(path).unwrap_or_default();
        assert_eq!(of("content/articles/a.md"), "articles/a.html");
        assert_eq!(of("content/articles/a/index.md"), "articles/a.html");
        assert_eq!(of("content/pages/about.md"), "about.html");
        for path in [
            "content/articles/a/notes/k3v9q2.md",
            "content/articles/a/photo.jpg",
            "content/entities/ana.md",
            "postil.yaml",
        ] {
            assert_eq!(page(path), None, "{path}");
        }
    }
}
