//! Images: which address, which words; what is no picture.

use dom_query::NodeRef;

use super::base::{Base, ImageFile};
use super::write::title;
use crate::import::escape::escape;
use crate::import::lines::tidy;
use crate::import::lost_images::Loss;

/// An image that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Image {
    alt: String,
    destination: String,
    title: String,
    pub(super) file: Option<ImageFile>,
}

impl Image {
    pub(super) fn markdown(&self) -> String {
        let alt = escape(&self.alt);
        let title = title(&self.title);
        format!("![{alt}]({}{title})", self.destination)
    }

    /// Its address, where that is on another host.
    pub(super) fn elsewhere(&self) -> Option<(Loss, String)> {
        let is_beside = self.file.is_some();
        (!is_beside).then(|| (Loss::Elsewhere, self.destination.clone()))
    }
}

/// Where scripts find the address of an image that loads late, the likeliest first.
const LATE: [&str; 8] = [
    "data-src", "data-lazy-src", "data-original", "data-orig-file", "data-hi-res-src", "data-url",
    "data-image", "data-lazy",
];

/// The widest and highest that no reader sees, in pixels.
const PIXEL: u32 = 3;

/// Reads an `<img>`; none for pixels that count visitors and for addresses that cannot be shown.
pub(super) fn image(node: &NodeRef, base: &Base) -> Option<Image> {
    if is_pixel(node) {
        return None;
    }
    let (destination, file) = sources(node).iter().find_map(|src| base.image(src))?;
    let words = |name| tidy(&node.attr(name).unwrap_or_default());
    let alt = words("alt");
    let title = Some(words("title")).filter(|title| *title != alt);
    Some(Image {
        alt,
        destination,
        title: title.unwrap_or_default(),
        file,
    })
}

/// Why an `<img>` is no image that can be shown, with the address that it names; none where it can be, or stands for a
/// sign.
pub(super) fn missing(node: &NodeRef, base: &Base) -> Option<(Loss, String)> {
    if emoji(node).is_some() || image(node, base).is_some() {
        return None;
    }
    let named = sources(node).into_iter().find(|src| {
        let is_live = src.starts_with("http:") || src.starts_with("https:");
        is_live
            || !src
                .split(['/', '?', '#'])
                .next()
                .unwrap_or_default()
                .contains(':')
    });
    let loss = match &named {
        _ if is_pixel(node) => Loss::TooSmall,
        Some(_) => Loss::NotSaved,
        None => Loss::NoAddress,
    };
    Some((loss, named.unwrap_or_default()))
}

fn is_pixel(node: &NodeRef) -> bool {
    let is = |name| node.attr(name).is_some_and(|size| pixels(&size) <= PIXEL);
    is("width") || is("height")
}

/// The sign that a small image stands for, where its words are only that: `🙂`.
pub(super) fn emoji(node: &NodeRef) -> Option<String> {
    const LONGEST: usize = 8;
    let alt = node.attr("alt")?;
    let signs = !alt.trim().is_empty()
        && alt.chars().count() <= LONGEST
        && alt.chars().all(|c| !c.is_ascii() && !c.is_alphanumeric());
    signs.then(|| alt.to_string())
}

/// A size as far as it is a number.
fn pixels(size: &str) -> u32 {
    let digits = size.trim().trim_end_matches("px");
    digits.parse().unwrap_or(u32::MAX)
}

/// Every address that an image may be at, best first: what it shows, what it shows later, what it shows in other sizes,
/// its own or those of a `<picture>` around it.
fn sources(node: &NodeRef) -> Vec<String> {
    let mut found = Vec::new();
    let src = node.attr("src").map(|src| src.to_string());
    let late = LATE
        .iter()
        .filter_map(|name| node.attr(name))
        .find(|src| is_address(src))
        .map(|src| src.to_string());
    // A page saved with its files points to them here.
    let saved = src
        .clone()
        .filter(|src| !src.contains("://") && !src.starts_with('/'));
    found.extend(saved);
    found.extend(late);
    found.extend(src);
    let picture = node.parent().filter(|parent| parent.has_name("picture"));
    let siblings = picture.map_or_else(Vec::new, |picture| picture.children());
    for element in std::iter::once(*node).chain(siblings) {
        for name in ["srcset", "data-srcset", "data-lazy-srcset"] {
            found.extend(element.attr(name).and_then(|set| widest(&set)));
        }
    }
    found.retain(|src| is_address(src));
    found
}

/// Not empty, not the stand-in of a page that waits for its script.
fn is_address(src: &str) -> bool {
    let src = src.trim();
    !src.is_empty() && !src.starts_with("data:") && !src.starts_with('{') && !src.starts_with('[')
}

/// The address with the largest number in a `srcset`; of equals the first.
fn widest(set: &str) -> Option<String> {
    let mut best: Option<(f64, String)> = None;
    // Commas stand inside addresses too; those between them have white space behind.
    for part in set
        .split_inclusive([' ', '\n', '\t'])
        .fold(Vec::new(), join)
    {
        let mut words = part.split_whitespace();
        let Some(address) = words.next() else {
            continue;
        };
        let size = words.next().unwrap_or_default();
        let size = size.trim_end_matches(|c: char| !c.is_ascii_digit());
        let size: f64 = size.parse().unwrap_or(1.0);
        if best.as_ref().is_none_or(|(largest, _)| size > *largest) {
            best = Some((size, address.trim_end_matches(',').to_owned()));
        }
    }
    best.map(|(_, address)| address)
}

/// Puts words together until one ends in a comma.
fn join(mut parts: Vec<String>, word: &str) -> Vec<String> {
    match parts.last_mut() {
        Some(last) if !last.trim_end().ends_with(',') => last.push_str(word),
        _ => parts.push(word.to_owned()),
    }
    parts
}

#[cfg(test)]
mod tests {
    use dom_query::Document;

    use super::*;

    fn read(html: &str, files: &[&str]) -> Option<String> {
        let page = Document::from(html);
        let node = *page.select("img").nodes().first()?;
        let base = Base::new(Some("https://e.org/a/"), files.iter().copied());
        image(&node, &base).map(|image| image.markdown())
    }

    #[test]
    fn the_address_is_that_of_the_picture_not_of_its_stand_in() {
        for (html, wanted) in [
            (
                r#"<img src="b.jpg" alt="A [b]">"#,
                r"![A \[b\]](https://e.org/a/b.jpg)",
            ),
            (
                r#"<img src="data:image/gif;base64,R0" data-src="/b.jpg">"#,
                "![](https://e.org/b.jpg)",
            ),
            (
                r#"<img src="data:x" srcset="s.jpg 300w, l,1.jpg 1200w">"#,
                "![](https://e.org/a/l,1.jpg)",
            ),
            (
                r#"<picture><source srcset="p.webp 2x"><img data-src="" alt=""></picture>"#,
                "![](https://e.org/a/p.webp)",
            ),
            (
                r#"<img src="x_files/b.jpg" data-src="/big.jpg">"#,
                "![](b.jpg)",
            ),
            (
                r#"<img src="b.jpg" title="Say &quot;b&quot;">"#,
                r#"![](https://e.org/a/b.jpg "Say \"b\"")"#,
            ),
        ] {
            assert_eq!(read(html, &["x_files/b.jpg"]).as_deref(), Some(wanted));
        }
    }

    #[test]
    fn what_is_no_picture_is_none() {
        for html in [
            r#"<img src="p.gif" width="1" height="1">"#,
            r#"<img src="data:image/png;base64,AAAA">"#,
            r#"<img src="javascript:alert(1)">"#,
            "<img alt=x>",
        ] {
            assert_eq!(read(html, &[]), None, "{html}");
        }
    }
}
