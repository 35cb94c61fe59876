//! What templates can call beside Tera's own filters.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::text::url;

/// Registers `asset`, `json` and `plural`. To be done before templates are added.
pub(super) fn register(tera: &mut Tera, names: Arc<BTreeMap<String, String>>) {
    tera.register_function("asset", move |kwargs: Kwargs, state: &State| {
        asset(&names, &kwargs, state)
    });
    tera.register_filter("json", json);
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

/// `value | json`: as JSON, keys in their order, safe to stand in HTML as it is.
fn json(value: &Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    let mut value =
        serde_json::to_value(value).map_err(|error| Error::message(error.to_string()))?;
    value.sort_all_objects();
    let text = value.to_string();
    // Outside of strings JSON has none of these.
    let text = text.replace('<', "\\u003c").replace('>', "\\u003e");
    Ok(Value::safe_string(&text.replace('&', "\\u0026")))
}
