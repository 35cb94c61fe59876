//! Many texts at once: copies are found, rules are counted, and it is said where to look first.

use crate::site_test::SiteTest;

const HEAD: &str = "By Ana Bell January 5, 2018";

/// A text with a title, a byline and as many paragraphs.
fn text(title: &str, byline: &str, paragraphs: &[usize]) -> String {
    const WHO: [&str; 5] = [
        "The harbour master", "A fisherman", "Her brother", "The mayor", "One of the crew",
    ];
    const DID: [&str; 7] = [
        "said", "wrote in a letter", "told the court", "remembered", "has denied", "swore",
        "was told",
    ];
    const WHAT: [&str; 11] = [
        "the fog had been thick since midnight",
        "both ships were warned by radio",
        "nobody kept the lamp burning",
        "the pilot slept below",
        "the engine failed twice",
        "a bell was heard from the east",
        "the tide turned early that day",
        "all of the boats were out",
        "the owners had sold the ropes",
        "no report was ever filed",
        "the lifeboat came too late",
    ];
    let mut all = format!("{title}\n\n{byline}\n");
    for seed in paragraphs {
        all += "\n";
        for at in 0..4 {
            let number = seed * 13 + at * 29;
            all += &format!(
                "{} {} that {}, as {} other people on pier {} did. ",
                WHO[number % 5],
                DID[number % 7],
                WHAT[number % 11],
                number,
                seed + at
            );
        }
        all += "\n";
    }
    all
}

fn rows(stdout: &str) -> Vec<serde_json::Value> {
    stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn a_republished_copy_is_told_within_a_run_and_against_the_site() {
    let whole: Vec<usize> = (1..10).collect();
    let later = "By Ana Bell March 5, 2018";
    let site = SiteTest::new()
        .file(
            "in/a.txt",
            &text("Ships Collide off the Coast", HEAD, &whole),
        )
        .file(
            "in/b.txt",
            &text("What the Harbour Knew All Along", later, &whole[..7]),
        )
        .file(
            "in/c.txt",
            &text("A Bell in the Eastern Fog", later, &[40, 41, 42, 43, 44]),
        );
    let done = site
        .run(&["import", "in", "--json"])
        .code(0)
        .says("1 copy of another");
    let found = rows(&done.stdout);
    assert_eq!(
        found[1]["duplicate_of"], "ships-collide-off-the-coast",
        "{}",
        found[1]
    );
    let told = found[1]["warnings"].to_string();
    assert!(
        told.contains("has the earlier date") && told.contains("lacks the last 2 paragraphs"),
        "{told}"
    );
    assert!(found[0].get("duplicate_of").is_none() && found[2].get("duplicate_of").is_none());
    let earlier = text(
        "The Night of the Two Ships", "By Ana Bell January 1, 2018", &whole,
    );
    let next = done
        .site
        .file("d.txt", &earlier)
        .run(&["import", "d.txt", "--json"])
        .code(0);
    let row = next.json();
    assert!(row.get("duplicate_of").is_none());
    assert!(
        row["warnings"]
            .to_string()
            .contains("`ships-collide-off-the-coast` is a copy of this one"),
        "{row}"
    );
}

#[test]
fn the_article_that_needs_most_is_named_first() {
    let site = SiteTest::new()
        .file("in/a.txt", &text("Ships Collide off the Coast", HEAD, &[1, 2, 3, 4]))
        .file("in/b.txt", "Home\n\nThe lifeboat came too late for most of them, as everybody who was there has said since, and the harbour master knew that well before the trial had begun in May.\n");
    let done = site
        .run(&["import", "in", "--json"])
        .code(0)
        .says("look at these first:");
    let found = rows(&done.stdout);
    let score = |at: usize| found[at]["need"]["score"].as_u64().unwrap();
    assert!(score(1) > score(0) && score(1) >= 40, "{found:?}");
    assert_eq!(found[1]["need"]["reasons"][0], "no title");
    assert!(!done.stderr.contains(found[0]["slug"].as_str().unwrap()));
}

#[test]
fn a_rule_is_counted_and_one_that_never_fires_is_told_with_its_place() {
    let rules = "title: A\nimport:\n  furniture: [Join us today, Never there]\n  title_suffixes: [' | The Daily']\n  date_order: day-first\n  publications: {'*The Harbour Post*': The Harbour Post}\n";
    let with = |title: &str| {
        let all = text(title, HEAD, &[1, 2, 3]);
        format!("{all}\nJoin us today\n\nThe Harbour Post\n")
    };
    let site = SiteTest::new()
        .file("postil.yaml", rules)
        .file("in/a.txt", &with("Ships Collide off the Coast | The Daily"))
        .file(
            "in/b.txt",
            &with("The Long Way Home from the Pier").replace("Join us", "Go on"),
        );
    let _ = site
        .run(&["import", "in"])
        .code(0)
        .says("furniture “Join us today” 1×")
        .says("title suffix “ | The Daily” 1×")
        .says("publication “*The Harbour Post*” 2×")
        .says("postil.yaml:3:30: furniture “Never there”: never used in this run")
        .says("postil.yaml:5:15: date order “day-first”: never used in this run");
}

#[test]
fn nothing_is_drawn_in_a_pipe() {
    let site = SiteTest::new()
        .file("in/a.txt", &text("Ships Collide", HEAD, &[1, 2]))
        .file("in/b.txt", "");
    let done = site.run(&["import", "in", "--quiet"]).code(1);
    assert_eq!(done.stderr, "in/b.txt: refused: the text is empty\n");
}

#[test]
fn a_saved_page_brings_the_images_it_shows() {
    let paragraph = "<p>Two ships collided off the coast on Friday morning, and all of the crew were brought ashore by the lifeboat before noon.</p>";
    let page = format!(
        "<html><head><title>Ships Collide</title></head><body><article><h1>Ships Collide off the Coast</h1>{paragraph}<figure><img src=\"Page_files/pier.jpg\" alt=\"The pier\" width=\"800\" height=\"600\"></figure>{paragraph}{paragraph}</article></body></html>"
    );
    let site = SiteTest::new()
        .file("in/Page.html", &page)
        .bytes("in/Page_files/pier.jpg", b"\xff\xd8\xff\xe0 a picture")
        .file("in/Page_files/site.css", "p {}");
    let done = site.run(&["import", "in", "--json"]).code(0);
    let slug = done.json()["slug"].as_str().unwrap().to_owned();
    let before = done.site.files("content");
    let image = &before[&format!("articles/{slug}/pier.jpg")];
    assert_eq!(image, b"\xff\xd8\xff\xe0 a picture");
    let article =
        String::from_utf8_lossy(&before[&format!("articles/{slug}/index.md")]).into_owned();
    assert!(article.contains("![The pier](pier.jpg)"), "{article}");
    // Without its files the page reads the same.
    let again = done
        .site
        .remove("in/Page_files")
        .run(&["import", "in"])
        .code(0)
        .says("unchanged");
    assert_eq!(again.site.files("content"), before);
    postil::import::batch::desk::choose(again.site.root(), &slug, &[]).unwrap();
    assert_eq!(again.site.files("content"), before);
}

#[test]
fn rules_with_mistakes_stop_the_import_before_anything_is_written() {
    for wrong in ["date_order: dayfirst", "furnitures: [Join us]"] {
        let done = SiteTest::new()
            .file("postil.yaml", &format!("title: A\nimport:\n  {wrong}\n"))
            .file("in/a.txt", &text("Two Ships", HEAD, &[1, 2, 3]))
            .run(&["import", "in"])
            .code(2)
            .says("postil.yaml:3")
            .says("mend them");
        assert!(!done.site.path("content").exists(), "{wrong}");
    }
    let elsewhere = "title: A\nbase_url: reader\nlistz: {}\n";
    let _ = SiteTest::new()
        .file("postil.yaml", elsewhere)
        .file("in/a.txt", &text("Two Ships", HEAD, &[1, 2, 3]))
        .run(&["import", "in"])
        .code(0);
}

#[test]
fn what_an_article_needs_is_kept_beside_it_and_stays_when_it_is_imported_again() {
    let site = SiteTest::new()
        .file("in/a.txt", &text("Ships Collide", HEAD, &[1, 2, 3, 4, 5]))
        .file("in/b.txt", &text("Ships Collide", "", &[1, 2, 3, 4]));
    let done = site.run(&["import", "in", "--json"]).code(0);
    for row in done.stdout.lines() {
        let row: serde_json::Value = serde_json::from_str(row).unwrap();
        let slug = row["slug"].as_str().unwrap();
        let record = done
            .site
            .path(&format!("content/articles/{slug}/import.yaml"));
        let record = std::fs::read_to_string(record).unwrap();
        let kept: serde_json::Value = serde_yaml::from_str(&record).unwrap();
        assert_eq!(kept["need"], row["need"]);
        assert_eq!(kept["duplicate_of"], row["duplicate_of"]);
    }
    let before = done.site.files("content");
    let again = done.site.run(&["import", "in/a.txt"]).code(0);
    assert_eq!(again.site.files("content"), before);
}

#[test]
fn images_that_a_page_shows_and_the_article_cannot_are_counted_and_listed() {
    let paragraph = |words: &str| {
        format!(
            "<p>{words} said on Friday that both ships had been warned by radio, and that the fog had been thick since midnight.</p>"
        )
    };
    let page = format!(
        "<html><head><title>Two Ships Collide</title><link rel=canonical href=https://e.org/a></head><body><article><h1>Two Ships Collide</h1>{}<img src='Page_files/here.jpg' alt='Here'>{}<img src='Page_files/gone.jpg' alt='Gone'><img src='data:image/png;base64,AAAA' alt='Late'>{}<figure><img src='https://img.example/far.jpg' alt='Far'><figcaption>A far ship.</figcaption></figure><img src='https://count.example/p.gif' width=1 height=1>{}</article></body></html>",
        paragraph("The harbour master"),
        paragraph("A fisherman"),
        paragraph("Her brother"),
        paragraph("The mayor"),
    );
    let site = SiteTest::new()
        .file("in/Page.html", &page)
        .file("in/Page_files/here.jpg", "a picture");
    let done = site
        .run(&["import", "in"])
        .code(0)
        .says("3 images left out: 1 not saved with the page, 1 without an address, 1 too small to be seen")
        .says("1 image lies on other hosts: readers get links")
        .says("1 article in ., 0 refused, 3 images left out, 1 image on another host");
    let folder = "content/articles/two-ships-collide";
    let article = done.site.read(&format!("{folder}/index.md"));
    assert!(
        article.contains("![Here](here.jpg)")
            && article.contains("![Far](https://img.example/far.jpg)"),
        "{article}"
    );
    assert!(!article.contains("gone.jpg"), "{article}");
    let record = done.site.read(&format!("{folder}/import.yaml"));
    assert!(
        record.contains("  why: not saved with the page\n  address: Page_files/gone.jpg\n"),
        "{record}"
    );
    let row = done.site.run(&["import", "in", "--json"]).json();
    assert_eq!(
        row["images"],
        serde_json::json!({"left_out": 3, "elsewhere": 1})
    );
}

#[test]
fn refused_inputs_are_named_again_at_the_end() {
    let done = SiteTest::new()
        .file("in/a.txt", "Home\n")
        .file("in/b.txt", &text("Two Ships", HEAD, &[1, 2, 3]))
        .run(&["import", "in"])
        .code(1);
    let (_, end) = done.stderr.split_once("b.txt →").unwrap();
    assert!(end.contains("refused:\n       in/a.txt: "), "{end}");
}

#[test]
fn a_draft_may_wait_for_its_title_and_a_published_article_may_not() {
    let with = |status: &str| format!("---\nstatus: {status}\n---\n\nText.\n");
    let site = SiteTest::new().article("a", &with("draft"));
    let built = site.run(&["build"]).code(0).then();
    let _ = built
        .article("a", &with("published"))
        .run(&["build"])
        .code(1)
        .says("no title");
}
