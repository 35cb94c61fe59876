//! `desk`: how the preview works with editors.

use crate::yaml::Fields;

/// What a site says of its desk.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Desk {
    /// The command that opens a file, with `{path}` and `{line}`.
    pub editor: Option<String>,
}

pub(super) fn read(fields: &mut Fields<'_, '_>) -> Desk {
    let read = fields.map("desk", |fields| Desk {
        editor: fields.text("editor"),
    });
    read.unwrap_or_default()
}
