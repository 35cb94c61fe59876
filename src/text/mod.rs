//! Small pure tools without a home elsewhere.

pub mod edtf;
pub mod url;
