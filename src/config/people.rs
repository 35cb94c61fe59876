//! `people`: who annotates.

use serde::Serialize;

use crate::yaml::Fields;

/// An annotator. Notes name them by `id`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub role: Option<String>,
    /// A page of their own elsewhere.
    pub url: Option<String>,
}

pub(super) fn read(fields: &mut Fields<'_, '_>) -> Vec<Person> {
    let pairs = fields.pairs("people");
    let person = |(key, node): (crate::yaml::Key, crate::yaml::Node)| {
        if matches!(
            node.value,
            crate::yaml::Value::Plain(_) | crate::yaml::Value::Text(_)
        ) {
            let given = (!node.is_null()).then_some(node);
            let name = given
                .and_then(|node| fields.as_text("people", node))
                .map(|(name, _)| name)
                .filter(|name| !name.is_empty());
            return Person {
                name: name.unwrap_or_else(|| key.name.clone()),
                id: key.name,
                role: None,
                url: None,
            };
        }
        fields.within(node, |fields| Person {
            name: fields.text("name").unwrap_or_else(|| key.name.clone()),
            role: fields.text("role"),
            url: fields.text("url"),
            id: key.name,
        })
    };
    pairs.into_iter().map(person).collect()
}
