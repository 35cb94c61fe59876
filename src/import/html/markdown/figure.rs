//! Figures: images with what is written below them.

use dom_query::NodeRef;

use super::super::bounded;
use super::base::Base;
use super::image::{self, Image};
use super::{Piece, running};
use crate::import::lost_images::Loss;

/// An image alone, or a `<figure>`: each of its images on a paragraph of its own, then the caption as another.
pub(super) fn figure(node: &NodeRef, base: &Base) -> Option<Piece> {
    let images = images(node, base);
    if images.is_empty() {
        return None;
    }
    let mut paragraphs: Vec<String> = Vec::new();
    let mut piece = Piece::default();
    for image in images {
        let markdown = image.markdown();
        if !paragraphs.contains(&markdown) {
            paragraphs.push(markdown);
            piece.images.extend(image.file);
        }
    }
    let caption = node
        .descendants_it()
        .find(|inner| inner.has_name("figcaption"));
    if let Some(caption) = caption {
        let caption = running(&caption.children(), base, false);
        if !caption.markdown.is_empty() {
            paragraphs.push(caption.markdown);
            piece.text = caption.text;
            piece.images.extend(caption.images);
        }
    }
    piece.markdown = paragraphs.join("\n\n");
    Some(piece)
}

/// The images in an element that cannot be shown: of those that it shows, the ones on other hosts; where it shows none in
/// place of it, every one that cannot be found.
pub(super) fn lost(node: &NodeRef, base: &Base) -> Vec<(Loss, String)> {
    let shown = images(node, base);
    let mut lost: Vec<(Loss, String)> = shown.iter().filter_map(Image::elsewhere).collect();
    let own: Vec<NodeRef> = if node.has_name("img") {
        vec![*node]
    } else {
        let inside = node.descendants_it();
        inside.filter(|inner| inner.has_name("img")).collect()
    };
    let missing: Vec<(Loss, String)> = own
        .iter()
        .filter_map(|inner| image::missing(inner, base))
        .collect();
    if shown.is_empty() || missing.len() < own.len() {
        lost.extend(missing);
    }
    lost
}

/// The images in an element; those in its `<noscript>` where it shows none without a script. Not those of its caption.
fn images(node: &NodeRef, base: &Base) -> Vec<Image> {
    if node.has_name("img") {
        return image::image(node, base).into_iter().collect();
    }
    let in_caption = |inner: &NodeRef| {
        inner
            .ancestors_it(None)
            .any(|around| around.has_name("figcaption"))
    };
    let found: Vec<Image> = node
        .descendants_it()
        .filter(|inner| inner.has_name("img") && !in_caption(inner))
        .filter_map(|inner| image::image(&inner, base))
        .collect();
    if !found.is_empty() {
        return found;
    }
    let unscripted = node
        .descendants_it()
        .filter(|inner| inner.has_name("noscript"));
    unscripted
        .flat_map(|inner| {
            let Ok(inside) = bounded::parse(&inner.text()) else {
                return Vec::new();
            };
            let nodes: Vec<Image> = inside
                .select("img")
                .nodes()
                .iter()
                .filter_map(|inner| image::image(inner, base))
                .collect();
            nodes
        })
        .collect()
}
