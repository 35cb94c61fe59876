//! `theme`: which one, and what the site sets in it.

use serde::Serialize;

use crate::yaml::{Fields, Node, Value};

/// The theme's name, and the site's values for its options and strings.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ThemeChoice {
    pub name: String,
    pub options: serde_yaml::Value,
    pub strings: serde_yaml::Value,
}

/// `theme: name`, or `theme: {name, options, strings}`.
pub(super) fn read(fields: &mut Fields<'_, '_>) -> ThemeChoice {
    let default = "postil".to_owned();
    let free = |node: Option<Node>| node.map_or(serde_yaml::Value::Null, |node| node.to_value());
    match fields.node("theme") {
        Some(node) if matches!(node.value, Value::Map(_)) => {
            fields.within(node, |fields| ThemeChoice {
                name: fields.text("name").unwrap_or(default),
                options: free(fields.node("options")),
                strings: free(fields.node("strings")),
            })
        }
        Some(node) => {
            let name = fields
                .as_text("theme", node)
                .map_or(default, |(name, _)| name);
            ThemeChoice {
                name,
                options: free(None),
                strings: free(None),
            }
        }
        None => ThemeChoice {
            name: default,
            options: free(None),
            strings: free(None),
        },
    }
}
