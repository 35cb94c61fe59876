//! What a path below `content/` is.

/// A file of the content model, by its path relative to the site's root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role<'a> {
    /// `content/articles/<slug>.md` or `content/articles/<slug>/index.md`; which of the two is told by `folder`.
    Article { slug: &'a str, folder: bool },
    /// `content/articles/<slug>/notes/<id>.md`
    Note { slug: &'a str, id: &'a str },
    /// `content/articles/<slug>/notes/.text/<hash>.txt`
    NotedText { slug: &'a str, hash: &'a str },
    /// `content/articles/<slug>/comments.yaml`
    Comments { slug: &'a str },
    /// `source.<ext>`, `import.yaml`, `import.base.md`: kept beside an article, no part of the site.
    Provenance,
    /// Any other file in an article's folder: published beside its page.
    File { slug: &'a str, inside: &'a str },
    /// `content/pages/<slug>.md`
    Page { slug: &'a str },
    /// `content/entities/<slug>.md`
    Entity { slug: &'a str },
    /// `content/entities/refused.yaml`
    Refusals,
    /// Nothing that the content model knows.
    Unknown,
}

impl Role<'_> {
    /// Whether it is the article of this slug.
    pub(super) fn is_article(&self, of: &str) -> bool {
        matches!(self, Self::Article { slug, .. } if *slug == of)
    }
}

/// The article's slug and the id that the path of a note's file says.
pub fn note(path: &str) -> Option<(&str, &str)> {
    match role(path) {
        Role::Note { slug, id } => Some((slug, id)),
        _ => None,
    }
}

pub(super) fn role(path: &str) -> Role<'_> {
    let Some(path) = path.strip_prefix("content/") else {
        return Role::Unknown;
    };
    let Some((kind, rest)) = path.split_once('/') else {
        return Role::Unknown;
    };
    match kind {
        "articles" => article(rest),
        "pages" => match rest.strip_suffix(".md") {
            Some(slug) if !slug.contains('/') => Role::Page { slug },
            _ => Role::Unknown,
        },
        "entities" if rest == "refused.yaml" => Role::Refusals,
        "entities" => match rest.strip_suffix(".md") {
            Some(slug) if !slug.contains('/') => Role::Entity { slug },
            _ => Role::Unknown,
        },
        _ => Role::Unknown,
    }
}

fn article(rest: &str) -> Role<'_> {
    let Some((slug, inside)) = rest.split_once('/') else {
        return rest
            .strip_suffix(".md")
            .map_or(Role::Unknown, |slug| Role::Article {
                slug,
                folder: false,
            });
    };
    if let Some(name) = inside.strip_prefix("notes/") {
        let hash = name
            .strip_prefix(".text/")
            .and_then(|name| name.strip_suffix(".txt"));
        return match (hash, name.strip_suffix(".md")) {
            (Some(hash), _) => Role::NotedText { slug, hash },
            (None, Some(id)) if !id.contains('/') => Role::Note { slug, id },
            _ => Role::Unknown,
        };
    }
    match inside {
        "index.md" => Role::Article { slug, folder: true },
        "comments.yaml" => Role::Comments { slug },

        "import.yaml" | "import.base.md" | "source.txt" | "source.html" | "source.htm"
        | "source.md" => Role::Provenance,
        name if name.ends_with(".md") => Role::Unknown,
        name => Role::File { slug, inside: name },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_path_has_one_role() {
        assert_eq!(
            role("content/articles/a.md"),
            Role::Article {
                slug: "a",
                folder: false
            }
        );
        assert_eq!(
            role("content/articles/a/index.md"),
            Role::Article {
                slug: "a",
                folder: true
            }
        );
        assert_eq!(
            role("content/articles/a/notes/k3v9q2.md"),
            Role::Note {
                slug: "a",
                id: "k3v9q2"
            }
        );
        assert_eq!(
            role("content/articles/a/notes/.text/9f.txt"),
            Role::NotedText {
                slug: "a",
                hash: "9f"
            }
        );
        assert_eq!(role("content/articles/a/source.txt"), Role::Provenance);
        let image = Role::File {
            slug: "a",
            inside: "source.jpg",
        };
        assert_eq!(role("content/articles/a/source.jpg"), image);
        assert_eq!(
            role("content/articles/a/img/b.jpg"),
            Role::File {
                slug: "a",
                inside: "img/b.jpg"
            }
        );
        assert_eq!(role("content/articles/a/other.md"), Role::Unknown);
        assert_eq!(role("content/pages/about.md"), Role::Page { slug: "about" });
        assert_eq!(
            role("content/entities/turkey.md"),
            Role::Entity { slug: "turkey" }
        );
        assert_eq!(role("content/entities/refused.yaml"), Role::Refusals);
        assert_eq!(role("postil.yaml"), Role::Unknown);
    }
}
