//! The map of the reader.

use serde_json::Value;

use crate::site_test::SiteTest;

fn site() -> SiteTest {
    SiteTest::new()
        .file(
            "content/entities/ana-bell.md",
            "---\nkind: person\nname: Ana Bell\n---\n",
        )
        .file(
            "content/entities/port-orla.md",
            "---\nkind: place\nname: Port Orla\n---\n",
        )
        .file(
            "content/entities/bell-rock.md",
            "---\nkind: place\nname: Bell Rock\n---\n",
        )
        .article(
            "a",
            "---\ntitle: One\ndate: 1931\n---\nAna Bell left Port Orla. See [[b]].\n",
        )
        .article(
            "b",
            "---\ntitle: Two\ndate: 1930\n---\nAna Bell came to Port Orla, by Bell Rock.\n",
        )
        .article(
            "c",
            "---\ntitle: Three\nstatus: draft\n---\nAna Bell again.\n",
        )
}

#[test]
fn articles_stand_between_the_names_they_share() {
    let built = site().build();
    let page = String::from_utf8(built.site.files("public")["map.html"].clone()).unwrap();
    let svg = page
        .split("<svg")
        .nth(1)
        .unwrap()
        .split("</svg>")
        .next()
        .unwrap();
    assert!(svg.find("href=\"articles/b.html\"") < svg.find("href=\"articles/a.html\""));
    assert!(svg.contains("class=\"name person\"") && svg.contains("class=\"name place\""));
    assert!(svg.contains("class=\"link\""), "{svg}");
    for absent in ["Bell Rock", "Three"] {
        assert!(!svg.contains(absent), "{svg}");
    }
}

#[test]
fn the_whole_graph_is_there_for_machines_and_has_no_draft() {
    let built = site().build();
    let map: Value = serde_json::from_slice(&built.site.files("public")["map.json"]).unwrap();
    let links = map["links"].as_array().unwrap();
    let has = |kind: &str, from: &str, to: &str| {
        links
            .iter()
            .any(|link| link["kind"] == kind && link["from"] == from && link["to"] == to)
    };
    assert!(
        has("links", "a", "b") && has("names", "b", "bell-rock") && has("names", "a", "ana-bell")
    );
    assert!(!map.to_string().contains("Three"));
    assert_eq!(map["entities"].as_array().unwrap().len(), 3);
}

#[test]
fn of_many_articles_those_are_drawn_that_have_most_to_do_with_others() {
    let site = SiteTest::new().file(
        "content/entities/ana-bell.md",
        "---\nkind: person\nname: Ana Bell\n---\n",
    );
    let site = (0..40).fold(site, |site, number| {
        let text = if number < 30 {
            format!("[[a0]] a{number}.")
        } else {
            "Ana Bell and [[a31]].".to_owned()
        };
        site.article(
            &format!("a{number}"),
            &format!("---\ntitle: No {number}\n---\n{text}\n"),
        )
    });
    let built = site.build();
    let page = String::from_utf8(built.site.files("public")["map.html"].clone()).unwrap();
    assert_eq!(page.matches("class=\"text\"").count(), 24);
    assert!(page.contains("drawn here 24 articles"));
    for number in [0, 31] {
        assert!(page.contains(&format!(">No {number}<")), "{number}");
    }
}

#[test]
fn a_single_article_has_no_map() {
    let _ = SiteTest::new()
        .article("a", "---\ntitle: One\n---\nWords.\n")
        .build()
        .has_no_page("map.html")
        .has_no_page("map.json");
}

#[test]
fn a_page_of_that_name_takes_its_place() {
    let _ = site()
        .file(
            "content/pages/map.md",
            "---\ntitle: Ways\n---\nOver the hill.\n",
        )
        .file(
            "content/pages/timeline.md",
            "---\ntitle: Times\n---\nLong ago.\n",
        )
        .build()
        .page("map.html")
        .has("Over the hill")
        .page("timeline.html")
        .has("Long ago");
}
