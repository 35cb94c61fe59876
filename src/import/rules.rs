//! [`Rules`]: what only a person could know about a site's furniture, from `postil.yaml` under `import:`.

use super::words::fold;

/// The user's rules. Empty ones are the default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rules {
    /// Lines to leave out: the whole line, case and punctuation aside; `*` at an end stands for anything.
    pub furniture: Vec<String>,
    /// Endings to cut from titles, such as ` | The Daily`.
    pub title_suffixes: Vec<String>,
    /// How to read `03/04/2017` where nothing in the text decides.
    pub date_order: Option<DateOrder>,
    /// Names of publications by a phrase that their pages hold.
    pub publications: Vec<PublicationRule>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

impl DateOrder {
    /// The word in `postil.yaml`.
    pub fn word(self) -> &'static str {
        match self {
            Self::DayFirst => "day-first",
            Self::MonthFirst => "month-first",
        }
    }
}

/// A text with a line that matches `pattern` (as in [`Rules::furniture`]) is from this publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicationRule {
    pub pattern: String,
    pub name: String,
}

impl Rules {
    /// Whether a folded line is furniture by a rule.
    pub(crate) fn is_furniture(&self, folded: &str) -> bool {
        self.furniture.iter().any(|rule| matches(rule, folded))
    }

    /// The publication that a folded line names, by the first rule that matches.
    pub(crate) fn publication(&self, folded: &str) -> Option<&str> {
        self.publications
            .iter()
            .find(|rule| matches(&rule.pattern, folded))
            .map(|rule| rule.name.as_str())
    }

    /// The title without the first suffix that it ends with.
    pub(crate) fn cut_suffix<'a>(&self, title: &'a str) -> &'a str {
        self.title_suffixes
            .iter()
            .find_map(|suffix| title.strip_suffix(suffix.as_str()))
            .map(str::trim_end)
            .filter(|cut| !cut.is_empty())
            .unwrap_or(title)
    }
}

/// Whether a folded line fits a pattern: equal, or with `*` at either end, a part of it.
pub(crate) fn matches(pattern: &str, folded: &str) -> bool {
    let wanted = fold(pattern);
    if wanted.is_empty() {
        return false;
    }
    match (pattern.starts_with('*'), pattern.ends_with('*')) {
        (true, true) => folded.contains(&wanted),
        (true, false) => folded.ends_with(&wanted),
        (false, true) => folded.starts_with(&wanted),
        (false, false) => folded == wanted,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_a_whole_line_unless_it_has_a_star() {
        assert!(matches("Support us!", "support us"));
        assert!(!matches("Support", "support us"));
        assert!(matches("Support*", "support us"));
        assert!(matches("*us*", "support us now"));
        assert!(!matches("*", "anything"));
    }

    #[test]
    fn a_suffix_is_cut_but_never_the_whole_title() {
        let rules = Rules {
            title_suffixes: vec![" | The Daily".into()],
            ..Rules::default()
        };
        assert_eq!(
            rules.cut_suffix("Ships collide | The Daily"),
            "Ships collide"
        );
        assert_eq!(rules.cut_suffix(" | The Daily"), " | The Daily");
    }
}
