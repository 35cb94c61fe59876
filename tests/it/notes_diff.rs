//! `postil notes diff`: what changed since a revision of a real git repository, as a person would tell it.

use serde_json::json;

use crate::hosted::git;
use crate::outcome::Outcome;
use crate::site_test::SiteTest;

fn commit(site: SiteTest) -> SiteTest {
    git(site.root(), &["add", "--all"]);
    git(site.root(), &["commit", "--quiet", "--message", "A state"]);
    site
}

const ARTICLE: &str = "---\ntitle: The list\ndate: 2017\ntags: [one]\n---\nNine planes were lost.\n\nNobody knows why.\n";

fn committed() -> SiteTest {
    let site = SiteTest::new()
        .article("a", ARTICLE)
        .article("quiet", "Nothing happens here.")
        .note_on("a", "aaaaaa", "Nine planes", "Which nine?")
        .note_on("a", "bbbbbb", "Nobody", "Who?")
        .file(
            "content/entities/ana.md",
            "---\nkind: person\nname: Ana\n---\n",
        );
    git(site.root(), &["init", "--quiet"]);
    commit(site)
}

fn changed(site: SiteTest) -> SiteTest {
    site.edit("content/articles/a/index.md", |text| {
        text.replace("Nine", "Ten").replace("2017", "2018")
    })
    .edit("content/articles/a/notes/aaaaaa.md", |text| {
        text.replace("published", "resolved")
            .replace("Which nine?", "Which of *them*?")
    })
    .remove("content/articles/a/notes/bbbbbb.md")
    .note_on("a", "cccccc", "knows why", "@team <b>why</b> #1")
    .edit("content/entities/ana.md", |text| {
        text.replace("name: Ana", "name: Ana Bell")
    })
}

const TOLD: &str =
    "Since HEAD: 1 note added, 1 note changed, 1 note removed, 1 article changed, 1 entity changed.

The list (a): changed
  date: 2017 → 2018
  [-Nine-]{+Ten+} planes were lost.
  changed note aaaaaa: comment by ana, resolved on “Nine planes”
    status: published → resolved
    Which [-nine-]{+of *them*+}?
  removed note bbbbbb: comment by ana, published on “Nobody”
    Who?
  added note cccccc: comment by ana, published on “knows why”
    @team <b>why</b> #1

Entity Ana Bell (ana): changed
  name: Ana → Ana Bell
";

#[test]
fn what_is_not_committed_is_told_article_by_article() {
    let outcome = changed(committed()).run(&["notes", "diff", "HEAD"]).code(0);
    assert_eq!(outcome.stdout, TOLD);
}

#[test]
fn a_branch_is_compared_with_where_it_left_the_main_one() {
    let site = committed();
    git(site.root(), &["checkout", "--quiet", "-b", "work"]);
    let site = commit(changed(site));
    let outcome = site.run(&["notes", "diff"]).code(0);
    assert_eq!(outcome.stdout, TOLD.replace("HEAD", "main"));
    // What happens on main meanwhile is not ours.
    let site = outcome.then();
    git(site.root(), &["checkout", "--quiet", "main"]);
    let site = commit(site.article("theirs", "Somebody else's."));
    git(site.root(), &["checkout", "--quiet", "work"]);
    let outcome = site.run(&["notes", "diff", "main"]).code(0);
    assert_eq!(outcome.stdout, TOLD.replace("HEAD", "main"));
}

#[test]
fn the_same_as_json_and_as_markdown_in_which_nothing_is_markup() {
    let site = changed(committed());
    let outcome = site.run(&["notes", "diff", "--json"]).code(0);
    let answer = outcome.json();
    assert_eq!(
        answer["counts"]["notes"],
        json!({"added": 1, "changed": 1, "removed": 1})
    );
    assert_eq!(answer["articles"][0]["slug"], "a");
    assert_eq!(answer["articles"][0]["paragraphs"][0]["fate"], "changed");
    assert_eq!(answer["articles"].as_array().unwrap().len(), 1);
    let outcome: Outcome = outcome
        .then()
        .run(&["notes", "diff", "--format", "markdown"])
        .code(0);
    let text = &outcome.stdout;
    assert!(
        text.contains("### The list, changed\n\n- date: ~~2017~~ → **2018**\n"),
        "{text}"
    );
    assert!(
        text.contains("> ~~Nine~~**Ten** planes were lost.\n"),
        "{text}"
    );
    assert!(
        text.contains("> @\u{200b}team \\<b\\>why\\</b\\> #\u{200b}1\n"),
        "{text}"
    );
}

#[test]
fn an_unknown_revision_and_a_folder_without_git_are_told() {
    let _ = committed()
        .run(&["notes", "diff", "nowhere"])
        .code(2)
        .says("git knows no commit `nowhere`");
    let _ = SiteTest::new()
        .article("a", ARTICLE)
        .run(&["notes", "diff"])
        .code(3)
        .says("git knows no repository");
}
