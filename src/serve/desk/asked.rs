//! [`Asked`]: what a room of the desk is asked.

use axum::body::{Body, Bytes};
use axum::http::Response;
use serde::de::DeserializeOwned;

use super::refusal::Refusal;
use super::{Desk, Place};
use crate::site::Survey;

/// A request that has passed all gates.
pub(super) struct Asked<'a> {
    pub(super) desk: &'a Desk,
    pub(super) place: &'a Place,
    /// Names and values of the query, decoded.
    pub(super) query: Vec<(String, String)>,
    /// Empty where nothing is written.
    pub(super) body: Bytes,
}

/// What a room says to it.
pub(super) type Answered = Result<Response<Body>, Refusal>;

impl Asked<'_> {
    /// The site as it was read last.
    ///
    /// # Errors
    /// It never could be.
    pub(super) fn survey(&self) -> Result<&Survey, Refusal> {
        let survey = self.place.shown.survey();
        survey.map(|survey| &**survey).ok_or_else(|| {
            Refusal::unusable("The site cannot be read yet: mend postil.yaml or the theme first.")
        })
    }

    /// The body, as what a room understands.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn wanted<T: DeserializeOwned>(&self) -> Result<T, Refusal> {
        // To serde a list is an object without its names.
        if self.body.trim_ascii_start().first() != Some(&b'{') {
            return Err(Refusal::bad_request("this cannot be read: send an object"));
        }
        serde_json::from_slice(&self.body)
            .map_err(|error| Refusal::bad_request(format!("this cannot be read: {error}")))
    }

    /// The first value of a name in the query.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let found = self.query.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}
