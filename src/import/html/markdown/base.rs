//! [`Base`]: what relative addresses on a page mean.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use url::Url;

use crate::text::url::decode;

/// The schemes that a link may have.
const LIVE: [&str; 3] = ["http", "https", "mailto"];

/// The files that an article may show as images.
const IMAGES: [&str; 8] = ["avif", "bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"];

/// What browsers of several languages add to a page's name for the folder of its files.
pub(crate) const SAVED_WITH: [&str; 9] = [
    "_files", "-files", ".files", "-Dateien", "_fichiers", "_archivos", "_file", "_bestanden",
    "_pliki",
];

/// Where a page stood on the web, and the images that were saved beside it.
#[derive(Debug, Clone, Default)]
pub struct Base {
    url: Option<Url>,
    /// Path beside the page → name in the article's folder.
    files: BTreeMap<String, String>,
}

/// An image file to bring along.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ImageFile {
    /// From the folder of the page, parted by `/`: `Page_files/photo 1.jpg`.
    pub path: String,
    /// Its name in the article's folder: letters, digits, `-`, `_` and dots.
    pub name: String,
}

impl Base {
    /// `url` is the address of the page, if it is known; `files` are the paths of the files beside it, from its
    /// folder, parted by `/`. Files that are no images do not count.
    pub fn new<'f>(url: Option<&str>, files: impl IntoIterator<Item = &'f str>) -> Self {
        let paths: BTreeSet<&str> = files.into_iter().filter(|path| is_image(path)).collect();
        let mut taken = BTreeSet::new();
        let mut named = BTreeMap::new();
        for path in paths {
            let name = free_name(path, &taken);
            taken.insert(name.clone());
            named.insert(path.to_owned(), name);
        }
        Self {
            url: url
                .and_then(|url| Url::parse(url).ok())
                .filter(Url::has_host),
            files: named,
        }
    }

    /// The address that a link leads to, safe inside `(…)`; none where it leads nowhere or is not to be followed:
    /// scripts, and relative addresses of a page whose own is not known.
    pub(super) fn link(&self, href: &str) -> Option<String> {
        let url = self.absolute(href)?;
        LIVE.contains(&url.scheme()).then(|| destination(&url))
    }

    /// The address of an image, safe inside `(…)`, with the file that it names if that lies beside the page.
    pub(super) fn image(&self, src: &str) -> Option<(String, Option<ImageFile>)> {
        let path = src.split(['?', '#']).next().unwrap_or_default();
        let path = decode(path.trim());
        let path = path.strip_prefix("./").unwrap_or(&path);
        if let Some(name) = self.files.get(path) {
            let file = ImageFile {
                path: path.to_owned(),
                name: name.clone(),
            };
            return Some((name.clone(), Some(file)));
        }
        // A file of the folder that was saved with the page was at another address on the web.
        let (folder, _) = path.split_once('/').unwrap_or_default();
        if SAVED_WITH.iter().any(|ending| folder.ends_with(ending)) {
            return None;
        }
        let url = self.absolute(src)?;
        matches!(url.scheme(), "http" | "https").then(|| (destination(&url), None))
    }

    fn absolute(&self, address: &str) -> Option<Url> {
        let address = address.trim();
        if address.is_empty() {
            return None;
        }
        match &self.url {
            Some(base) => base.join(address).ok(),
            None => Url::parse(address).ok(),
        }
    }
}

/// A URL as Markdown and a table cell can hold it without backslashes.
fn destination(url: &Url) -> String {
    let mut out = String::new();
    let text = url.as_str();
    for (at, c) in text.char_indices() {
        match c {
            '(' | ')' | '<' | '>' | '\\' | '|' | '"' | '`' => percent(c, &mut out),
            // `&copy;` would be an entity.
            ';' if ends_entity(text.get(..at).unwrap_or_default()) => percent(c, &mut out),
            c if c.is_whitespace() || c.is_control() => percent(c, &mut out),
            c => out.push(c),
        }
    }
    out
}

fn percent(c: char, out: &mut String) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        // Writing to a string cannot fail.
        let _ = write!(out, "%{byte:02X}");
    }
}

/// Whether a text ends in `&` and letters or digits.
fn ends_entity(before: &str) -> bool {
    let name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    before.ends_with(name) && before.trim_end_matches(name).ends_with('&')
}

fn is_image(path: &str) -> bool {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension);
    extension.is_some_and(|extension| IMAGES.contains(&extension.to_ascii_lowercase().as_str()))
}

/// The last part of a path as a plain file name that no other has, whatever its case.
fn free_name(path: &str, taken: &BTreeSet<String>) -> String {
    let file = path.rsplit('/').next().unwrap_or(path);
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let plain: String = deunicode::deunicode(stem)
        .to_lowercase()
        .chars()
        .map(|c| match c {
            c if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') => c,
            _ => '-',
        })
        .collect();
    let plain = plain.trim_matches(['-', '.']);
    let stem = if plain.is_empty() { "image" } else { plain };
    let extension = extension.to_ascii_lowercase();
    let first = format!("{stem}.{extension}");
    if !taken.contains(&first) {
        return first;
    }
    (2..=taken.len() + 2)
        .map(|number| format!("{stem}-{number}.{extension}"))
        .find(|name| !taken.contains(name))
        .unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_made_absolute_and_dangerous_ones_are_none() {
        let base = Base::new(Some("https://e.org/a/b.html"), []);
        for (href, wanted) in [
            ("c (1).html", Some("https://e.org/a/c%20%281%29.html")),
            ("#n1", Some("https://e.org/a/b.html#n1")),
            ("//f.org/?a=1&lt;", Some("https://f.org/?a=1&lt%3B")),
            ("mailto:a@e.org", Some("mailto:a@e.org")),
            ("java\nscript:alert(1)", None),
            ("data:text/html,x", None),
            ("", None),
        ] {
            assert_eq!(base.link(href).as_deref(), wanted, "{href}");
        }
        let nowhere = Base::default();
        assert_eq!(nowhere.link("c.html"), None);
        assert_eq!(
            nowhere.link("http://e.org/x").as_deref(),
            Some("http://e.org/x")
        );
    }

    #[test]
    fn an_image_beside_the_page_is_a_file_and_any_other_an_address() {
        let files = ["P_files/Bild ä.JPG", "Q/bild-a.jpg", "P_files/x.js"];
        let base = Base::new(Some("https://e.org/"), files);
        let (shown, file) = base.image("./P_files/Bild%20%C3%A4.JPG?w=3").unwrap();
        assert_eq!(shown, "bild-a.jpg");
        assert_eq!(file.unwrap().path, "P_files/Bild ä.JPG");
        assert_eq!(base.image("Q/bild-a.jpg").unwrap().0, "bild-a-2.jpg");
        assert_eq!(base.image("P_files/gone.jpg"), None);
        assert_eq!(
            base.image("img/x.jpg").unwrap(),
            ("https://e.org/img/x.jpg".into(), None)
        );
        assert_eq!(base.image("data:image/gif;base64,AAAA"), None);
    }
}
