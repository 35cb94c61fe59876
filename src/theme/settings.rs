//! `theme.yaml`: what a theme says of itself, and the options and strings that a site may set.

use serde::{Deserialize, Serialize};
use serde_yaml::{Mapping, Value};

use super::Layers;
use crate::config::ThemeChoice;
use crate::diagnostic::{Diagnostic, Place};

/// Options and strings as templates get them: the site's over the theme's over the default's.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Settings {
    pub options: Mapping,
    pub strings: Mapping,
}

impl Settings {
    /// A word of the interface: the site's or the theme's, or else this one.
    pub fn string(&self, name: &str, default: &str) -> String {
        let word = self.strings.get(name).and_then(serde_yaml::Value::as_str);
        word.unwrap_or(default).to_owned()
    }
}

/// The keys of `theme.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ThemeFile {
    /// The theme's name.
    #[serde(rename = "name")]
    _name: String,
    /// One sentence, for `postil theme list`.
    #[serde(rename = "description")]
    _description: String,
    /// Under what it may be used.
    #[serde(rename = "license")]
    _license: String,
    /// A list of names.
    #[serde(rename = "authors")]
    _authors: Vec<String>,
    /// Of the theme.
    #[serde(rename = "version")]
    _version: Option<Value>,
    /// The oldest Postil it works with.
    #[serde(rename = "postil")]
    _postil: Option<Value>,
    /// Values that a site may set under `theme: {options: …}`; a name that no layer has is an error.
    options: Mapping,
    /// The words of the interface, which a site may set under `theme: {strings: …}`.
    strings: Mapping,
}

impl Settings {
    pub(super) fn read(
        layers: &Layers<'_>,
        choice: &ThemeChoice,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut settings = Self::default();
        for layer in layers.layers.iter().rev() {
            let Some(bytes) = layer.files.get("theme.yaml") else {
                continue;
            };
            let path = format!("{}theme.yaml", layer.folder);
            match serde_yaml::from_slice::<ThemeFile>(bytes) {
                Ok(file) => {
                    settings.options.extend(file.options);
                    settings.strings.extend(file.strings);
                }
                Err(error) => found.push(not_read(&path, bytes, &error)),
            }
        }
        settings.set(choice, found);
        settings
    }

    /// Lays the site's values over the theme's; a name that no theme knows is told.
    fn set(&mut self, choice: &ThemeChoice, found: &mut Vec<Diagnostic>) {
        let sides = [
            ("options", &mut self.options, &choice.options),
            ("strings", &mut self.strings, &choice.strings),
        ];
        for (what, known, given) in sides {
            for (key, value) in given.as_mapping().into_iter().flatten() {
                if known.contains_key(key) {
                    known.insert(key.clone(), value.clone());
                    continue;
                }
                let names: Vec<&str> = known.keys().filter_map(Value::as_str).collect();
                let name = key.as_str().unwrap_or("?");
                let message = format!("the theme has no `{name}` among its {what}");
                let help = format!("it has: {}", names.join(", "));
                found.push(
                    Diagnostic::error("theme-option", message)
                        .at(Place::file(crate::config::FILE))
                        .help(help),
                );
            }
        }
    }
}

fn not_read(path: &str, bytes: &[u8], error: &serde_yaml::Error) -> Diagnostic {
    let text = String::from_utf8_lossy(bytes);
    let at = error.location().map_or(0, |location| location.index());
    Diagnostic::error("theme", format!("theme.yaml cannot be read: {error}"))
        .at(Place::span(path, &text, at..at + 1))
        .help("its keys are name, description, license, authors, version, postil, options and strings")
}
