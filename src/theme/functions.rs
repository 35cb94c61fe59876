//! What templates can call beside Tera's own filters.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult};

use crate::text::url;

/// Registers `asset` and `plural`. To be done before templates are added.
pub(super) fn register(tera: &mut Tera, names: Arc<BTreeMap<String, String>>) {
    tera.register_function("asset", move |kwargs: Kwargs, state: &State| {
        asset(&names, &kwargs, state)
    });
    tera.register_filter("plural", plural);
}

/// `asset(path="css/page.css")`: the URL of a file of `static/`, relative to the page.
fn asset(names: &BTreeMap<String, String>, kwargs: &Kwargs, state: &State) -> TeraResult<String> {
    let path: String = kwargs.must_get("path")?;
    let root: String = state.get("root")?.unwrap_or_default();
    let name = names
        .get(&path)
        .ok_or_else(|| Error::message(format!("there is no file `static/{path}`")))?;
    Ok(root + &url::relative("index.html", name))
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that Tera calls")]
/// `count | plural(one="note", many="notes")`: "1 note", "3 notes".
fn plural(count: i64, kwargs: Kwargs, _: &State) -> TeraResult<String> {
    let word: String = kwargs.must_get(if count == 1 { "one" } else { "many" })?;
    Ok(format!("{count} {word}"))
}
