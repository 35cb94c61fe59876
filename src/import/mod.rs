//! Raw text → article: what each line of a dump is, and what the article it holds says of itself.
mod blocks;
mod byline;
mod comment_marker;
mod dates;
mod furniture;
mod lines;
mod marks;
pub mod reading;
pub mod rules;
mod vocabulary;
mod words;
