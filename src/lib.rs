//! Postil: a static site generator for annotated readers.

pub mod anchor;
pub mod annotate;
pub mod check;
pub mod cli;
pub mod config;
pub mod content;
pub mod corpus;
pub mod diagnostic;
pub mod document;
pub mod error;
pub mod feeds;
pub mod import;
pub mod links;
pub mod memo;
pub mod output;
pub mod page;
pub mod render;
pub mod serve;
pub mod site;
pub mod source;
pub mod starter;
pub mod text;
pub mod theme;
pub mod watch;
pub mod yaml;
