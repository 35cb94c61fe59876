//! The same text imported again, after the source or the article changed: both sides' work stays.

use crate::ships::{ARTICLE, COMMENTS, FOLDER, SLUG, TEXT, imported, renewed};
use crate::site_test::SiteTest;

#[test]
fn an_edited_article_is_left_alone_while_its_text_is_the_same() {
    let site = imported().edit(ARTICLE, |text| text.replace("Two ships", "Three ships"));
    let before = site.files("content");
    let again = site.run(&["import", "in"]).code(0);
    assert_eq!(again.site.files("content"), before);
}

#[test]
fn a_changed_text_is_merged_with_an_edited_article() {
    let site = imported().edit(ARTICLE, |text| {
        text.replace("the fog", "a fog")
            .replace("that fog had", "that the fog had")
            .replace("status: draft", "status: published\ntags: [ships]")
    });
    let site = renewed(site).run(&["import", "in"]).code(0).then();
    let article = site.read(ARTICLE);
    for words in [
        "Friday evening",
        "that the fog had",
        "status: published\ntags: [ships]",
    ] {
        assert!(article.contains(words), "{words} is not in\n{article}");
    }
    assert!(
        site.read(&format!("{FOLDER}/import.base.md"))
            .contains("that fog had")
    );
    assert!(
        site.read(&format!("{FOLDER}/source.txt"))
            .contains("Friday evening")
    );
    let before = site.files("content");
    let again = site.run(&["import", "in"]).code(0).says("unchanged");
    assert_eq!(again.site.files("content"), before);
}

#[test]
fn a_conflict_is_marked_told_and_kept_from_readers_until_it_is_settled() {
    let site = imported().edit(ARTICLE, |text| {
        text.replace("Friday morning", "Saturday morning")
            .replace("status: draft", "status: published")
    });
    let done = renewed(site)
        .run(&["import", "in"])
        .code(1)
        .says("index.md:14: edited and imported anew: 1 place");
    let article = done.site.read(ARTICLE);
    assert!(
        article.contains("<<<<<<< edited\nTwo ships collided off the coast on Saturday morning")
    );
    assert!(article.contains("Friday evening, and all of the crew were brought ashore by the lifeboat.\n>>>>>>> imported\n"));
    let built = done
        .site
        .run(&["build"])
        .code(1)
        .says("ships-collide-off-the-coast/index.md:14")
        .has_no_page("articles/ships-collide-off-the-coast.html");
    let before = built.site.files("content");
    let again = built
        .site
        .edit("in/a.txt", |text| {
            text.replace("Friday evening", "Friday night")
        })
        .run(&["import", "in"])
        .code(1)
        .says("conflict markers");
    assert_eq!(again.site.files("content"), before);
    let again = renewed(again.site.file("in/a.txt", TEXT))
        .run(&["import", "in"])
        .code(1)
        .says("index.md:14: edited and imported anew: 1 place of the text stands")
        .says("two versions")
        .says_nothing_of("(unchanged)");
    assert_eq!(again.site.files("content"), before);
}

#[test]
fn after_a_merge_the_row_says_what_the_article_says() {
    let site = imported().edit(ARTICLE, |text| {
        text.replace("title: Ships Collide off the Coast", "title: Two Ships")
    });
    let row = renewed(site)
        .run(&["import", "in", "--json"])
        .code(0)
        .json();
    assert_eq!(row["title"], "Two Ships");
}

#[test]
fn a_lost_base_leaves_the_edited_article_alone() {
    let site = imported()
        .edit(ARTICLE, |text| text.replace("Two ships", "Three ships"))
        .remove(&format!("{FOLDER}/import.base.md"));
    let before = site.files("content");
    let done = renewed(site)
        .run(&["import", "in"])
        .code(0)
        .says("import.base.md is gone");
    assert_eq!(done.site.files("content"), before);
}

#[test]
fn a_hidden_comment_stays_hidden_when_comments_come_and_go() {
    let site = imported()
        .edit(COMMENTS, |text| {
            text.replace("- id: c2\n", "- id: c2\n  hidden: true\n")
        })
        .edit("in/a.txt", |text| {
            text.replace(
                "Ted Zah",
                "Eve Moor\n\nI was there and I saw it all from the pier that night.\n\nTed Zah",
            )
        });
    let site = site.run(&["import", "in"]).code(0).then();
    let comments = site.read(COMMENTS);
    assert!(
        comments.contains("id: c3\n  author: Bob Hope\n"),
        "{comments}"
    );
    assert_eq!(comments.matches("hidden: true").count(), 1);
    let radio = comments
        .split("- id")
        .find(|it| it.contains("The radio"))
        .unwrap();
    assert!(radio.contains("hidden: true"), "{comments}");
    let gone = site
        .edit("in/a.txt", |text| {
            text.split("Notify of").next().unwrap().to_owned()
        })
        .run(&["import", "in"])
        .code(0);
    let comments = gone.site.read(COMMENTS);
    assert!(
        comments.contains("The radio") && !comments.contains("Ted Zah"),
        "{comments}"
    );
}

#[test]
fn comments_that_are_gone_from_the_text_leave_no_file() {
    let site = imported()
        .edit("in/a.txt", |text| {
            text.split("Notify of").next().unwrap().to_owned()
        })
        .run(&["import", "in"])
        .code(0)
        .then();
    assert!(!site.path(COMMENTS).exists());
}

#[test]
fn a_new_import_says_what_became_of_the_notes() {
    let slug = SLUG;
    let site = imported()
        .note_on(slug, "aaaaaa", "on Friday morning, and all of the crew were brought ashore", "A")
        .note_on(slug, "bbbbbb", "that fog had been thick since midnight", "B")
        .edit("in/a.txt", |text| {
            text.replace("The harbour master said that fog had been thick since midnight and that both ships had been warned by radio.", "Nobody at the office wished to speak to our paper of what had happened out there before the trial opens.")
        });
    let done = site.run(&["import", "in", "--json"]).code(0);
    let row = done.json();
    assert_eq!(row["notes"]["before"]["ok"], 2);
    assert_eq!(row["notes"]["after"]["ok"], 1);
    assert_eq!(row["notes"]["after"]["orphan"], 1);
    assert!(row["warnings"].to_string().contains("1 of 2 passages"));
}

#[test]
fn an_import_that_was_cut_short_is_finished_by_the_next() {
    let whole = imported();
    let wanted = whole.files("content");
    for kept in 0..4 {
        let site = SiteTest::new().file("in/a.txt", TEXT);
        let order = ["source.txt", "comments.yaml", "index.md", "import.base.md"];
        let site = order[..=kept].iter().fold(site, |site, name| {
            site.bytes(
                &format!("{FOLDER}/{name}"),
                &wanted[&format!("articles/ships-collide-off-the-coast/{name}")],
            )
        });
        let done = site.run(&["import", "in"]).code(0);
        assert_eq!(done.site.files("content"), wanted, "after {kept}");
    }
}

#[test]
fn an_article_stays_with_its_own_text_when_a_later_state_comes_along() {
    let site = imported().file("a/a.txt", &TEXT.replace("Friday morning", "Friday evening"));
    let before = site.read(ARTICLE);
    let site = site.run(&["import", "a", "in"]).code(0).then();
    assert_eq!(site.read(ARTICLE), before);
    let other = site.read(&format!("{FOLDER}-2/index.md"));
    assert!(other.contains("Friday evening"));
    let files = site.files("content");
    let again = site.run(&["import", "in", "a"]).code(0);
    assert_eq!(again.site.files("content"), files);
}

#[test]
fn line_ends_that_a_checkout_changed_are_no_change() {
    let crlf = |text: &str| text.replace('\n', "\r\n");
    let site = imported()
        .edit(ARTICLE, |text| {
            crlf(&text.replace("that fog", "that the fog"))
        })
        .edit(&format!("{FOLDER}/import.base.md"), crlf);
    let site = renewed(site).run(&["import", "in"]).code(0).then();
    let article = site.read(ARTICLE);
    assert!(article.contains("Friday evening") && article.contains("that the fog"));
    assert!(!article.contains("<<<<<<<"), "{article}");
}

#[test]
fn a_lost_record_costs_no_edit_of_the_comments() {
    let site = imported()
        .edit(COMMENTS, |text| {
            text.replace("- id: c2\n", "- id: c2\n  hidden: true\n")
        })
        .remove(&format!("{FOLDER}/import.yaml"));
    let before = site.read(COMMENTS);
    let site = site.run(&["import", "in"]).code(0).then();
    assert_eq!(site.read(COMMENTS), before);
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_not_replaced() {
    use std::os::unix::fs::PermissionsExt;
    for (file, site) in [
        (ARTICLE, renewed(imported())),
        (COMMENTS, renewed(imported())),
        (&format!("{FOLDER}/import.yaml"), imported()),
    ] {
        let before = site.files("content");
        let closed = |mode| {
            std::fs::set_permissions(site.path(file), std::fs::Permissions::from_mode(mode))
                .unwrap();
        };
        let all = walkdir::WalkDir::new(site.root()).into_iter().flatten();
        for entry in all {
            std::fs::set_permissions(entry.path(), std::fs::Permissions::from_mode(0o777)).unwrap();
        }
        closed(0);
        let done = site
            .run_unprivileged(&["import", "in"])
            .code(1)
            .says("cannot be read");
        let open = std::fs::Permissions::from_mode(0o666);
        std::fs::set_permissions(done.site.path(file), open).unwrap();
        assert_eq!(done.site.files("content"), before, "{file}");
    }
}
