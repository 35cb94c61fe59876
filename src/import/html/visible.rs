//! What of a page its readers see.

use dom_query::NodeRef;

/// Whether an element hides itself and all that is in it, by its attributes.
pub(crate) fn is_hidden(node: &NodeRef) -> bool {
    let Some(element) = node.element_ref() else {
        return false;
    };
    element.attrs.iter().any(|attribute| {
        let value = attribute.value.as_ref();
        match attribute.name.local.as_ref() {
            "hidden" => value != "until-found",
            "style" => {
                let style: String = value
                    .chars()
                    .filter(|c| !c.is_whitespace())
                    .map(|c| c.to_ascii_lowercase())
                    .collect();
                style.split(';').any(|rule| {
                    rule.starts_with("display:none") || rule.starts_with("visibility:hidden")
                })
            }
            _ => false,
        }
    })
}
