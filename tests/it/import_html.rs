//! `postil import` of saved web pages.

use crate::site_test::SiteTest;

const PAGE: &str = r#"<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Ferry Runs Aground | The Harbour Post</title>
<link rel="canonical" href="https://post.example.org/2019/ferry.html">
<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle","headline":"Ferry Runs Aground",
"datePublished":"2019-11-04T08:00:00Z","author":{"@type":"Person","name":"Ana Bell"}}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Ferry Runs Aground</h1><p class="byline">By Ana Bell</p>
<p>The evening ferry ran aground on the <a href="/bank">northern sandbank</a> on Monday, and all of its passengers were
brought ashore by the lifeboat before <em>midnight</em>.</p>
<h2>No warning</h2>
<p>The harbour master said that the buoys had been moved in October, and that nobody had told the ferry company about it.</p>
<ul><li>The ship was built in 1978 and had just been repaired.</li><li>It is the third such accident within a year.</li></ul>
<p>The company said on its page that it would look into the matter, and that all tickets would be paid back in full.</p>
</article>
<aside class="related"><h3>More</h3><ul><li><a href="/a">Fog closes the airport again</a></li></ul></aside>
<footer>© 2019 The Harbour Post</footer><script>var x = "never shown";</script></body></html>"#;

const FOLDER: &str = "content/articles/ferry-runs-aground";

#[test]
fn a_page_becomes_an_article_with_its_links_lists_and_data() {
    let done = SiteTest::new()
        .file("in/ferry.html", PAGE)
        .run(&["import", "in"])
        .code(0);
    let article = done.site.read(&format!("{FOLDER}/index.md"));
    for wanted in [
        "title: Ferry Runs Aground\n",
        "date: 2019-11-04\n",
        "- Ana Bell\n",
        "url: https://post.example.org/2019/ferry.html\n",
        "[northern sandbank](https://post.example.org/bank)",
        "*midnight*",
        "\n## No warning\n",
        "\n- The ship was built in 1978 and had just been repaired.\n- It is",
    ] {
        assert!(article.contains(wanted), "{wanted:?} is not in\n{article}");
    }
    for foreign in ["Sport", "Fog closes", "never shown", "\n# "] {
        assert!(!article.contains(foreign), "{foreign:?} is in\n{article}");
    }
    assert_eq!(done.site.read(&format!("{FOLDER}/source.html")), PAGE);
    assert!(
        done.site
            .read(&format!("{FOLDER}/import.yaml"))
            .contains("Fog closes the airport again")
    );
}

#[test]
fn the_same_page_again_touches_nothing() {
    let done = SiteTest::new()
        .file("in/ferry.html", PAGE)
        .run(&["import", "in"])
        .code(0);
    let before = done.site.files("content");
    let again = done.site.run(&["import", "in"]).code(0);
    assert_eq!(again.site.files("content"), before);
    let _ = again.says("unchanged");
}

#[test]
fn another_page_of_the_same_site_under_the_same_name_is_another_article() {
    let menu: String = (0..40)
        .flat_map(|at| {
            [
                "<li><a href=/x>Part ".to_owned(),
                at.to_string(),
                "</a></li>\n".to_owned(),
            ]
        })
        .collect();
    let page = PAGE.replace(
        "<ul><li><a href=\"/\">",
        &format!("<ul>{menu}<li><a href=\"/\">"),
    );
    let other = page
        .replace("Ferry Runs Aground", "Bridge Is Opened")
        .replace("ferry.html", "bridge.html")
        .replace("The evening ferry ran aground on the", "The new bridge was opened for the people on the")
        .replace("and all of its passengers were\nbrought ashore by the lifeboat", "and the mayor\nsaid that the toll was gone")
        .replace("The harbour master said that the buoys had been moved in October, and that nobody had told the ferry company about it.", "All of the lamps had come from the old market hall, where they had been kept in a cellar for thirty years.")
        .replace("The ship was built in 1978 and had just been repaired.", "There are two lanes and a path for those who walk.")
        .replace("It is the third such accident within a year.", "A fourth one is to be built within ten years.")
        .replace("The company said on its page that it would look into the matter, and that all tickets would be paid back in full.", "A band played until the evening, and there was free soup for everybody who had come to see it, as in the old days.");
    let site = SiteTest::new()
        .file("a/index.html", &page)
        .run(&["import", "a"])
        .code(0)
        .then();
    let before = site.read(&format!("{FOLDER}/index.md"));
    let site = site
        .file("b/index.html", &other)
        .run(&["import", "b"])
        .code(0)
        .then();
    assert_eq!(site.read(&format!("{FOLDER}/index.md")), before);
    assert!(
        site.path("content/articles/bridge-is-opened/index.md")
            .exists()
    );
    // A new state of the first is still known.
    let renewed = page.replace("on Monday, and", "on Tuesday, and");
    let site = site
        .file("a/index.html", &renewed)
        .run(&["import", "a"])
        .code(0)
        .then();
    assert!(
        site.read(&format!("{FOLDER}/index.md"))
            .contains("on Tuesday")
    );
}

#[test]
fn an_image_that_an_editor_changed_is_not_replaced() {
    let page = PAGE.replace(
        "<h2>No warning",
        "<figure><img src=\"ferry_files/ship.jpg\" alt=\"The ship\"></figure><h2>No warning",
    );
    let site = SiteTest::new()
        .file("in/ferry.html", &page)
        .bytes("in/ferry_files/ship.jpg", b"first")
        .run(&["import", "in"])
        .code(0)
        .then();
    let image = format!("{FOLDER}/ship.jpg");
    assert_eq!(std::fs::read(site.path(&image)).unwrap(), b"first");
    let site = site
        .bytes(&image, b"cropped")
        .edit("in/ferry.html", |text| {
            text.replace("on Monday", "on Tuesday")
        });
    let done = site
        .run(&["import", "in"])
        .code(0)
        .says("ship.jpg is another image");
    assert_eq!(std::fs::read(done.site.path(&image)).unwrap(), b"cropped");
}
