//! How answers are printed: results to standard output, everything else to standard error.

use std::io::{IsTerminal, Write};

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;

use super::{Color, Global, Outcome};
use crate::diagnostic::{Diagnostic, Severity, draw_all};
use crate::error::Error;

/// Prints as the user asked.
pub struct Printer {
    color: bool,
    quiet: bool,
    strict: bool,
}

impl Printer {
    pub fn new(global: &Global) -> Self {
        let color = match global.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none()
            }
        };
        Self {
            color,
            quiet: global.quiet,
            strict: global.strict,
        }
    }

    /// A line about what was done.
    pub fn say(&self, line: &str) {
        if !self.quiet {
            to_stderr(&format!("{line}\n"));
        }
    }

    /// How many errors and warnings there are, if any.
    pub fn say_count(&self, diagnostics: &[Diagnostic]) {
        let number = |severity| {
            diagnostics
                .iter()
                .filter(|it| it.severity == severity)
                .count()
        };
        let (errors, warnings) = (number(Severity::Error), number(Severity::Warning));
        if errors + warnings > 0 {
            let (errors, warnings) = (
                count(errors, "error", "errors"),
                count(warnings, "warning", "warnings"),
            );
            self.say(&format!("{errors}, {warnings}: told above"));
        }
    }

    pub fn error(&self, error: &Error) {
        let diagnostic = Diagnostic::error("failed", error.to_string());
        to_stderr(&draw_all(std::slice::from_ref(&diagnostic), self.color));
    }

    /// Draws diagnostics; with `--quiet` only the errors.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic]) {
        let wanted = |diagnostic: &&Diagnostic| !self.quiet || diagnostic.is_error();
        let shown: Vec<Diagnostic> = diagnostics.iter().filter(wanted).cloned().collect();
        to_stderr(&draw_all(&shown, self.color));
    }

    /// What diagnostics make of a command that went through.
    pub fn outcome(&self, diagnostics: &[Diagnostic]) -> Outcome {
        let bad = |diagnostic: &Diagnostic| {
            diagnostic.is_error() || (self.strict && diagnostic.severity == Severity::Warning)
        };
        if diagnostics.iter().any(bad) {
            Outcome::Errors
        } else {
            Outcome::Done
        }
    }
}

/// Writes one line of JSON to standard output.
pub(super) fn json(value: &impl Serialize) {
    let mut text = serde_json::to_string(value).unwrap_or_default();
    text.push('\n');
    to_stdout(&text);
}

/// Writes text to standard output as it is.
pub(super) fn to_stdout(text: &str) {
    // A reader that has gone away (`| head`) wants no more.
    let _ = std::io::stdout().write_all(text.as_bytes());
}

/// `1 note`, `3 notes`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Rows in columns as wide as what they hold, a line each; nothing when there is but a head.
pub(super) fn table<const N: usize>(rows: &[[String; N]]) -> String {
    if rows.len() < 2 {
        return String::new();
    }
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..N).map(width).collect();
    let line = |row: &[String; N]| {
        let cells = row.iter().zip(&widths);
        let cells: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

/// What `--quiet` does not silence.
pub(super) fn to_stderr(text: &str) {
    // Nothing can be told when the terminal is gone.
    let _ = std::io::stderr().write_all(text.as_bytes());
}

/// A bar on a terminal, drawn by a template of indicatif; nothing in a pipe.
pub(super) fn progress(global: &Global, template: &str) -> ProgressBar {
    if global.quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar
}
