//! `import`: what only a person could know about the pages that texts were saved from.

use crate::import::{DateOrder, PublicationRule, Rules};
use crate::yaml::Fields;

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
    use crate::config::Config;
    use crate::import::DateOrder;

    #[test]
    fn rules_are_read_and_a_wrong_order_is_told() {
        let text = "title: A\nimport:\n  furniture: [Join us]\n  date_order: day-first\n  publications:\n    '*The Paper*': The Paper\n";
        let (config, found) = Config::read(text.as_bytes()).unwrap();
        assert!(found.is_empty());
        assert_eq!(config.import.date_order, Some(DateOrder::DayFirst));
        assert_eq!(config.import.publications[0].name, "The Paper");
        let (_, found) = Config::read(b"title: A\nimport:\n  date_order: us\n").unwrap();
        assert_eq!(found[0].code, "wrong-value");
    }
}
