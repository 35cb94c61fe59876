//! Postil: a static site generator for annotated readers.
//!
//! A build is one walk through these rooms, in this order; [`site::Site::build`] is that walk as code:
//!
//! 1. [`source`] reads the files of a site as one [`source::Snapshot`].
//! 2. [`config`] and [`content`] understand `postil.yaml`, articles, notes and pages; each Markdown body becomes a
//!    [`document::Document`]: events, plain text with its exact map, headings, links.
//! 3. [`corpus`] files them by slug, and takes out what its audience must not see.
//! 4. [`annotate`] places each note with the engine of [`anchor`]; [`links`] says where links lead, who links to whom
//!    and which articles are related.
//! 5. [`render`] draws the bodies; [`page`] gathers what each template gets; [`theme`] renders it.
//! 6. [`check`] follows every link of what was built; [`output`] writes what changed.
//!
//! Every stage is a pure function, remembered by the hash of its inputs ([`memo`]): that is all there is to building
//! incrementally. What is wrong with content is a [`diagnostic::Diagnostic`]; only an [`error::Error`] ends a command.
//!
//! [`import`] makes articles from raw texts before any of this; [`serve`] and [`watch`] walk again on each change;
//! [`cli`] is what the command line can ask. ARCHITECTURE.md has the map, the invariants, and why.

pub mod anchor;
pub mod annotate;
pub mod check;
pub mod cli;
pub mod clock;
pub mod config;
pub mod content;
pub mod corpus;
pub mod diagnostic;
pub mod document;
pub mod entities;
pub mod error;
pub mod external;
pub mod feeds;
pub mod git;
pub mod import;
pub mod links;
pub mod memo;
pub mod notes;
pub mod output;
pub mod page;
pub mod publish;
pub mod render;
pub mod review;
pub mod serve;
pub mod site;
pub mod source;
pub mod starter;
pub mod text;
pub mod theme;
pub mod watch;
pub mod yaml;
