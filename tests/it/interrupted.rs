//! Builds that are killed, and builds at the same time.

use std::process::{Command, Stdio};
use std::time::Duration;

use crate::site_test::SiteTest;

fn start(site: &SiteTest) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_postil"))
        .arg("build")
        .current_dir(site.root())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A new title: every page is to be written again.
fn retitled(site: SiteTest, number: usize) -> SiteTest {
    let config = format!("title: Edition {number}\nbase_url: https://reader.example/\n");
    site.file("postil.yaml", &config)
}

#[test]
fn after_builds_that_were_killed_the_next_one_makes_a_clean_site() {
    let mut site = SiteTest::sample();
    for number in 0..12 {
        site = retitled(site, number);
        let mut child = start(&site);
        std::thread::sleep(Duration::from_millis(30 * number as u64));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let killed = retitled(site, 99).build_anyway();
    let clean = retitled(SiteTest::sample(), 99).build_anyway();
    assert!(killed.site.files("public") == clean.site.files("public"));
}

#[test]
fn builds_at_the_same_time_leave_one_whole_site() {
    let site = SiteTest::sample();
    let children: Vec<_> = (0..3).map(|_| start(&site)).collect();
    for mut child in children {
        assert_eq!(child.wait().unwrap().code(), Some(0));
    }
    let one = SiteTest::sample().build();
    assert!(site.files("public") == one.site.files("public"));
}
