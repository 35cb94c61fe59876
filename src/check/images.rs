//! Images without words for those who do not see them.

use pulldown_cmark::{Event, TagEnd};

use crate::content::TextFile;
use crate::corpus::Corpus;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Link, LinkKind};

/// Images of articles and pages that have no alt text.
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
        .flat_map(|(file, document)| mute(file, document))
        .collect()
}

fn mute(file: &TextFile, document: &Document) -> Vec<Diagnostic> {
    let is_mute = |link: &&Link| match link.kind {
        LinkKind::Image => !has_alt(document, link),
        LinkKind::Html => {
            let tag = file.body().get(link.source.clone()).unwrap_or_default();
            let tag = tag.to_ascii_lowercase();
            tag.starts_with("<img") && !tag.contains("alt=")
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
