//! Files of an article that people changed in ways the importer cannot follow: nothing is lost, nothing comes twice.

use crate::ships::{ARTICLE, COMMENTS, FOLDER, RECORD, SLUG, imported, renewed};
use crate::site_test::SiteTest;

const SINGLE: &str = "content/articles/ships-collide-off-the-coast.md";

/// Every file below `content`.
fn content(site: &SiteTest) -> std::collections::BTreeMap<String, Vec<u8>> {
    site.files("content")
}

#[test]
fn an_article_that_became_one_file_is_left_alone() {
    let site = imported()
        .rename(ARTICLE, SINGLE)
        .remove(FOLDER)
        .edit(SINGLE, |text| text.replace("Two ships", "Two big ships"));
    let before = content(&site);
    let again = site
        .run(&["import", "in"])
        .code(0)
        .says("ships-collide-off-the-coast.md (left as it is)")
        .says("this article is one file");
    assert_eq!(content(&again.site), before);
    let changed = renewed(again.site)
        .run(&["import", "in"])
        .code(0)
        .says("though the text is another now");
    assert_eq!(content(&changed.site), before);
    let row = changed.site.run(&["import", "in", "--json"]).json();
    assert_eq!(
        (&row["slug"], &row["article"]),
        (&SLUG.into(), &format!("./{SINGLE}").into())
    );
}

#[test]
fn an_article_that_became_one_file_beside_its_record_is_left_alone_too() {
    let site = imported().rename(ARTICLE, SINGLE);
    let before = content(&site);
    let again = site.run(&["import", "in"]).code(0).says("left as it is");
    assert_eq!(content(&again.site), before);
}

#[test]
fn another_text_under_the_name_of_a_single_file_is_an_article_of_its_own() {
    let other = "Harbour Master Speaks\n\nBy Bob Cole March 3, 2019\n\nThe harbour master has told the court that nobody kept the lamp burning on the night of the accident.\n\nHe said that the office had known of the broken lamp since the autumn, and that three letters about it had never been answered by anybody there, as far as he could remember it now.\n";
    let site = imported()
        .rename(ARTICLE, SINGLE)
        .remove(FOLDER)
        .file("in/a.txt", other);
    let done = site.run(&["import", "in"]).code(0);
    assert!(content(&done.site).len() > 1);
}

#[test]
fn a_folder_that_lost_its_record_is_still_the_article_of_its_text() {
    for changed in [false, true] {
        let site = imported().remove(RECORD);
        let site = if changed { renewed(site) } else { site };
        let again = site.run(&["import", "in"]).code(0);
        let folders = again.site.path("content/articles").read_dir().unwrap();
        assert_eq!(folders.count(), 1, "changed: {changed}");
    }
}

#[test]
fn a_record_that_cannot_be_read_is_an_error_with_its_place_and_makes_no_second_article() {
    for (broken, place) in [
        ("a: [\n", "import.yaml:2:1: "),
        ("importer: three\n", "import.yaml:1:11: "),
        ("left_out: 7\n", "import.yaml:1:11: "),
    ] {
        let site = || imported().file(RECORD, broken);
        for site in [site(), renewed(site())] {
            let before = content(&site);
            let done = site
                .run(&["import", "in"])
                .code(1)
                .says(place)
                .says("nothing was written");
            assert_eq!(content(&done.site), before, "{broken}");
        }
    }
}

#[test]
fn comments_with_mistakes_are_merged_once_they_are_mended() {
    let site = imported().edit(COMMENTS, |text| {
        text.replace("- id: c1\n", "- id: c1\n  hiden: true\n")
    });
    let more = |text: &str| {
        format!("{text}\nEve Moor\n\nI was there and saw it all from the pier that night.\n")
    };
    let site = site.edit("in/a.txt", more);
    let before = content(&site);
    let told = site
        .run(&["import", "in"])
        .code(0)
        .says("comments.yaml:2:3: ")
        .says("nothing was written")
        .says("(left as it is)");
    assert_eq!(content(&told.site), before);
    let mended = told
        .site
        .edit(COMMENTS, |text| text.replace("hiden", "hidden"))
        .run(&["import", "in"])
        .code(0)
        .then();
    let comments = mended.read(COMMENTS);
    assert!(comments.contains("Eve Moor"), "{comments}");
    assert!(comments.contains("hidden: true"), "{comments}");
}

#[test]
fn remarks_in_comments_stay_when_comments_are_merged() {
    let site = imported().edit(COMMENTS, |text| {
        let text = text.replace(
            "- id: c2\n",
            "# ask him\n- id: c2\n  hidden: true # for now\n",
        );
        format!("# Checked in May.\n\n{text}# the end\n")
    });
    let site = site.edit("in/a.txt", |text| {
        text.replace(
            "Ted Zah",
            "Eve Moor\n\nI was there and saw it all from the pier that night.\n\nTed Zah",
        )
    });
    let comments = site.run(&["import", "in"]).code(0).site.read(COMMENTS);
    assert!(
        comments.starts_with("# Checked in May.\n\n- id: c1\n  author: Eve Moor\n"),
        "{comments}"
    );
    assert!(
        comments.contains("# ask him\n# for now\n- id: c3\n  author: Bob Hope\n"),
        "{comments}"
    );
    assert!(comments.ends_with("# the end\n"), "{comments}");
}

#[test]
fn a_text_of_very_many_lines_is_refused() {
    let many = "2026-11-22 INFO nothing\n".repeat(200_000);
    let done = SiteTest::new()
        .file("log.txt", &many)
        .run(&["import", "log.txt"])
        .code(1)
        .says("log.txt: refused: more than 20000 lines: not one article");
    assert!(!done.site.path("content").exists());
}
