//! [`Wanted`]: the choices that a page sends.

use serde::Deserialize;

use super::super::refusal::Refusal;
use crate::error::Error;
use crate::import::batch::desk::Choice;

/// What an editor chose, all of it or none to be done.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wanted {
    /// What the page showed when it was chosen.
    pub(super) based_on: String,
    pub(super) choices: Vec<Choice>,
}

impl Wanted {
    /// Why it was not done. What is wrong with the one field that was chosen is told at this field.
    pub(super) fn refusal(&self, error: Error) -> Refusal {
        match (error, self.choices.as_slice()) {
            (Error::Usage(message), [Choice::Field { field, .. }]) => {
                Refusal::field(field, message)
            }
            (Error::Usage(message), _) => Refusal::unusable(message),
            (error, _) => error.into(),
        }
    }
}
