//! The manual, `docs/`, is a site of Postil's own.

use std::path::Path;

use crate::site_test::SiteTest;

/// A copy of the manual.
pub fn manual() -> SiteTest {
    SiteTest::copy_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs"))
}

#[test]
fn the_manual_is_built_and_checked_without_a_finding() {
    let checked = manual().build().then().run(&["check", "--json"]).code(0);
    assert_eq!(checked.json()["diagnostics"], serde_json::json!([]));
}
