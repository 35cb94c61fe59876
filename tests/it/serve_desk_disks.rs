//! Disks and folders that take nothing: the desk says which file and what to do, and no file is half of anything.

use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use serde_json::json;

use crate::desk_client::{post, read, token};
use crate::running::Running;
use crate::site_test::SiteTest;

const NOTE: &str = "content/articles/a/notes/k3v9q2.md";

fn site() -> SiteTest {
    SiteTest::new()
        .file("postil.yaml", "title: T\npeople:\n  ana: Ana\n")
        .article("a", "Nine planes were lost.")
        .note_on("a", "k3v9q2", "Nine", "Ten?")
}

/// Changes a note's body, and gives the status with what was said.
fn change(desk: &Running, body: &str) -> (u16, String) {
    let base = desk.site.read(NOTE);
    let wanted = json!({"id": "k3v9q2", "base": base, "body": body});
    let answer = post(desk, "/-/notes/change", &wanted);
    let told = read(&answer);
    let said = told["error"]["message"].as_str().unwrap_or_default();
    (answer.status, said.to_owned())
}

#[test]
fn on_a_disk_that_takes_no_more_nothing_is_lost_and_the_file_is_named() {
    let desk = Running::serve_within(site());
    // No file of the server may grow beyond so many bytes, as on a disk without room.
    let limit = |bytes: &str| {
        let id = desk.id().to_string();
        let set = Command::new("prlimit")
            .args(["--pid", &id, &format!("--fsize={bytes}:")])
            .status();
        set.is_ok_and(|status| status.success())
    };
    let before = desk.site.files("content");
    assert!(limit("100"), "this needs `prlimit`, of util-linux");
    let (status, said) = change(&desk, &"More. ".repeat(100));
    assert_eq!(status, 500, "{said}");
    assert!(said.contains("k3v9q2.md"), "{said}");
    assert!(
        said.contains("Make room") || said.contains("too large"),
        "{said}"
    );
    let new = json!({"article": "a", "author": "ana", "body": "More. ".repeat(100)});
    let answer = post(&desk, "/-/notes/add", &new);
    assert_eq!(answer.status, 500, "{}", answer.text());
    assert!(
        answer.text().contains("content/articles/a/notes/"),
        "{}",
        answer.text()
    );
    assert_eq!(desk.site.files("content"), before);
    // With room again, what was typed can be saved.
    assert!(limit("unlimited"));
    assert_eq!(change(&desk, "More.").0, 200);
}

#[test]
fn a_folder_that_may_only_be_read_is_named_with_what_to_do() {
    let site = site();
    let desk = Running::serve_unprivileged(site);
    let before = desk.site.files("content");
    let folder = desk.site.path("content/articles/a/notes");
    let may = |mode: u32| {
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    may(0o555);
    let (status, said) = change(&desk, "More.");
    assert_eq!(status, 500, "{said}");
    assert!(
        said.contains("k3v9q2.md") && said.contains("Let postil write there"),
        "{said}"
    );
    let base = desk.site.read(NOTE);
    let gone = json!({"id": "k3v9q2", "base": base});
    let answer = post(&desk, "/-/notes/delete", &gone);
    assert!(
        answer.status == 500 && answer.text().contains("k3v9q2.md"),
        "{}",
        answer.text()
    );
    assert_eq!(desk.site.files("content"), before);
    may(0o777);
    assert_eq!(change(&desk, "More.").0, 200);
}

#[test]
fn a_file_that_is_gone_or_no_file_any_more_is_told_by_its_name() {
    let desk = Running::serve(site());
    let (path, base) = (desk.site.path(NOTE), desk.site.read(NOTE));
    let wanted = json!({"id": "k3v9q2", "base": base, "body": "More."});
    // The token is asked for before: the preview may see the change at any time.
    let token = token(&desk);
    let send = |what: &str, body| crate::desk_client::send(&desk, what, &token, body);
    std::fs::remove_file(&path).unwrap();
    let answer = send("/-/notes/change", &wanted);
    assert!(matches!(answer.status, 404 | 409), "{}", answer.text());
    assert!(
        answer.text().contains("gone") || answer.text().contains("deleted"),
        "{}",
        answer.text()
    );
    assert!(!path.exists());
    std::fs::create_dir(&path).unwrap();
    let answer = send("/-/notes/change", &wanted);
    assert!((400..=500).contains(&answer.status), "{}", answer.text());
    assert!(path.is_dir());
}

#[test]
fn what_a_killed_writer_left_beside_a_file_goes_with_the_next_start() {
    let site = site();
    let beside = |name: &str| site.path(&format!("content/articles/a/notes/{name}"));
    let (old, new, other) = (
        beside(".postil-write-0.tmp"),
        beside(".postil-write-1.tmp"),
        beside(".postil-write-x.tmp"),
    );
    for path in [&old, &new, &other] {
        std::fs::write(path, "half of a no").unwrap();
    }
    for path in [&old, &other] {
        let touched = Command::new("touch")
            .args(["-d", "2 minutes ago"])
            .arg(path)
            .status();
        assert!(touched.unwrap().success());
    }
    let desk = Running::serve(site);
    desk.until("/articles/a.html", |_| !old.exists());
    assert!(new.exists() && other.exists());
}
