//! Tera's errors as diagnostics: file, line, caret.

use tera::{Error, ErrorKind};

use crate::diagnostic::{Diagnostic, Place};

const HELP: &str =
    "the template contract says what each template gets; Tera's manual has the syntax";

/// Turns an error of Tera into diagnostics that point into the templates; at least one. `find` gives the path and the
/// text of a template by the name that Tera knows it under.
pub(super) fn diagnostics(
    error: &Error,
    find: impl Fn(&str) -> Option<(String, String)>,
) -> Vec<Diagnostic> {
    let file =
        |name: &str| find(name).map_or_else(|| format!("templates/{name}"), |(path, _)| path);
    let told = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let place = match find(report.filename()) {
                Some((path, source)) => Place::span(path, &source, report.span().range.clone()),
                None => Place::file(file(report.filename())),
            };
            Diagnostic::error("template", report.message().to_owned())
                .at(place)
                .help(HELP)
        }
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("this template extends `{parent}`, which is not there");
            Diagnostic::error("template", message)
                .at(Place::file(file(current)))
                .help("name a template of the site, the theme or the default theme")
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            let message = "this template extends or includes itself";
            Diagnostic::error("template", message)
                .at(Place::file(file(tpl)))
                .help("to build on the default theme's, name it `default/…`")
        }
        ErrorKind::Msg(text) => {
            let found = reports(text, &find);
            if !found.is_empty() {
                return found;
            }
            Diagnostic::error("template", text.clone()).help(HELP)
        }
        _ => Diagnostic::error("template", error.to_string()).help(HELP),
    };
    vec![told]
}

/// What Tera finds when all templates are there (names of filters, functions, components that nobody has) comes as drawn
/// text: `error: …`, `--> name:line:column`, the line, carets under it.
fn reports(text: &str, find: impl Fn(&str) -> Option<(String, String)>) -> Vec<Diagnostic> {
    let mut lines = text.lines();
    let mut found = Vec::new();
    while let Some(line) = lines.next() {
        let Some(message) = line.trim_start().strip_prefix("error: ") else {
            continue;
        };
        let arrow = lines
            .next()
            .and_then(|line| line.trim_start().strip_prefix("--> "));
        let drawn = lines.by_ref().find(|line| line.contains('^'));
        let length = drawn.map_or(1, |line| line.matches('^').count());
        if let Some(place) = arrow.and_then(|arrow| place(arrow, length, &find)) {
            found.push(Diagnostic::error("template", message).at(place).help(HELP));
        }
    }
    found
}

/// The place that `name:line:column` names, both from 1, so many characters long.
fn place(
    arrow: &str,
    length: usize,
    find: impl Fn(&str) -> Option<(String, String)>,
) -> Option<Place> {
    let mut parts = arrow.trim().rsplitn(3, ':');
    let column: usize = parts.next()?.parse().ok()?;
    let line: usize = parts.next()?.parse().ok()?;
    let (path, source) = find(parts.next()?)?;
    Some(Place {
        path,
        line,
        column,
        length,
        text: source.lines().nth(line.checked_sub(1)?)?.to_owned(),
    })
}
