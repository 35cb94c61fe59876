//! Two accounts on one page.

use crate::site_test::SiteTest;

fn two() -> SiteTest {
    SiteTest::new()
        .article("first", "---\ntitle: First\npublication: The Post\n---\nThe captain of the ferry lost 16 passengers near Oswald.\n\nBishops & <i>others</i> prayed.")
        .article("second", "---\ntitle: Second\npublication: The Times\n---\nMarkets were closed.\n\nNear Oswald the captain of a ferry lost 17 passengers.")
        .edit("postil.yaml", |text| format!("{text}related:\n  compare: [[second, first]]\n"))
}

#[test]
fn a_pair_that_the_editor_names_has_a_page_and_links_from_both() {
    let _ = two()
        .build()
        .page("compare/first--second.html")
        .has("<p class=\"whose\" lang=\"en\" dir=\"auto\">The Post</p>")
        .has("<p class=\"whose\" lang=\"en\" dir=\"auto\">The Times only</p>")
        .has("<mark class=\"differs\">16</mark>")
        .has("<mark class=\"differs\">17</mark>")
        .has("Bishops &amp; others prayed.")
        .outcome
        .page("articles/first.html")
        .has("../compare/first--second.html")
        .outcome
        .page("articles/second.html")
        .has("../compare/first--second.html");
}

#[test]
fn an_unknown_slug_is_told_at_its_place_and_a_wrong_pair_too() {
    let site = two().edit("postil.yaml", |text| {
        text.replace(
            "[[second, first]]",
            "[[second, frist], [first], first, [first, first]]",
        )
    });
    let told = site.build_anyway().code(1).stderr;
    assert!(told.contains("there is no article `frist`"), "{told}");
    assert!(told.contains("postil.yaml:"), "{told}");
    assert_eq!(
        told.matches("needs pairs of two different articles")
            .count(),
        3,
        "{told}"
    );
}

#[test]
fn readers_see_no_page_with_a_draft() {
    let _ = two()
        .edit("content/articles/second/index.md", |text| {
            text.replace("title:", "status: draft\ntitle:")
        })
        .build()
        .has_no_page("compare/first--second.html")
        .page("articles/first.html")
        .has_no("compare/");
}

#[test]
fn accounts_that_share_a_passage_are_found_unless_they_are_unrelated() {
    let words =
        "nine warplanes of the Russian force, four heavy bombers and one old tanker that flew east";
    let site = || {
        SiteTest::new()
            .article("a", &format!("At noon {words}, he said."))
            .article("b--b", &format!("Nobody knew that {words} on Monday."))
    };
    let files = |site: SiteTest| -> Vec<String> {
        let files = site.build().site.files("public");
        files
            .into_keys()
            .filter(|it| it.starts_with("compare/"))
            .collect()
    };
    assert_eq!(files(site()).len(), 1);
    let apart = site().edit("content/articles/a/index.md", |text| {
        text.replace("title:", "unrelated: [b--b]\ntitle:")
    });
    assert_eq!(files(apart), [""; 0]);
}
