//! How articles hang together: what is computed over all of them.

pub mod related;
