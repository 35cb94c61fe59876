//! [`Engine`]: the compiled templates.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera};

use super::{Assets, Layers, functions, problems};
use crate::diagnostic::{Diagnostic, Place};

/// Renders a template by its plain name (`article.html`), the strongest layer's.
#[derive(Debug)]
pub struct Engine {
    tera: Tera,
    /// Path and text by Tera's name, for errors at rendering.
    sources: BTreeMap<String, (String, String)>,
}

impl Engine {
    /// Compiles all templates of all layers.
    pub(super) fn compile(layers: &Layers<'_>, assets: &Assets) -> Result<Self, Vec<Diagnostic>> {
        let mut tera = Tera::new();
        functions::register(&mut tera, Arc::new(assets.names.clone()));
        let prefixes = layers
            .layers
            .iter()
            .map(|layer| layer.prefix)
            .filter(|prefix| !prefix.is_empty());
        let (sources, wrong) = sources(layers);
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let templates = sources
            .iter()
            .map(|(name, (_, text))| (name.as_str(), text.as_str()));
        tera.set_fallback_prefixes(prefixes)
            .and_then(|()| tera.add_raw_templates(templates))
            .map_err(|error| problems::diagnostics(&error, |name| sources.get(name).cloned()))?;
        Ok(Self { tera, sources })
    }

    /// Renders one page.
    ///
    /// # Errors
    /// What went wrong, with its place in the template.
    pub fn render(&self, template: &str, context: &impl Serialize) -> Result<String, Diagnostic> {
        let context = Context::from_serialize(context).map_err(|error| self.told(&error))?;
        self.tera
            .render(template, &context)
            .map_err(|error| self.told(&error))
    }

    /// Is there such a template?
    pub fn has(&self, template: &str) -> bool {
        self.tera.contains_template(template)
    }

    fn told(&self, error: &tera::Error) -> Diagnostic {
        let found = problems::diagnostics(error, |name| self.sources.get(name).cloned());
        let first = found.into_iter().next();
        first.unwrap_or_else(|| Diagnostic::error("template", error.to_string()))
    }
}

type Sources = BTreeMap<String, (String, String)>;

/// The templates by the name that Tera knows them under.
fn sources(layers: &Layers<'_>) -> (Sources, Vec<Diagnostic>) {
    let mut sources = Sources::new();
    let mut wrong = Vec::new();
    for layer in &layers.layers {
        for (file, bytes) in &layer.files {
            let Some(name) = file.strip_prefix("templates/") else {
                continue;
            };
            let path = format!("{}{file}", layer.folder);
            match std::str::from_utf8(bytes) {
                Ok(text) => {
                    sources.insert(format!("{}{name}", layer.prefix), (path, text.to_owned()));
                }
                Err(_) => wrong.push(
                    Diagnostic::error("encoding", "this template is not UTF-8")
                        .at(Place::file(path))
                        .help("save it as UTF-8"),
                ),
            }
        }
    }
    (sources, wrong)
}
