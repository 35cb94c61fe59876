//! `check`: how bad each kind of finding is on this site.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::yaml::Fields;

/// What a site says of one kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    Error,
    Warning,
    Info,
    /// It is not told at all.
    Off,
}

impl std::str::FromStr for Level {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "error" => Ok(Self::Error),
            "warning" => Ok(Self::Warning),
            "info" => Ok(Self::Info),
            "off" => Ok(Self::Off),
            _ => Err("one of: error, warning, info, off".to_owned()),
        }
    }
}

/// The site's word over Postil's: a level for some codes.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Severities {
    levels: BTreeMap<&'static str, Level>,
}

impl Severities {
    /// Whether the site says how bad findings of this code are.
    pub fn names(&self, code: &str) -> bool {
        self.levels.contains_key(code)
    }

    /// Gives every finding the severity that the site wants, and takes out those that are off, or that nobody asked for.
    pub fn apply(&self, found: &mut Vec<Diagnostic>) {
        found.retain_mut(|diagnostic| {
            diagnostic.severity = match self.levels.get(diagnostic.code) {
                None => return !codes::find(diagnostic.code).is_some_and(|code| code.is_optional),
                Some(Level::Error) => Severity::Error,
                Some(Level::Warning) => Severity::Warning,
                Some(Level::Info) => Severity::Info,
                Some(Level::Off) => return false,
            };
            true
        });
    }
}

/// `check: {code: level, …}`
pub(super) fn read(fields: &mut Fields<'_, '_>) -> Severities {
    let mut levels = BTreeMap::new();
    for (key, node) in fields.pairs("check") {
        let Some(code) = codes::find(&key.name) else {
            let message = format!("there is no finding `{}`", key.name);
            fields.problem("unknown-key", key.span, message, &known(&key.name));
            continue;
        };
        if !code.adjustable {
            let message = format!("`{}` is always an error", code.name);
            let help = "take the line out: what is left out of the site must be told";
            fields.problem("wrong-value", key.span, message, help);
            continue;
        }
        let Some((text, span)) = fields.as_text(code.name, node) else {
            continue;
        };
        match text.parse::<Level>() {
            Ok(level) => drop(levels.insert(code.name, level)),
            Err(help) => {
                let message = format!("`{}` cannot be `{text}`", code.name);
                fields.problem("wrong-value", span, message, &help);
            }
        }
    }
    Severities { levels }
}

/// The codes that a wrong one may stand for: those that share a word with it, or all.
fn known(wrong: &str) -> String {
    let adjustable = codes::CODES.iter().filter(|code| code.adjustable);
    let names: Vec<&str> = adjustable.map(|code| code.name).collect();
    let shares = |name: &&&str| {
        let mut words = name.split('-');
        words.any(|word| wrong.split('-').any(|part| part == word))
    };
    let near: Vec<&str> = names.iter().filter(shares).copied().collect();
    if near.is_empty() {
        format!("the findings are: {}", names.join(", "))
    } else {
        format!("did you mean: {}?", near.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::super::Config;
    use super::*;

    #[test]
    fn a_site_says_how_bad_a_finding_is() {
        let text = "title: A\ncheck:\n  note-orphan: error\n  inferred: off\n";
        let (config, found) = Config::read(text.as_bytes()).unwrap();
        assert_eq!(found, []);
        let mut found = vec![
            Diagnostic::warning("note-orphan", "a"),
            Diagnostic::info("inferred", "b"),
            Diagnostic::warning("note-confirm", "c"),
        ];
        config.check.apply(&mut found);
        let left: Vec<_> = found.iter().map(|it| (it.severity, it.code)).collect();
        assert_eq!(
            left,
            [
                (Severity::Error, "note-orphan"),
                (Severity::Warning, "note-confirm")
            ]
        );
    }

    #[test]
    fn what_no_finding_can_be_is_told_with_its_place() {
        let text = "title: A\ncheck:\n  note-orfan: error\n  inferred: never\n  yaml: off\n  draft: [off]\n";
        let (_, found) = Config::read(text.as_bytes()).unwrap();
        let told: Vec<String> = found
            .iter()
            .map(|it| format!("{} {}", it.place.as_ref().unwrap(), it.message))
            .collect();
        assert_eq!(
            told,
            [
                "postil.yaml:3:3 there is no finding `note-orfan`",
                "postil.yaml:4:13 `inferred` cannot be `never`",
                "postil.yaml:5:3 `yaml` is always an error",
                "postil.yaml:6:10 `draft` should be text, found a list",
            ]
        );
        let help = found[0].help.as_deref().unwrap();
        assert!(help.contains("note-orphan"), "{help}");
    }
}
