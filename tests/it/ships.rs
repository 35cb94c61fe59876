//! The raw text that most tests of the importer begin with, and the article that it becomes.

use crate::site_test::SiteTest;

pub const TEXT: &str = "\
Ships Collide off the Coast

By Ana Bell January 5, 2018

Two ships collided off the coast on Friday morning, and all of the crew were brought ashore by the lifeboat.

Our reporters have been at the harbour all day long, and they go on telling you what is new there.

The harbour master said that fog had been thick since midnight and that both ships had been warned by radio.

Notify of
View all comments
Ted Zah

This happens every winter and nobody does a thing about it.

Bob Hope

The radio has been broken for years and the office knows it very well.
";

pub const SLUG: &str = "ships-collide-off-the-coast";
pub const FOLDER: &str = "content/articles/ships-collide-off-the-coast";
pub const ARTICLE: &str = "content/articles/ships-collide-off-the-coast/index.md";
pub const COMMENTS: &str = "content/articles/ships-collide-off-the-coast/comments.yaml";
pub const RECORD: &str = "content/articles/ships-collide-off-the-coast/import.yaml";

/// A site with the text as `in/a.txt`, imported.
pub fn imported() -> SiteTest {
    SiteTest::new()
        .file("in/a.txt", TEXT)
        .run(&["import", "in"])
        .code(0)
        .then()
}

/// The source says evening in place of morning.
pub fn renewed(site: SiteTest) -> SiteTest {
    site.edit("in/a.txt", |text| {
        text.replace("Friday morning", "Friday evening")
    })
}
