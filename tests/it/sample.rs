//! The reader that this repository holds.

use crate::site_test::SiteTest;

#[test]
fn the_sample_is_built_without_a_finding_and_a_second_run_writes_nothing() {
    let first = SiteTest::sample()
        .build()
        .says_nothing_of("warning")
        .says_nothing_of("error");
    let pages = first.site.files("public");
    let second = first.then().run(&["build", "--json"]).code(0);
    let report = second.json();
    assert_eq!(report["written"], serde_json::json!([]));
    assert_eq!(report["removed"], serde_json::json!([]));
    assert_eq!(report["diagnostics"], serde_json::json!([]));
    assert!(report["pages"].as_u64().unwrap() > 5, "{report}");
    assert!(report["unchanged"].as_u64().unwrap() > 5, "{report}");
    assert!(report["stages"].is_object(), "{report}");
    assert!(second.site.files("public") == pages);
}

#[test]
fn no_draft_of_the_sample_shows() {
    let outcome = SiteTest::sample().build();
    let mut hidden = Vec::new();
    for (path, bytes) in outcome.site.files("content") {
        let text = String::from_utf8(bytes).unwrap_or_default();
        if path.contains("/notes/")
            && path.ends_with(".md")
            && !text.contains("\nstatus: published\n")
        {
            let body = text.splitn(3, "---\n").nth(2).unwrap().to_owned();
            let id = path
                .rsplit('/')
                .next()
                .unwrap()
                .trim_end_matches(".md")
                .to_owned();
            hidden.push((
                id,
                body.split_whitespace()
                    .take(6)
                    .collect::<Vec<_>>()
                    .join(" "),
            ));
        }
    }
    assert!(
        !hidden.is_empty(),
        "the sample has a draft to try this with"
    );
    for (path, bytes) in outcome.site.files("public") {
        let text = String::from_utf8_lossy(&bytes);
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for (id, body) in &hidden {
            assert!(
                !text.contains(id) && !words.contains(body),
                "{path} shows the note {id}"
            );
        }
    }
}
