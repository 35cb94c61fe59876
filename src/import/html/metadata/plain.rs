//! Texts of data as a reader would see them.

use super::super::bounded;
use crate::import::lines::tidy;

/// A text of data: entities and tags that it should not hold are undone, white space is tidied. What no page may hold is
/// empty.
pub(super) fn plain(text: &str) -> String {
    let entity = text.contains('&') && text.contains(';');
    let tag = text.contains('<') && text.contains('>');
    if entity || tag {
        bounded::parse(text).map_or_else(|_| String::new(), |inside| tidy(&inside.text()))
    } else {
        tidy(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_entities_are_undone_and_what_nests_without_end_is_nothing() {
        assert_eq!(plain("a <b>b</b> &amp;\n c"), "a b & c");
        assert_eq!(plain("<td>a</td> x<y"), "a x");
        assert_eq!(plain(&"<div>".repeat(100_000)), "");
    }
}
