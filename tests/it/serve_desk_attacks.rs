//! Attacks on every address of the desk: requests of other sites, names that lead elsewhere, what is no JSON or not the
//! JSON that is meant. The addresses are those of the code: one that is not tried here fails.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::desk_client::send_as;
use crate::desk_routes::{Open, addresses};
use crate::running::Answer;
use crate::ships::SLUG;

/// Names that are no names, and lead out of a folder where one is joined to them.
const TRICKS: [&str; 14] = [
    "..", ".", "", "../../secret", "../../../secret.txt", "/etc/passwd", "..\\..\\secret.txt",
    "%2e%2e%2fsecret.txt", "words/../words", "parent/../parent", "parent\0", "\0", "secret.txt",
    "file:///etc/passwd",
];

/// What a field may hold without naming anything.
const FREE: [&str; 14] = [
    "body", "replacement", "quote", "prefix", "suffix", "tags", "name", "aliases", "text",
    "correction", "before", "value", "kept", "fields",
];

fn slug_of(address: &str) -> String {
    let slug = if address.starts_with("import/") {
        SLUG
    } else {
        "words"
    };
    format!("/-/{}", address.replace("{slug}", slug))
}

/// What stands on the disk, but for what a server keeps for itself.
fn files(open: &Open) -> BTreeMap<String, Vec<u8>> {
    let mut files = open.running.site.files("");
    files.retain(|path, _| !path.starts_with(".postil/") || path.contains("trash"));
    files
}

fn send(open: &Open, method: &str, path: &str, changes: &[(&str, &str)], body: &[u8]) -> Answer {
    send_as(&open.running, (method, path), &open.token, changes, body)
}

#[test]
fn every_address_that_writes_is_attacked_here() {
    let open = Open::new();
    let writes = |address: &&String| {
        let answer = open.running.get(&slug_of(address));
        answer.status == 405 && answer.header("allow") == Some("post")
    };
    let all = addresses();
    let writing: BTreeSet<String> = all.iter().filter(writes).map(|it| slug_of(it)).collect();
    let attacked: BTreeSet<String> = open
        .bodies
        .iter()
        .map(|(path, _)| format!("/-/{path}"))
        .collect();
    assert!(all.len() > 40, "{all:?}");
    assert_eq!(writing, attacked);
}

#[test]
fn nobody_but_a_page_of_the_desk_writes_anywhere() {
    let open = Open::new();
    let before = files(&open);
    let port = open.running.port();
    let own = format!("http://127.0.0.1:{port}");
    let (longer, other) = (format!("{}0", open.token), "0".repeat(open.token.len()));
    let (name, below) = (format!("{own}.evil.example"), format!("{own}/"));
    let secure = own.replace("http:", "https:");
    let evil = format!("evil.example:{port}");
    let rebound = format!("http://{evil}");
    let attacks: &[(&[(&str, &str)], u16)] = &[
        (&[("X-Postil-Token", "")], 403),
        (&[("X-Postil-Token", &other)], 403),
        (&[("X-Postil-Token", &longer)], 403),
        (&[("X-Postil-Token", ""), ("Cookie", &open.token)], 403),
        (&[("Origin", "")], 403),
        (&[("Origin", "null")], 403),
        (&[("Origin", "http://evil.example")], 403),
        (&[("Origin", "http://127.0.0.1")], 403),
        (&[("Origin", &name)], 403),
        (&[("Origin", &below)], 403),
        (&[("Origin", &secure)], 403),
        (&[("Origin", ""), ("Referer", &own)], 403),
        (&[("Sec-Fetch-Site", "cross-site")], 403),
        (&[("Sec-Fetch-Site", "same-site")], 403),
        (&[("Sec-Fetch-Site", "none")], 403),
        (
            &[
                ("Sec-Fetch-Site", "cross-site"),
                ("Sec-Fetch-Mode", "navigate"),
            ],
            403,
        ),
        (&[("Content-Type", "")], 415),
        (&[("Content-Type", "text/plain")], 415),
        (&[("Content-Type", "text/plain; application/json")], 415),
        (
            &[("Content-Type", "application/x-www-form-urlencoded")],
            415,
        ),
        (&[("Content-Type", "multipart/form-data; boundary=x")], 415),
        (&[("Host", "")], 400),
        (&[("Host", &evil)], 403),
        // The name of another site leads to this machine: all that it says of itself is right.
        (&[("Host", &evil), ("Origin", &rebound)], 403),
        (&[("Content-Length", "999999999999")], 413),
    ];
    for (path, body) in &open.bodies {
        let (path, body) = (format!("/-/{path}"), body.to_string());
        for (changes, status) in attacks {
            let answer = send(&open, "POST", &path, changes, body.as_bytes());
            let is_refused = answer.status == *status || (*status == 400 && answer.status == 403);
            assert!(is_refused, "{path} {changes:?}: {}", answer.text());
        }
        for method in ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"] {
            let tries: [&[(&str, &str)]; 2] = [&[], &[("X-HTTP-Method-Override", "POST")]];
            for changes in tries {
                let answer = send(
                    &open,
                    method,
                    &format!("{path}?_method=POST"),
                    changes,
                    body.as_bytes(),
                );
                assert_eq!(answer.status, 405, "{method} {path}");
                assert!(!answer.head.contains("access-control"), "{}", answer.head);
            }
        }
        assert_eq!(files(&open), before, "{path}");
    }
    // And each of them would have written.
    for (path, body) in &open.bodies {
        let answer = send(
            &open,
            "POST",
            &format!("/-/{path}"),
            &[],
            body.to_string().as_bytes(),
        );
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    }
    assert_ne!(files(&open), before);
}

#[test]
fn no_page_of_another_site_reads_anything() {
    let open = Open::new();
    let port = open.running.port();
    let mut paths: Vec<String> = addresses().iter().map(|it| slug_of(it)).collect();
    let own = [
        "/",
        "/articles/words.html",
        "/_postil/events?page=articles/words.html",
        "/_postil/live.js",
        "/-/assets/desk.css",
        "/-/nothing",
    ];
    paths.extend(own.map(str::to_owned));
    let evil = format!("Host: evil.example:{port}\r\n");
    let host = format!("Host: localhost:{port}\r\n");
    for path in &paths {
        for headers in [
            String::new(),
            evil.clone(),
            format!("{evil}Origin: http://evil.example:{port}\r\nSec-Fetch-Site: same-origin\r\n"),
            format!("{host}Origin: http://evil.example\r\n"),
            format!("{host}Origin: null\r\n"),
            format!(
                "{host}Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n"
            ),
            format!("{host}Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\n"),
            format!(
                "{host}Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n"
            ),
        ] {
            for method in ["GET", "HEAD", "POST", "OPTIONS"] {
                let answer = open.running.ask(method, path, &headers);
                let is_refused = matches!(answer.status, 400 | 403);
                assert!(is_refused, "{method} {path} {headers}: {}", answer.text());
                assert!(!answer.text().contains(&open.token), "{path} {headers}");
            }
        }
    }
}

/// Every text and number that a body holds, by its place in it, with the name of the field.
fn leaves<'a>(value: &'a Value, place: &str, name: &'a str, found: &mut Vec<(String, &'a str)>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                leaves(value, &format!("{place}/{name}"), name, found);
            }
        }
        Value::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                leaves(value, &format!("{place}/{at}"), name, found);
            }
        }
        _ => found.push((place.to_owned(), name)),
    }
}

fn places(body: &Value) -> Vec<(String, &str)> {
    let mut found = Vec::new();
    leaves(body, "", "", &mut found);
    found
}

#[test]
fn no_name_in_any_field_or_address_leads_elsewhere() {
    let open = Open::new();
    let before = files(&open);
    let long = "a".repeat(300_000);
    for (path, body) in &open.bodies {
        let path = format!("/-/{path}");
        for (place, name) in places(body) {
            let value = body.pointer(&place).unwrap();
            if FREE.contains(&name) || !value.is_string() {
                continue;
            }
            for trick in TRICKS.into_iter().chain([&*long]) {
                let mut tricked = body.clone();
                *tricked.pointer_mut(&place).unwrap() = trick.into();
                let answer = send(&open, "POST", &path, &[], tricked.to_string().as_bytes());
                // Nobody is a person, too; and a value that is taken away is no name.
                let may_be_empty = trick.is_empty() && answer.status == 200;
                if may_be_empty {
                    assert!(
                        ["kind", "by", "author", "assigned", "reviewed_by", "see"].contains(&name),
                        "{path} {place}"
                    );
                    return_to(&open, &before);
                    continue;
                }
                let trick: String = trick.chars().take(30).collect();
                let is_refused = (400..500).contains(&answer.status);
                assert!(is_refused, "{path} {place} {trick}: {}", answer.text());
                assert!(
                    !answer.text().contains("secret of"),
                    "{path} {place} {trick}"
                );
                assert!(!answer.text().contains("root:"), "{path} {place} {trick}");
            }
        }
        assert_eq!(files(&open), before, "{path}");
    }
    for address in addresses().iter().filter(|it| it.contains("{slug}")) {
        for trick in [
            "..",
            "%2e%2e",
            "..%2f..%2fsecret.txt",
            "..%5c..%5csecret.txt",
            "%00",
            "words%00",
            "words%2f..%2fwords",
            "%2fetc%2fpasswd",
            "%ff%fe",
            &"a".repeat(60_000),
        ] {
            let path = format!("/-/{}", address.replace("{slug}", trick));
            for method in ["GET", "POST"] {
                let answer = send(&open, method, &path, &[], br#"{"based_on":"x"}"#);
                let is_refused = (400..500).contains(&answer.status);
                assert!(is_refused, "{method} {path}: {}", answer.text());
                assert!(!answer.text().contains("secret of"), "{path}");
            }
        }
    }
    for query in [
        "notes/of?article=", "notes/text?article=", "reader/note?id=", "reader/lost?id=",
        "reader/notes?article=", "suggestions/of?note=", "review/data?since=",
        "entities/named?article=",
    ] {
        for trick in [
            "..%2f..%2fsecret.txt",
            "%2fetc%2fpasswd",
            "%00",
            "--output=/tmp/x",
            &"a".repeat(60_000),
        ] {
            let answer = open.running.get(&format!("/-/{query}{trick}"));
            assert!(answer.status < 500, "{query}{trick}: {}", answer.text());
            assert!(!answer.text().contains("secret of"), "{query}{trick}");
        }
    }
    assert_eq!(files(&open), before);
}

/// Puts the files of before back where one was written, and takes away what is new.
fn return_to(open: &Open, before: &BTreeMap<String, Vec<u8>>) {
    for path in files(open)
        .keys()
        .filter(|path| !before.contains_key(*path))
    {
        std::fs::remove_file(open.running.site.path(path)).unwrap();
    }
    for (path, bytes) in before {
        let path = open.running.site.path(path);
        if std::fs::read(&path).ok().as_ref() != Some(bytes) {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
}

#[test]
fn what_is_not_the_json_that_is_meant_is_refused_in_words_and_writes_nothing() {
    let open = Open::new();
    let before = files(&open);
    let refused = |path: &str, body: &[u8]| {
        let answer = send(&open, "POST", path, &[], body);
        let shown = String::from_utf8_lossy(&body[..body.len().min(200)]);
        let is_refused = matches!(answer.status, 400 | 422);
        assert!(is_refused, "{path} {shown}: {}", answer.text());
        let told: Value = serde_json::from_slice(&answer.body).unwrap();
        assert!(
            told["error"]["message"].as_str().unwrap().contains(' '),
            "{told}"
        );
    };
    for (path, body) in &open.bodies {
        let path = format!("/-/{path}");
        let whole = body.to_string();
        let nested = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        for wrong in [
            "",
            "null",
            "[]",
            "7",
            "\"x\"",
            "{",
            "x=1",
            "{}x",
            "\u{feff}{}",
            &nested,
            &whole[..whole.len() - 1],
            &whole.replacen('{', "{\"__proto__\":{},", 1),
        ] {
            refused(&path, wrong.as_bytes());
        }
        refused(&path, b"{\"\xff\": 1}");
        for (place, _) in places(body) {
            let value = body.pointer(&place).unwrap();
            let mut wrongs = vec![json!({"a": {}}), json!([[]]), json!(-1.5)];
            if value.is_string() {
                wrongs.extend([json!(7), json!(true)]);
            } else if !value.is_null() {
                wrongs.push(json!("7"));
            }
            if !value.is_string() {
                wrongs.extend([json!(-1), json!(1e300)]);
            }
            for wrong in wrongs {
                let mut other = body.clone();
                *other.pointer_mut(&place).unwrap() = wrong;
                refused(&path, other.to_string().as_bytes());
            }
            // Half of a character: no text that a file can hold.
            for half in [r#""\ud800""#, r#""\udc00x""#, r#""\ud800\ud800""#] {
                let mut other = body.clone();
                *other.pointer_mut(&place).unwrap() = "HALF".into();
                refused(
                    &path,
                    other.to_string().replace("\"HALF\"", half).as_bytes(),
                );
            }
        }
        assert_eq!(files(&open), before, "{path}");
    }
}
