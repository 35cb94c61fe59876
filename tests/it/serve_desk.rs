//! The desk of `postil serve` over plain HTTP: who may write, what every answer says, and that nothing else is touched.

use serde_json::{Value, json};

use crate::running::{Answer, Running};
use crate::ships::TEXT;
use crate::site_test::SiteTest;

const VIEW: &str = "/-/import/ships-collide-off-the-coast";
const CHOICES: &str = "/-/import/ships-collide-off-the-coast/choices";

fn desk() -> Running {
    let site = SiteTest::new()
        .article("written", "Never imported.")
        .file("secret.txt", "secret")
        .file("in/a.txt", TEXT)
        .run(&["import", "in"])
        .code(0)
        .then();
    Running::serve(site)
}

fn token(desk: &Running) -> String {
    let page = String::from_utf8(desk.get(VIEW).body).unwrap();
    let rest = page.split("name=\"postil-token\" content=\"").nth(1);
    rest.unwrap().split('"').next().unwrap().to_owned()
}

fn data(desk: &Running) -> Value {
    serde_json::from_slice(&desk.get(&format!("{VIEW}/data")).body).unwrap()
}

/// The headers of a page of the desk, with some changed: an empty value takes a header out.
fn headers(desk: &Running, changes: &[(&str, &str)], length: usize) -> String {
    let port = desk.port();
    let mut headers = vec![
        ("Host", format!("127.0.0.1:{port}")),
        ("Origin", format!("http://127.0.0.1:{port}")),
        ("Sec-Fetch-Site", "same-origin".to_owned()),
        ("X-Postil-Token", token(desk)),
        ("Content-Type", "application/json".to_owned()),
        ("Content-Length", length.to_string()),
    ];
    for (name, value) in changes {
        headers.retain(|(known, _)| known != name);
        if !value.is_empty() {
            headers.push((name, (*value).to_owned()));
        }
    }
    let mut lines = String::new();
    for (name, value) in headers {
        lines += &format!("{name}: {value}\r\n");
    }
    lines
}

fn post(desk: &Running, path: &str, changes: &[(&str, &str)], body: &str) -> Answer {
    desk.send(
        "POST",
        path,
        &headers(desk, changes, body.len()),
        body.as_bytes(),
    )
}

fn title(based_on: &str) -> String {
    json!({"based_on": based_on, "choices": [{"field": "title", "value": "Two Ships"}]}).to_string()
}

fn told(answer: &Answer) -> Value {
    let mut told: Value = serde_json::from_slice(&answer.body).unwrap();
    told["error"].take()
}

#[test]
fn a_page_of_the_desk_may_write_and_is_told_what_came_of_it() {
    let desk = desk();
    let before = data(&desk);
    let answer = post(
        &desk,
        CHOICES,
        &[],
        &title(before["based_on"].as_str().unwrap()),
    );
    assert_eq!(answer.status, 200, "{}", answer.text());
    let after: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(after["title"], "Two Ships");
    assert_ne!(after["based_on"], before["based_on"]);
    desk.shows(
        "/articles/ships-collide-off-the-coast.html",
        "Two Ships</h1>",
    );
}

#[test]
fn nobody_else_may_write() {
    let desk = desk();
    let before = desk.site.files("content");
    let body = title(data(&desk)["based_on"].as_str().unwrap());
    for (name, value, status) in [
        ("Host", "evil.example", 403),
        ("Host", "127.0.0.1.evil.example", 403),
        ("Host", "", 403),
        ("Origin", "", 403),
        ("Origin", "null", 403),
        ("Origin", "http://evil.example", 403),
        ("Origin", "http://127.0.0.1", 403),
        ("Sec-Fetch-Site", "cross-site", 403),
        ("Sec-Fetch-Site", "same-site", 403),
        ("Sec-Fetch-Site", "none", 403),
        ("X-Postil-Token", "", 403),
        ("X-Postil-Token", "0123456789abcdef", 403),
        ("Content-Type", "", 415),
        ("Content-Type", "text/plain", 415),
        ("Content-Type", "application/x-www-form-urlencoded", 415),
        ("Content-Type", "multipart/form-data", 415),
    ] {
        let answer = post(&desk, CHOICES, &[(name, value)], &body);
        assert_eq!(answer.status, status, "{name}: {value}");
    }
    for method in ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS"] {
        let headers = headers(&desk, &[], body.len());
        let answer = desk.send(method, CHOICES, &headers, body.as_bytes());
        assert_eq!(answer.status, 405, "{method}");
        assert!(!answer.head.contains("access-control"), "{}", answer.head);
    }
    assert_eq!(desk.site.files("content"), before);
}

#[test]
fn what_cannot_be_done_is_told_in_words_and_changes_nothing() {
    let desk = desk();
    let before = desk.site.files("content");
    let based_on = data(&desk)["based_on"].as_str().unwrap().to_owned();
    let choose = |choices: Value| json!({"based_on": based_on, "choices": choices}).to_string();
    for (body, status, code) in [
        (title("another"), 409, "conflict"),
        ("{".to_owned(), 400, "bad-request"),
        ("[]".to_owned(), 400, "bad-request"),
        (
            r#"{"based_on":"","choices":[],"more":1}"#.to_owned(),
            400,
            "bad-request",
        ),
        (
            choose(json!([{"line": 1, "text": "Other words", "to": "out"}])),
            422,
            "unusable",
        ),
        (
            choose(json!([{"field": "date", "value": "last Friday"}])),
            422,
            "field",
        ),
        (
            choose(json!([{"field": "colour", "value": "red"}])),
            422,
            "field",
        ),
        (" ".repeat(5 * 1024 * 1024), 413, "too-large"),
    ] {
        let answer = post(&desk, CHOICES, &[], &body);
        let told = told(&answer);
        assert_eq!(
            (answer.status, &told["code"]),
            (status, &json!(code)),
            "{told}"
        );
        assert!(told["message"].as_str().unwrap().contains(' '), "{told}");
    }
    // One that does not say how long it is.
    let chunked = [("Content-Length", ""), ("Transfer-Encoding", "chunked")];
    let headers = headers(&desk, &chunked, 0);
    let chunk = format!(
        "{:x}\r\n{}\r\n0\r\n\r\n",
        300 * 1024,
        " ".repeat(5 * 1024 * 1024)
    );
    let answer = desk.send("POST", CHOICES, &headers, chunk.as_bytes());
    assert_eq!(answer.status, 413, "{}", answer.text());
    assert_eq!(desk.site.files("content"), before);
}

#[test]
fn a_change_of_any_file_meanwhile_is_a_conflict() {
    for file in ["index.md", "import.yaml", "source.txt"] {
        let path = format!("content/articles/ships-collide-off-the-coast/{file}");
        let desk = desk();
        let based_on = data(&desk)["based_on"].as_str().unwrap().to_owned();
        let desk = desk.then(|site| site.edit(&path, |text| format!("{text}\n")));
        let before = desk.site.files("content");
        assert_eq!(
            post(&desk, CHOICES, &[], &title(&based_on)).status,
            409,
            "{file}"
        );
        assert_eq!(desk.site.files("content"), before);
    }
}

#[test]
fn only_imported_articles_have_a_view_and_no_name_leads_elsewhere() {
    let desk = desk();
    let based_on = "x";
    for slug in [
        "written",
        "nothing",
        "..",
        "%2e%2e",
        "..%2f..%2fsecret.txt",
        "..%5c..",
        "%00",
        "ships-collide-off-the-coast%2f..%2fwritten",
        "",
        ".",
    ] {
        for path in [
            format!("/-/import/{slug}/data"),
            format!("/-/import/{slug}/choices/"),
        ] {
            let answer = desk.get(&path);
            assert_eq!(answer.status, 404, "{path}");
            assert!(!answer.text().contains("secret\n"), "{path}");
        }
        let answer = post(
            &desk,
            &format!("/-/import/{slug}/choices"),
            &[],
            &title(based_on),
        );
        assert!(matches!(answer.status, 404 | 405), "{slug}");
    }
    assert_eq!(desk.get("/-/import/written").status, 404);
    assert_eq!(desk.get("/-/assets/../import.js").status, 404);
    assert_eq!(desk.get("/-/nothing").status, 404);
    assert_eq!(desk.get("/-/import").header("location"), Some("/-/import/"));
}

#[test]
fn every_answer_lets_nothing_foreign_in_and_is_not_kept() {
    let desk = desk();
    for path in [
        "/-/import/",
        VIEW,
        &format!("{VIEW}/data"),
        CHOICES,
        "/-/assets/import.js",
        "/-/assets/desk.css",
        "/-/import/nothing",
        "/-/nothing",
    ] {
        let answer = desk.get(path);
        let policy = answer.header("content-security-policy").unwrap_or_default();
        assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe"), "{path}: {policy}");
        assert!(
            policy.contains("frame-ancestors 'none'"),
            "{path}: {policy}"
        );
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(answer.header(name), Some(value), "{path}: {name}");
        }
    }
    let page = desk.get(VIEW).text();
    assert!(!page.contains("<script>") && !page.contains("<style") && !page.contains(" style="));
}

#[test]
fn the_built_site_holds_nothing_of_the_desk() {
    let desk = desk();
    assert!(
        desk.get("/articles/ships-collide-off-the-coast.html")
            .text()
            .contains("data-postil-import")
    );
    let desk = desk.then(|site| site.run(&["build"]).code(0).then());
    for (path, bytes) in desk.site.files("public") {
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !path.contains("/-/") && !text.contains("postil-import"),
            "{path}"
        );
    }
}

#[test]
fn under_a_prefix_the_desk_stands_below_it() {
    let site = SiteTest::new()
        .file("in/a.txt", TEXT)
        .run(&["import", "in"])
        .code(0)
        .then();
    let desk = Running::start(site, &["serve", "--port", "0", "--prefix", "repo"]);
    let page = desk.get(&format!("/repo{VIEW}"));
    assert!(page.text().contains("src=\"/repo/-/assets/import.js\""));
    assert_eq!(desk.get("/repo/-/assets/import.js").status, 200);
    assert_eq!(desk.get(VIEW).status, 404);
}
