//! Static files under names that hold the hash of their content, so that a browser may keep them for ever.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Layers;
use super::layers::Layer;
use crate::diagnostic::{Diagnostic, Place};
use crate::text::url;

/// Files of `static/root/` are copied to the root of the site as they are: `favicon.ico`, `CNAME`, …
const AS_IS: &str = "root/";

/// The static files of a site.
#[derive(Debug, Default)]
pub struct Assets {
    /// By output path.
    pub files: BTreeMap<String, Arc<[u8]>>,
    /// From the path inside `static/` to the output path.
    pub names: BTreeMap<String, String>,
}

impl Assets {
    /// Gathers the winning file of each path, with the style sheet of highlighted code.
    pub(super) fn collect(layers: &Layers<'_>) -> (Self, Vec<Diagnostic>) {
        let mut assets = Self::default();
        let mut found = Vec::new();
        let merged = layers.merged("static");
        let (sheets, others): (Vec<_>, Vec<_>) = merged
            .into_iter()
            .partition(|(path, _)| path.ends_with(".css") && !path.starts_with(AS_IS));
        for (path, (_, bytes)) in others {
            match path.strip_prefix(AS_IS) {
                Some(path) => {
                    assets.files.insert(path.to_owned(), Arc::from(bytes));
                }
                None => assets.add(path, bytes),
            }
        }
        let highlight = crate::render::highlight::stylesheets();
        if !sheets.iter().any(|(path, _)| *path == "css/highlight.css") {
            assets.add("css/highlight.css", highlight.as_bytes());
        }
        for (path, (layer, bytes)) in sheets {
            let css = assets.rewrite(path, layer, &String::from_utf8_lossy(bytes), &mut found);
            assets.add(path, css.as_bytes());
        }
        (assets, found)
    }

    fn add(&mut self, path: &str, bytes: &[u8]) {
        let hash = blake3::hash(bytes).to_hex();
        let hash = hash.get(..8).unwrap_or_default();
        let name = match path.rsplit_once('.') {
            Some((stem, extension)) if !stem.is_empty() && !extension.contains('/') => {
                format!("static/{stem}.{hash}.{extension}")
            }
            _ => format!("static/{path}.{hash}"),
        };
        self.files.insert(name.clone(), Arc::from(bytes));
        self.names.insert(path.to_owned(), name);
    }

    /// Points every `url(…)` of a style sheet to the fingerprinted file; one that is not there is told.
    fn rewrite(
        &self,
        path: &str,
        layer: &Layer<'_>,
        css: &str,
        found: &mut Vec<Diagnostic>,
    ) -> String {
        let mut out = String::with_capacity(css.len());
        let mut rest = 0;
        while let Some(open) = css.get(rest..).and_then(|tail| tail.find("url(")) {
            let start = rest + open + "url(".len();
            let end = css
                .get(start..)
                .and_then(|tail| tail.find(')'))
                .map_or(css.len(), |close| start + close);
            let target = css
                .get(start..end)
                .unwrap_or_default()
                .trim()
                .trim_matches(['"', '\'']);
            out.push_str(css.get(rest..start).unwrap_or_default());
            rest = end;
            if target.starts_with("data:") || target.starts_with('#') {
                out.push_str(css.get(start..end).unwrap_or_default());
                continue;
            }
            let (file, tail) = target
                .find(['?', '#'])
                .map_or((target, ""), |at| target.split_at(at));
            let name =
                url::resolve(path, &url::decode(file)).and_then(|file| self.names.get(&file));
            if let Some(name) = name {
                out.push_str(&url::relative(&format!("static/{path}"), name));
                out.push_str(tail);
            } else {
                out.push_str(target);
                let place = Place::span(format!("{}static/{path}", layer.folder), css, start..end);
                let help = "name a file of `static/`, relative to this one; style sheets cannot import others";
                found.push(
                    Diagnostic::error("asset", format!("there is no file `{target}`"))
                        .at(place)
                        .help(help),
                );
            }
        }
        out.push_str(css.get(rest..).unwrap_or_default());
        out
    }
}
