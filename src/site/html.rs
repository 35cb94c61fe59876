//! Pages through their templates.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::html_links::{self, PageLinks};
use crate::diagnostic::Diagnostic;
use crate::memo::{KeyBuilder, Table};
use crate::page::{Context, Page, View};
use crate::render;
use crate::theme::Theme;

/// A rendered page with its ids and links.
#[derive(Debug, Clone)]
pub(super) struct Html {
    pub bytes: Arc<[u8]>,
    pub links: Arc<PageLinks>,
}

/// Remembers what was rendered by the same theme from the same context.
#[derive(Debug, Default)]
pub(super) struct Renderer {
    pages: Table<Result<Html, Diagnostic>>,
}

impl Renderer {
    /// Renders all pages, by output path. One whose template fails is left out, and told.
    pub(super) fn render(
        &mut self,
        theme: &Theme,
        view: &View<'_>,
        pages: &[Page],
        found: &mut Vec<Diagnostic>,
    ) -> BTreeMap<String, Html> {
        let key = |page: &Page| {
            let context = Context::new(view, page);
            KeyBuilder::new("html")
                .with_key(theme.key)
                .with(page.body.template())
                .with_value(&context)
                .key()
        };
        let render = |page: &Page| {
            let html = theme
                .engine
                .render(page.body.template(), &Context::new(view, page))?;
            let html = render::escape_page(html);
            let links = Arc::new(html_links::scan(&html));
            Ok(Html {
                bytes: Arc::from(html.into_bytes()),
                links,
            })
        };
        let rendered = self.pages.get_all(pages, key, render);
        let mut html = BTreeMap::new();
        for (page, rendered) in pages.iter().zip(rendered) {
            match &*rendered {
                Ok(done) => {
                    html.insert(page.path.clone(), done.clone());
                }
                Err(diagnostic) => found.push(diagnostic.clone()),
            }
        }
        html
    }

    pub(super) fn forget_unused(&mut self) {
        self.pages.forget_unused();
    }
}
