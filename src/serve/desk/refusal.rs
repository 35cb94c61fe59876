//! [`Refusal`]: why the desk does not do what it was asked, in a sentence for whoever reads it in the browser.

use axum::http::StatusCode;
use serde::Serialize;

use crate::error::Error;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Refusal {
    #[serde(skip)]
    pub(super) status: StatusCode,
    /// For the page's script: one of the words below.
    pub(super) code: &'static str,
    pub(super) message: String,
    /// The field whose value cannot be used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) field: Option<String>,
    /// What stood against one another in a conflict.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) versions: Option<Box<Versions>>,
}

/// A file that is not what a request was based on: three texts of it, none where it is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Versions {
    /// Relative to the site's root.
    pub(super) path: String,
    pub(super) base: Option<String>,
    pub(super) theirs: Option<String>,
    pub(super) ours: Option<String>,
}

impl Refusal {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            field: None,
            versions: None,
        }
    }

    /// There is no such address.
    pub(super) fn nothing() -> Self {
        Self::not_found("there is nothing here")
    }

    pub(super) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", message)
    }

    pub(super) fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", message)
    }

    pub(super) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-request", message)
    }

    pub(super) fn wrong_type() -> Self {
        let message = "send JSON, with the content type `application/json`";
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content-type", message)
    }

    /// `limit` is in bytes.
    pub(super) fn too_large(limit: usize) -> Self {
        let message = format!("this is more than {} KiB: send less at once", limit / 1024);
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", message)
    }

    /// The request was based on what is not so any more.
    pub(super) fn conflict_of(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "conflict", message)
    }

    /// The files are not what the request was based on.
    pub(super) fn conflict() -> Self {
        let message = "The files of this article changed meanwhile. Nothing was written: load the article anew and choose again.";
        Self::new(StatusCode::CONFLICT, "conflict", message)
    }

    /// One file is not what the request was based on.
    pub(super) fn changed(versions: Versions) -> Self {
        let message = match versions.theirs {
            Some(_) => format!(
                "{} was changed meanwhile. Nothing was written.",
                versions.path
            ),
            None => format!("{} is gone meanwhile. Nothing was written.", versions.path),
        };
        Self {
            versions: Some(Box::new(versions)),
            ..Self::new(StatusCode::CONFLICT, "conflict", message)
        }
    }

    /// Something is not as the request has it; `code` says what, for the page's script.
    pub(super) fn not_so(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, message)
    }

    /// The request can be understood, and cannot be done.
    pub(super) fn unusable(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "unusable", message)
    }

    pub(super) fn field(name: &str, message: impl Into<String>) -> Self {
        Self {
            field: Some(name.to_owned()),
            ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, "field", message)
        }
    }

    /// The machine failed.
    pub(super) fn failed(message: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", message)
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        use std::io::ErrorKind;
        let help = match &error {
            Error::Usage(_) => return Self::not_so("conflict", error.to_string()),
            Error::Io { source, .. } => match source.kind() {
                ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => {
                    "Let postil write there, and try again."
                }
                ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                    "Make room on the disk, and try again."
                }
                _ => "",
            },
            Error::Machine(_) => "",
        };
        Self::failed(format!("{error}. {help}").trim_end().to_owned())
    }
}
