//! From the path of a URL to what is there, as GitHub Pages would have it. Nothing is looked for on the disk.

use super::desk::DESK;
use super::{Prefix, Shown};
use crate::text::url;

/// The folder of the preview's own files, below the prefix.
pub(super) const OWN: &str = "_postil/";

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// A file of the site, or a page that should be one.
    File(String),
    /// Nothing: the path that was asked for.
    Missing(String),
    /// The same with another path.
    Elsewhere(String),
    /// One of the preview's own files, by its name.
    Own(String),
    /// On the desk, by its path below it.
    Desk(String),
    /// Not in the site at all.
    Outside,
}

/// `path` is percent-encoded, as in the request.
pub(super) fn route(shown: &Shown, prefix: &Prefix, path: &str) -> Route {
    let Some(inside) = prefix.inside(path) else {
        let whole = format!("{path}/");
        let is_near = path == "/" || whole == prefix.as_str();
        return if is_near {
            Route::Elsewhere(prefix.as_str().to_owned())
        } else {
            Route::Outside
        };
    };
    let inside = url::decode(inside);
    if let Some(own) = inside.strip_prefix(OWN) {
        return Route::Own(own.to_owned());
    }
    if let Some(path) = inside.strip_prefix(DESK) {
        return Route::Desk(path.to_owned());
    }
    if inside.is_empty() || inside.ends_with('/') {
        let index = inside + "index.html";
        return if shown.has(&index) {
            Route::File(index)
        } else {
            Route::Missing(index)
        };
    }
    let page = format!("{inside}.html");
    if shown.has(&inside) {
        Route::File(inside)
    } else if shown.has(&page) {
        Route::File(page)
    } else if shown.has(&format!("{inside}/index.html")) {
        Route::Elsewhere(format!("{path}/"))
    } else {
        Route::Missing(inside)
    }
}
