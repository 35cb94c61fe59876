//! Tera's errors as diagnostics: file, line, caret.

use tera::{Error, ErrorKind};

use crate::diagnostic::{Diagnostic, Place};

/// Turns an error of Tera into a diagnostic that points into the template. `find` gives the path and the text of a
/// template by the name that Tera knows it under.
pub(super) fn diagnostic(
    error: &Error,
    find: impl Fn(&str) -> Option<(String, String)>,
) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let place = match find(report.filename()) {
                Some((path, source)) => Place::span(path, &source, report.span().range.clone()),
                None => Place::file(format!("templates/{}", report.filename())),
            };
            Diagnostic::error("template", report.message().to_owned())
                .at(place)
                .help("the template contract says what each template gets; Tera's manual has the syntax")
        }
        _ => Diagnostic::error("template", error.to_string()).help("Tera's manual has the rules"),
    }
}
