//! Several who write at once, and servers that are killed while they do: what was answered "saved" is in the file.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use postil::content::Article;
use postil::content::article_edit::{ArticleEdits, Said, edit};
use postil::content::save::save;
use serde_json::{Value, json};

use crate::desk_client::token;
use crate::running::Running;
use crate::site_test::SiteTest;

const ARTICLE: &str = "content/articles/a/index.md";

/// How often something is done: `POSTIL_RACES` and `POSTIL_KILLS` ask for more.
fn times(variable: &str, otherwise: usize) -> usize {
    let asked = std::env::var(variable)
        .ok()
        .and_then(|text| text.parse().ok());
    asked.unwrap_or(otherwise)
}

fn tags(site: &SiteTest) -> Vec<String> {
    let text = site.read(ARTICLE);
    let (article, found) = Article::read("a", ARTICLE, text.as_bytes()).expect("it can be read");
    assert!(found.is_empty(), "{found:?}");
    assert!(text.ends_with("\nNine planes.\n"), "{text}");
    article.meta.tags
}

/// One request, and what is answered: status and JSON.
fn ask(port: u16, what: &str, token: &str, body: &str) -> (u16, Value) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    let request = format!(
        "{what} HTTP/1.1\r\nConnection: close\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\nX-Postil-Token: {token}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, serde_json::from_str(body).unwrap())
}

/// Adds a tag to the article as a command of Postil does: reads it, and saves what it makes of it.
fn by_command(site: &SiteTest, tag: &str) -> bool {
    let text = site.read(ARTICLE);
    let (article, _) = Article::read("a", ARTICLE, text.as_bytes()).unwrap();
    let mut all = article.meta.tags.clone();
    all.push(tag.to_owned());
    let edits = ArticleEdits {
        fields: [("tags".to_owned(), Said::List(all))].into(),
        ..ArticleEdits::default()
    };
    let change = edit(&article, &edits, |_| true).unwrap().unwrap();
    save(site.root(), &[change]).is_ok()
}

#[test]
fn of_writes_that_race_none_that_was_answered_is_lost() {
    let site = SiteTest::new().article("a", "---\ntitle: A\ntags: [first]\n---\n\nNine planes.\n");
    let desk = Running::serve(site);
    let each = times("POSTIL_RACES", 90).div_ceil(3);
    let token = token(&desk);
    let saved = Mutex::new(Vec::new());
    let refused = Mutex::new(0);
    let told = |tag: String, is_saved: bool| {
        if is_saved {
            saved.lock().unwrap().push(tag);
        } else {
            *refused.lock().unwrap() += 1;
        }
    };
    let port = desk.port();
    let by_browser = |tag: &str| {
        let (_, data) = ask(port, "GET /-/articles/a/data", &token, "");
        let mut tags = data["fields"]["tags"].as_array().unwrap().clone();
        tags.push(json!(tag));
        let body = json!({"based_on": data["based_on"], "fields": {"tags": tags}});
        let (status, told) = ask(port, "POST /-/articles/a/save", &token, &body.to_string());
        assert!([200, 409].contains(&status), "{told}");
        status == 200
    };
    thread::scope(|scope| {
        for client in ["x", "y"] {
            let (by_browser, told) = (&by_browser, &told);
            scope.spawn(move || {
                for number in 0..each {
                    let tag = format!("{client}{number}");
                    let is_saved = by_browser(&tag);
                    told(tag, is_saved);
                }
            });
        }
        let (told, site) = (&told, &desk.site);
        scope.spawn(move || {
            for number in 0..each {
                let tag = format!("z{number}");
                let is_saved = by_command(site, &tag);
                told(tag, is_saved);
            }
        });
    });
    let there = tags(&desk.site);
    let saved = saved.into_inner().unwrap();
    assert!(!saved.is_empty() && saved.iter().any(|tag| tag.starts_with('z')));
    for tag in &saved {
        assert!(
            there.contains(tag),
            "`{tag}` was saved and is lost: {there:?}"
        );
    }
    // And nothing is there that was refused.
    assert_eq!(there.len(), saved.len() + 1);
    eprintln!(
        "{} saved, {} refused",
        saved.len(),
        refused.into_inner().unwrap()
    );
}

/// The writer that is killed: it says each tag once it is saved. Nothing to see when it is not asked for.
#[test]
fn a_writer_that_waits_to_be_killed() {
    let Ok(root) = std::env::var("POSTIL_KILLED_WRITER") else {
        return;
    };
    let first: usize = std::env::var("POSTIL_KILLED_FIRST")
        .unwrap()
        .parse()
        .unwrap();
    let path = std::path::Path::new(&root).join(ARTICLE);
    for number in first.. {
        let text = std::fs::read(&path).unwrap();
        let (article, _) = Article::read("a", ARTICLE, &text).unwrap();
        let mut all = article.meta.tags.clone();
        // As many as make the file more than one block long.
        all.truncate(400);
        all.insert(0, format!("t{number}"));
        let edits = ArticleEdits {
            fields: [("tags".to_owned(), Said::List(all))].into(),
            ..ArticleEdits::default()
        };
        let change = edit(&article, &edits, |_| true).unwrap().unwrap();
        save(std::path::Path::new(&root), &[change]).unwrap();
        let said = std::path::Path::new(&root).join("said");
        let mut said = std::fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(said)
            .unwrap();
        said.write_all(format!("{number}\n").as_bytes()).unwrap();
    }
}

#[test]
fn a_file_is_old_or_new_whenever_its_writer_is_killed() {
    let tags_before: Vec<String> = (0..400).map(|number| format!("tag-{number}")).collect();
    let text = format!(
        "---\ntitle: A\ntags: [{}]\n---\n\nNine planes.\n",
        tags_before.join(", ")
    );
    let site = SiteTest::new().article("a", &text).file("said", "");
    let mut first = 0;
    for round in 0..times("POSTIL_KILLS", 40) {
        let mut writer = Command::new(std::env::current_exe().unwrap())
            .args([
                "serve_desk_races::a_writer_that_waits_to_be_killed",
                "--exact",
                "--nocapture",
            ])
            .env("POSTIL_KILLED_WRITER", site.root())
            .env("POSTIL_KILLED_FIRST", first.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Until it writes; then at any moment of its writing.
        let begun = site.read("said").len();
        for _ in 0..2000 {
            if site.read("said").len() > begun {
                break;
            }
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_micros(
            (u64::try_from(round).unwrap() * 7919) % 9000,
        ));
        writer.kill().unwrap();
        writer.wait().unwrap();
        let said: usize = site
            .read("said")
            .lines()
            .last()
            .map_or(0, |line| line.parse().unwrap());
        let there = tags(&site);
        let newest: usize = there[0]
            .trim_start_matches('t')
            .parse()
            .expect("the newest tag");
        assert!(
            newest == said || newest == said + 1,
            "round {round}: {said} was answered, {newest} is there"
        );
        first = newest + 1;
    }
}
