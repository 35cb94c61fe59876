//! `postil check`: what it finds, how bad that is, how it says so.

use std::fmt::Write;

use serde_json::Value;

use crate::outcome::Outcome;
use crate::site_test::SiteTest;

/// What a check found: `severity code place`, a line each.
fn found(site: SiteTest) -> String {
    let outcome = site.run(&["check", "--json"]);
    lines(&outcome)
}

fn lines(outcome: &Outcome) -> String {
    let report = outcome.json();
    let mut lines = String::new();
    for finding in report["diagnostics"].as_array().unwrap() {
        let text = |name: &str| finding[name].as_str().unwrap().to_owned();
        let place = &finding["place"];
        let path = place["path"].as_str().unwrap_or("-");
        let _ = write!(lines, "{} {} {path}", text("severity"), text("code"));
        if place["line"].as_u64().is_some_and(|line| line > 0) {
            let _ = write!(lines, ":{}:{}", place["line"], place["column"]);
        }
        lines.push('\n');
    }
    lines
}

/// A site in which everything is in order.
fn sound() -> SiteTest {
    SiteTest::new().article("a", &article("", "Some words to speak of."))
}

fn article(front_matter: &str, body: &str) -> String {
    format!(
        "---\ntitle: An article\npublication: A paper\nrights: Ours\n{front_matter}---\n{body}\n"
    )
}

#[test]
fn a_sound_site_has_no_findings() {
    let _ = sound().run(&["check"]).code(0).says("nothing found");
}

#[test]
fn each_kind_of_finding_is_told_at_its_place() {
    let site = sound()
        .article(
            "b",
            &article(
                "date: 1931-13-01\naliases: [/articles/a.html, old/, 'https://x.example/y']\n",
                "![](b.png) and ![a boat](b.png)\n\n[there](#nowhere)",
            ),
        )
        .bytes("content/articles/b/b.png", b"png")
        .article("c", &article("aliases: [old/index.html]\n", "Words."))
        .article(
            "d",
            "---\ntitle: From nowhere\ninferred:\n  date:\n    value: 1931\n    why: a line says so\n---\nWords.\n",
        )
        .article(
            "e",
            "---\ntitle: Somebody's\nurl: https://paper.example/e\n---\nWords.\n",
        )
        .file("content/pages/a.md", "---\ntitle: A page\n---\nWords.\n")
        .file("content/pages/404.md", "---\ntitle: A page\n---\nWords.\n")
        .note("a", "aaaaaa", "---\nauthor: eve\nstatus: published\ntarget:\n  quote: zebras graze in Zanzibar\n---\nGone.\n");
    insta::assert_snapshot!(found(site));
}

#[test]
fn what_readers_do_not_see_yet_is_a_warning_at_most() {
    let site = sound()
        .article("b", &article("status: draft\n", "[there](nowhere.html)"))
        .article("c", &article("", "[to a draft](../b/index.md)"))
        .note(
            "b",
            "bbbbbb",
            "---\nauthor: ana\nstatus: published\n---\nHidden.\n",
        )
        .note(
            "a",
            "cccccc",
            "---\nauthor: ana\nstatus: review\n---\nOn the whole.\n",
        )
        .note(
            "a",
            "dddddd",
            "---\nauthor: ana\nstatus: published\nreply_to: cccccc\n---\nAn answer.\n",
        )
        .note(
            "a",
            "eeeeee",
            "---\nauthor: ana\nstatus: published\nreply_to: zzzzzz\n---\nAn answer to nobody.\n",
        );
    insta::assert_snapshot!(found(site));
}

#[test]
fn the_site_says_how_bad_a_finding_is_and_build_agrees() {
    let orphan = |level: &str| {
        sound()
            .edit("postil.yaml", |text| {
                format!("{text}check:\n  note-orphan: {level}\n")
            })
            .note_on("a", "aaaaaa", "words that are not there", "Gone.")
    };
    for (level, code, strict) in [
        ("error", 1, 1),
        ("warning", 0, 1),
        ("info", 0, 0),
        ("off", 0, 0),
    ] {
        for command in ["check", "build"] {
            let _ = orphan(level)
                .run(&[command])
                .code(code)
                .then()
                .run(&[command, "--strict"])
                .code(strict);
        }
    }
    let quiet = orphan("off").run(&["check"]).code(0);
    let _ = quiet.says("nothing found").says_nothing_of("orphan");
    let _ = sound()
        .edit("postil.yaml", |text| {
            format!("{text}check: {{yaml: off}}\n")
        })
        .run(&["check"])
        .code(1)
        .says("always an error");
}

#[test]
fn github_gets_a_command_for_each_finding_from_where_it_was_started() {
    let checked = SiteTest::empty()
        .file("reader/postil.yaml", "title: A\n")
        .file(
            "reader/content/articles/a.md",
            "---\ntitel: A, B\n---\n[x](y.html)\n",
        )
        .run(&["check", "--root", "reader", "--format", "github"])
        .code(1);
    insta::assert_snapshot!(checked.stdout);
    assert_eq!(checked.stderr, "");
}

#[test]
fn the_counts_are_those_of_the_findings() {
    let site = sound().article("b", &article("tag: x\nstatus: draft\n", "![](c.png)"));
    let report = site.run(&["check", "--json"]).code(1).json();
    let findings = report["diagnostics"].as_array().unwrap();
    for severity in ["error", "warning", "info"] {
        let number = findings.iter().filter(|it| it["severity"] == severity);
        assert_eq!(report["counts"][severity], Value::from(number.count()));
        assert_ne!(report["counts"][severity], Value::from(0), "{report}");
    }
}

#[test]
fn a_site_that_cannot_be_built_at_all_is_a_wrong_configuration() {
    let _ = SiteTest::empty()
        .file("postil.yaml", "title: [\n")
        .run(&["check"])
        .code(2)
        .says("postil.yaml:2:1");
    let _ = SiteTest::new()
        .file("templates/page.html", "{% if %}")
        .run(&["check"])
        .code(2)
        .says("templates/page.html:1");
}

#[test]
fn a_check_writes_nothing() {
    let site = sound();
    let before = site.files(".");
    let after = site.run(&["check"]).code(0).then();
    assert_eq!(after.files("."), before);
}

#[test]
fn what_is_found_is_drawn_file_by_file_with_a_summary() {
    let site = sound()
        .article("b", &article("tag: x\n", "![](b.png)"))
        .bytes("content/articles/b/b.png", b"png")
        .article("c", &article("status: draft\n", "Words."));
    insta::assert_snapshot!(site.run(&["check"]).code(1).stderr);
}

#[test]
fn an_image_on_another_host_is_a_link_and_is_told_with_its_place() {
    let body = "![A *big* ship](https://img.example/a.jpg)\n\n[![Its bow](//img.example/b.jpg)](https://e.example/)\n\n<p><img src=\"http://img.example/c.jpg\" alt=\"1 > 0\"></p>\n\n![](https://img.example/d.jpg)\n\n![Here](e.jpg)";
    let site = sound()
        .article("b", &article("", body))
        .bytes("content/articles/b/e.jpg", b"jpg");
    let told = site.run(&["check", "--json"]);
    let told_lines = lines(&told);
    for line in [6, 8, 10, 12] {
        let told = told_lines.lines().filter(|it| {
            it.starts_with(&format!(
                "warning image-remote content/articles/b/index.md:{line}:"
            ))
        });
        assert_eq!(told.count(), 1, "{line} in\n{told_lines}");
    }
    let page = told.site.build_anyway().page("articles/b.html");
    assert_eq!(page.html.matches("<img").count(), 1, "{}", page.html);
    for wanted in [
        "<a class=\"remote-image\" href=\"https://img.example/a.jpg\" rel=\"external\">Image: A big ship</a>",
        "<a href=\"https://e.example/\" rel=\"external\"><span class=\"remote-image\">Image: Its bow</span></a>",
        "<p><a class=\"remote-image\" href=\"http://img.example/c.jpg\" rel=\"external\">Image: 1 &gt; 0</a></p>",
        ">Image on img.example</a>",
        "alt=\"Here\"",
    ] {
        assert!(
            page.html.contains(wanted),
            "{wanted} is not in\n{}",
            page.html
        );
    }
}

#[test]
fn many_notices_of_a_kind_are_one_line_and_no_warning_is_hidden() {
    let draft =
        |site: SiteTest, slug: &str| site.article(slug, &article("status: draft\n", "![](a.png)"));
    let site = ["b", "c", "d", "e"].into_iter().fold(sound(), draft);
    let told = site.run(&["check"]);
    assert_eq!(
        told.stderr.matches("info[draft]").count(),
        1,
        "{}",
        told.stderr
    );
    let told = told.says("info[draft]: 4 times: an article, page or note that readers do not see yet (--verbose names them)");
    assert_eq!(
        told.stderr.matches("warning[image-alt]").count(),
        4,
        "{}",
        told.stderr
    );
    let all = told.site.run(&["check", "--verbose"]);
    assert_eq!(
        all.stderr.matches("info[draft]: content/articles/").count(),
        4
    );
    let json = all.site.run(&["check", "--json"]).json();
    assert_eq!(json["counts"]["info"], 4);
}
