//! The frame of a page of the desk.

use super::{DESK, Desk, Place};
use crate::render::{escape_attribute, escape_text};

/// A whole page: `styles` and `script` are names of the desk's own files, `body` is HTML.
pub(super) fn page(
    desk: &Desk,
    place: &Place,
    title: &str,
    styles: &[&str],
    script: Option<&str>,
    body: &str,
) -> String {
    let assets = format!("{}{DESK}assets/", place.prefix.as_str());
    let mut links = String::new();
    for style in styles {
        links += &format!("<link rel=\"stylesheet\" href=\"{assets}{style}\">\n");
    }
    if let Some(script) = script {
        links += &format!(
            "<meta name=\"postil-token\" content=\"{}\">\n<script type=\"module\" src=\"{assets}{script}\"></script>\n",
            escape_attribute(desk.token.as_str())
        );
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"robots\" content=\"noindex\">\n<link rel=\"icon\" href=\"data:,\">\n<title>{}</title>\n{links}</head>\n{body}</html>\n",
        escape_text(title)
    )
}
