//! What `watch` and `serve` say after each build: one line, and what is newly wrong.

use super::report::{Printer, count};
use crate::diagnostic::{Diagnostic, Severity};
use crate::watch::Round;

pub(super) struct Rounds<'a> {
    printer: &'a Printer,
    /// What was wrong after the build before; none before the first.
    told: Option<Vec<Diagnostic>>,
}

impl<'a> Rounds<'a> {
    pub(super) fn new(printer: &'a Printer) -> Self {
        Self {
            printer,
            told: None,
        }
    }

    /// Says what changed, how long the build took, what it `came_to`, and how much is wrong.
    pub(super) fn tell(&mut self, round: &Round<'_>, came_to: &str) {
        let what = match &self.told {
            Some(_) => changed(&round.changed),
            None => "first build".to_owned(),
        };
        let told = self.told.take().unwrap_or_default();
        let new: Vec<Diagnostic> = round
            .diagnostics
            .iter()
            .filter(|diagnostic| told.binary_search(diagnostic).is_err())
            .cloned()
            .collect();
        self.printer.diagnostics(&new);
        self.printer.say(&format!(
            "{}: {} ms, {came_to}{}",
            what,
            round.took.as_millis(),
            wrong(&round.diagnostics, &told)
        ));
        self.told = Some(round.diagnostics.clone());
    }
}

fn changed(paths: &[String]) -> String {
    match paths {
        [] => "nothing".to_owned(),
        [path] => path.clone(),
        [first, others @ ..] => format!("{first} and {} more", others.len()),
    }
}

fn wrong(now: &[Diagnostic], before: &[Diagnostic]) -> String {
    let of = |severity| {
        now.iter()
            .filter(|found| found.severity == severity)
            .count()
    };
    let counts = [
        (of(Severity::Error), "error", "errors"),
        (of(Severity::Warning), "warning", "warnings"),
    ];
    let counted: Vec<String> = counts
        .into_iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| count(number, one, many))
        .collect();
    match counted.as_slice() {
        [] if before.is_empty() => String::new(),
        [] => ", nothing is wrong any more".to_owned(),
        counted => format!(", {}", counted.join(", ")),
    }
}
