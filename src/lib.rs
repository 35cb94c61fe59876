//! Postil: a static site generator for annotated readers.

pub mod anchor;
pub mod config;
pub mod content;
pub mod diagnostic;
pub mod document;
pub mod error;
pub mod import;
pub mod links;
pub mod memo;
pub mod output;
pub mod render;
pub mod source;
pub mod text;
pub mod yaml;
