//! Images that readers do not see as they should: without words for those who do not see them, or on other hosts.

use pulldown_cmark::{Event, TagEnd};

use crate::content::TextFile;
use crate::corpus::Corpus;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Link, LinkKind};
use crate::text::url;

/// Images of articles and pages that have no alt text, or lie elsewhere.
pub fn images(corpus: &Corpus) -> Vec<Diagnostic> {
    let articles = corpus
        .articles
        .values()
        .map(|entry| (&entry.article().file, entry.document()));
    let pages = corpus
        .pages
        .values()
        .map(|page| (&page.meta.file, &page.document));
    articles
        .chain(pages)
        .flat_map(|(file, document)| {
            let mut found = mute(file, document);
            found.extend(remote(file, document));
            found
        })
        .collect()
}

/// Images that pages do not load, since they lie on other hosts.
fn remote(file: &TextFile, document: &Document) -> Vec<Diagnostic> {
    let is_remote = |link: &&Link| {
        let is_elsewhere = url::is_web(&link.target) || link.target.starts_with("//");
        is_elsewhere
            && match link.kind {
                LinkKind::Image => true,
                LinkKind::Html => is_image_tag(file, link),
                _ => false,
            }
    };
    let told = |link: &Link| {
        let message = format!(
            "the image `{}` lies on another host: readers get a link to it",
            link.target
        );
        Diagnostic::warning("image-remote", message)
            .at(file.body_place(link.source.clone()))
            .help("to show it, save it beside the article (if its rights allow that) and name the file: `![A ferry](ferry.jpg)`")
    };
    document.links.iter().filter(is_remote).map(told).collect()
}

/// Whether an attribute of raw HTML is that of an image.
fn is_image_tag(file: &TextFile, link: &Link) -> bool {
    let tag = file.body().get(link.source.clone()).unwrap_or_default();
    tag.to_ascii_lowercase().starts_with("<img")
}

fn mute(file: &TextFile, document: &Document) -> Vec<Diagnostic> {
    let is_mute = |link: &&Link| match link.kind {
        LinkKind::Image => !has_alt(document, link),
        LinkKind::Html => {
            let tag = file.body().get(link.source.clone()).unwrap_or_default();
            is_image_tag(file, link) && !tag.to_ascii_lowercase().contains("alt=")
        }
        _ => false,
    };
    let told = |link: &Link| {
        let message = format!("the image `{}` has no alt text", link.target);
        Diagnostic::warning("image-alt", message)
            .at(file.body_place(link.source.clone()))
            .help("say between the square brackets what it shows: `![A ferry at the quay](ferry.jpg)`")
    };
    document.links.iter().filter(is_mute).map(told).collect()
}

/// Whether there is text between the start and the end of an image.
fn has_alt(document: &Document, image: &Link) -> bool {
    let inside = document.items.iter().skip(image.item + 1);
    inside
        .take_while(|item| !matches!(item.event, Event::End(TagEnd::Image)))
        .any(|item| match &item.event {
            Event::Text(text) | Event::Code(text) => !text.trim().is_empty(),
            _ => false,
        })
}
