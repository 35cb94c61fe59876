//! What happened when, and what follows what.

use crate::site_test::SiteTest;

fn site() -> SiteTest {
    SiteTest::new()
        .file(
            "content/entities/the-fire.md",
            "---\nkind: event\nname: The fire\naliases: [the great fire]\ndate: 1931-05-02\n---\nIt began at [[port-orla]].\n",
        )
        .file("content/entities/the-trial.md", "---\nkind: event\nname: The trial\ndate: 1931-06/1931-08\n---\n")
        .file("content/entities/the-flood.md", "---\nkind: event\nname: The flood\n---\n")
        .file("content/entities/port-orla.md", "---\nkind: place\nname: Port Orla\ndate: 1800\n---\n")
        .article(
            "report",
            "---\ntitle: The report\ndate: 1931-05-03\nrelated: [letter]\n---\nAfter the great fire in Port Orla the warehouse stood in ashes. The trial began. The flood was worse.\n",
        )
        .article(
            "letter",
            "---\ntitle: The letter\ndate: 1931-05~\nrelated: [report]\n---\nThe warehouse of Port Orla stood in ashes, said the watchman.\n",
        )
}

#[test]
fn the_timeline_has_articles_and_events_in_order_and_says_what_is_not_known() {
    let built = site().build();
    let page = String::from_utf8(built.site.files("public")["timeline.html"].clone()).unwrap();
    let list = page.split("id=\"y1931\"").nth(1).unwrap();
    let at = |words: &str| list.find(words).unwrap_or_else(|| panic!("{words}"));
    let order = [
        "about May 1931", "The fire", "It began at Port Orla.", "The report", "The trial",
        "id=\"undated\"", "The flood",
    ];
    assert!(order.is_sorted_by_key(|words| at(words)), "{list}");
    let _ = built
        .page("timeline.html")
        .has("2 articles, 3 events")
        .has("class=\"lane article within approximate\"")
        .has("class=\"lane event lasted\"")
        .has("class=\"lane event day\"")
        .has("href=\"entities/the-fire.html\"")
        .has_no(">Port Orla</a>");
}

#[test]
fn before_and_after_are_told_only_where_they_are_certain() {
    let built = site().build();
    let foot = |path: &str| {
        let page = String::from_utf8(built.site.files("public")[path].clone()).unwrap();
        let foot = page.split("id=\"around\"").nth(1).unwrap();
        foot.split("</section>").next().unwrap().to_owned()
    };
    let report = foot("articles/report.html");
    let at = |words: &str| {
        report
            .find(words)
            .unwrap_or_else(|| panic!("{words}: {report}"))
    };
    let order = [
        ">Before<", "The fire", ">About the same time<", "The letter", ">After<", "The trial",
    ];
    assert!(order.is_sorted_by_key(|words| at(words)), "{report}");
    assert!(!report.contains("The flood"));
    let letter = foot("articles/letter.html");
    assert!(!letter.contains(">Before<"), "{letter}");
}

#[test]
fn an_event_page_has_the_articles_that_tell_of_it_though_they_never_name_it() {
    let _ = site()
        .edit("content/articles/letter/index.md", |text| {
            text.replace("---\nThe", "events: [the-flood]\n---\nThe")
        })
        .build()
        .page("entities/the-flood.html")
        .has("id=\"told\"")
        .has("The letter")
        .page("articles/letter.html")
        .has("<dt>Tells of</dt>")
        .has("../entities/the-flood.html");
}

#[test]
fn events_that_are_none_are_told_with_their_place() {
    let _ = site()
        .edit("content/articles/letter/index.md", |text| {
            text.replace("---\nThe", "events: [port-orla, the-war]\n---\nThe")
        })
        .run(&["build"])
        .code(1)
        .says("content/articles/letter/index.md:5:10")
        .says("`port-orla` is no event, but a place")
        .says("content/articles/letter/index.md:5:21")
        .says("there is no event `the-war`");
}

#[test]
fn of_many_dates_each_year_has_a_page() {
    let site = SiteTest::new().edit("postil.yaml", |config| {
        format!("{config}\nlists: {{page_size: 1}}\n")
    });
    let site = (0..12).fold(site, |site, year| {
        site.article(
            &format!("a{year}"),
            &format!(
                "---\ntitle: Year {year}\ndate: {}\n---\nWords.\n",
                1900 + year
            ),
        )
    });
    let _ = site
        .build()
        .page("timeline.html")
        .has("href=\"timeline/1911.html\"")
        .has_no("<p class=\"what\">")
        .page("timeline/1911.html")
        .has("Year 11")
        .has("href=\"../timeline.html\"")
        .has_no("Year 10");
}

#[test]
fn the_parts_of_a_series_lead_to_one_another() {
    let part = |slug: &str, more: &str| {
        (
            slug.to_owned(),
            format!("---\ntitle: Part {slug}\n{more}---\nWords of {slug}.\n"),
        )
    };
    let parts = [
        part("c", "series: Winters\ndate: 1901\n"),
        part("b", "series: {name: Winters, part: 1}\n"),
        part("a", "series: winters\ndate: 1902\n"),
    ];
    let site = parts
        .into_iter()
        .fold(SiteTest::new(), |site, (slug, text)| {
            site.article(&slug, &text)
        });
    let _ = site
        .build()
        .page("series/winters.html")
        .has("3 articles")
        .page("articles/c.html")
        .has("rel=\"prev\" href=\"b.html\"")
        .has("rel=\"next\" href=\"a.html\"")
        .has("../series/winters.html")
        .has(", 2/3")
        .page("articles/b.html")
        .has_no("rel=\"prev\"")
        .page("series/index.html")
        .has("Winters");
}

#[test]
fn a_series_without_a_name_is_told() {
    let _ = SiteTest::new()
        .article("a", "---\ntitle: A\nseries: {part: 2}\n---\nWords.\n")
        .run(&["build"])
        .code(1)
        .says("content/articles/a/index.md:3:9")
        .says("a series has no name");
}

#[test]
fn what_front_matter_says_twice_or_of_itself_is_told() {
    let _ = SiteTest::new()
        .article("a", "---\ntitle: A\nrelated: [b, a, b]\nunrelated: [b]\nseries: {name: W, part: 1}\n---\nWords.\n")
        .article("b", "---\ntitle: B\nrelated: [aa-c]\nseries: {name: w, part: 1}\n---\nWords.\n")
        .article("aa-b", "---\ntitle: C\ndate: 1931-02-30\n---\nWords.\n")
        .run(&["build"])
        .code(1)
        .says("`a` is this article")
        .says("`b` stands under `related` and under `unrelated`, which is stronger")
        .says("did you mean `aa-b`?")
        .says("part 1 of the series “w” is `a` already")
        .says("the calendar has no such day");
}
