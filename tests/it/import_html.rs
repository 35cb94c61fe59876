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

fn read(site: &SiteTest, path: &str) -> String {
    std::fs::read_to_string(site.path(path)).unwrap()
}

#[test]
fn a_page_becomes_an_article_with_its_links_lists_and_data() {
    let done = SiteTest::new()
        .file("in/ferry.html", PAGE)
        .run(&["import", "in"])
        .code(0);
    let article = read(&done.site, &format!("{FOLDER}/index.md"));
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
    assert_eq!(read(&done.site, &format!("{FOLDER}/source.html")), PAGE);
    assert!(
        read(&done.site, &format!("{FOLDER}/import.yaml")).contains("Fog closes the airport again")
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
