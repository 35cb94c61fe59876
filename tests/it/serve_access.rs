//! `postil serve` for others: beyond this machine, behind a pass phrase, or to be read alone.

use crate::running::Running;
use crate::site_test::SiteTest;

const PHRASE: &str = "four words and more";
/// `ana:four words and more`, and a guess.
const RIGHT: &str = "Authorization: Basic YW5hOmZvdXIgd29yZHMgYW5kIG1vcmU=\r\n";
const WRONG: &str = "Authorization: Basic YW5hOmd1ZXNz\r\n";

fn a_site() -> SiteTest {
    SiteTest::new().article("a", "---\ntitle: A\nstatus: draft\n---\nNot for all.\n")
}

#[test]
fn beyond_this_machine_it_does_not_start_without_a_pass_phrase() {
    a_site()
        .run(&["serve", "--host", "0.0.0.0", "--port", "0"])
        .code(2)
        .says("everybody in your network")
        .says("POSTIL_PASS_PHRASE")
        .then();
}

#[test]
fn who_does_not_say_the_pass_phrase_sees_nothing_at_all() {
    let arguments = [
        "serve", "--host", "0.0.0.0", "--port", "0", "--name", "Desk.local",
    ];
    let preview = Running::start_with(a_site(), &arguments, &[("POSTIL_PASS_PHRASE", PHRASE)]);
    let host = format!("Host: 127.0.0.1:{}\r\n", preview.port());
    for path in [
        "/articles/a.html",
        "/_postil/events?page=index.html",
        "/_postil/live.js",
        "/-/import/",
        "/-/assets/desk.css",
        "/no/such/page",
    ] {
        for headers in [host.clone(), format!("{host}{WRONG}")] {
            let answer = preview.ask("GET", path, &headers);
            assert_eq!(answer.status, 401, "{path}");
            assert!(answer.header("www-authenticate").is_some(), "{path}");
            assert!(!answer.text().contains("not for all"), "{path}");
        }
    }
    let status = |headers: &str| {
        let headers = format!("{headers}{RIGHT}");
        preview.ask("GET", "/articles/a.html", &headers).status
    };
    assert_eq!(status(&host), 200);
    assert_eq!(status("Host: desk.local\r\n"), 200);
    assert_eq!(status("Host: 10.1.2.3\r\n"), 200);
    assert_eq!(status("Host: evil.example\r\n"), 403);
}

#[test]
fn what_is_shown_to_others_can_be_read_and_nothing_else() {
    let preview = Running::start(a_site(), &["serve", "--port", "0", "--read-only"]);
    let page = preview.get("/articles/a.html").text();
    assert!(
        page.contains("Not for all.") && page.contains("live.js"),
        "{page}"
    );
    assert!(!page.contains("postil-token"), "{page}");
    let host = format!(
        "Host: 127.0.0.1:{0}\r\nOrigin: http://127.0.0.1:{0}\r\n",
        preview.port()
    );
    for (method, path) in [
        ("GET", "/-/import/"),
        ("GET", "/-/notes/text?article=a"),
        ("POST", "/-/import/a/choices"),
    ] {
        let answer = preview.ask(method, path, &host);
        assert_eq!(answer.status, 403, "{method} {path}");
    }
}

#[test]
#[cfg(unix)]
fn beyond_this_machine_no_program_is_started() {
    let arguments = ["serve", "--host", "0.0.0.0", "--port", "0"];
    let variables = [("POSTIL_PASS_PHRASE", PHRASE), ("VISUAL", "touch opened")];
    let preview = Running::start_with(a_site(), &arguments, &variables);
    let host = format!("127.0.0.1:{}", preview.port());
    let asked = format!("Host: {host}\r\n{RIGHT}");
    let page = preview.ask("GET", "/-/articles/", &asked).body;
    let page = String::from_utf8(page).unwrap();
    let token = page.split("name=\"postil-token\" content=\"").nth(1);
    let token = token.unwrap().split('"').next().unwrap();
    let body = br#"{"article": "a"}"#;
    let headers = format!(
        "{asked}Origin: http://{host}\r\nX-Postil-Token: {token}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n",
        body.len()
    );
    let answer = preview.send("POST", "/-/articles/.open", &headers, body);
    assert_eq!(answer.status, 422, "{}", answer.text());
    assert!(
        answer.text().contains("beyond its machine"),
        "{}",
        answer.text()
    );
    assert!(!preview.site.path("opened").exists());
}
