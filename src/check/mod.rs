//! What an editor should know before readers do.

pub mod html_links;
pub mod notes;
pub mod slugs;
