//! Saved HTML pages.

pub mod markdown;
pub mod metadata;
