//! After any edits, what a long-lived site builds is what a clean build makes: the same bytes, the same findings.

use std::collections::BTreeSet;
use std::path::Path;

use postil::corpus::Audience;
use postil::diagnostic::Diagnostic;
use postil::output::Files;
use postil::site::{Onlooker, Options, Site};
use postil::source::Snapshot;
use proptest::prelude::*;

use crate::edits::{Edit, any_edits};
use crate::site_test::SiteTest;

const ROOTS: [&str; 4] = ["postil.yaml", "content", "templates", "static"];

fn a_start() -> SiteTest {
    SiteTest::new()
        .article("a", "The bridge was closed on Monday. See [[b]].")
        .article("b", "Three witnesses `spoke` of a lorry.")
        .note_on("a", "aaaaaa", "bridge was closed", "Which?")
        .file(
            "content/pages/about.md",
            "---\ntitle: About\n---\nSee [a](../articles/a/index.md).\n",
        )
}

fn read(root: &Path, previous: Option<&Snapshot>) -> Snapshot {
    Snapshot::read(root, &ROOTS, previous, &BTreeSet::new())
        .unwrap()
        .0
}

/// Everything that a build makes and says; findings alone when the configuration cannot be used.
fn build(site: &mut Site, snapshot: &Snapshot, drafts: bool) -> (Files, Vec<Diagnostic>) {
    let audience = if drafts {
        Audience::Editors
    } else {
        Audience::Public
    };
    match site.build(
        snapshot,
        &Options {
            audience,
            base_url: None,
        },
    ) {
        Ok(built) => (built.files, built.diagnostics),
        Err(findings) => (Files::new(), findings),
    }
}

/// A build before the eyes of somebody who looks at `LOOKED_AT`: the pages that were shown first, and whether the build
/// went on to its end.
fn shown_first(site: &mut Site, snapshot: &Snapshot, drafts: bool, overtaken: bool) -> Files {
    let audience = if drafts {
        Audience::Editors
    } else {
        Audience::Public
    };
    let options = Options {
        audience,
        base_url: None,
    };
    let mut shown = Files::new();
    let mut onlooker = Onlooker {
        pages: &|| LOOKED_AT.map(str::to_owned).into(),
        first: &mut |first| shown = first.pages,
        overtaken: &|| overtaken,
    };
    let built = site.build_before(snapshot, &options, &mut onlooker);
    assert!(!matches!(built, Ok(Some(_)) if overtaken));
    shown
}

const LOOKED_AT: [&str; 6] = [
    "articles/a.html", "articles/b.html", "index.html", "notes/index.html", "entities/lorry.html",
    "tags/river.html",
];

/// The paths at which two builds differ.
fn differences(one: &Files, two: &Files) -> Vec<String> {
    let paths: BTreeSet<_> = one.keys().chain(two.keys()).collect();
    paths
        .into_iter()
        .filter(|path| one.get(*path) != two.get(*path))
        .cloned()
        .collect()
}

fn check(edits: &[(Edit, bool)]) -> Result<(), TestCaseError> {
    let folder = a_start();
    let mut long_lived = Site::default();
    let mut snapshot = read(folder.root(), None);
    build(&mut long_lived, &snapshot, false);
    for (edit, drafts) in edits {
        edit.apply(folder.root());
        snapshot = read(folder.root(), Some(&snapshot));
        let (files, findings) = build(&mut long_lived, &snapshot, *drafts);
        let (clean_files, clean_findings) =
            build(&mut Site::default(), &read(folder.root(), None), *drafts);
        prop_assert_eq!(differences(&files, &clean_files), Vec::<String>::new());
        prop_assert_eq!(findings, clean_findings);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, max_shrink_iters: 300, ..ProptestConfig::default() })]

    #[test]
    fn after_any_edits_a_build_equals_a_clean_one(edits in any_edits(12), drafts in prop::collection::vec(any::<bool>(), 12)) {
        check(&edits.into_iter().zip(drafts).collect::<Vec<_>>())?;
    }

    #[test]
    fn what_is_shown_first_is_what_the_whole_build_makes(edits in any_edits(8), overtaken in prop::collection::vec(any::<bool>(), 8)) {
        let folder = a_start();
        let mut site = Site::default();
        build(&mut site, &read(folder.root(), None), true);
        for (edit, overtaken) in edits.iter().zip(overtaken) {
            edit.apply(folder.root());
            let snapshot = read(folder.root(), None);
            let first = shown_first(&mut site, &snapshot, true, overtaken);
            let (files, _) = build(&mut Site::default(), &snapshot, true);
            for (path, page) in first {
                prop_assert_eq!(files.get(&path), Some(&page), "{}", path);
            }
            if !overtaken {
                let (again, _) = build(&mut site, &snapshot, true);
                prop_assert_eq!(differences(&again, &files), Vec::<String>::new());
            }
        }
    }

    #[test]
    fn edits_and_their_undoing_leave_the_first_site(edits in any_edits(6)) {
        let folder = a_start();
        let mut site = Site::default();
        let snapshot = read(folder.root(), None);
        let first = build(&mut site, &snapshot, false);
        for edit in &edits {
            edit.apply(folder.root());
            build(&mut site, &read(folder.root(), None), true);
        }
        let last = build(&mut site, &snapshot, false);
        prop_assert_eq!(differences(&first.0, &last.0), Vec::<String>::new());
        prop_assert_eq!(first.1, last.1);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, max_shrink_iters: 50, ..ProptestConfig::default() })]

    #[test]
    fn what_the_binary_leaves_in_public_is_what_a_clean_build_makes(edits in any_edits(8)) {
        let mut site = a_start();
        for edit in &edits {
            edit.apply(site.root());
            let outcome = site.run(&["build"]);
            if outcome.code == 2 {
                // A configuration that cannot be used: nothing is built.
                site = outcome.then();
                continue;
            }
            prop_assert!(outcome.code < 2, "{}", outcome.stderr);
            let incremental = outcome.site.files("public");
            site = outcome.then();
            for folder in ["public", ".postil"] {
                std::fs::remove_dir_all(site.path(folder)).unwrap();
            }
            let outcome = site.run(&["build"]);
            prop_assert!(incremental == outcome.site.files("public"));
            // On with what the incremental run left: the same, as was just seen.
            site = outcome.then();
        }
    }
}

/// A long-lived site builds `start`, then what `edit` makes of it: that must be what a clean build makes.
fn equals_a_clean_build_after(start: SiteTest, edit: impl FnOnce(SiteTest) -> SiteTest) {
    let mut long_lived = Site::default();
    build(&mut long_lived, &read(start.root(), None), false);
    let edited = edit(start);
    let snapshot = read(edited.root(), None);
    let (files, findings) = build(&mut long_lived, &snapshot, false);
    let (clean_files, clean_findings) = build(&mut Site::default(), &snapshot, false);
    assert_eq!(differences(&files, &clean_files), Vec::<String>::new());
    assert_eq!(findings, clean_findings);
}

#[test]
fn smart_punctuation_reaches_what_is_no_plain_text() {
    let start = SiteTest::new().article("a", "![It's \"so\"](https://e.org/x.png)");
    equals_a_clean_build_after(start, |site| {
        site.edit("postil.yaml", |text| {
            format!(
                "{text}markdown: {smart}\n",
                smart = "{smart_punctuation: true}"
            )
        })
    });
}

#[test]
fn a_note_on_another_article_is_seen_to_move() {
    let note = "---\nstatus: published\ntarget: {article: c, quote: Words of c}\n---\n![A bridge](bridge.jpg)\n";
    let start = SiteTest::new()
        .article("a", "Words.")
        .article("b", "Words.")
        .article("c", "Words of c.")
        .file("content/articles/a/bridge.jpg", "picture")
        .note("a", "aaaaaa", note);
    equals_a_clean_build_after(start, |site| {
        site.rename(
            "content/articles/a/notes/aaaaaa.md",
            "content/articles/b/notes/aaaaaa.md",
        )
    });
}

#[test]
fn a_note_stays_when_the_article_it_speaks_of_goes() {
    let note = "---\nstatus: published\ntarget: {article: c, quote: Words of c}\n---\nA note.\n";
    let start = SiteTest::new()
        .article("a", "Words.")
        .article("c", "Words of c.")
        .note("a", "aaaaaa", note)
        .note_on("a", "bbbbbb", "Words", "Another.");
    equals_a_clean_build_after(start, |site| site.remove("content/articles/c"));
}

#[test]
fn a_note_has_those_pages_made_anew_that_show_it_or_count_it() {
    let article = |number: usize| {
        format!("---\ntitle: Number {number}\ntags: [t{number}]\n---\nWords{number}.\n")
    };
    let folder = (0..40).fold(SiteTest::new(), |site, number| {
        site.article(&format!("a{number}"), &article(number))
    });
    let folder = folder.note_on("a1", "aaaaaa", "Words1", "A note.");
    let mut site = Site::default();
    let options = Options {
        audience: Audience::Editors,
        base_url: None,
    };
    let mut anew = |folder: &SiteTest| {
        let built = site.build(&read(folder.root(), None), &options).unwrap();
        (built.pages_anew, built.pages)
    };
    let (first, pages) = anew(&folder);
    assert_eq!(first, pages);
    assert_eq!(anew(&folder).0, 0);
    let folder = folder.note_on("a7", "bbbbbb", "Words7", "Another.");
    // The article, the lists of all articles and of all notes, the tag, the annotator and that index, the home page.
    assert_eq!(anew(&folder).0, 7);
}

#[test]
fn a_link_to_what_the_first_note_brings_is_seen_to_lead_somewhere() {
    let start = SiteTest::new()
        .article("a", "Words, and [hers](/people/ana.html).")
        .article("b", "[All notes](/notes/index.html).");
    equals_a_clean_build_after(start, |site| {
        site.note_on("a", "aaaaaa", "Words", "A note.")
    });
}
