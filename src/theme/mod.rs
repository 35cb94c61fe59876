//! The look of a site: templates and static files in three layers. The site's own `templates/` and `static/` stand
//! before the chosen theme's, and those before the default theme's, which is part of the binary.

mod assets;
mod engine;
mod functions;
mod installed;
mod layers;
mod problems;
mod settings;

pub use assets::Assets;
pub use engine::Engine;
pub use installed::{ThemeSummary, installed, skeleton};
pub use layers::{DEFAULT_NAME, Layers, embedded as default_files};
pub use settings::Settings;

use crate::config::ThemeChoice;
use crate::diagnostic::Diagnostic;
use crate::memo::{Key, KeyBuilder};
use crate::source::Snapshot;

/// A theme, ready to render with.
#[derive(Debug)]
pub struct Theme {
    pub engine: Engine,
    pub assets: Assets,
    pub settings: Settings,
    /// Of everything above.
    pub key: Key,
}

impl Theme {
    /// The key of everything that [`load`](Self::load) reads.
    pub fn key(layers: &Layers<'_>, choice: &ThemeChoice) -> Key {
        let key = KeyBuilder::new("theme").with_value(choice);
        layers
            .all_files()
            .fold(key, |key, (path, bytes)| key.with(path).with(bytes))
            .key()
    }

    /// Compiles the templates and fingerprints the static files.
    ///
    /// # Errors
    /// What is wrong with templates, `theme.yaml` or the choice of the theme. Nothing can be rendered then.
    pub fn load(layers: &Layers<'_>, choice: &ThemeChoice) -> Result<Self, Vec<Diagnostic>> {
        let mut found = layers.missing(choice).into_iter().collect::<Vec<_>>();
        let settings = Settings::read(layers, choice, &mut found);
        let (assets, wrong) = Assets::collect(layers);
        found.extend(wrong);
        let engine = Engine::compile(layers, &assets);
        match engine {
            Ok(engine) if found.is_empty() => Ok(Self {
                engine,
                assets,
                settings,
                key: Self::key(layers, choice),
            }),
            Ok(_) => Err(found),
            Err(wrong) => {
                found.extend(wrong);
                Err(found)
            }
        }
    }
}

/// The layers of a site: its snapshot over the embedded default.
pub fn layers<'a>(snapshot: &'a Snapshot, choice: &ThemeChoice) -> Layers<'a> {
    Layers::of(snapshot, choice)
}
