//! `postil completions` and `postil man`.

use crate::site_test::SiteTest;

#[test]
fn every_shell_gets_completions_that_name_the_commands() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let printed = SiteTest::empty().run(&["completions", shell]).code(0);
        assert!(printed.stdout.contains("locate"), "{shell}");
    }
    let _ = SiteTest::empty().run(&["completions", "csh"]).code(2);
}

#[test]
fn there_is_a_page_for_each_command() {
    let written = SiteTest::empty().run(&["man", "--to", "man"]).code(0);
    let pages = written.site.files("man");
    for name in ["postil.1", "postil-build.1", "postil-notes-list.1"] {
        let page = String::from_utf8_lossy(&pages[name]);
        assert!(page.contains(".SH SYNOPSIS"), "{name}");
    }
    let help = written.then().run(&["help"]).code(0).stdout;
    let commands = help.split("Commands:").nth(1).unwrap();
    let commands = commands.split("Options:").next().unwrap();
    for line in commands.lines().filter(|line| line.starts_with("  ")) {
        let name = line.split_whitespace().next().unwrap();
        let page = format!("postil-{name}.1");
        assert!(name == "help" || pages.contains_key(&page), "no {page}");
    }
}

#[test]
fn the_first_page_is_printed() {
    let printed = SiteTest::empty().run(&["man"]).code(0);
    assert!(
        printed.stdout.contains("postil\\-notes(1)"),
        "{}",
        printed.stdout
    );
}
