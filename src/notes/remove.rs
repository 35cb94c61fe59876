//! What becomes of an answer when the note that it answers goes and it stays.

use serde_yaml::Value;

use super::Change;
use super::file::{KEYS, targets};
use crate::content::Note;
use crate::content::rewrite::rewrite;
use crate::yaml::Refused;

/// The answer goes up to where the note `gone` stood: it answers what that answered, or speaks of the same words.
///
/// # Errors
/// When its front matter is not written as `key: value` lines.
pub fn move_up(answer: &Note, gone: &Note) -> Result<Option<Change>, Refused> {
    let reply_to = gone.reply_to.as_deref().map_or(Value::Null, Value::from);
    let [target, more] = targets(&gone.targets);
    let values = [("reply_to", reply_to), target, more];
    rewrite(&answer.file, &KEYS, &values, None)
}
