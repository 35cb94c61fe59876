//! Themes in layers: which template wins, and how a mistake in one is told.

use crate::site_test::SiteTest;

/// A site with a theme of its own.
fn themed() -> SiteTest {
    SiteTest::new()
        .edit("postil.yaml", |text| format!("{text}theme: own\n"))
        .file("themes/own/theme.yaml", "name: own\n")
        .article("a", "Words.")
}

#[test]
fn a_site_s_template_stands_before_the_theme_s_and_that_before_the_default() {
    let site = themed()
        .file("themes/own/templates/404.html", "the theme's 404")
        .file("themes/own/templates/list.html", "the theme's list")
        .file("templates/list.html", "the site's list");
    let _ = site
        .build()
        .page("404.html")
        .has("the theme's 404")
        .page("articles/index.html")
        .has("the site's list")
        .page("articles/a.html")
        .has("Words.");
}

#[test]
fn extending_and_including_go_through_all_layers() {
    let site = themed()
        .file(
            "themes/own/templates/base.html",
            "{% extends \"default/base.html\" %}{% block head %}<meta name=\"own\" content=\"theme\">{% endblock head %}",
        )
        .file(
            "templates/list.html",
            "{% extends \"base.html\" %}{% block main %}{% include \"hello.html\" %}{% include \"bye.html\" %}{% endblock main %}",
        )
        .file("themes/own/templates/hello.html", "hello from the theme")
        .file("themes/own/templates/bye.html", "bye from the theme")
        .file("templates/bye.html", "bye from the site");
    let _ = site
        .build()
        .page("articles/index.html")
        .has("<meta name=\"own\" content=\"theme\">")
        .has("hello from the theme")
        .has("bye from the site")
        .has_no("bye from the theme")
        .page("articles/a.html")
        .has("<meta name=\"own\" content=\"theme\">")
        .has("Words.");
}

#[test]
fn a_static_file_of_the_site_stands_before_the_default_one() {
    let built = SiteTest::new()
        .file("static/css/print.css", "body { color: teal }")
        .build();
    let files = built.site.files("public");
    let sheets: Vec<_> = files
        .iter()
        .filter(|(path, _)| path.starts_with("static/css/print."))
        .collect();
    assert_eq!(sheets.len(), 1);
    assert_eq!(sheets[0].1, b"body { color: teal }");
}

#[test]
fn mistakes_in_templates_are_told_with_file_line_and_caret() {
    let syntax = SiteTest::new()
        .file(
            "templates/list.html",
            "<h1>\n{{ list.title | shout }}\n</h1>\n",
        )
        .run(&["build"])
        .code(2);
    let value = SiteTest::new()
        .article("a", "Words.")
        .file(
            "templates/article.html",
            "<p>é {{ article.titel.length }}</p>\n",
        )
        .run(&["build"])
        .code(1);
    let theme = themed()
        .file("themes/own/templates/tag.html", "{% if tag %}\n")
        .run(&["build"])
        .code(2);
    let errors = |stderr: &str| {
        let until = stderr
            .find(" pages in")
            .and_then(|at| stderr[..at].rfind('\n'));
        stderr[..until.unwrap_or(stderr.len())].to_owned()
    };
    insta::assert_snapshot!(
        [syntax, value, theme]
            .map(|it| errors(&it.stderr))
            .join("----\n")
    );
}

#[test]
fn a_new_theme_changes_what_it_says_and_takes_the_rest_from_the_default() {
    let _ = SiteTest::new()
        .article("a", "Words.")
        .run(&["theme", "new", "blue"])
        .code(0)
        .says("`theme: blue`")
        .then()
        .edit("postil.yaml", |text| format!("{text}theme: blue\n"))
        .build()
        .page("articles/a.html")
        .has("href=\"../static/css/blue.")
        .has("href=\"../static/css/tokens.")
        .has("Set with Postil")
        .has("Words.")
        .then()
        .run(&["theme", "new", "blue"])
        .code(2)
        .says("already")
        .then()
        .run(&["theme", "new", "../blue"])
        .code(2);
}

#[test]
fn themes_are_listed_with_the_one_in_use() {
    let listed = themed().run(&["theme", "list", "--json"]).code(0).json();
    let themes: Vec<(&str, bool)> = listed["themes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            (
                it["name"].as_str().unwrap(),
                it["in_use"].as_bool().unwrap(),
            )
        })
        .collect();
    assert_eq!(themes, [("postil", false), ("own", true)]);
    let _ = themed()
        .remove("themes")
        .run(&["theme", "list"])
        .code(2)
        .says("`own`");
}

#[test]
fn ejected_files_are_the_default_ones_and_nothing_is_overwritten() {
    let before = SiteTest::new().article("a", "Words.").build();
    let pages = before.site.files("public");
    let ejected = before
        .then()
        .file("templates/note.html", "mine")
        .run(&["theme", "eject", "note.html"])
        .code(2)
        .says("already")
        .then()
        .remove("templates")
        .run(&["theme", "eject", "css/print.css", "templates/tag.html"])
        .code(0)
        .then()
        .run(&["theme", "eject", "--all", "--json"])
        .code(0);
    let report = ejected.json();
    assert_eq!(
        report["kept"],
        serde_json::json!(["static/css/print.css", "templates/tag.html"])
    );
    let built = ejected.then().build();
    assert!(
        built.site.files("public") == pages,
        "a copied theme builds the same site"
    );
    let _ = built
        .then()
        .run(&["theme", "eject", "../postil.yaml"])
        .code(2)
        .says("has no file");
}

#[test]
fn a_template_that_extends_nothing_or_itself_is_named() {
    let told = |text: &str| {
        SiteTest::new()
            .file("templates/list.html", text)
            .run(&["build"])
            .code(2)
            .says("--> templates/list.html")
    };
    let _ = told("{% extends \"nowhere.html\" %}").says("`nowhere.html`, which is not there");
    let _ = told("{% extends \"list.html\" %}").says("includes itself");
}
