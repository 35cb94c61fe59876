//! `postil publish` wherever people work: what stands in the way, who else publishes, folders, signatures.

use crate::hosted::{Hosted, all_files, commit, git, tree};
use crate::outcome::Outcome;
use crate::publish::reader;
use crate::site_test::SiteTest;
use crate::web::{Web, status};

#[test]
fn it_works_from_wherever_people_work() {
    let hosted = Hosted::new(reader());
    let root = hosted.site.root().to_owned();
    let remote = format!("file://{}", hosted.remote().display());
    // A detached head.
    git(&root, &["checkout", "--quiet", "--detach"]);
    let hosted = hosted.publishes(&[]);
    // A worktree, and a shallow clone, each with a change.
    let aside = tempfile::tempdir().unwrap();
    let (tree, shallow) = (aside.path().join("tree"), aside.path().join("shallow"));
    git(
        &root,
        &[
            "worktree",
            "add",
            "--quiet",
            "-b",
            "aside",
            tree.to_str().unwrap(),
        ],
    );
    git(
        aside.path(),
        &[
            "clone", "--quiet", "--depth=1", "--branch=main", &remote, "shallow",
        ],
    );
    git(&shallow, &["config", "user.name", "Ben"]);
    git(&shallow, &["config", "user.email", "ben@reader.example"]);
    for (folder, slug) in [(&tree, "in-tree"), (&shallow, "in-shallow")] {
        let text = format!("---\ntitle: {slug}\n---\nWords.\n");
        std::fs::write(folder.join(format!("content/articles/{slug}.md")), text).unwrap();
        git(folder, &["add", "--all"]);
        git(folder, &["commit", "--quiet", "-m", slug]);
        let before = all_files(&root.join(".git"));
        let done = hosted
            .site
            .command(&["publish", "--force", "--root"])
            .arg(folder)
            .output()
            .unwrap();
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        assert_eq!(before, all_files(&root.join(".git")));
        let page = format!("articles/{slug}.html");
        assert!(hosted.branch("gh-pages").contains_key(&page), "{slug}");
    }
}

#[test]
fn a_submodule_is_published_and_one_in_the_site_too() {
    let hosted = Hosted::new(reader());
    let root = hosted.site.root().to_owned();
    // Texts of somebody else as a repository in the content.
    let theirs = tempfile::tempdir().unwrap();
    git(theirs.path(), &["init", "--quiet"]);
    git(theirs.path(), &["config", "user.name", "Ben"]);
    git(
        theirs.path(),
        &["config", "user.email", "ben@reader.example"],
    );
    std::fs::write(
        theirs.path().join("index.md"),
        "---\ntitle: Theirs\n---\nWords.\n",
    )
    .unwrap();
    git(theirs.path(), &["add", "--all"]);
    git(theirs.path(), &["commit", "--quiet", "-m", "Theirs"]);
    let from = theirs.path().to_str().unwrap();
    git(
        &root,
        &[
            "submodule", "--quiet", "add", from, "content/articles/theirs",
        ],
    );
    let hosted = hosted.then(|site| site);
    git(&root, &["push", "--quiet", "origin", "HEAD:main"]);
    let before = all_files(&root.join(".git"));
    let hosted = hosted.publishes(&[]);
    assert_eq!(before, all_files(&root.join(".git")));
    assert!(
        hosted
            .branch("gh-pages")
            .contains_key("articles/theirs.html")
    );
    let listed = git(hosted.remote(), &["ls-tree", "-r", "gh-pages"]);
    assert!(
        !listed.contains("160000") && !listed.contains(".gitmodules"),
        "{listed}"
    );
    // The whole site as a part of something larger.
    let above = tempfile::tempdir().unwrap();
    let remote = hosted.remote().to_str().unwrap();
    git(above.path(), &["init", "--quiet"]);
    git(
        above.path(),
        &[
            "submodule", "--quiet", "add", "-b", "main", remote, "reader",
        ],
    );
    git(
        above.path(),
        &["submodule", "--quiet", "update", "--init", "--recursive"],
    );
    let reader = above.path().join("reader");
    std::fs::write(
        reader.join("content/articles/c.md"),
        "---\ntitle: C\n---\nWords.\n",
    )
    .unwrap();
    let before = all_files(&above.path().join(".git"));
    let mut publish = hosted.site.command(&["publish", "--root"]);
    publish
        .arg(&reader)
        .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "Ana")))
        .envs(
            ["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "ana@reader.example")),
        );
    let done = publish.output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(
        done.status.success() && said.contains("content/articles/c.md"),
        "{said}"
    );
    assert_eq!(before, all_files(&above.path().join(".git")));
    let branch = hosted.branch("gh-pages");
    assert!(branch.contains_key("articles/theirs.html") && branch.contains_key("articles/c.html"));
}

#[test]
fn what_is_postils_own_is_nothing_to_commit() {
    let hosted = Hosted::new(reader()).publishes(&[]);
    let hosted = hosted.then(|site| site.build().then());
    let site = hosted.site.remove(".gitignore");
    git(site.root(), &["rm", "-rq", "--cached", "."]);
    git(site.root(), &["add", "postil.yaml", "content"]);
    git(
        site.root(),
        &[
            "commit",
            "--quiet",
            "-m",
            "Without a list of what to ignore",
        ],
    );
    let (_, outcome) = Hosted { site, ..hosted }.publish(&[]);
    let _ = outcome.code(0).says_nothing_of("not committed");
}

#[test]
fn a_remote_that_lets_nobody_in_is_told() {
    for (code, header) in [(401, "www-authenticate: Basic realm=\"x\"\r\n"), (403, "")] {
        let web = Web::new(move |_, _| status(code, header));
        let Hosted { site, remote } = Hosted::new(reader());
        let mut publish = site.command(&["publish", "--remote", &web.url("/reader.git")]);
        // On a terminal git would ask.
        publish.env("GIT_TERMINAL_PROMPT", "0");
        let outcome = Outcome::of(site, publish)
            .code(3)
            .says("git knows your key or password")
            .says("Nothing was published");
        drop((outcome, remote));
    }
}

#[test]
fn an_address_at_which_pages_will_not_show_the_site_is_told() {
    let elsewhere = |text: &str| format!("{text}publish: {{cname: other.example}}\n");
    let hosted = Hosted::new(reader().edit("postil.yaml", elsewhere));
    let (hosted, outcome) = hosted.publish(&["--dry-run"]);
    let told = "GitHub Pages will show the site at https://other.example/";
    let _ = outcome.code(0).says("base-url").says(told);
    let (_, outcome) = hosted.publish(&["--strict"]);
    let _ = outcome.code(1).says(told);
}

#[test]
fn what_is_not_committed_is_told() {
    let hosted = Hosted::new(reader());
    let site = hosted.site.path("content/articles/new.md");
    std::fs::write(site, "---\ntitle: New\n---\nWords.\n").unwrap();
    let (hosted, outcome) = hosted.publish(&[]);
    let _ = outcome
        .code(0)
        .says("not committed")
        .says("content/articles/new.md");
    let message = git(hosted.remote(), &["log", "-1", "--format=%B", "gh-pages"]);
    assert!(message.contains("Postil-Uncommitted: yes"), "{message}");
    std::fs::remove_file(hosted.site.path("content/articles/new.md")).unwrap();
    let (_, outcome) = hosted.publish(&["--dry-run"]);
    let _ = outcome.code(0).says("or this release takes it back");
}

#[test]
fn what_stands_in_the_way_is_told() {
    // No repository, no remote, no such remote, the branch of the sources.
    let _ = reader().run(&["publish"]).code(3).says("repository");
    let (hosted, outcome) = Hosted::new(reader()).publish(&["--remote", "upstream"]);
    let _ = outcome.code(2).says("git remote add upstream");
    let (hosted, outcome) = hosted.publish(&["--branch", "main"]);
    let _ = outcome.code(2).says("checked out");
    let (hosted, outcome) = hosted.publish(&["--branch", "a b"]);
    let _ = outcome.code(2).says("no branch can be called");
    let (hosted, outcome) = hosted.publish(&["--remote", "/no/such/remote.git"]);
    let _ = outcome.code(3).says("cannot read /no/such/remote.git");
    // A remote that takes nothing.
    let hook = hosted.remote().join("hooks/pre-receive");
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, "#!/bin/sh\necho 'not this branch' >&2\nexit 1\n").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    let (_, outcome) = hosted.publish(&[]);
    let _ = outcome
        .code(3)
        .says("protects this branch")
        .says("not this branch");
}

#[test]
fn two_who_publish_at_once_lose_nothing() {
    let hosted = Hosted::new(reader()).publishes(&[]);
    let remote = hosted.remote().to_str().unwrap().to_owned();
    let ours = &hosted.site;
    let other = tempfile::tempdir().unwrap();
    git(
        other.path(),
        &["clone", "--quiet", "--branch", "main", &remote, "."],
    );
    git(other.path(), &["config", "user.name", "Ben"]);
    git(
        other.path(),
        &["config", "user.email", "ben@reader.example"],
    );
    let race = |folder: &std::path::Path, name: &str| -> Vec<String> {
        let mut published = Vec::new();
        // `POSTIL_RELEASES=100` publishes more often.
        for round in 0..number("POSTIL_RELEASES", 12) / 2 {
            let text = format!("---\ntitle: {name}\n---\nRound {round} of {name}.\n");
            std::fs::write(folder.join("content/articles/c.md"), &text).unwrap();
            std::fs::write(folder.join("content/articles/d.md"), &text).unwrap();
            // Uncommitted, so that each is in the history of the other.
            let done = ours
                .command(&["publish", "--json", "--root"])
                .arg(folder)
                .output()
                .unwrap();
            match done.status.code() {
                Some(0) => {
                    let answer: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
                    published.extend(answer["commit"].as_str().map(str::to_owned));
                }
                code => {
                    let said = String::from_utf8_lossy(&done.stderr);
                    assert!(
                        code == Some(3) && said.contains("just now"),
                        "{code:?} {said}"
                    );
                }
            }
        }
        published
    };
    let (a, b) = std::thread::scope(|scope| {
        let a = scope.spawn(|| race(ours.root(), "ana"));
        let b = scope.spawn(|| race(other.path(), "ben"));
        (a.join().unwrap(), b.join().unwrap())
    });
    let releases = hosted.releases();
    assert_eq!(releases.len(), 1 + a.len() + b.len());
    for commit in a.iter().chain(&b) {
        assert!(releases.contains(commit));
        let files = tree(hosted.remote(), commit);
        let words = |path: &str| {
            let told = files[path].split("Round ").nth(1).unwrap();
            told.split('.').next().unwrap().to_owned()
        };
        assert_eq!(
            words("articles/c.html"),
            words("articles/d.html"),
            "{commit}"
        );
    }
}

#[test]
fn killed_at_any_point_the_remote_has_the_old_release_or_the_new() {
    let mut hosted = Hosted::new(reader()).publishes(&[]);
    // `POSTIL_KILLS=100` kills more often.
    for round in 0..number("POSTIL_KILLS", 12) {
        hosted = hosted.then(|site| site.article("c", &format!("Round {round}.")));
        let before = (hosted.releases(), all_files(&hosted.site.path(".git")));
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_postil"))
            .args(["publish", "--quiet"])
            .current_dir(hosted.site.root())
            .spawn()
            .unwrap();
        // From before a release begins to after it has ended.
        std::thread::sleep(std::time::Duration::from_millis(round * 40 % 800));
        let _ = child.kill();
        let _ = child.wait();
        // Git may still be pushing what it was told to.
        std::thread::sleep(std::time::Duration::from_millis(200));
        assert_eq!(before.1, all_files(&hosted.site.path(".git")));
        let after = hosted.releases();
        if after != before.0 {
            assert_eq!(after[1..], before.0);
            let page = &hosted.branch("gh-pages")["articles/c.html"];
            assert!(page.contains(&format!("Round {round}.")));
        }
        git(hosted.remote(), &["fsck", "--no-dangling"]);
    }
    let hosted = hosted
        .then(|site| site.article("c", "The last."))
        .publishes(&[]);
    assert!(hosted.branch("gh-pages")["articles/c.html"].contains("The last."));
}

/// How often to try, by the environment's word.
fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |given| given.parse().unwrap())
}

#[test]
fn a_folder_gets_the_site_and_keeps_what_is_not_ours() {
    let to = tempfile::tempdir().unwrap();
    let folder = to.path().to_str().unwrap();
    std::fs::write(to.path().join("theirs.txt"), "theirs").unwrap();
    let outcome = reader()
        .run(&["publish", "--to", folder])
        .code(2)
        .says("theirs.txt");
    let outcome = outcome
        .site
        .run(&["publish", "--to", folder, "--force"])
        .code(0);
    assert!(to.path().join("articles/b.html").exists());
    let site = outcome.site.remove("content/articles/b");
    let outcome = site
        .run(&["publish", "--to", folder])
        .code(0)
        .says("removed");
    assert!(!to.path().join("articles/b.html").exists());
    assert!(to.path().join("theirs.txt").exists());
    let site = outcome.site;
    let content = site.path("content").to_str().unwrap().to_owned();
    let _ = site
        .run(&["publish", "--to", &content])
        .code(2)
        .says("sources");
}

#[test]
fn a_commit_is_signed_if_the_user_signs() {
    let hosted = Hosted::new(reader());
    let key = tempfile::tempdir().unwrap();
    let path = key.path().join("key");
    let made = std::process::Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "", "-f"])
        .arg(&path)
        .status()
        .unwrap();
    assert!(made.success());
    let root = hosted.site.root().to_owned();
    git(&root, &["config", "gpg.format", "ssh"]);
    git(
        &root,
        &["config", "user.signingkey", path.to_str().unwrap()],
    );
    git(&root, &["config", "commit.gpgsign", "true"]);
    let hosted = hosted.publishes(&[]);
    let raw = git(hosted.remote(), &["cat-file", "commit", "gh-pages"]);
    assert!(raw.contains("SSH SIGNATURE"), "{raw}");
    // A key that is gone: nothing half-done goes out.
    std::fs::remove_file(&path).unwrap();
    let hosted = Hosted {
        site: unsigned(hosted.site),
        ..hosted
    };
    let (hosted, outcome) = hosted.publish(&[]);
    let _ = outcome.code(3).says("cannot commit the release");
    assert_eq!(hosted.releases().len(), 1);
}

/// A change, committed without a signature.
fn unsigned(site: SiteTest) -> SiteTest {
    let site = site.article("c", "More.");
    git(site.root(), &["config", "commit.gpgsign", "false"]);
    let site = commit(site);
    git(site.root(), &["config", "commit.gpgsign", "true"]);
    site
}
