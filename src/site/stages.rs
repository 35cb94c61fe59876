//! The stages of a build, one after the other.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::bodies::{self, Bodies};
use super::checking::Checker;
use super::claims::{self, Machines, Made};
use super::clock::Stopwatch;
use super::html::{Rendered, Renderer};
use super::naming::{Named, Namer};
use super::onlooker::{First, Onlooker};
use super::origins::Origins;
use super::resolving::{Linker, ResolvedLinks};
use super::routes::{self, Outputs};
use super::texts::{Texts, Weaver};
use super::{Built, Options, Ranking, Survey, public_entities};
use crate::annotate::Annotator;
use crate::check::{clashes, entities, notes, slugs};
use crate::config::{self, Config};
use crate::corpus::{Audience, Corpus, Loader};
use crate::diagnostic::{Diagnostic, Place};
use crate::document::{self, Document};
use crate::links::passages::with_shared_words;
use crate::links::redirects::{Redirect, redirects};
use crate::links::{Links, Resolver};
use crate::memo::{Key, KeyBuilder, Table};
use crate::output::collect;
use crate::page::view::Terms;
use crate::page::{self, AllNotes, NoteCounts, View};
use crate::source::Snapshot;
use crate::theme::{self, Assets, Theme};

/// Builds a site again and again; what has not changed is remembered.
#[derive(Default)]
pub struct Site {
    loader: Loader,
    annotator: Annotator,
    themes: Table<Result<Theme, Vec<Diagnostic>>>,
    namer: Namer,
    weaver: Weaver,
    linker: Linker,
    bodies: Bodies,
    renderer: Renderer,
    machines: Machines,
    checker: Checker,
    /// That of the last build.
    theme: Option<Key>,
}

/// Everything as it was read, before it has to do with anything else.
struct Gathered {
    survey: Arc<Survey>,
    named: Named,
    /// The bodies of notes, by id.
    note_documents: BTreeMap<String, Arc<Document>>,
}

/// What hangs together with what.
struct Linked {
    texts: Arc<Texts>,
    redirects: BTreeMap<String, Redirect>,
    resolved: ResolvedLinks,
    links: Links,
    page_bodies: bodies::Rendered,
    /// Label and path of what the navigation shows.
    nav: Vec<(String, String)>,
}

impl Site {
    /// Builds everything from a snapshot of the site's files.
    ///
    /// # Errors
    /// What is wrong with `postil.yaml` or the theme, when nothing can be built with them.
    pub fn build(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
    ) -> Result<Built, Vec<Diagnostic>> {
        let built = Onlooker::nobody(|onlooker| self.build_before(snapshot, options, onlooker))?;
        Ok(built.unwrap_or_default())
    }

    /// The same before the eyes of somebody, who gets to see the pages that are looked at first. None when it was
    /// overtaken.
    ///
    /// # Errors
    /// See [`Self::build`].
    pub fn build_before(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        onlooker: &mut Onlooker<'_>,
    ) -> Result<Option<Built>, Vec<Diagnostic>> {
        let mut watch = Stopwatch::start();
        let survey = self.read(snapshot, options, &mut watch)?;
        let theme = self.theme(snapshot, &survey.config);
        let theme = theme.as_ref().as_ref().map_err(Clone::clone)?;
        watch.lap("theme");
        let (gathered, mut found) = self.gather(survey, options, &theme.assets);
        watch.lap("name");
        let Survey {
            config,
            corpus,
            annotations,
            ..
        } = &*gathered.survey;
        let terms = Terms::of(corpus);
        let linked = self.link(&gathered, &terms, theme, &mut found, &mut watch);
        watch.lap("bodies");
        let note_counts = NoteCounts::new(corpus.articles.keys().map(|slug| {
            let count = annotations.get(slug).map_or(0, |notes| notes.count());
            (slug.as_str(), u32::try_from(count).unwrap_or(u32::MAX))
        }));
        let notes = AllNotes::of(corpus, annotations);
        let view = View {
            key: key(&linked, theme, &terms),
            config,
            corpus,
            links: &linked.links,
            naming: &linked.texts.naming,
            annotations,
            notes: &notes,
            bodies: &self.bodies.articles,
            page_bodies: &linked.page_bodies,
            settings: &theme.settings,
            nav: &linked.nav,
            excerpts: &linked.texts.excerpts,
            terms: &terms,
            note_documents: &gathered.note_documents,
            note_links: &linked.resolved.notes,
            entity_links: &linked.resolved.entities,
            highlight: &self.bodies.highlight,
            note_counts: &note_counts,
            reads: None,
        };
        let plans = page::plans(&view);
        // Pages of another theme ask for static files that are not there yet.
        if self.theme == Some(theme.key) {
            let wanted = (onlooker.pages)();
            let pages = self.renderer.first(theme, &view, &plans, &wanted);
            let survey = Arc::clone(&gathered.survey);
            (onlooker.first)(First { pages, survey });
        }
        let rendered = self
            .renderer
            .render(theme, &view, &plans, onlooker.overtaken);
        let Some(Rendered { html, failed, anew }) = rendered else {
            return Ok(None);
        };
        found.extend(clashes::pages(corpus, &plans));
        found.extend(failed);
        watch.lap("render");
        let made = Made {
            view: &view,
            theme,
            snapshot,
            html: &html,
            redirects: &linked.redirects,
        };
        let (files, clashes) = collect(claims::all(&made, &mut self.machines));
        found.extend(clashes);
        let planned = |path: &str| plans.binary_search_by(|it| (*it.path).cmp(path)).is_ok();
        let failed = plans.iter().filter(|plan| !html.contains_key(&plan.path));
        let failed = failed.map(|plan| &*plan.path);
        let base = config.base_url.as_deref();
        let dead = self.checker.broken(&html, &files, planned, failed, base);
        if !dead.is_empty() {
            let origins = Origins::new(corpus, &gathered.note_documents, &linked.resolved);
            found.extend(origins.diagnostics(dead));
        }
        config.check.apply(&mut found);
        found.sort();
        found.dedup();
        watch.lap("check");
        drop(plans);
        self.theme = Some(theme.key);
        self.forget_unused();
        Ok(Some(Built {
            pages: html.len(),
            pages_anew: anew,
            redirects: linked.redirects.into_keys().collect(),
            files,
            diagnostics: found,
            severities: config.check.clone(),
            ranking: linked.links.related,
            timings: watch.timings,
            survey: Some(Arc::clone(&gathered.survey)),
        }))
    }

    /// The related articles of every article a reader can see, at most `limit` of each, without building any page; and
    /// what is wrong with the files that were read for it.
    ///
    /// # Errors
    /// What is wrong with `postil.yaml`, when nothing can be read by it.
    pub fn rank(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        limit: usize,
    ) -> Result<(Arc<Ranking>, Vec<Diagnostic>), Vec<Diagnostic>> {
        let (config, mut found) = read_config(snapshot, options)?;
        let corpus = self.loader.load(snapshot, &config, options.audience);
        found.extend(corpus.diagnostics.iter().cloned());
        config.check.apply(&mut found);
        found.sort();
        let named = self.namer.read(&corpus);
        let ranking = self.weaver.ranker.rank(&config, &corpus, &named, limit);
        let shares = self.weaver.sharer.share(&config, &corpus);
        let ranking = with_shared_words(&ranking, &shares, &corpus);
        Ok((Arc::new(ranking), found))
    }

    /// Reads everything and places the notes, without the work of rendering.
    ///
    /// # Errors
    /// What is wrong with `postil.yaml`, when it cannot be used.
    pub fn survey(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
    ) -> Result<Survey, Vec<Diagnostic>> {
        self.read(snapshot, options, &mut Stopwatch::start())
    }

    /// Where the articles of a corpus name entities, without the work of rendering.
    pub fn name(&mut self, corpus: &Corpus) -> Named {
        self.namer.read(corpus)
    }

    fn read(
        &mut self,
        snapshot: &Snapshot,
        options: &Options,
        watch: &mut Stopwatch,
    ) -> Result<Survey, Vec<Diagnostic>> {
        let (config, mut found) = read_config(snapshot, options)?;
        let corpus = self.loader.load(snapshot, &config, options.audience);
        found.extend(corpus.diagnostics.iter().cloned());
        watch.lap("load");
        let annotations = self.annotator.annotate(&corpus);
        found.extend(notes::notes(&config, &corpus, &annotations));
        found.extend(slugs::slugs(&config, &corpus));
        found.extend(entities::entities(&corpus));
        watch.lap("annotate");
        Ok(Survey {
            config,
            corpus,
            annotations,
            diagnostics: found,
        })
    }

    /// What is known before anything has to do with anything else, and what is wrong with it.
    fn gather(
        &mut self,
        survey: Survey,
        options: &Options,
        assets: &Assets,
    ) -> (Gathered, Vec<Diagnostic>) {
        let Survey {
            config,
            mut corpus,
            annotations,
            diagnostics,
        } = survey;
        let note_documents = self.bodies.notes(&corpus, markdown(&config));
        let named = self.namer.read(&corpus);
        if options.audience == Audience::Public {
            public_entities::keep(&mut corpus, &config, assets, &note_documents, &named);
        }
        let gathered = Gathered {
            survey: Arc::new(Survey::new(config, corpus, annotations)),
            named,
            note_documents,
        };
        (gathered, diagnostics)
    }

    /// What hangs together with what; `found` gets what is wrong with it.
    fn link(
        &mut self,
        gathered: &Gathered,
        terms: &Terms<'_>,
        theme: &Theme,
        found: &mut Vec<Diagnostic>,
        watch: &mut Stopwatch,
    ) -> Linked {
        let Gathered {
            survey,
            named,
            note_documents,
        } = gathered;
        let (config, corpus) = (&survey.config, &survey.corpus);
        let texts = self
            .weaver
            .weave(config, corpus, terms, named, &mut self.bodies, watch);
        let outputs = Arc::clone(&texts.outputs);
        let outputs = Outputs::new(outputs, config, corpus, terms, &theme.assets);
        let redirects = redirects(corpus, |path| outputs.has(path));
        let resolver = Resolver {
            corpus,
            exists: &|path| outputs.has(path),
            redirects: &redirects,
            assets: &theme.assets.names,
        };
        let fixed = KeyBuilder::new("fixed")
            .with_key(texts.key)
            .with_key(outputs.files_key);
        let fixed = fixed.key();
        let (resolved, broken) = self
            .linker
            .resolve(fixed, corpus, &resolver, note_documents);
        found.extend(broken);
        let links = Links {
            backlinks: self.linker.backlinks(corpus, &resolved, note_documents),
            ..texts.links.clone()
        };
        self.bodies.update(survey, &texts, &resolved.articles);
        let page_bodies = self.bodies.pages(corpus, &resolved.pages, markdown(config));
        let nav = routes::nav(corpus, &outputs, |name, default| {
            theme.settings.string(name, default)
        });
        Linked {
            texts,
            redirects,
            resolved,
            links,
            page_bodies,
            nav,
        }
    }

    fn theme(
        &mut self,
        snapshot: &Snapshot,
        config: &Config,
    ) -> Arc<Result<Theme, Vec<Diagnostic>>> {
        let layers = theme::layers(snapshot, &config.theme);
        let key = Theme::key(&layers, &config.theme);
        self.themes.get(key, || Theme::load(&layers, &config.theme))
    }

    fn forget_unused(&mut self) {
        self.loader.forget_unused();
        self.annotator.forget_unused();
        self.themes.forget_unused();
        self.namer.forget_unused();
        self.weaver.forget_unused();
        self.linker.forget_unused();
        self.bodies.forget_unused();
        self.machines.forget_unused();
    }
}

/// Stands for all that pages are made from but notes, comments and files.
fn key(linked: &Linked, theme: &Theme, terms: &Terms<'_>) -> Key {
    KeyBuilder::new("pages")
        .with_key(linked.texts.key)
        .with_key(theme.key)
        .with_key(linked.resolved.key)
        .with_value(&linked.nav)
        // Who has a page.
        .with_value(&terms.notes.keys().collect::<Vec<_>>())
        .key()
}

fn markdown(config: &Config) -> document::Options {
    document::Options {
        smart_punctuation: config.smart_punctuation,
    }
}

fn read_config(
    snapshot: &Snapshot,
    options: &Options,
) -> Result<(Config, Vec<Diagnostic>), Vec<Diagnostic>> {
    let Some(file) = snapshot.files.get(config::FILE) else {
        let diagnostic = Diagnostic::error("no-site", "there is no postil.yaml here")
            .at(Place::file(config::FILE));
        return Err(vec![diagnostic.help("run this in a site's folder, name one with `--root DIR`, or make one with `postil new DIR`")]);
    };
    let (mut config, found) = Config::read(&file.bytes)?;
    if let Some(base) = &options.base_url {
        config.base_url = Some(base.clone());
    }
    Ok((config, found))
}
