//! The themes that a site can choose from, and the beginning of a new one.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_yaml::Value;

use super::layers::{DEFAULT_NAME, embedded};
use crate::source::Snapshot;

/// A theme, as its `theme.yaml` tells of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThemeSummary {
    pub name: String,
    /// Empty when it says nothing of itself.
    pub description: String,
    /// `built in`, or its folder.
    pub source: String,
}

/// The default theme and those in `themes/`, by name. `themes/postil` stands before the built-in one.
pub fn installed(snapshot: &Snapshot) -> Vec<ThemeSummary> {
    let files: BTreeMap<&str, &[u8]> = snapshot
        .below("themes")
        .map(|(path, file)| (path, &*file.bytes))
        .collect();
    let names: BTreeSet<&str> = files
        .keys()
        .filter_map(|path| Some(path.strip_prefix("themes/")?.split_once('/')?.0))
        .collect();
    let mut themes: Vec<ThemeSummary> = names
        .into_iter()
        .map(|name| {
            let source = format!("themes/{name}");
            let file = files.get(format!("{source}/theme.yaml").as_str());
            summary(name, source, file.copied().unwrap_or_default())
        })
        .collect();
    if themes.iter().all(|theme| theme.name != DEFAULT_NAME) {
        let files = embedded();
        let file = files.get("theme.yaml").copied().unwrap_or_default();
        themes.insert(0, summary(DEFAULT_NAME, "built in".to_owned(), file));
    }
    themes
}

fn summary(name: &str, source: String, yaml: &[u8]) -> ThemeSummary {
    let value: Value = serde_yaml::from_slice(yaml).unwrap_or_default();
    let description = value.get("description").and_then(Value::as_str);
    ThemeSummary {
        name: name.to_owned(),
        description: description.unwrap_or_default().to_owned(),
        source,
    }
}

/// Path inside the theme's folder and text of each file of a new theme.
pub fn skeleton(name: &str) -> [(String, String); 3] {
    let fill = |text: &str| text.replace("NAME", name);
    [
        (
            "theme.yaml".to_owned(),
            fill(include_str!("skeleton/theme.yaml")),
        ),
        (
            "templates/base.html".to_owned(),
            fill(include_str!("skeleton/base.html")),
        ),
        (
            format!("static/css/{name}.css"),
            fill(include_str!("skeleton/NAME.css")),
        ),
    ]
}
