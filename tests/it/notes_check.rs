//! What `postil check` says of notes, and that nothing of an unpublished one reaches readers.

use crate::site_test::SiteTest;

const BODY: &str = "The first sentence stands alone. The second one is repeated nowhere.";

fn reader() -> SiteTest {
    SiteTest::new().article(
        "a",
        &format!("---\ntitle: A\npublication: P\nrights: Ours\n---\n{BODY}\n"),
    )
}

/// A published note by Ana with these lines of front matter.
fn published(lines: &str, body: &str) -> String {
    format!("---\nauthor: ana\nstatus: published\n{lines}---\n{body}\n")
}

/// A site with one finding of each code about notes, told at this place.
fn findings() -> Vec<(&'static str, SiteTest, &'static str)> {
    let note = |text: &str| reader().note("a", "aaaaaa", text);
    let draft = "---\ntitle: B\npublication: P\nrights: Ours\nstatus: draft\n---\nWords.\n";
    vec![
        (
            "note-orphan",
            note(&published(
                "target:\n  quote: zebras graze in Zanzibar\n",
                "N.",
            )),
            "aaaaaa.md:5:3",
        ),
        (
            "note-confirm",
            reader()
                .article(
                    "a",
                    "---\ntitle: A\npublication: P\nrights: Ours\n---\nIt is so. It is so.\n",
                )
                .note(
                    "a",
                    "aaaaaa",
                    &published("target:\n  quote: It is so\n", "N."),
                ),
            "aaaaaa.md:5:3",
        ),
        (
            "unknown-person",
            note(&published("reviewed_by: eve\n", "N.")),
            "aaaaaa.md:4:14",
        ),
        (
            "note-state",
            note(&published("replacement: other words\n", "N.")),
            "aaaaaa.md:4:14",
        ),
        (
            "unanswered-question",
            note(&published("kind: question\n", "Is it?")),
            "aaaaaa.md:4:7",
        ),
        (
            "duplicate-note",
            note(&published("", "N."))
                .article("b", &draft.replace("status: draft\n", ""))
                .note("b", "aaaaaa", &published("", "M.")),
            "b/notes/aaaaaa.md",
        ),
        (
            "hidden-note",
            reader()
                .article("b", draft)
                .note("b", "aaaaaa", &published("", "N.")),
            "aaaaaa.md",
        ),
        (
            "lost-reply",
            note(&published("reply_to: zzzzzz\n", "N.")),
            "aaaaaa.md:4:11",
        ),
        (
            "unknown-slug",
            note(&published("see: nowhere\n", "N.")),
            "aaaaaa.md:4:6",
        ),
        (
            "note-without-article",
            reader().note("b", "aaaaaa", &published("", "N.")),
            "b/notes/aaaaaa.md",
        ),
        (
            "note-id",
            reader().note("a", "First", &published("", "N.")),
            "First.md",
        ),
        ("four-eyes", note(&published("", "N.")), "aaaaaa.md:3:9"),
    ]
}

#[test]
fn each_finding_about_notes_is_an_error_a_warning_or_off_as_the_site_says() {
    for (code, site, place) in findings() {
        let mut site = site;
        for (level, exit) in [("error", 1), ("warning", 0), ("off", 0)] {
            // Drafts are told anyway, but are not what is asked here.
            let config =
                format!("title: A\npeople: {{ana: Ana}}\ncheck: {{{code}: {level}, draft: off}}\n");
            let checked = site.file("postil.yaml", &config).run(&["check"]);
            let is_told = checked.stderr.contains(&format!("[{code}]"));
            assert_eq!(
                is_told,
                level != "off",
                "{code}: {level}\n{}",
                checked.stderr
            );
            assert!(
                level == "off" || checked.stderr.contains(place),
                "{code}\n{}",
                checked.stderr
            );
            // What an editor alone can see is a warning at most, unless the site says more of it.
            let code_of = checked.code;
            assert!(
                code_of == exit || (code == "unknown-slug" && code_of == 1),
                "{code}: {level}\n{}",
                checked.stderr
            );
            site = checked.then();
        }
    }
}

#[test]
fn a_question_is_answered_by_what_readers_see() {
    let asked = |status: &str| {
        reader()
            .note(
                "a",
                "aaaaaa",
                &published("kind: question\nassigned: ana\n", "Is it?"),
            )
            .note(
                "a",
                "bbbbbb",
                &format!("---\nauthor: ana\nstatus: {status}\nreply_to: aaaaaa\n---\nIt is.\n"),
            )
            .run(&["check"])
            .code(0)
    };
    let _ = asked("published").says_nothing_of("unanswered-question");
    for status in ["draft", "review", "rejected"] {
        let _ = asked(status).says("waits for an answer by `ana`");
    }
    for status in ["draft", "review", "resolved", "rejected"] {
        let text = format!("---\nauthor: ana\nkind: question\nstatus: {status}\n---\nIs it?\n");
        let _ = reader()
            .note("a", "aaaaaa", &text)
            .run(&["check"])
            .says_nothing_of("unanswered");
    }
}

#[test]
fn what_a_note_cannot_be_is_told_at_its_place() {
    for (text, words, place) in [
        ("---\nstatus: published\n---\nN.\n", "nobody signed", ":2:9"),
        (
            "---\nauthor: ana\nstatus: published\n---\n",
            "says nothing",
            ":3:9",
        ),
        (
            "---\nauthor: ana\nkind: suggestion\nreplacement: x\n---\nN.\n",
            "a suggestion for no words",
            ":3:7",
        ),
        (
            "---\nauthor: ana\ncreated: 2026-03-02\nupdated: 2026-03-01\n---\nN.\n",
            "updated before it was created",
            ":4:10",
        ),
    ] {
        let _ = reader()
            .note("a", "aaaaaa", text)
            .run(&["check"])
            .code(0)
            .says("warning[note-state]")
            .says(words)
            .says(&format!("aaaaaa.md{place}"));
    }
    for text in [
        "---\nauthor: ana\nstatus: published\nkind: highlight\ntarget:\n  quote: second one\n---\n",
        "---\nauthor: ana\nstatus: published\nkind: suggestion\ntarget:\n  quote: second one\n---\n",
        "---\nkind: comment\n---\n",
        "---\nauthor: ana\ncreated: 2026-03-02\nupdated: 2026-03-02\n---\nN.\n",
    ] {
        let _ = reader()
            .note("a", "aaaaaa", text)
            .run(&["check"])
            .code(0)
            .says_nothing_of("note-state");
    }
}

const CONFLICT: &str = "<<<<<<< HEAD\nMine\n=======\nTheirs\n>>>>>>> other\n";

#[test]
fn merge_conflict_markers_in_a_note_are_named_as_such_and_keep_it_from_readers() {
    let everywhere = [
        published("", &format!("Words.\n{CONFLICT}")),
        published(
            "<<<<<<< HEAD\nkind: comment\n=======\nkind: question\n>>>>>>> other\n",
            "Words.",
        ),
        format!(
            "<<<<<<< HEAD\n{}=======\n{}>>>>>>> other\n",
            published("", "Mine"),
            published("", "Theirs")
        ),
        "---\nauthor: ana\n<<<<<<< HEAD\nstatus: published\n---\nMine\n=======\nstatus: draft\n---\nTheirs\n>>>>>>> x\n".to_owned(),
    ];
    for text in everywhere {
        let line = text
            .lines()
            .position(|line| line.starts_with("<<<<<<<"))
            .unwrap()
            + 1;
        let built = reader().note("a", "aaaaaa", &text).run(&["build"]).code(1);
        assert_eq!(
            built.stderr.matches("error[").count(),
            1,
            "{}",
            built.stderr
        );
        let built = built
            .says("error[conflict]: merge conflict markers")
            .says(&format!("aaaaaa.md:{line}:1"));
        for (path, bytes) in built.site.files("public") {
            let page = String::from_utf8_lossy(&bytes);
            assert!(!page.contains("aaaaaa") && !page.contains("Mine"), "{path}");
        }
        assert_eq!(
            built.site.files("content")["articles/a/notes/aaaaaa.md"],
            text.as_bytes()
        );
    }
}

/// A note of which everything that can be said is a word of its own.
fn telling(number: usize, lines: &str) -> String {
    format!(
        "---\nauthor: secretauthor{number}\ncreated: 1987-0{}-05T06:07:08Z\nkind: suggestion\n{lines}tags: [secrettag{number}]\n\
         see: [secretsee{number}]\nassigned: secretassigned{number}\nreviewed_by: secretreviewer{number}\n\
         via: https://secretvia{number}.example/\nreplacement: secretinstead{number}\nextra: {{secretkey: secretvalue}}\n---\n\
         Secretbody{number} [secretlink{number}](../b/index.md)\n",
        number % 9 + 1
    )
}

#[test]
fn no_byte_of_an_unpublished_note_reaches_a_public_build() {
    let target = "target:\n  quote: second one\n  prefix: \"The \"\n  text: secrethash\n";
    let hidden = [
        format!("{target}status: draft\n"),
        format!("{target}status: review\n"),
        format!("{target}status: resolved\n"),
        format!("{target}status: rejected\n"),
        format!("{target}status: Published\n"),
        format!("{target}status: [published]\n"),
        target.to_owned(),
        "target:\n  quote: secretgone\nstatus: draft\n".to_owned(),
        "status: review\n".to_owned(),
        "reply_to: s00000\nstatus: published\n".to_owned(),
        "reply_to: aaaaaa\nstatus: draft\n".to_owned(),
        "target:\n  quote: Words of a plan\n  article: plan\nstatus: published\n".to_owned(),
        "reply_to: s00011\nstatus: published\n".to_owned(),
    ];
    let mut people =
        "title: A\nbase_url: https://reader.example/\npeople:\n  ana: Ana\n".to_owned();
    let mut site = reader()
        .article("b", "Words of b.")
        .article(
            "plan",
            "---\ntitle: Secretplan\nstatus: draft\n---\nWords of a plan.\n",
        )
        .note("plan", "s99999", &telling(99, "status: published\n"))
        .file(
            "content/articles/a/notes/.text/secrethash.txt",
            "Secrettext",
        )
        .note_on("a", "aaaaaa", "first sentence", "Seen.");
    for (number, lines) in hidden.iter().enumerate() {
        for role in ["author", "assigned", "reviewer"] {
            people += &format!(
                "  secret{role}{number}: {{name: Secretname, url: 'https://secreturl.example/'}}\n"
            );
        }
        site = site.note("a", &format!("s{number:05}"), &telling(number, lines));
    }
    let site = site.file("postil.yaml", &people);
    let before = site.files("content");
    let built = site.build_anyway();
    let built = built
        .page("articles/a.html")
        .has("Seen.")
        .has_mark("aaaaaa")
        .outcome;
    for (path, bytes) in built.site.files("public") {
        assert!(
            !path.to_lowercase().contains("secret") && !path.contains("s0"),
            "{path}"
        );
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        let words = text
            .find("secret")
            .map(|at| &text[at.saturating_sub(40)..at + 20]);
        assert_eq!(words, None, "{path}");
        assert!(
            !text.contains("1987"),
            "{path} has the day of a hidden note"
        );
        for number in 0..hidden.len() {
            assert!(
                !text.contains(&format!("s{number:05}")),
                "{path} names note {number}"
            );
        }
        assert!(!text.contains("s99999"), "{path}");
    }
    assert_eq!(built.site.files("content"), before);
}
