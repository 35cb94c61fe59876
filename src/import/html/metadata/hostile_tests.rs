//! Pages that tempt the reader to state what their article does not say.

use dom_query::Document;

use super::{HtmlMeta, read};

/// A page with this head, and these parts above and below the article, which says nothing of itself.
fn page(head: &str, above: &str, below: &str) -> HtmlMeta {
    let paragraph =
        "Two ships collided off the coast on Friday, and all of the crew were brought ashore. "
            .repeat(4);
    let html = format!(
        "<!doctype html><html lang=en><head><title>Two Ships Collide off the Coast</title>{head}</head><body>{above}\
         <article><h1>Two Ships Collide off the Coast</h1><p>{paragraph}</p><p>{paragraph}</p></article>{below}</body></html>"
    );
    read(&Document::from(html), None)
}

/// The date that is stated, not guessed.
fn stated(meta: &HtmlMeta) -> Option<&str> {
    let date = meta.date.as_ref().filter(|date| !date.guess)?;
    Some(&date.value)
}

#[test]
fn no_date_of_anything_else_is_the_articles() {
    for (head, above, below) in [
        (
            "<link rel=canonical href=https://e.org/2017/01/19/ships>",
            "",
            "",
        ),
        (
            "<meta property=article:modified_time content=2020-02-02>",
            "",
            "",
        ),
        ("<meta property=og:updated_time content=2020-02-02>", "", ""),
        (
            "<meta http-equiv=last-modified content='Sun, 02 Feb 2020 10:00:00 GMT'>",
            "",
            "",
        ),
        ("", "<div class=today>Sunday, November 22, 2026</div>", ""),
        (
            "",
            "<div id=current-date class=date>November 22, 2026</div>",
            "",
        ),
        (
            "",
            "<header><span class=date>Sunday, November 22, 2026</span></header>",
            "",
        ),
        (
            "",
            "<header><p>Issue of November 22, 2026</p><nav>Home</nav></header>",
            "",
        ),
        (
            "",
            "",
            "<footer>© 2019 The Paper. Last updated: March 5, 2021</footer>",
        ),
        (
            "",
            "",
            "<footer><p>Copyright March 5, 2021 The Paper</p></footer>",
        ),
        ("", "", "<p>Last updated: March 5, 2021</p>"),
        (
            "",
            "",
            "<p>Accessed <time datetime=2021-03-05>March 5, 2021</time></p>",
        ),
        (
            "",
            "",
            "<p class=date>3 days ago</p><p class=date>yesterday</p>",
        ),
        (
            "",
            "",
            "<aside class=related><h3>More</h3><a href=/b>Fog</a> <time datetime=2021-03-05>March 5</time></aside>",
        ),
        (
            "",
            "",
            "<ul class=related-posts><li><a href=/b>Fog closes the airport</a> <span class=date>March 5, 2021</span></ul>",
        ),
        (
            "",
            "",
            "<section id=comments><div class=comment><b class=fn>Ted Zah</b> <time datetime=2021-03-05>March 5, 2021</time><p>So it is.</p></div></section>",
        ),
        (
            "<script type=application/ld+json>{\"@type\":\"WebSite\",\"name\":\"The Paper\",\"datePublished\":\"2011-01-01\"}</script>",
            "",
            "",
        ),
        (
            "<script type=application/ld+json>{\"@type\":\"ItemList\",\"itemListElement\":[{\"@type\":\"NewsArticle\",\"headline\":\"Fog\",\"datePublished\":\"2011-01-01\"}]}</script>",
            "",
            "",
        ),
        (
            "<link rel=canonical href=https://e.org/ships><script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Fog closes the airport again\",\"url\":\"https://e.org/fog\",\"datePublished\":\"2011-01-01\"}</script>",
            "",
            "",
        ),
        (
            "<script type=application/ld+json>{\"@type\":\"Event\",\"name\":\"A fair\",\"startDate\":\"2031-01-01\",\"datePublished\":\"2011-01-01\"}</script>",
            "",
            "",
        ),
    ] {
        let meta = page(head, above, below);
        assert_eq!(stated(&meta), None, "{head}{above}{below}");
    }
}

#[test]
fn nobody_else_is_its_author() {
    for (head, above, below) in [
        (
            "",
            "",
            "<section id=comments><div class=comment><cite class=fn>Ted Zah</cite> says:<p>So it is.</p></div></section>",
        ),
        (
            "",
            "",
            "<aside class=related><a href=/b>Fog</a> <span class=author>By Ted Zah</span></aside>",
        ),
        (
            "",
            "",
            "<ul class=related-posts><li><a href=/b>Fog closes the airport</a> <span class=byline>By Ted Zah</span></ul>",
        ),
        ("", "", "<footer>Website by Ted Zah</footer>"),
        ("", "<header><a rel=home>Ted Zah</a></header>", ""),
        (
            "<link rel=canonical href=https://e.org/ships><script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Fog closes the airport again\",\"url\":\"https://e.org/fog\",\"author\":{\"@type\":\"Person\",\"name\":\"Ted Zah\"}}</script>",
            "",
            "",
        ),
        (
            "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Two Ships Collide off the Coast\",\"comment\":[{\"@type\":\"Comment\",\"author\":{\"@type\":\"Person\",\"name\":\"Ted Zah\"}}]}</script>",
            "",
            "",
        ),
        (
            "<script type=application/ld+json>{\"@type\":\"Review\",\"url\":\"https://e.org/b\",\"name\":\"A kettle\",\"author\":{\"name\":\"Ted Zah\"}}</script><link rel=canonical href=https://e.org/ships>",
            "",
            "",
        ),
        (
            "<meta name=author content=admin><meta name=author content=https://e.org/ted>",
            "",
            "",
        ),
    ] {
        let authors = page(head, above, below).authors.filter(|it| !it.guess);
        assert_eq!(authors, None, "{head}{above}{below}");
    }
}

#[test]
fn a_site_without_a_name_is_no_publication() {
    for name in [
        "Home", "Just another WordPress site", "My Blog", "https://e.org/", "localhost",
    ] {
        let meta = page(
            &format!("<meta property=og:site_name content=\"{name}\">"),
            "",
            "",
        );
        assert_eq!(meta.publication, None, "{name}");
    }
}

#[test]
fn an_object_that_words_the_headline_anew_still_speaks() {
    let head = "<link rel=canonical href=https://e.org/ships><script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"Ships collide: all of the crew saved off the coast\",\"url\":\"https://amp.e.org/ships\",\"datePublished\":\"2018-01-05\"}</script>";
    assert_eq!(stated(&page(head, "", "")), Some("2018-01-05"));
}
