//! Small pure tools without a home elsewhere.

pub mod backslash;
pub mod days;
pub mod decode;
pub mod difference;
pub mod edtf;
pub mod fold;
pub(crate) mod hash;
pub mod name_slug;
pub mod near;
mod signature;
pub mod slug;
pub mod stop;
pub mod url;
pub mod words;
