//! The files that a browser saved along with a page: which there are, and the images among them that go with the article.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::record::PageImage;
use super::stored::source_name;
use crate::import::html::markdown::SAVED_WITH as ENDINGS;
use crate::import::reading::Reading;

const PAGES: [&str; 3] = ["html", "htm", "xhtml"];
const IMAGES: [&str; 8] = ["jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp"];
/// No page is saved with more files.
const MOST: usize = 4096;
/// The largest image that is brought along, in bytes.
const LARGEST: u64 = 32 * 1024 * 1024;

/// Whether a folder belongs to a saved page beside it: `Title_files` to `Title.html`.
pub(super) fn is_of_a_page(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let stem = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
    stem.is_some_and(|stem| {
        let page = |ending| folder.with_file_name(format!("{stem}.{ending}"));
        PAGES.iter().any(|ending| page(ending).is_file())
    })
}

/// The paths of the files saved with a page, from its folder, `/` between names, in order. Empty for any other file.
pub(super) fn of(page: &Path) -> Vec<String> {
    let name = page.to_string_lossy();
    if source_name(&name) != "source.html" {
        return Vec::new();
    }
    let stem = page.file_stem().unwrap_or_default().to_string_lossy();
    let folder = page.parent().unwrap_or(Path::new(""));
    ENDINGS
        .iter()
        .map(|ending| folder.join(format!("{stem}{ending}")))
        .filter(|files| files.is_dir())
        .flat_map(|files| WalkDir::new(files).sort_by_file_name())
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .take(MOST)
        .filter_map(|entry| {
            let parts = entry.path().strip_prefix(folder).ok()?.iter();
            let names: Option<Vec<&str>> = parts.map(std::ffi::OsStr::to_str).collect();
            Some(names?.join("/"))
        })
        .collect()
}

/// The images that a reading shows, as the record keeps them.
pub(super) fn images(reading: &Reading) -> Vec<PageImage> {
    let files = reading.files.iter();
    files
        .filter(|file| is_image(&file.name))
        .map(|file| PageImage {
            from: file.from.clone(),
            file: file.name.clone(),
        })
        .collect()
}

/// A plain name with the ending of an image: nothing else is written beside an article.
fn is_image(name: &str) -> bool {
    let plain = !name.contains(['/', '\\']) && !name.starts_with('.');
    let ending = name
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_lowercase());
    plain && ending.is_some_and(|ending| IMAGES.contains(&ending.as_str()))
}

/// The bytes of an image saved with a page. The error says why there are none.
pub(super) fn read(page: &Path, from: &str) -> Result<Vec<u8>, String> {
    let path: PathBuf = page.parent().unwrap_or(Path::new("")).join(from);
    let failed = |error: std::io::Error| format!("the image {from} cannot be read: {error}");
    let size = std::fs::metadata(&path).map_err(failed)?.len();
    if size > LARGEST {
        return Err(format!("the image {from} is too large to be brought along"));
    }
    std::fs::read(&path).map_err(failed)
}
