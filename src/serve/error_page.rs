//! The page that is shown where there is no good version yet.

use crate::diagnostic::Diagnostic;
use crate::render::escape_text;

/// What is shown for a missing page when the site has no `404.html` either.
pub(super) const MISSING: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Not found</title></head><body><main><h1>There is no such page</h1></main></body></html>\n";

/// The most that is told at once.
const MOST: usize = 50;

/// A page that tells what is wrong. `found` has the most important first.
pub(super) fn html(found: &[&Diagnostic]) -> String {
    // Styled by the preview's own style sheet, which is named where the page is answered.
    let mut list = String::new();
    for diagnostic in found.iter().take(MOST) {
        list += "<li class=\"error\">\n";
        if let Some(place) = &diagnostic.place {
            list += &format!(
                "<p class=\"place\">{}</p>\n",
                escape_text(&place.to_string())
            );
        }
        list += &format!(
            "<p class=\"message\">{}</p>\n",
            escape_text(&diagnostic.message)
        );
        if let Some(place) = diagnostic.place.as_ref().filter(|place| place.line > 0) {
            list += &format!("<pre>{}</pre>\n", escape_text(&place.text));
        }
        if let Some(help) = &diagnostic.help {
            list += &format!("<p>{}</p>\n", escape_text(help));
        }
        list += "</li>\n";
    }
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>This page cannot be built</title>\n</head>\n<body class=\"postil-failed\">\n<main>\n\
         <h1>This page cannot be built</h1>\n<p>It will appear here as soon as this is mended:</p>\n\
         <ul>\n{list}</ul>\n</main>\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::html;
    use crate::diagnostic::{Diagnostic, Place};

    #[test]
    fn what_is_wrong_is_told_as_text() {
        let place = Place::span("a<b>.md", "<script>alert(1)</script>\n", 0..3);
        let found = Diagnostic::error("x", "no `<i>`")
            .at(place)
            .help("take <b> out");
        let html = html(&[&found]);
        for tag in ["<script", "<i>", "<b>"] {
            assert!(!html.contains(tag), "{html}");
        }
        assert!(html.contains(">a&lt;b&gt;.md:1:1<"), "{html}");
    }
}
