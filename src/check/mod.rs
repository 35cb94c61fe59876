//! What an editor should know before readers do.
//!
//! A build tells what is wrong in what it builds: [`notes`], [`slugs`], [`html_links`], [`clashes`]. [`site`] looks at
//! the whole site, for readers and for editors, and adds what no build asks: what is not published yet, not confirmed,
//! not described, not credited, not answered; and, with a revision to compare with, what became of the notes since
//! ([`review`]).

pub mod aliases;
pub mod clashes;
pub mod drafts;
pub mod entities;
pub mod html_links;
mod html_tags;
pub mod images;
pub mod inferred;
pub mod note_state;
pub mod notes;
pub mod origin;
pub mod review;
pub mod site;
pub mod slugs;
