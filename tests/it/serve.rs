//! `postil serve`: what a browser gets, and what nobody gets.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::running::Running;
use crate::site_test::SiteTest;

const BROKEN: &str = "---\ntitle: [unclosed\n---\nWords.\n";

fn a_site() -> SiteTest {
    SiteTest::new()
        .article("a", "The bridge was closed on Monday.")
        .article("b", "Three witnesses spoke of a lorry.")
        .bytes("content/articles/a/photo.jpg", b"0123456789")
}

#[test]
fn paths_are_answered_as_on_github_pages() {
    let preview = Running::serve(a_site());
    for (path, status, kind) in [
        ("/", 200, "text/html; charset=utf-8"),
        ("/index.html", 200, "text/html; charset=utf-8"),
        ("/articles/", 200, "text/html; charset=utf-8"),
        ("/articles/a.html", 200, "text/html; charset=utf-8"),
        ("/articles/a.html?x=1", 200, "text/html; charset=utf-8"),
        ("/articles/a", 200, "text/html; charset=utf-8"),
        ("/articles/%61.html", 200, "text/html; charset=utf-8"),
        ("/articles/a/photo.jpg", 200, "image/jpeg"),
        ("/robots.txt", 200, "text/plain; charset=utf-8"),
        ("/articles", 302, "text/plain; charset=utf-8"),
        ("/no/such/page.html", 404, "text/html; charset=utf-8"),
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, status, "{path}");
        assert_eq!(answer.header("content-type"), Some(kind), "{path}");
    }
    assert_eq!(
        preview.get("/articles").header("location"),
        Some("/articles/")
    );
    let missing = preview.get("/no/such/page.html").text();
    assert!(
        missing.contains(&format!("http://127.0.0.1:{}/static/", preview.port())),
        "{missing}"
    );
}

#[test]
fn drafts_and_unpublished_notes_are_shown_and_nothing_is_written() {
    let preview = Running::serve(
        a_site()
            .article("draft", "---\ntitle: D\nstatus: draft\n---\nNot yet.\n")
            .note("a", "bbbbbb", "---\nauthor: ana\ncreated: 2026-03-02T09:14:00Z\ntarget:\n  quote: bridge\n---\nIn pencil.\n"),
    )
    .shows("/articles/draft.html", "Not yet.")
    .shows("/articles/a.html", "In pencil.")
    .then(|site| site.article("draft", "---\ntitle: D\nstatus: draft\n---\nSoon.\n"))
    .shows("/articles/draft.html", "Soon.");
    assert!(!preview.site.path("public").exists());
    assert!(!preview.site.path(".postil").exists());
}

#[test]
fn under_a_prefix_nothing_is_outside_it() {
    let preview = Running::start(a_site(), &["serve", "--port", "0", "--prefix", "repo"]);
    assert_eq!(preview.get("/repo/articles/a.html").status, 200);
    assert!(
        preview
            .get("/repo/articles/a.html")
            .text()
            .contains("src=\"/repo/_postil/live.js\"")
    );
    assert_eq!(preview.get("/repo/_postil/live.js").status, 200);
    for near in ["/", "/repo"] {
        assert_eq!(
            preview.get(near).header("location"),
            Some("/repo/"),
            "{near}"
        );
    }
    for outside in [
        "/articles/a.html", "/_postil/live.js", "/repository/", "/rep",
    ] {
        assert_eq!(preview.get(outside).status, 404, "{outside}");
    }
}

#[test]
fn a_prefix_that_no_url_has_is_refused() {
    a_site()
        .run(&["serve", "--prefix", "/a b/"])
        .code(2)
        .says("--prefix")
        .then();
}

#[test]
fn nothing_outside_the_site_can_be_read() {
    let site = SiteTest::new()
        .article("a", "Words.")
        .file("secret.txt", "secret");
    let preview = Running::serve(site);
    for path in [
        "/../secret.txt",
        "/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/articles/../../secret.txt",
        "/articles/..%5c..%5csecret.txt",
        "//secret.txt",
        "/./postil.yaml",
        "/postil.yaml",
        "/content/articles/a/index.md",
        "/articles/a/index.md",
        "/../../../../../../../../etc/passwd",
        "/etc/passwd",
        "/%00",
        "/_postil/../postil.yaml",
        "/_postil/..%2fpostil.yaml",
    ] {
        let answer = preview.get(path);
        assert_eq!(answer.status, 404, "{path}");
        for secret in ["secret\n", "root:", "title: A"] {
            assert!(!answer.text().contains(secret), "{path}");
        }
    }
}

#[test]
fn only_this_machine_is_answered_by_its_own_names() {
    let preview = Running::serve(a_site());
    let status = |headers: &str| preview.ask("GET", "/articles/a.html", headers).status;
    assert_eq!(status("Host: localhost:1\r\n"), 200);
    assert_eq!(status("Host: [::1]\r\n"), 200);
    for headers in [
        "",
        "Host: evil.example\r\n",
        "Host: 127.0.0.1.evil.example\r\n",
        "Host: localhost\r\nOrigin: http://evil.example\r\n",
        "Host: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n",
        "Host: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n",
    ] {
        assert_eq!(status(headers), 403, "{headers}");
        let events = preview.ask("GET", "/_postil/events?page=index.html", headers);
        assert_eq!(events.status, 403, "{headers}");
    }
    let elsewhere = preview.ask("GET", "http://evil.example/", "Host: localhost\r\n");
    assert_eq!(elsewhere.status, 403);
}

#[test]
fn no_page_elsewhere_can_frame_a_page() {
    let preview = Running::serve(a_site());
    for path in ["/articles/a.html", "/", "/no/such/page", "/_postil/live.js"] {
        assert_eq!(
            preview.get(path).header("content-security-policy"),
            Some("frame-ancestors 'self'"),
            "{path}"
        );
    }
}

#[test]
fn it_can_only_be_read() {
    let preview = Running::serve(a_site());
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        for path in ["/articles/a.html", "/_postil/events"] {
            let answer = preview.ask(method, path, "Host: localhost\r\nContent-Length: 0\r\n");
            assert_eq!(answer.status, 405, "{method} {path}");
        }
    }
    let get = preview.get("/articles/a.html");
    let head = preview.ask("HEAD", "/articles/a.html", "Host: localhost\r\n");
    assert!(head.body.is_empty());
    assert_eq!(head.header("content-length"), get.header("content-length"));
}

#[test]
fn a_browser_keeps_no_page_and_asks_for_the_rest_again() {
    let preview = Running::serve(a_site());
    let page = preview.get("/articles/a.html");
    assert_eq!(page.header("cache-control"), Some("no-store"));
    let photo = preview.get("/articles/a/photo.jpg");
    assert_eq!(photo.header("cache-control"), Some("no-cache"));
    let known = format!(
        "Host: localhost\r\nIf-None-Match: {}\r\n",
        photo.header("etag").unwrap()
    );
    let again = preview.ask("GET", "/articles/a/photo.jpg", &known);
    assert_eq!((again.status, again.body.len()), (304, 0));
    let preview = preview.then(|site| site.bytes("content/articles/a/photo.jpg", b"abc"));
    preview.until("/articles/a/photo.jpg", |answer| answer.body == b"abc");
    assert_eq!(
        preview.ask("GET", "/articles/a/photo.jpg", &known).status,
        200
    );
}

#[test]
fn parts_of_a_file_can_be_asked_for() {
    let preview = Running::serve(a_site());
    let part = |range: &str| {
        let headers = format!("Host: localhost\r\nRange: {range}\r\n");
        preview.ask("GET", "/articles/a/photo.jpg", &headers)
    };
    let middle = part("bytes=2-4");
    assert_eq!(
        (middle.status, middle.body.as_slice()),
        (206, b"234".as_slice())
    );
    assert_eq!(middle.header("content-range"), Some("bytes 2-4/10"));
    assert_eq!(part("bytes=99-").status, 416);
}

#[test]
fn a_page_is_told_of_its_own_changes_only() {
    let preview = Running::serve(a_site());
    let (a, b) = (
        preview.listen("articles/a.html"),
        preview.listen("articles/b.html"),
    );
    let wait = Duration::from_secs(30);
    let next = |messages: &std::sync::mpsc::Receiver<Value>| messages.recv_timeout(wait).unwrap();
    let (first_a, first_b) = (next(&a), next(&b));
    assert!(
        preview
            .get("/articles/a.html")
            .text()
            .contains(first_a["state"].as_str().unwrap())
    );
    let preview = preview.then(|site| {
        site.edit("content/articles/a/index.md", |text| {
            text.replace("Monday", "Friday")
        })
    });
    let (second_a, second_b) = (next(&a), next(&b));
    assert_ne!(first_a["state"], second_a["state"]);
    assert_eq!(first_b["state"], second_b["state"]);
    // A style sheet alone changes no page's state; a photo changes that of its article.
    let preview = preview.then(|site| site.file("static/css/page.css", "body { color: red }"));
    let third_a = next(&a);
    assert_eq!(second_a["state"], third_a["state"]);
    assert_ne!(second_a["styles"], third_a["styles"]);
    let sheet = third_a["styles"]["static/css/page.css"].as_str().unwrap();
    assert!(
        preview
            .get(&format!("/{sheet}"))
            .text()
            .contains("color: red")
    );
    let _preview = preview.then(|site| site.bytes("content/articles/a/photo.jpg", b"new"));
    assert_ne!(third_a["state"], next(&a)["state"]);
    next(&b);
    assert_eq!(first_b["state"], next(&b)["state"]);
}

#[test]
fn the_last_good_page_stands_in_for_one_that_cannot_be_built() {
    let preview = Running::serve(a_site());
    let told = preview.listen("articles/a.html");
    let next = || told.recv_timeout(Duration::from_secs(30)).unwrap();
    let good = next();
    assert_eq!(good["stale"], false);
    let preview = preview.then(|site| site.file("content/articles/a/index.md", BROKEN));
    let bad = next();
    assert_eq!(
        (&bad["stale"], &bad["state"]),
        (&Value::Bool(true), &good["state"])
    );
    assert_eq!(bad["errors"], 1);
    assert!(
        bad["diagnostics"][0]["place"]
            .as_str()
            .unwrap()
            .starts_with("content/articles/a/index.md:")
    );
    assert!(
        preview
            .get("/articles/a.html")
            .text()
            .contains("closed on Monday")
    );
    // Meanwhile the theme and the configuration break too, and are mended.
    let preview = preview.then(|site| site.file("templates/base.html", "{% if %}"));
    assert_eq!(next()["stale"], true);
    let preview = preview.then(|site| site.remove("templates").file("postil.yaml", "title: [\n"));
    preview.until("/articles/b.html", |answer| answer.text().contains("lorry"));
    let preview = preview
        .then(|site| site.file("postil.yaml", "title: New title\n"))
        .shows("/articles/b.html", "New title")
        .shows("/articles/a.html", "A test reader")
        .then(|site| site.article("a", "Mended."))
        .shows("/articles/a.html", "Mended.");
    let last = std::iter::from_fn(|| told.recv_timeout(Duration::from_secs(1)).ok())
        .last()
        .unwrap();
    assert_eq!(
        (&last["stale"], &last["errors"]),
        (&Value::Bool(false), &Value::from(0))
    );
    let preview = preview.then(|site| site.remove("content/articles/a"));
    preview.has_nothing_at("/articles/a.html");
}

#[test]
fn a_page_that_was_never_good_says_what_is_wrong() {
    let preview = Running::serve(a_site().file("content/articles/new/index.md", BROKEN));
    let answer = preview.get("/articles/new.html");
    assert_eq!(answer.status, 500);
    assert!(
        answer.text().contains("content/articles/new/index.md:"),
        "{}",
        answer.text()
    );
    preview
        .then(|site| site.article("new", "Good at last."))
        .shows("/articles/new.html", "Good at last.");
}

#[test]
fn it_starts_on_a_site_that_cannot_be_built_yet() {
    let preview = Running::serve(a_site().file("postil.yaml", "title: [\n"));
    let answer = preview.get("/");
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("postil.yaml:2"), "{}", answer.text());
    preview
        .then(|site| site.file("postil.yaml", "title: Mended\n"))
        .shows("/", "Mended");
}

#[test]
fn renames_and_deletions_show() {
    Running::serve(a_site())
        .then(|site| site.rename("content/articles/a", "content/articles/c"))
        .shows("/articles/c.html", "closed on Monday")
        .has_nothing_at("/articles/a.html")
        .then(|site| site.rename("content/articles/c", "content/articles/a"))
        .shows("/articles/a.html", "closed on Monday")
        .has_nothing_at("/articles/c.html");
}

#[test]
fn a_taken_port_moves_on_with_a_word() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let preview = Running::start(a_site(), &["serve", "--port", &port.to_string()]);
    assert!(preview.port() > port);
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn it_listens_to_this_machine_alone() {
    let preview = Running::serve(a_site());
    // Linux routes all of 127/8 here, so that another address of it stands for another interface.
    let address = ([127, 0, 0, 2], preview.port()).into();
    let other = std::net::TcpStream::connect_timeout(&address, Duration::from_secs(1));
    assert!(other.is_err(), "it listens at other addresses too");
}

#[test]
fn ctrl_c_ends_it_at_once_with_a_stream_open() {
    let preview = Running::serve(a_site());
    let messages = preview.listen("index.html");
    messages.recv_timeout(Duration::from_secs(30)).unwrap();
    let (took, code) = preview.interrupt();
    assert!(took < Duration::from_secs(1), "{took:?}");
    assert_eq!(code, Some(0));
}

#[test]
fn a_save_shows_soon() {
    let preview = Running::serve(a_site());
    let messages = preview.listen("articles/a.html");
    let next = || messages.recv_timeout(Duration::from_secs(30)).unwrap();
    next();
    let started = Instant::now();
    let _preview = preview.then(|site| site.article("a", "Saved."));
    next();
    // It is some 80 ms; the poll that makes up for lost events would take two seconds.
    assert!(
        started.elapsed() < Duration::from_millis(1500),
        "{:?}",
        started.elapsed()
    );
}
