//! The desk's own files: style sheets and scripts, from the binary.

/// Type and content of a file by its name.
pub(super) fn find(name: &str) -> Option<(&'static str, &'static str)> {
    let (_, content) = FILES.iter().find(|(known, _)| *known == name)?;
    let kind = super::super::media_type::of(name);
    Some((kind, content))
}

/// Each by its name below `assets/desk/`.
macro_rules! files {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../assets/desk/", $name)))),*]
    };
}

const FILES: [(&str, &str); 19] = files![
    "desk.css", "lines.css", "article.css", "fields.css", "list.css", "import.js", "api.js",
    "say.js", "element.js", "lines.js", "legend.js", "article.js", "fields.js", "line-menu.js",
    "comment-form.js", "history.js", "match.js", "help.js", "follow.js",
];
