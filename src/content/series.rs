//! The series an article belongs to.

use serde::{Serialize, Serializer};

use crate::yaml::{Fields, Node, Value};

/// In front matter `series: Winters`, or `series: {name: Winters, part: 2}` where the dates do not give the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    pub name: String,
    /// From 1.
    pub part: Option<usize>,
}

impl Series {
    pub(super) fn read(fields: &mut Fields<'_, '_>) -> Option<Self> {
        let node: Node = fields.node("series")?;
        let span = node.span.clone();
        let series = match node.value {
            Value::Map(_) => fields.within(node, |fields| Self {
                name: fields.text("name").unwrap_or_default(),
                part: fields.number("part"),
            }),
            _ => Self {
                name: fields.as_text("series", node)?.0,
                part: None,
            },
        };
        if series.name.trim().is_empty() {
            let message = "a series has no name".to_owned();
            let help = "write `series: Name`, or `series: {name: Name, part: 2}`";
            fields.problem("wrong-value", span, message, help);
            return None;
        }
        Some(series)
    }
}

impl Serialize for Series {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Numbered<'a> {
            name: &'a str,
            part: usize,
        }
        match self.part {
            None => self.name.serialize(out),
            Some(part) => Numbered {
                name: &self.name,
                part,
            }
            .serialize(out),
        }
    }
}
