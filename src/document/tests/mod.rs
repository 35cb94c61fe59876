//! What must hold for every body.

mod examples;
pub(crate) mod generate;
mod properties;
