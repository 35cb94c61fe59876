//! `postil check --external`: links to another site, which a server of the test stands for.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use crate::outcome::Outcome;
use crate::site_test::SiteTest;
use crate::web::{Reply, Web, status, to};

const QUICK: &str = "external: {timeout: 1, retries: 1, pause: 0}\n";

/// A site whose one article links to all of these.
fn linking<'a>(urls: impl IntoIterator<Item = &'a String>) -> SiteTest {
    let links = urls.into_iter().map(|url| format!("<{url}>\n\n"));
    let site = SiteTest::new().article("a", &links.collect::<String>());
    site.edit("postil.yaml", |text| format!("{text}{QUICK}"))
}

/// Checks with the test's own machine allowed, on the day after `day` days.
fn on_day(site: SiteTest, day: u64, arguments: &[&str]) -> Outcome {
    let mut command = site.command(&["check", "--external", "--private", "127.0.0.1"]);
    command.args(arguments).env(
        "SOURCE_DATE_EPOCH",
        (1_790_000_000 + day * 86_400).to_string(),
    );
    Outcome::of(site, without_proxy(command))
}

fn without_proxy(mut command: assert_cmd::Command) -> assert_cmd::Command {
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command
}

fn check(site: SiteTest, arguments: &[&str]) -> Outcome {
    on_day(site, 0, arguments)
}

/// The findings about links to other sites: code and message, addresses of the test's server cut to their path.
fn found(outcome: &Outcome) -> Vec<(String, String)> {
    let answer = outcome.json();
    let found = answer["diagnostics"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    found
        .map(|it| (text(&it["code"]), text(&it["message"])))
        .filter(|(code, _)| code.starts_with("external-"))
        .collect()
}

/// What is found of a link that is answered so.
fn verdict(reply: impl Fn(&str, usize) -> Reply + Send + Sync + 'static) -> (String, Vec<String>) {
    let web = Web::new(reply);
    let outcome = check(linking([&web.url("/x")]), &["--json"]);
    let codes = found(&outcome).into_iter().map(|(code, _)| code);
    (codes.collect::<Vec<_>>().join(" "), web.asked())
}

#[test]
fn each_status_means_what_it_says() {
    for (code, finding) in [
        (200, ""),
        (204, ""),
        (401, "external-unsure"),
        (403, "external-unsure"),
        (404, "external-gone"),
        (410, "external-gone"),
        (429, "external-unsure"),
        (451, "external-unsure"),
        (500, "external-fails"),
        (503, "external-fails"),
        (999, "external-unsure"),
    ] {
        let told = verdict(move |_, _| status(code, "retry-after: 0\r\n")).0;
        assert_eq!(told, finding, "{code}");
    }
}

#[test]
fn a_host_that_does_not_like_head_is_asked_for_the_page() {
    for refusal in [403, 404, 405, 500, 501] {
        let (told, asked) = verdict(move |request, _| {
            status(
                if request.starts_with("GET") {
                    200
                } else {
                    refusal
                },
                "",
            )
        });
        assert_eq!(
            (told.as_str(), asked),
            ("", vec!["HEAD /x".to_owned(), "GET /x".to_owned()])
        );
    }
    let (told, asked) = verdict(|request, _| match request {
        "HEAD /x" => Vec::new(),
        _ => status(200, ""),
    });
    assert_eq!((told.as_str(), asked.len()), ("", 2));
}

#[test]
fn a_busy_host_is_asked_again_after_the_pause_that_it_wishes() {
    let began = Instant::now();
    let (told, asked) = verdict(|_, times| match times {
        0 => status(429, "retry-after: 1\r\n"),
        _ => status(200, ""),
    });
    assert_eq!((told.as_str(), asked.len()), ("", 2));
    assert!(began.elapsed() >= Duration::from_secs(1));
    // Nobody waits for an hour.
    let (told, asked) = verdict(|_, _| status(429, "retry-after: 3600\r\n"));
    assert_eq!((told.as_str(), asked.len()), ("external-unsure", 1));
}

#[test]
fn a_link_is_asked_once_and_told_at_each_of_its_places() {
    let web = Web::new(|_, _| status(404, ""));
    let (one, other) = (web.url("/x#top"), web.url("/x"));
    let front = format!("---\ntitle: B\nurl: {other}\n---\nWords with [a link]({one}) to it.\n");
    let site = linking([&one])
        .article("b", &front)
        .note_on("b", "aaaaaa", "Words", &format!("See <{other}>."))
        .file(
            "templates/404.html",
            &format!("<a href=\"{}\">x</a>", web.url("/y")),
        );
    let outcome = check(site, &["--json", "--strict"]).code(1);
    let answer = outcome.json();
    let places = answer["diagnostics"].as_array().unwrap().iter();
    let places: Vec<String> = places
        .filter(|it| it["code"] == "external-gone")
        .map(|it| {
            let place = &it["place"];
            format!(
                "{}:{}:{}",
                place["path"].as_str().unwrap(),
                place["line"],
                place["column"]
            )
        })
        .collect();
    assert_eq!(
        places,
        [
            "content/articles/a/index.md:4:1",
            "content/articles/b/index.md:3:6",
            "content/articles/b/index.md:5:12",
            "content/articles/b/notes/aaaaaa.md:9:5",
            "public/404.html:0:0",
        ]
    );
    let mut asked = web.asked();
    asked.sort();
    assert_eq!(asked, ["GET /x", "GET /y", "HEAD /x", "HEAD /y"]);
    assert_eq!(answer["external"]["asked"], 2);
}

#[test]
fn a_page_that_moved_for_good_is_told_with_its_new_address() {
    let web = Web::new(|request, _| match request.split(' ').nth(1).unwrap() {
        "/old" => to(301, "/between"),
        "/between" => to(308, "/new"),
        "/away" => to(302, "/new"),
        "/for-now" => to(301, "/away"),
        "/lost" => to(301, "/"),
        "/dead" => to(301, "/nothing"),
        "/nothing" => status(404, ""),
        _ => status(200, ""),
    });
    let pages = ["/old", "/away", "/for-now", "/lost", "/dead"];
    let urls = pages.map(|path| web.url(path));
    let outcome = check(linking(&urls), &["--json"]);
    let base = web.url("");
    let told: Vec<String> = found(&outcome)
        .into_iter()
        .map(|(code, message)| format!("{code} {}", message.replace(&base, "")))
        .collect();
    assert_eq!(
        told,
        [
            "external-moved `/old` has moved for good to `/new`",
            "external-moved `/for-now` has moved for good to `/away`",
            "external-moved `/lost` has moved for good to `/`",
            "external-gone `/dead` leads nowhere: the host says 404 (not found)",
        ]
    );
    assert!(outcome.stdout.contains("front page"));
}

#[test]
fn redirects_without_an_end_are_left() {
    let (told, asked) = verdict(|_, _| to(302, "/x"));
    assert_eq!((told.as_str(), asked.len()), ("external-fails", 1));
    let (told, asked) = verdict(|_, times| to(302, &format!("/{times}")));
    assert_eq!(told, "external-fails");
    assert!(asked.len() < 15, "{asked:?}");
}

#[test]
fn a_redirect_leads_into_no_private_network_and_no_other_scheme() {
    for target in [
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://localhost/",
        "file:///etc/passwd",
        "javascript:alert(1)",
    ] {
        let (told, asked) = verdict(move |_, _| to(301, target));
        assert_eq!(
            (told.as_str(), asked.len()),
            ("external-unsure", 1),
            "{target}"
        );
    }
}

#[test]
fn private_addresses_are_not_asked() {
    let web = Web::new(|_, _| status(200, ""));
    let named = web.url("/").replace("127.0.0.1", "localhost");
    let other = web.url("/").replace("127.0.0.1", "127.0.0.2");
    let site = linking([&web.url("/"), &named, &other]);
    let mut command = site.command(&["check", "--external", "--json"]);
    command.env_remove("SOURCE_DATE_EPOCH");
    let outcome = Outcome::of(site, without_proxy(command));
    assert!(web.asked().is_empty(), "{:?}", web.asked());
    let codes: Vec<String> = found(&outcome).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["external-private"; 3]);
    // What one run was not allowed is no answer to the next.
    let outcome = check(outcome.site, &["--json"]);
    assert_eq!((web.asked().len(), found(&outcome).len()), (1, 2));
}

#[test]
fn hosts_that_hang_babble_or_send_without_end_harm_nobody() {
    let began = Instant::now();
    let (told, _) = verdict(|request, _| {
        std::thread::sleep(Duration::from_secs(4));
        status(200, request)
    });
    assert_eq!(told, "external-fails");
    assert!(began.elapsed() < Duration::from_secs(10));
    for garbage in [
        "\0\u{1}\u{2}\r\n\r\n".to_owned(),
        "SSH-2.0-OpenSSH_9.9\r\n".to_owned(),
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n".to_owned(),
        format!("HTTP/1.1 200 OK\r\n{}\r\n", "x: y\r\n".repeat(20_000)),
        format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "y".repeat(1_000_000)),
    ] {
        let (told, _) = verdict(move |_, _| garbage.clone().into_bytes());
        assert_eq!(told, "external-fails");
    }
    let began = Instant::now();
    let (told, asked) = verdict(|request, _| {
        let head = "HTTP/1.1 200 OK\r\ncontent-length: 50000000\r\n\r\n";
        let body = if request.starts_with("GET") {
            50_000_000
        } else {
            0
        };
        [head.as_bytes(), &vec![b'x'; body]].concat()
    });
    assert_eq!(
        (told.as_str(), asked.len()),
        ("", 1),
        "only the head is asked for"
    );
    assert!(began.elapsed() < Duration::from_secs(8));
}

#[test]
fn what_was_asked_lately_is_not_asked_again() {
    let web = Web::new(|request, _| status(if request.ends_with("/gone") { 404 } else { 200 }, ""));
    let urls = [web.url("/gone"), web.url("/good")];
    let asked_for = |path: &str| {
        let asked = web.asked().into_iter();
        asked.filter(|it| it == &format!("HEAD {path}")).count()
    };
    let first = check(linking(&urls), &["--json"]);
    let told = found(&first);
    let second = check(first.site, &["--json"]);
    assert_eq!(
        (found(&second), second.json()["external"]["asked"].clone()),
        (told, 0.into())
    );
    assert_eq!((asked_for("/gone"), asked_for("/good")), (1, 1));
    let site = on_day(second.site, 2, &[]).site;
    assert_eq!((asked_for("/gone"), asked_for("/good")), (2, 1));
    let site = on_day(site, 20, &[]).site;
    assert_eq!((asked_for("/gone"), asked_for("/good")), (3, 2));
    let site = on_day(site, 20, &["--fresh"]).site;
    assert_eq!((asked_for("/gone"), asked_for("/good")), (4, 3));
    let site = site.file(".postil/external.json", "{\"version\": 1, \"links\": [");
    let _ = on_day(site, 20, &[]).says("2 links to other sites: 2 asked");
}

#[test]
fn what_the_site_leaves_out_or_is_itself_is_not_asked() {
    let web = Web::new(|_, _| status(404, ""));
    let own = "https://reader.example/notes/articles/a.html".to_owned();
    let site = linking([&web.url("/left/out"), &own]);
    let ignore = format!("pause: 0, ignore: ['{}/left/*']", web.url(""));
    let site = site.edit("postil.yaml", |text| text.replace("pause: 0", &ignore));
    let outcome = check(site, &["--json"]);
    assert_eq!((found(&outcome), web.asked()), (vec![], vec![]));
    assert_eq!(outcome.json()["external"]["ignored"], 1);
}

#[test]
fn without_a_network_that_is_said_once() {
    // Ports that nobody listens on any more.
    let ports: Vec<TcpListener> = (0..40)
        .map(|_| TcpListener::bind("127.0.0.1:0").unwrap())
        .collect();
    let urls = ports
        .iter()
        .map(|it| format!("http://{}/x", it.local_addr().unwrap()));
    let urls: Vec<String> = urls.collect();
    drop(ports);
    let outcome = check(linking(&urls), &["--json"]).code(0);
    let told = found(&outcome);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        told[0].1,
        "offline: 40 links to other sites could not be asked"
    );
    // Where one answers, there is a network, and the others are to blame.
    let web = Web::new(|_, _| status(200, ""));
    let site = outcome.site.article("b", &format!("<{}>", web.url("/")));
    let outcome = check(site, &["--json"]);
    let codes: Vec<String> = found(&outcome).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["external-fails"; 40]);
    // Also when it answered some days ago, and nothing but the dead is left to ask.
    let site = on_day(outcome.site, 3, &["--json"]);
    assert_eq!((found(&site).len(), web.asked().len()), (40, 2));
}

#[test]
fn a_host_is_not_asked_faster_than_it_may() {
    let web = Web::new(|_, _| status(200, ""));
    let urls: Vec<String> = (0..6)
        .map(|number| web.url(&format!("/{number}")))
        .collect();
    let slow = |text: &str| text.replace("pause: 0", "pause: 200, per_host: 6");
    let began = Instant::now();
    let _ = check(linking(&urls).edit("postil.yaml", slow), &[]);
    assert!(began.elapsed() >= Duration::from_secs(1));
    assert_eq!(web.asked().len(), 6);
}

#[test]
fn the_site_says_how_bad_it_is_and_findings_stand_beside_their_lines() {
    let web = Web::new(|_, _| status(410, ""));
    let site = linking([&web.url("/x")]);
    let outcome = check(site, &["--format", "github"]).code(0);
    assert!(
        outcome
            .stdout
            .contains("::warning file=content/articles/a/index.md,line=4,col=1,endColumn="),
        "{}",
        outcome.stdout
    );
    let strict = |text: &str| format!("{text}check: {{external-gone: error}}\n");
    let outcome = check(outcome.site.edit("postil.yaml", strict), &[]).code(1);
    let off = |text: &str| text.replace("gone: error", "gone: off");
    let _ = check(outcome.site.edit("postil.yaml", off), &["--strict"]).code(0);
}

#[test]
fn what_was_good_is_not_forgotten_without_a_network() {
    let web = Web::new(|_, _| status(200, ""));
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = silent.local_addr().unwrap();
    drop(silent);
    let silent = format!("http://{address}/x");
    let site = check(linking([&web.url("/x")]), &[]).site;
    let nobody = |text: &str| text.replace(&web.url("/x"), &silent);
    let site = site.edit(".postil/external.json", nobody);
    let site = site.edit("content/articles/a/index.md", nobody);
    let known = site.read(".postil/external.json");
    let again = on_day(site, 3, &["--fresh"]);
    let again = again.says("offline: 1 link to other sites could not be asked");
    assert_eq!(again.site.read(".postil/external.json"), known);
}

#[test]
fn a_proxy_may_stand_in_a_private_network() {
    let proxy = Web::new(|_, _| status(502, ""));
    let site = linking([&"https://reader.invalid/x".to_owned()]);
    let mut command = site.command(&["check", "--external", "--json"]);
    command.env("HTTPS_PROXY", proxy.url(""));
    command.env_remove("NO_PROXY").env_remove("no_proxy");
    let outcome = Outcome::of(site, command);
    let codes = found(&outcome).into_iter().map(|(code, _)| code);
    assert!(codes.into_iter().all(|code| code != "external-private"));
    let asked = proxy.asked();
    assert!(
        asked.iter().any(|it| it.contains("reader.invalid:443")),
        "{asked:?}"
    );
}
