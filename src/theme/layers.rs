//! The files of a theme's layers, and which of them wins.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::config::ThemeChoice;
use crate::diagnostic::{Diagnostic, Place};
use crate::source::Snapshot;

/// The default theme, as it stood when the binary was made.
static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/postil");

/// The name of the default theme; `themes/postil` in a site stands before the embedded one.
pub const DEFAULT_NAME: &str = "postil";

/// One layer: its files by their path inside it (`templates/base.html`), and where a person finds them.
#[derive(Debug)]
pub struct Layer<'a> {
    /// What Tera sees before the name of a template of this layer; empty for the first.
    pub prefix: &'static str,
    /// What stands before the paths, as a person would look for them.
    pub folder: String,
    pub files: BTreeMap<String, &'a [u8]>,
}

/// The layers, the strongest first: site, theme, default.
#[derive(Debug)]
pub struct Layers<'a> {
    pub layers: Vec<Layer<'a>>,
}

impl<'a> Layers<'a> {
    pub(super) fn of(snapshot: &'a Snapshot, choice: &ThemeChoice) -> Self {
        let below = |folder: &str| {
            let files = snapshot.below(folder);
            files
                .filter_map(|(path, file)| {
                    Some((
                        path.strip_prefix(folder)?
                            .trim_start_matches('/')
                            .to_owned(),
                        &*file.bytes,
                    ))
                })
                .collect()
        };
        let own = ["templates", "static"].iter().flat_map(|folder| {
            snapshot
                .below(folder)
                .map(|(path, file)| (path.to_owned(), &*file.bytes))
        });
        let site = Layer {
            prefix: "",
            folder: String::new(),
            files: own.collect(),
        };
        let folder = format!("themes/{}", choice.name);
        let theme = Layer {
            prefix: "theme/",
            files: below(&folder),
            folder: folder + "/",
        };
        let default = Layer {
            prefix: "default/",
            folder: "(default theme) ".to_owned(),
            files: embedded(),
        };
        Self {
            layers: vec![site, theme, default],
        }
    }

    /// A theme that is named but not there.
    pub(super) fn missing(&self, choice: &ThemeChoice) -> Option<Diagnostic> {
        let theme = self.layers.iter().find(|layer| layer.prefix == "theme/")?;
        (theme.files.is_empty() && choice.name != DEFAULT_NAME).then(|| {
            Diagnostic::error("theme", format!("there is no theme `{}`", choice.name))
                .at(Place::file(crate::config::FILE))
                .help(format!(
                    "put it into `themes/{}/`, or take the line `theme:` out",
                    choice.name
                ))
        })
    }

    /// The winning file of each path below `folder`, with its layer.
    pub fn merged(&self, folder: &str) -> BTreeMap<&str, (&Layer<'a>, &'a [u8])> {
        let mut merged = BTreeMap::new();
        for layer in self.layers.iter().rev() {
            for (path, bytes) in &layer.files {
                if let Some(path) = path
                    .strip_prefix(folder)
                    .and_then(|path| path.strip_prefix('/'))
                {
                    merged.insert(path, (layer, *bytes));
                }
            }
        }
        merged
    }

    pub(super) fn all_files(&self) -> impl Iterator<Item = (String, &'a [u8])> {
        self.layers.iter().flat_map(|layer| {
            layer
                .files
                .iter()
                .map(|(path, bytes)| (format!("{}{path}", layer.prefix), *bytes))
        })
    }
}

/// The files of the default theme, by their path inside it.
pub fn embedded<'a>() -> BTreeMap<String, &'a [u8]> {
    let mut files = BTreeMap::new();
    collect(&DEFAULT, &mut files);
    files
}

fn collect(folder: &Dir<'static>, files: &mut BTreeMap<String, &[u8]>) {
    for file in folder.files() {
        files.insert(
            file.path().to_string_lossy().replace('\\', "/"),
            file.contents(),
        );
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}
