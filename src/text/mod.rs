//! Small pure tools without a home elsewhere.

pub mod decode;
pub mod edtf;
pub mod slug;
pub mod url;
