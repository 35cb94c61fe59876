//! The colours of code, for light and dark pages.

use std::fmt::Write as _;

/// What the page's background is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// For code on any background from white down to [`DARKEST_LIGHT`].
    Light,
    /// For code on any background from black up to [`LIGHTEST_DARK`].
    Dark,
}

/// The darkest background on which the light colours reach a contrast of 4.5.
pub const DARKEST_LIGHT: &str = "#ebe7dd";
/// The lightest background on which the dark colours reach a contrast of 4.5.
pub const LIGHTEST_DARK: &str = "#34312c";

/// Class, colour on light, colour on dark.
const COLOURS: [(&str, &str, &str); 15] = [
    ("hl-attribute", "#7a4a00", "#e0b973"),
    ("hl-comment", "#5e5a52", "#aca596"),
    ("hl-constant", "#8a2f5f", "#e3a1c2"),
    ("hl-deleted", "#9c2a21", "#f0a29a"),
    ("hl-escape", "#8a2f5f", "#e3a1c2"),
    ("hl-function", "#1f4e8c", "#9cc3f0"),
    ("hl-heading", "#1f4e8c", "#9cc3f0"),
    ("hl-inserted", "#2a5d2a", "#a5d39b"),
    ("hl-keyword", "#7b2f8f", "#d6aee6"),
    ("hl-number", "#8c3a10", "#eeb08a"),
    ("hl-operator", "#5a4d41", "#cdbfae"),
    ("hl-string", "#2a5d2a", "#a5d39b"),
    ("hl-tag", "#9c2a21", "#f0a29a"),
    ("hl-type", "#0f5a63", "#8fd0d8"),
    ("hl-variable", "#5a4d41", "#cdbfae"),
];

/// The rules for one scheme.
pub fn stylesheet(scheme: Scheme) -> String {
    let mut css = String::new();
    for (class, light, dark) in COLOURS {
        let colour = if scheme == Scheme::Light { light } else { dark };
        let style = match class {
            "hl-comment" => " font-style: italic;",
            "hl-heading" => " font-weight: bold;",
            _ => "",
        };
        let _ = writeln!(css, ".{class} {{ color: {colour};{style} }}");
    }
    css
}

/// The rules for both, in one file: dark where the reader prefers it and the page is not printed.
pub fn stylesheets() -> String {
    format!(
        "{}@media screen and (prefers-color-scheme: dark) {{\n{}}}\n",
        stylesheet(Scheme::Light),
        stylesheet(Scheme::Dark)
    )
}
