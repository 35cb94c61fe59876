//! The day on which something is added: the only clock that is ever read for content.

use crate::error::{Error, Result};
use crate::text::edtf::Edtf;

/// Today in UTC; the day of `SOURCE_DATE_EPOCH` (seconds since 1970) where that is set.
///
/// # Errors
/// A `SOURCE_DATE_EPOCH` that is no number of seconds.
pub fn today() -> Result<Edtf> {
    let text = now()?.to_string();
    let day = text.get(..10).and_then(|day| day.parse().ok());
    day.ok_or_else(|| Error::Machine(format!("the clock says {text}, which is no day")))
}

/// The same to the second.
///
/// # Errors
/// As in [`today`].
pub fn now() -> Result<jiff::Timestamp> {
    let Ok(seconds) = std::env::var("SOURCE_DATE_EPOCH") else {
        return Ok(jiff::Timestamp::now());
    };
    let parsed = seconds.trim().parse().ok();
    let time = parsed.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
    time.ok_or_else(|| {
        Error::Usage(format!(
            "SOURCE_DATE_EPOCH cannot be `{seconds}`: give seconds since 1970"
        ))
    })
}
