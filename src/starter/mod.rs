//! The site that `postil new` writes: small, whole, and an example of most things an editor does.

mod write;

use std::path::Path;

pub use write::create;

/// Stands in the example's `postil.yaml` for the new site's title.
const TITLE: &str = "TITLE";

/// Path and text of each file. The two that git reads have names without a dot here, so that it does not.
const FILES: [(&str, &str); 10] = [
    (".gitignore", include_str!("site/gitignore")),
    ("public/.gitignore", include_str!("site/public-gitignore")),
    (
        "content/articles/the-ferry-that-left-early/index.md",
        include_str!("site/articles/ferry.md"),
    ),
    (
        "content/articles/the-ferry-that-left-early/notes/c7n4f2.md",
        include_str!("site/notes/c7n4f2.md"),
    ),
    (
        "content/articles/the-ferry-that-left-early/notes/k9w3tq.md",
        include_str!("site/notes/k9w3tq.md"),
    ),
    (
        "content/articles/the-ferry-that-left-early/notes/p2d8hr.md",
        include_str!("site/notes/p2d8hr.md"),
    ),
    (
        "content/articles/three-clocks.md",
        include_str!("site/articles/clocks.md"),
    ),
    (
        "content/pages/about.md",
        include_str!("site/pages/about.md"),
    ),
    (
        "content/pages/index.md",
        include_str!("site/pages/index.md"),
    ),
    ("postil.yaml", include_str!("site/postil.yaml")),
];

/// Path, with `/`, and text of each file of a new site. The last one is the one that makes it a site.
fn files(title: &str) -> Vec<(&'static str, String)> {
    let quoted = serde_yaml::to_string(title).unwrap_or_default();
    let fill = |text: &str| text.replacen(TITLE, quoted.trim_end(), 1);
    FILES
        .into_iter()
        .map(|(path, text)| match path {
            "postil.yaml" => (path, fill(text)),
            _ => (path, text.to_owned()),
        })
        .collect()
}

/// A title from a folder's name: `harbour-reader` becomes "Harbour reader".
fn title(folder: &Path) -> String {
    let name = folder.file_name().map(|name| name.to_string_lossy());
    let name = name.unwrap_or_default();
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let words = words.join(" ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "A new reader".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::config::Config;

    #[test]
    fn a_title_comes_from_the_name_of_the_folder() {
        for (folder, wanted) in [
            ("/a/harbour-reader", "Harbour reader"),
            ("übersee_2", "Übersee 2"),
            ("/", "A new reader"),
            ("---", "A new reader"),
        ] {
            assert_eq!(title(Path::new(folder)), wanted);
        }
    }

    #[test]
    fn the_configuration_explains_every_key_that_there_is() {
        let (_, found) = Config::read(b"title: A\nno such key: 1\n").unwrap();
        let help = found[0].help.as_deref().unwrap();
        let keys = help.strip_prefix("known keys: ").unwrap();
        let (_, text) = files("A").pop().unwrap();
        for key in keys.split(';').next().unwrap().split(", ") {
            assert!(
                text.lines().any(|line| line
                    .trim_start_matches("# ")
                    .starts_with(&format!("{key}:"))),
                "site/postil.yaml does not show `{key}`"
            );
        }
    }

    proptest! {
        #[test]
        fn any_title_is_read_back(name in "\\PC{1,20}") {
            let title = title(Path::new(&name));
            let (_, text) = files(&title).pop().unwrap();
            let (config, found) = Config::read(text.as_bytes()).unwrap();
            prop_assert_eq!(found, vec![]);
            prop_assert_eq!(config.title, title);
        }
    }
}
