//! The desk's rooms for articles, suggestions and reviews, over plain HTTP.

use std::process::Command;

use serde_json::{Value, json};

use crate::desk_client::{post, read, send};
use crate::running::Running;
use crate::site_test::SiteTest;

const FILE: &str = "---\n# mine\ntitle: Old title\nauthors: [Ana] # twice seen\ninferred:\n  date:\n    value: 2017-01-19\n    lines: [3]\n    why: a line of its own\nextra: {x: 1}\n---\n\nNine planes  were lost.\n";
const COMMENTS: &str = "# all of them\n- id: c1\n  author: Ted\n  lines: 1-2\n  text: |-\n    <b>First</b>\n- id: c2 # rude\n  lines: 3-4\n  text: Second\n";

fn site() -> SiteTest {
    SiteTest::new()
        .article("a", FILE)
        .article("b", "Other words.")
        .file("content/articles/a/comments.yaml", COMMENTS)
        .note(
            "a",
            "sggst1",
            "---\nauthor: ana\nstatus: published\nkind: suggestion\ntarget:\n  quote: Nine planes\nreplacement: Ten *planes*\n---\n",
        )
        .file("secret.txt", "secret")
}

fn desk() -> Running {
    Running::serve(site())
}

fn data(desk: &Running, slug: &str) -> Value {
    read(&desk.get(&format!("/-/articles/{slug}/data")))
}

const ARTICLE: &str = "content/articles/a/index.md";

#[test]
fn a_form_changes_the_lines_of_what_was_said_and_no_others() {
    let desk = desk();
    let before = data(&desk, "a");
    assert_eq!(before["guesses"][0]["value"], "2017-01-19");
    assert_eq!(before["guesses"][0]["lines"], json!([3]));
    let body = json!({
        "based_on": before["based_on"],
        "fields": {"title": "A <new> title", "tags": ["one", "two words"], "status": "review"},
        "guesses": {"date": "confirm"},
        "correction": "The title: it was old.",
    });
    let answer = post(&desk, "/-/articles/a/save", &body);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let after = read(&answer);
    assert_eq!(after["fields"]["title"], "A <new> title");
    assert_eq!(after["guesses"], json!([]));
    assert_eq!(after["date_in_words"], "19 January 2017");
    let file = desk.site.read(ARTICLE);
    let start = "---\n# mine\ntitle: A <new> title\ndate: 2017-01-19\nauthors: [Ana] # twice seen\ntags: [one, two words]\nstatus: review\ncorrections:\n- {date: 20";
    assert!(file.starts_with(start), "{file}");
    assert!(
        file.ends_with(
            "text: \"The title: it was old.\"}\nextra: {x: 1}\n---\n\nNine planes  were lost.\n"
        ),
        "{file}"
    );
    let desk = desk.shows("/articles/a.html", "A &lt;new&gt; title</h1>");
    let page = String::from_utf8(desk.get("/-/articles/a").body).unwrap();
    assert!(
        page.contains("A &lt;new&gt; title") && !page.contains("<new>"),
        "{page}"
    );
}

#[test]
fn what_cannot_be_saved_is_told_at_its_field_and_changes_nothing() {
    let desk = desk();
    let before = desk.site.files("content");
    let based_on = data(&desk, "a")["based_on"].clone();
    let save = |fields: Value| {
        let body = json!({"based_on": based_on, "fields": fields});
        let answer = post(&desk, "/-/articles/a/save", &body);
        (answer.status, read(&answer)["error"]["field"].clone())
    };
    for (fields, field) in [
        (json!({"date": "2017-02-30"}), "date"),
        (json!({"title": ""}), "title"),
        (json!({"url": "javascript:alert(1)"}), "url"),
        (json!({"related": ["nowhere"]}), "related"),
        (json!({"source": "x"}), "source"),
    ] {
        assert_eq!(save(fields), (422, json!(field)));
    }
    let stale = json!({"based_on": "0", "fields": {"title": "x"}});
    assert_eq!(post(&desk, "/-/articles/a/save", &stale).status, 409);
    for slug in ["..%2f..%2fsecret", "nowhere", "a%2f..%2fb", "%2e%2e"] {
        let answer = post(&desk, &format!("/-/articles/{slug}/save"), &stale);
        assert_eq!(answer.status, 404, "{slug}: {}", answer.text());
    }
    for path in ["a/save", "a/comment", ".open"] {
        let path = format!("/-/articles/{path}");
        assert_eq!(send(&desk, &path, "0000", &stale).status, 403);
        assert_eq!(desk.get(&path).status, 405);
    }
    assert_eq!(desk.site.files("content"), before);
}

#[test]
fn a_date_is_read_as_it_is_typed() {
    let desk = desk();
    let asked = |text: &str| read(&desk.get(&format!("/-/articles/.date?text={text}")));
    assert_eq!(asked("2016-08/2017-03")["said"], "August 2016 – March 2017");
    let told = asked("2017-02-30");
    assert_eq!(told["error"]["message"], "the calendar has no such day");
}

#[test]
fn a_comment_is_taken_down_and_put_back_and_never_lost() {
    let desk = desk();
    let comments = data(&desk, "a")["comments"].clone();
    let set = |based_on: &Value, hidden: bool| {
        let body = json!({"based_on": based_on, "id": "c1", "hidden": hidden});
        let answer = post(&desk, "/-/articles/a/comment", &body);
        assert_eq!(answer.status, 200, "{}", answer.text());
        read(&answer)["based_on"].clone()
    };
    let based_on = set(&comments["based_on"], true);
    let path = "content/articles/a/comments.yaml";
    let wanted = COMMENTS.replace("  text: |-", "  hidden: true\n  text: |-");
    assert_eq!(desk.site.read(path), wanted);
    set(&based_on, false);
    assert_eq!(desk.site.read(path), COMMENTS);
    let stale = json!({"based_on": comments["based_on"], "id": "zz", "hidden": true});
    assert_eq!(post(&desk, "/-/articles/a/comment", &stale).status, 404);
    assert_eq!(desk.site.read(path), COMMENTS);
}

#[test]
#[cfg(unix)]
fn a_file_of_the_site_is_opened_in_the_editor_that_the_site_names() {
    let site = site().edit("postil.yaml", |text| {
        format!("{text}desk:\n  editor: cp {{path}} opened-at-{{line}}.md\n")
    });
    let none = [("VISUAL", ""), ("EDITOR", "")];
    let desk = Running::start_with(site, &["serve", "--port", "0"], &none);
    let answer = post(
        &desk,
        "/-/articles/.open",
        &json!({"article": "a", "line": 7}),
    );
    assert_eq!(answer.status, 200, "{}", answer.text());
    let opened = desk.site.path("opened-at-7.md");
    for _ in 0..200 {
        if std::fs::read_to_string(&opened).is_ok_and(|text| text == FILE) {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(25));
    }
    assert_eq!(std::fs::read_to_string(opened).unwrap(), FILE);
    for body in [
        json!({"article": "../../secret"}),
        json!({"article": "a", "note": "../index"}),
        json!({"article": "secret.txt"}),
    ] {
        assert_eq!(
            post(&desk, "/-/articles/.open", &body).status,
            404,
            "{body}"
        );
    }
    let body = json!({"article": "a", "path": "/etc/passwd"});
    assert_eq!(post(&desk, "/-/articles/.open", &body).status, 400);
}

#[test]
fn who_is_at_the_keyboard_has_reviewed_what_they_accept() {
    let people = "title: T\npeople:\n  ana: Ana\n  ben: Ben\n";
    let desk = Running::serve(site().file("postil.yaml", people));
    let of = read(&desk.get("/-/suggestions/of?note=sggst1"));
    let by = |by: &str| json!({"note": "sggst1", "based_on": of["based_on"], "by": by});
    assert_eq!(post(&desk, "/-/suggestions/accept", &by("zoe")).status, 422);
    let answer = post(&desk, "/-/suggestions/accept", &by("ben"));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let note = desk.site.read("content/articles/a/notes/sggst1.md");
    assert!(note.contains("reviewed_by: ben\n"), "{note}");
}

#[test]
fn nobody_accepts_their_own_suggestion_where_there_must_be_two() {
    let config = "title: T\npeople:\n  ana: Ana\n  ben: Ben\ncheck: {four-eyes: error}\n";
    let desk = Running::serve(site().file("postil.yaml", config));
    let before = desk.site.files("content");
    let of = read(&desk.get("/-/suggestions/of?note=sggst1"));
    let by = |by: &str| json!({"note": "sggst1", "based_on": of["based_on"], "by": by});
    for own in ["ana", ""] {
        let answer = post(&desk, "/-/suggestions/accept", &by(own));
        let told = read(&answer)["error"]["message"].clone();
        assert!(
            answer.status == 422 && told.as_str().unwrap().contains("other than its author"),
            "{own}: {told}"
        );
    }
    assert_eq!(desk.site.files("content"), before);
    let answer = post(&desk, "/-/suggestions/accept", &by("ben"));
    assert_eq!(answer.status, 200, "{}", answer.text());
}

#[test]
fn an_acceptance_is_taken_back_whole_unless_somebody_wrote_there_since() {
    let other = "---\nauthor: ana\nstatus: published\nkind: comment\ntarget:\n  quote: were lost\n---\nAll?\n";
    let site = site().note("a", "zther1", other);
    let desk = Running::serve(site);
    let before = desk.site.files("content");
    let accept = || {
        let of = read(&desk.get("/-/suggestions/of?note=sggst1"));
        let body = json!({"note": "sggst1", "based_on": of["based_on"], "correction": "Ten."});
        let answer = post(&desk, "/-/suggestions/accept", &body);
        assert_eq!(answer.status, 200, "{}", answer.text());
        read(&answer)["undo"].clone()
    };
    let undo = accept();
    assert_ne!(desk.site.files("content"), before);
    let answer = post(&desk, "/-/undo", &undo);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(desk.site.files("content"), before);
    // What undoes the undoing is told as well.
    assert_eq!(post(&desk, "/-/undo", &undo).status, 409);
    desk.until("/-/suggestions/of?note=sggst1", |it| {
        it.text().contains("\"refused\":null")
    });
    for changed in [ARTICLE, "content/articles/a/notes/sggst1.md"] {
        let undo = accept();
        let path = desk.site.path(changed);
        let written = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, format!("{written}\nMore.\n")).unwrap();
        let now = desk.site.files("content");
        let answer = post(&desk, "/-/undo", &undo);
        let told = read(&answer)["error"]["message"].clone();
        assert!(
            answer.status == 409 && told.as_str().unwrap().starts_with(changed),
            "{told}"
        );
        assert_eq!(desk.site.files("content"), now);
        std::fs::write(&path, written).unwrap();
        assert_eq!(post(&desk, "/-/undo", &undo).status, 200);
        desk.until("/-/suggestions/of?note=sggst1", |it| {
            it.text().contains("\"refused\":null")
        });
    }
}

#[test]
fn words_are_taken_out_with_a_space_beside_them() {
    for (text, quote, left) in [
        (
            "Nine old planes were lost.", "old", "Nine planes were lost.",
        ),
        (
            "Nine planes were lost, it says.",
            ", it says",
            "Nine planes were lost.",
        ),
        (
            "Nine planes were lost again.", "again", "Nine planes were lost.",
        ),
        ("So nine planes were lost.", "So", "nine planes were lost."),
    ] {
        let note = format!(
            "---\nauthor: ana\nstatus: review\nkind: suggestion\ntarget:\n  quote: {quote:?}\nreplacement: \"\"\n---\n"
        );
        let desk = Running::serve(
            SiteTest::new()
                .article("a", text)
                .note("a", "sggst1", &note),
        );
        let of = read(&desk.get("/-/suggestions/of?note=sggst1"));
        assert_eq!(
            (&of["replacement"], &of["refused"]),
            (&json!(""), &Value::Null)
        );
        let body = json!({"note": "sggst1", "based_on": of["based_on"]});
        assert_eq!(post(&desk, "/-/suggestions/accept", &body).status, 200);
        let file = desk.site.read(ARTICLE);
        assert!(file.trim_end().ends_with(&format!("\n{left}")), "{file}");
    }
}

#[test]
fn a_suggestion_is_shown_and_accepted() {
    let desk = desk();
    let of = read(&desk.get("/-/suggestions/of?note=sggst1"));
    assert_eq!(
        (&of["quote"], &of["after"]),
        (&json!("Nine planes"), &json!("  were lost."))
    );
    assert_eq!(of["place"], "content/articles/a/index.md:13:1");
    let stale = json!({"note": "sggst1", "based_on": "0"});
    assert_eq!(post(&desk, "/-/suggestions/accept", &stale).status, 409);
    let body = json!({"note": "sggst1", "based_on": of["based_on"], "correction": "Ten."});
    let answer = post(&desk, "/-/suggestions/accept", &body);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let file = desk.site.read(ARTICLE);
    assert!(file.contains("\nTen \\*planes\\*  were lost.\n"), "{file}");
    assert!(file.contains("text: \"Ten.\"}"), "{file}");
    assert!(
        desk.site
            .read("content/articles/a/notes/sggst1.md")
            .contains("status: resolved")
    );
    let desk = desk.shows("/articles/a.html", "Ten *planes*");
    assert_eq!(desk.get("/-/suggestions/of?note=nowher").status, 404);
    assert_eq!(desk.get("/-/suggestions/accept").status, 405);
}

#[test]
fn what_changed_is_shown_without_a_commit_and_wrong_names_are_told() {
    let site = site();
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .current_dir(site.root())
            .args(["-c", "user.name=Ana", "-c", "user.email=a@b.example"])
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .output();
        assert!(done.unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "All"]);
    let desk = Running::serve(site).then(|site| {
        site.edit(ARTICLE, |text| {
            text.replace("Nine", "<script>alert(1)</script> Nine")
        })
    });
    let told = read(&desk.get("/-/review/data?since=HEAD"));
    assert_eq!(told["summary"], "1 article changed");
    let markdown = told["markdown"].as_str().unwrap();
    assert!(markdown.contains("\\<script\\>"), "{markdown}");
    let told = read(&desk.get("/-/review/data?since=--output%3Dx"));
    assert_eq!(told["error"]["field"], "since");
    assert_eq!(desk.get("/-/review/").status, 200);
    assert_eq!(desk.get("/-/review").status, 302);
}

#[test]
fn where_there_is_no_repository_the_review_says_so() {
    let desk = desk();
    let told = read(&desk.get("/-/review/data"));
    let why = told["why"].as_str().unwrap();
    assert!(why.contains("git knows no repository"), "{told}");
    assert_eq!(desk.get("/-/review/data").status, 200);
    assert_eq!(desk.get("/-/review/").status, 200);
}
