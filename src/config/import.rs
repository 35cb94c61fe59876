//! `import`: what only a person could know about the pages that texts were saved from.

use super::FILE;
use crate::diagnostic::{Diagnostic, Place};
use crate::import::{DateOrder, PublicationRule, Rules};
use crate::yaml::{Fields, Problems, Value};

/// Where the rules stand in `postil.yaml`, in the order of [`Rules`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RulePlaces {
    pub furniture: Vec<Place>,
    pub title_suffixes: Vec<Place>,
    pub date_order: Option<Place>,
    pub publications: Vec<Place>,
}

impl RulePlaces {
    /// Looks for them in a `postil.yaml`; what is wrong with it is told when it is read.
    pub fn find(bytes: &[u8]) -> Self {
        let text = String::from_utf8_lossy(bytes);
        let mut problems = Problems::new(FILE, &text);
        let Some(node) = problems.parse(0..text.len()) else {
            return Self::default();
        };
        let place = |span| Place::span(FILE, &text, span);
        let texts = |fields: &mut Fields<'_, '_>, name| {
            let (_, spans) = fields.placed_texts(name);
            spans.into_iter().map(place).collect()
        };
        let read = |fields: &mut Fields<'_, '_>| {
            let (furniture, title_suffixes) =
                (texts(fields, "furniture"), texts(fields, "title_suffixes"));
            let date_order = fields.node("date_order").map(|node| place(node.span));
            let pairs = fields.pairs("publications").into_iter();
            let publications = pairs
                .filter(|(_, node)| matches!(node.value, Value::Plain(_) | Value::Text(_)))
                .map(|(key, _)| place(key.span));
            Self {
                furniture,
                title_suffixes,
                date_order,
                publications: publications.collect(),
            }
        };
        Fields::new(node, &mut problems)
            .map("import", read)
            .unwrap_or_default()
    }
}

/// What is wrong with the rules alone, of all that may be wrong with a `postil.yaml`.
pub fn rule_problems(bytes: &[u8]) -> Vec<Diagnostic> {
    let text = String::from_utf8_lossy(bytes);
    let mut problems = Problems::new(FILE, &text);
    let Some(node) = problems.parse(0..text.len()) else {
        return problems.found;
    };
    problems.found.clear();
    read(&mut Fields::new(node, &mut problems));
    problems.found
}

pub(super) fn read(fields: &mut Fields<'_, '_>) -> Rules {
    fields
        .map("import", |fields| Rules {
            furniture: fields.texts("furniture"),
            title_suffixes: fields.texts("title_suffixes"),
            date_order: date_order(fields),
            publications: publications(fields),
        })
        .unwrap_or_default()
}

fn date_order(fields: &mut Fields<'_, '_>) -> Option<DateOrder> {
    let node = fields.node("date_order")?;
    let (text, span) = fields.as_text("date_order", node)?;
    match text.as_str() {
        "day-first" => Some(DateOrder::DayFirst),
        "month-first" => Some(DateOrder::MonthFirst),
        _ => {
            let message = format!("`date_order` cannot be `{text}`");
            fields.problem(
                "wrong-value",
                span,
                message,
                "one of: day-first, month-first",
            );
            None
        }
    }
}

/// `pattern: name` pairs, in the file's order.
fn publications(fields: &mut Fields<'_, '_>) -> Vec<PublicationRule> {
    let pairs = fields.pairs("publications");
    pairs
        .into_iter()
        .filter_map(|(key, node)| {
            let (name, _) = fields.as_text("publications", node)?;
            Some(PublicationRule {
                pattern: key.name,
                name,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, RulePlaces};
    use crate::import::DateOrder;

    #[test]
    fn rules_are_read_and_a_wrong_order_is_told() {
        let text = "title: A\nimport:\n  furniture: [Join us]\n  date_order: day-first\n  publications:\n    '*The Paper*': The Paper\n";
        let (config, found) = Config::read(text.as_bytes()).unwrap();
        assert!(found.is_empty());
        assert_eq!(config.import.date_order, Some(DateOrder::DayFirst));
        assert_eq!(config.import.publications[0].name, "The Paper");
        let places = RulePlaces::find(text.as_bytes());
        assert_eq!(places.furniture[0].to_string(), "postil.yaml:3:15");
        assert_eq!(places.publications[0].to_string(), "postil.yaml:6:5");
        let (_, found) = Config::read(b"title: A\nimport:\n  date_order: us\n").unwrap();
        assert_eq!(found[0].code, "wrong-value");
    }
}
