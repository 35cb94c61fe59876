//! Where a link leads: to a file of the built site, out of it, or nowhere.

use std::collections::BTreeMap;

use super::Href;
use super::redirects::Redirect;
use crate::corpus::Corpus;
use crate::document::{Document, Link, LinkKind};
use crate::entities;
use crate::text::near::nearest;
use crate::text::url;

/// What is known of the site that links can lead to.
#[derive(Clone, Copy)]
pub struct Resolver<'a> {
    pub corpus: &'a Corpus,
    /// Whether the site has a file at an output path.
    pub exists: &'a (dyn Fn(&str) -> bool + Sync),
    /// Old addresses, and what they lead on to.
    pub redirects: &'a BTreeMap<String, Redirect>,
    /// From paths inside `static/` to output paths.
    pub assets: &'a BTreeMap<String, String>,
}

/// The document that a link stands in.
#[derive(Debug, Clone, Copy)]
pub struct From<'a> {
    /// The source file, such as `content/articles/a/index.md`.
    pub source: &'a str,
    /// The article's slug or the page's, when the link's own files lie under `articles/<slug>/`.
    pub folder: Option<&'a str>,
    /// The output path of its page; of a note, which many pages may show, that of the article it stands on.
    pub output: &'a str,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// To a file of the site by its output path, perhaps to an element of it.
    Inside {
        path: String,
        fragment: Option<String>,
    },
    /// Out of the site (or a fragment of an e-mail address, …): to be left as it stands.
    Outside,
    /// Nowhere.
    Broken { message: String, help: String },
}

impl Resolved {
    /// The same as seen from the page `output`.
    pub fn href(&self, output: &str) -> Href {
        match self {
            Self::Inside { path, fragment } => Href::To(match fragment {
                Some(fragment) => url::relative_to(output, path, fragment),
                None => url::relative(output, path),
            }),
            Self::Outside => Href::AsWritten,
            Self::Broken { .. } => Href::Nowhere,
        }
    }

    /// Where the links of a short text lead as seen from the page `shown`, from where they lead at all.
    pub fn all_titled(
        resolved: &[Self],
        shown: &str,
        corpus: &Corpus,
        document: &Document,
    ) -> Vec<Href> {
        let links = document.links.iter().zip(resolved);
        let href =
            |(link, resolved): (&Link, &Self)| resolved.titled(shown, corpus, document, link);
        links.map(href).collect()
    }

    /// The same, with the title for a wikilink that has no text of its own.
    pub fn titled(&self, output: &str, corpus: &Corpus, document: &Document, link: &Link) -> Href {
        match (self.href(output), bare_title(corpus, document, link)) {
            (Href::To(url), Some(title)) => Href::Titled { url, title },
            (href, _) => href,
        }
    }
}

/// What readers see of a wikilink without a text of its own: the title of what it names, if there is such.
pub(crate) fn bare_title(corpus: &Corpus, document: &Document, link: &Link) -> Option<String> {
    let bare =
        link.kind == LinkKind::Wiki && document.plain.slice(link.plain.clone()) == link.target;
    bare.then(|| title(corpus, &link.target)).flatten()
}

/// The title of the article or page, or the name of the entity, that a wikilink's target names.
fn title(corpus: &Corpus, target: &str) -> Option<String> {
    let slug = slug_of(target).0;
    let article = corpus
        .articles
        .get(slug)
        .map(|entry| entry.article().meta.title.clone());
    let page = || corpus.pages.get(slug).map(|page| page.meta.title.clone());
    let entity = || {
        let entity = corpus.entities.get(slug);
        entity.map(|entity| entity.meta.name.clone())
    };
    article.or_else(page).or_else(entity)
}

impl Resolver<'_> {
    /// Where each link of a short text leads, seen from the page `shown`; a wikilink without a text of its own shows the
    /// title.
    pub fn titled(&self, from: From<'_>, shown: &str, document: &Document) -> Vec<Href> {
        let links = document.links.iter();
        let resolved: Vec<Resolved> = links.map(|link| self.resolve(from, link)).collect();
        Resolved::all_titled(&resolved, shown, self.corpus, document)
    }

    pub fn resolve(&self, from: From<'_>, link: &Link) -> Resolved {
        if link.kind == LinkKind::Wiki {
            return self.wiki(&link.target);
        }
        let target = link.target.trim();
        if has_scheme(target) || target.starts_with("//") {
            return Resolved::Outside;
        }
        let (path, fragment) = target
            .split_once('#')
            .map_or((target, None), |(path, fragment)| (path, Some(fragment)));
        let path = path.split('?').next().unwrap_or_default();
        if path.is_empty() {
            return inside(from.output.to_owned(), fragment);
        }
        let path = url::decode(path);
        match self.find(from, &path) {
            Some(found) => inside(found, fragment),
            None => self.broken(&path, link.kind),
        }
    }

    /// `slug` or `slug#fragment`: an article, or else a page, or else an entity.
    fn wiki(&self, target: &str) -> Resolved {
        let (slug, fragment) = slug_of(target);
        match self.by_slug(slug) {
            Some(output) => inside(output, fragment),
            None if self.corpus.withheld.contains(slug) => Resolved::Broken {
                message: format!("`[[{slug}]]` links to an article that is not published"),
                help: "publish that article or take the link out; readers see the words without a link".to_owned(),
            },
            None if self.corpus.withheld_pages.contains(slug) => Resolved::Broken {
                message: format!("`[[{slug}]]` links to a page that is not published"),
                help: "publish that page or take the link out; readers see the words without a link".to_owned(),
            },
            None if self.corpus.withheld_entities.contains(slug) => Resolved::Broken {
                message: format!("`[[{slug}]]` links to an entity that is not published"),
                help: "take the conflict markers out of its file, or the link out; readers see the words without a link".to_owned(),
            },
            None => Resolved::Broken {
                message: format!("`[[{slug}]]` links to nothing: no article, page or entity has that slug"),
                help: self.nearest(slug),
            },
        }
    }

    fn by_slug(&self, slug: &str) -> Option<String> {
        let article = self
            .corpus
            .articles
            .get(slug)
            .map(crate::corpus::Entry::output);
        let page = || {
            self.corpus
                .pages
                .contains_key(slug)
                .then(|| page_output(slug))
        };
        article.or_else(page).or_else(|| self.entity(slug))
    }

    /// The page of an entity, or of the one that it was merged into.
    fn entity(&self, slug: &str) -> Option<String> {
        self.corpus.entities.get(slug)?;
        let to = self.corpus.merged.get(slug).map_or(slug, String::as_str);
        Some(entities::output(to))
    }

    /// A path as an editor may mean it: from the root of the site (`/…`), from the source file, or from the page.
    fn find(&self, from: From<'_>, path: &str) -> Option<String> {
        if let Some(path) = path.strip_prefix('/') {
            return self.output(path);
        }
        let source = url::resolve(from.source, path);
        source
            .and_then(|path| self.source_file(&path))
            .or_else(|| self.output(&url::resolve(from.output, path)?))
            .or_else(|| self.output(&format!("articles/{}/{path}", from.folder?)))
    }

    /// The output of a file of `content/`.
    fn source_file(&self, path: &str) -> Option<String> {
        let path = path.trim_end_matches('/');
        if let Some(page) = path
            .strip_prefix("content/pages/")
            .and_then(|path| path.strip_suffix(".md"))
        {
            return self
                .corpus
                .pages
                .contains_key(page)
                .then(|| page_output(page));
        }
        let entity = path.strip_prefix("content/entities/");
        if let Some(slug) = entity.and_then(|path| path.strip_suffix(".md")) {
            return self.entity(slug);
        }
        let path = path.strip_prefix("content/articles/")?;
        let slug = path
            .strip_suffix("/index.md")
            .or_else(|| path.strip_suffix(".md"))
            .unwrap_or(path);
        match self.corpus.articles.get(slug) {
            Some(entry) => Some(entry.output()),
            None => self.output(&format!("articles/{path}")),
        }
    }

    fn output(&self, path: &str) -> Option<String> {
        let path = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        if (self.exists)(&path) {
            return Some(path);
        }
        let redirect = self.redirects.get(&path).map(|it| it.to.clone());
        redirect.or_else(|| self.assets.get(path.strip_prefix("static/")?).cloned())
    }

    fn broken(&self, path: &str, kind: LinkKind) -> Resolved {
        let what = if kind == LinkKind::Image {
            "the image"
        } else {
            "the link"
        };
        let stem = path
            .rsplit('/')
            .find(|part| !matches!(*part, "" | "index.md"))
            .unwrap_or(path);
        let slug = stem.trim_end_matches(".md").trim_end_matches(".html");
        let help = if self.corpus.withheld.contains(slug) {
            "that article is not published".to_owned()
        } else if self.corpus.withheld_pages.contains(slug) {
            "that page is not published".to_owned()
        } else if self.corpus.withheld_entities.contains(slug) {
            "that entity is not published".to_owned()
        } else if kind == LinkKind::Image {
            "put the file into the article's folder".to_owned()
        } else {
            self.nearest(slug)
        };
        Resolved::Broken {
            message: format!("{what} leads nowhere: there is no `{path}`"),
            help,
        }
    }

    /// The slug that is most like the one asked for.
    fn nearest(&self, slug: &str) -> String {
        let slugs = self.corpus.articles.keys().chain(self.corpus.pages.keys());
        let slugs = slugs.chain(self.corpus.entities.keys());
        match nearest(slug, slugs.map(String::as_str)) {
            Some(other) => format!("did you mean `[[{other}]]`? A link to an article or page is written by its slug, in double brackets"),
            None => {
                "link to an article or page by its slug, in double brackets: `[[slug]]`; that is the name of its folder, or of its file without `.md`".to_owned()
            }
        }
    }
}

/// Where a page of `content/pages/` goes.
pub fn page_output(slug: &str) -> String {
    format!("{slug}.html")
}

fn inside(path: String, fragment: Option<&str>) -> Resolved {
    let fragment = fragment.filter(|fragment| !fragment.is_empty());
    Resolved::Inside {
        path,
        fragment: fragment.map(url::decode),
    }
}

/// The slug of a wikilink's target, and the fragment.
fn slug_of(target: &str) -> (&str, Option<&str>) {
    let (slug, fragment) = target
        .split_once('#')
        .map_or((target, None), |(slug, fragment)| (slug, Some(fragment)));
    (slug.trim(), fragment)
}

/// `scheme:`, by RFC 3986.
pub fn has_scheme(target: &str) -> bool {
    target.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    })
}
