//! Notes in the forms of others: W3C Web Annotations out and in, Hypothesis and tables in.
//!
//! Out: [`WebAnnotations`]. In: [`parse`] makes [`Incoming`] notes of any of the forms, [`receive()`] finds the articles and
//! passages they speak of, and says what could not be carried.

mod csv_table;
mod hypothesis;
mod incoming;
mod receive;
mod w3c_in;
mod w3c_out;
mod words;

pub use incoming::{Incoming, IncomingTarget, parse};
pub use receive::{Received, Receiver, Row, receive};
pub use w3c_out::{Collection, WebAnnotations};
