//! A folder in which everything lies about: what is no article is named with its reason, the rest goes on.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::ships::TEXT;
use crate::site_test::SiteTest;

const MARKDOWN: &str = "\
---
title: A Walk
tags: [walks]
layout: post
---
# A Walk

We went *up* the hill.

1. The gate
2. The mill
";

fn junk() -> SiteTest {
    let log = "2026-11-22 08:15:00 INFO nothing happened\n".repeat(250_000);
    let mut tar = vec![0; 512];
    tar[257..262].copy_from_slice(b"ustar");
    let site = SiteTest::new()
        .file("in/a.txt", TEXT)
        .bytes("in/archive.txt", b"PK\x03\x04\x14\x00\x00\x00")
        .bytes("in/book.txt", b"%PDF-1.7\n1 0 obj\n")
        .bytes("in/empty.txt", b"")
        .file(
            "in/folder.txt/inner.txt",
            &TEXT.replace("Ships", "Boats").replace("crew", "sailors"),
        )
        .file("in/log.txt", &log)
        .file("in/menu.txt", "Home\n\nAbout us\n\nContact\n")
        .bytes("in/noise.bin", &[0, 1, 2, 3, 0, 0, 0, 9, 7, 1, 0, 2])
        .bytes("in/picture.png", b"\x89PNG\r\n\x1a\n")
        .bytes("in/tape.dat", &tar)
        .file("in/walk.md", MARKDOWN)
        .file("in/yaml.md", "---\na: [\n---\nText.\n")
        .link("in/gone.txt", "nowhere.txt")
        .link("in/loop.txt", "../in");
    let fifo = std::process::Command::new("mkfifo")
        .arg(site.path("in/pipe.txt"))
        .status();
    assert!(fifo.unwrap().success());
    site
}

#[test]
fn each_input_is_an_article_or_has_a_reason() {
    let done = junk().run(&["import", "in", "--json"]).code(1);
    let rows: BTreeMap<String, serde_json::Value> = done
        .stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .map(|row: serde_json::Value| (row["input"].as_str().unwrap().to_owned(), row))
        .collect();
    assert_eq!(rows.len(), 15);
    for (input, words) in [
        ("archive.txt", "a ZIP archive"),
        ("book.txt", "a PDF"),
        ("empty.txt", "empty"),
        ("gone.txt", "a symbolic link to nothing"),
        ("log.txt", "larger than 8 MB"),
        ("loop.txt", "a symbolic link to a folder"),
        ("menu.txt", "no article"),
        ("noise.bin", "not text"),
        ("picture.png", "a PNG image"),
        ("pipe.txt", "a pipe"),
        ("tape.dat", "a tar archive"),
        ("yaml.md", "front matter"),
    ] {
        let row = &rows[&format!("in/{input}")];
        assert!(row["article"].is_null(), "{row}");
        assert!(row["reason"].as_str().unwrap().contains(words), "{row}");
    }
    let mut slugs: Vec<_> = fs::read_dir(done.site.path("content/articles"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    slugs.sort();
    assert_eq!(
        slugs,
        [
            "a-walk", "boats-collide-off-the-coast", "ships-collide-off-the-coast"
        ]
    );
}

#[test]
fn a_markdown_file_is_an_article_as_it_stands() {
    let done = SiteTest::new()
        .file("walk.md", MARKDOWN)
        .run(&["import", "walk.md"])
        .code(0);
    let folder = "content/articles/a-walk";
    let article = fs::read_to_string(done.site.path(&format!("{folder}/index.md"))).unwrap();
    assert!(article.starts_with("---\ntitle: A Walk\ntags:\n- walks\nstatus: draft\n"));
    assert!(article.contains("extra:\n  layout: post\n"));
    assert!(article.ends_with("---\n\nWe went *up* the hill.\n\n1. The gate\n2. The mill\n"));
    let source = fs::read_to_string(done.site.path(&format!("{folder}/source.md"))).unwrap();
    assert_eq!(source, MARKDOWN);
    let again = done
        .site
        .run(&["import", "walk.md"])
        .code(0)
        .says("unchanged");
    let _ = again.site.run(&["check"]).code(0);
}

#[test]
fn a_file_that_may_not_be_read_is_named_and_the_rest_goes_on() {
    let site = SiteTest::new()
        .file("in/a.txt", TEXT)
        .file("in/b.txt", TEXT);
    for (path, mode) in [("in/b.txt", 0o000), ("", 0o777), ("in", 0o755)] {
        fs::set_permissions(site.path(path), fs::Permissions::from_mode(mode)).unwrap();
    }
    let done = site.run_unprivileged(&["import", "in"]).code(1);
    let done = done
        .says("in/b.txt: refused: cannot be read")
        .says("1 article");
    assert!(
        done.site
            .path("content/articles/ships-collide-off-the-coast")
            .exists()
    );
}

#[test]
fn a_folder_that_takes_no_files_is_the_machines_fault() {
    let site = SiteTest::new()
        .file("in/a.txt", TEXT)
        .file("content/articles/a.md", "---\ntitle: A\n---\n");
    for path in ["", "in"] {
        fs::set_permissions(site.path(path), fs::Permissions::from_mode(0o755)).unwrap();
    }
    fs::set_permissions(
        site.path("content/articles"),
        fs::Permissions::from_mode(0o555),
    )
    .unwrap();
    let done = site.run_unprivileged(&["import", "in"]).code(3);
    let done = done.says("content/articles/ships-collide-off-the-coast");
    assert_eq!(
        fs::read_dir(done.site.path("content/articles"))
            .unwrap()
            .count(),
        1
    );
}
