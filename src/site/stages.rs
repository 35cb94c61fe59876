//! The stages of a build, one after the other.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::bodies::{self, Bodies};
use super::clock::Stopwatch;
use super::comparing::Comparer;
use super::html::Renderer;
use super::naming::{Named, Namer};
use super::origins::Origins;
use super::passages::Sharer;
use super::ranking::{RANKED, Ranker};
use super::{Built, Options, Ranking, Survey, claims, public_entities, routes};
use crate::annotate::Annotator;
use crate::check::html_links;
use crate::check::{clashes, entities, notes, slugs};
use crate::config::{self, Config};
use crate::corpus::{Audience, Corpus, Loader};
use crate::diagnostic::{Diagnostic, Place};
use crate::document;
use crate::links::graph::Graph;
use crate::links::passages::with_shared_words;
use crate::links::redirects::redirects;
use crate::links::{Links, Resolver, backlinks};
use crate::memo::Table;
use crate::output::collect;
use crate::page::{self, View, view};
use crate::source::Snapshot;
use crate::theme::{self, Theme};

/// Builds a site again and again; what has not changed is remembered.
#[derive(Default)]
pub struct Site {
    loader: Loader,
    annotator: Annotator,
    themes: Table<Result<Theme, Vec<Diagnostic>>>,
    ranker: Ranker,
    sharer: Sharer,
    comparer: Comparer,
    namer: Namer,
    bodies: Bodies,
    renderer: Renderer,
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
        let mut watch = Stopwatch::start();
        let Survey {
            config,
            mut corpus,
            annotations,
            diagnostics: mut found,
        } = self.read(snapshot, options, &mut watch)?;
        let theme = self.theme(snapshot, &config);
        let theme = theme.as_ref().as_ref().map_err(Clone::clone)?;
        watch.lap("theme");
        let markdown = document::Options {
            smart_punctuation: config.smart_punctuation,
        };
        let note_documents = self.bodies.notes(&corpus, markdown);
        let named = self.namer.read(&corpus);
        watch.lap("name");
        if options.audience == Audience::Public {
            public_entities::keep(&mut corpus, &config, &theme.assets, &note_documents, &named);
        }
        let terms = view::Terms::of(&corpus);
        let (mut links, pairs) = self.links(&config, &corpus, &named, &mut watch);
        let outputs = routes::outputs(&config, &corpus, &terms, &theme.assets, &pairs);
        let redirects = redirects(&corpus, |path| outputs.contains_key(path));
        let resolver = Resolver {
            corpus: &corpus,
            outputs: &outputs,
            redirects: &redirects,
            assets: &theme.assets.names,
        };
        let (resolved, broken) = bodies::resolve(&corpus, &resolver, &note_documents);
        found.extend(broken);
        let sources = bodies::sources(&corpus, &resolved, &note_documents);
        links.backlinks = backlinks::collect(&corpus, sources);
        let naming = named.naming(&corpus, config.entity_links);
        links.compared = self
            .comparer
            .compare(&config, &corpus, &naming, &links, &pairs);
        let graph = Graph::new(&corpus, &links, &naming);
        let article_bodies = self
            .bodies
            .articles(&corpus, &resolved.articles, &annotations, &naming, markdown);
        let page_bodies = self.bodies.pages(&corpus, &resolved.pages, markdown);
        let excerpts = self.bodies.excerpts(&corpus);
        watch.lap("bodies");
        let view = View {
            config: &config,
            corpus: &corpus,
            links: &links,
            graph: &graph,
            naming: &naming,
            annotations: &annotations,
            bodies: &article_bodies,
            page_bodies: &page_bodies,
            settings: &theme.settings,
            nav: routes::nav(&corpus, &outputs, |name, default| {
                theme.settings.string(name, default)
            }),
            excerpts: &excerpts,
            terms: &terms,
            note_documents: &note_documents,
            resolver: &resolver,
            highlight: &self.bodies.highlight,
        };
        let pages = page::all(&view);
        found.extend(clashes::pages(&corpus, &pages));
        let planned: BTreeSet<&str> = pages.iter().map(|page| page.path.as_str()).collect();
        let html = self.renderer.render(theme, &view, &pages, &mut found);
        watch.lap("render");
        let (files, clashes) = collect(claims::all(&claims::Made {
            view: &view,
            theme,
            snapshot,
            html: &html,
            redirects: &redirects,
        }));
        found.extend(clashes);
        let scans = html.iter().map(|(path, html)| (path.clone(), &*html.links));
        let dead = html_links::broken(
            &scans.collect(),
            // A page whose template failed is told already.
            |path| files.contains_key(path) || planned.contains(path),
            config.base_url.as_deref(),
        );
        found.extend(Origins::new(&corpus, &note_documents, &resolved).diagnostics(dead));
        watch.lap("check");
        config.check.apply(&mut found);
        found.sort();
        found.dedup();
        let built = Built {
            pages: html.len(),
            redirects: redirects.into_keys().collect(),
            files,
            diagnostics: found,
            severities: config.check.clone(),
            ranking: links.related,
            timings: watch.timings,
            survey: Some(Arc::new(Survey::new(config, corpus, annotations))),
        };
        self.forget_unused();
        Ok(built)
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
        let ranking = self.ranker.rank(&config, &corpus, &named, limit);
        let shares = self.sharer.share(&config, &corpus);
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

    /// What articles have to do with one another, as far as it is known before links are resolved; and the pairs that
    /// stand side by side.
    fn links(
        &mut self,
        config: &Config,
        corpus: &Corpus,
        named: &Named,
        watch: &mut Stopwatch,
    ) -> (Links, Vec<(String, String)>) {
        let ranking = self.ranker.rank(config, corpus, named, RANKED);
        watch.lap("rank");
        let shares = self.sharer.share(config, corpus);
        let mut links = Links {
            related: Arc::new(with_shared_words(&ranking, &shares, corpus)),
            shares,
            ..Links::default()
        };
        watch.lap("passages");
        let pairs = routes::pairs(config, corpus, &links);
        links.beside = routes::beside(&pairs);
        (links, pairs)
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
        self.sharer.forget_unused();
        self.comparer.forget_unused();
        self.namer.forget_unused();
        self.bodies.forget_unused();
        self.renderer.forget_unused();
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
