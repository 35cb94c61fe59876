//! Pages through their templates.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::html_links::{self, PageLinks};
use crate::diagnostic::Diagnostic;
use crate::memo::{Key, KeyBuilder, Origin};
use crate::page::{Context, Plan, Reads, View};
use crate::render;
use crate::theme::Theme;

/// A rendered page with its ids and links.
#[derive(Debug, Clone)]
pub(super) struct Html {
    pub bytes: Arc<[u8]>,
    pub links: Arc<PageLinks>,
}

/// Remembers each page, and what it was made from. A page whose origin and counts of notes are what they were is not
/// made again; one whose context is what it was is not rendered again.
#[derive(Debug, Default)]
pub(super) struct Renderer {
    /// By output path.
    pages: HashMap<String, Remembered>,
}

#[derive(Debug)]
struct Remembered {
    origin: Option<Origin>,
    /// See [`Reads::counts`].
    counts: Vec<(u32, u32)>,
    /// Of the theme and the context.
    key: Key,
    html: Result<Html, Diagnostic>,
}

/// What was rendered.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    /// All pages that could be, by output path.
    pub html: BTreeMap<String, Html>,
    /// What was wrong with the others.
    pub failed: Vec<Diagnostic>,
    /// How many were made anew.
    pub anew: usize,
}

impl Renderer {
    /// Renders all pages, by output path; of two with one path the last. One whose template fails is left out, and
    /// told. None when it was `overtaken` on the way.
    pub(super) fn render(
        &mut self,
        theme: &Theme,
        view: &View<'_>,
        plans: &[Plan<'_>],
        overtaken: &dyn Fn() -> bool,
    ) -> Option<Rendered> {
        let plans = last_of_each(plans);
        let known = |plan: &Plan<'_>| is_same(view, plan, self.pages.get(&plan.path));
        let new = plans.par_iter().filter(|plan| !known(plan));
        let new: Vec<&Plan<'_>> = new.copied().collect();
        // A page of all notes takes its time: it is asked after each few whether they are wanted any more.
        for plans in new.chunks(rayon::current_num_threads()) {
            if overtaken() {
                return None;
            }
            self.update(theme, view, plans);
        }
        if overtaken() {
            return None;
        }
        let mut rendered = Rendered {
            anew: new.len(),
            ..Rendered::default()
        };
        for plan in &plans {
            match self.pages.get(&plan.path).map(|page| &page.html) {
                Some(Ok(done)) => drop(rendered.html.insert(plan.path.clone(), done.clone())),
                Some(Err(diagnostic)) => rendered.failed.push(diagnostic.clone()),
                None => {}
            }
        }
        if self.pages.len() > plans.len() {
            let kept: BTreeSet<&str> = plans.iter().map(|plan| &*plan.path).collect();
            self.pages.retain(|path, _| kept.contains(&**path));
        }
        Some(rendered)
    }

    /// Renders those of the pages that are `wanted` before all others, by output path.
    pub(super) fn first(
        &mut self,
        theme: &Theme,
        view: &View<'_>,
        plans: &[Plan<'_>],
        wanted: &BTreeSet<String>,
    ) -> BTreeMap<String, Arc<[u8]>> {
        let mut plans = last_of_each(plans);
        plans.retain(|plan| wanted.contains(&plan.path));
        self.update(theme, view, &plans);
        let html = plans.iter().filter_map(|plan| {
            let html = self.pages.get(&plan.path)?.html.as_ref().ok()?;
            Some((plan.path.clone(), Arc::clone(&html.bytes)))
        });
        html.collect()
    }

    fn update(&mut self, theme: &Theme, view: &View<'_>, plans: &[&Plan<'_>]) {
        let new = plans.par_iter().filter_map(|plan| {
            let page = page(theme, view, plan, self.pages.get(&plan.path))?;
            Some((plan.path.clone(), page))
        });
        let new: Vec<_> = new.collect();
        self.pages.extend(new);
    }
}

/// Plans in the order of their paths; of several with one path the last.
fn last_of_each<'p, 'a>(plans: &'p [Plan<'a>]) -> Vec<&'p Plan<'a>> {
    let nexts = plans.iter().skip(1).map(Some).chain([None]);
    let lasts = plans.iter().zip(nexts);
    let lasts = lasts.filter(|(plan, next)| next.is_none_or(|next| next.path != plan.path));
    lasts.map(|(plan, _)| plan).collect()
}

/// Whether a page is made from the same as when it is `known` from.
fn is_same(view: &View<'_>, plan: &Plan<'_>, known: Option<&Remembered>) -> bool {
    known.is_some_and(|known| {
        plan.origin.is_some()
            && known.origin == plan.origin
            && view.note_counts.still(&known.counts)
    })
}

/// A page, unless it is as it is `known`.
fn page(
    theme: &Theme,
    view: &View<'_>,
    plan: &Plan<'_>,
    known: Option<&Remembered>,
) -> Option<Remembered> {
    if is_same(view, plan, known) {
        return None;
    }
    let reads = Reads::default();
    let view: View<'_> = *view;
    let view = View {
        reads: Some(&reads),
        ..view
    };
    let page = plan.make(&view);
    let template = page.body.template();
    let context = Context::new(&view, &page);
    let key = KeyBuilder::new("html")
        .with_key(theme.key)
        .with(template)
        .with_value(&context)
        .key();
    let html = match known.filter(|known| known.key == key) {
        Some(known) => known.html.clone(),
        None => theme.engine.render(template, &context).map(|html| {
            let html = render::escape_page(html);
            let links = Arc::new(html_links::scan(&html));
            Html {
                bytes: Arc::from(html.into_bytes()),
                links,
            }
        }),
    };
    Some(Remembered {
        origin: plan.origin.clone(),
        counts: reads.counts(),
        key,
        html,
    })
}
