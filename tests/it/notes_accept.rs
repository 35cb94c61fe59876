//! `postil notes accept`: a suggestion's words stand in the source, exactly there, and everything else stays.

use std::collections::BTreeSet;

use postil::annotate::Annotations;
use postil::content::NoteStatus;
use postil::corpus::Audience;
use postil::document::Options;
use postil::notes::{self, Acceptance, NewNote, choose};
use postil::site::{self, Site, Survey};
use postil::source::Snapshot;
use proptest::prelude::*;

use crate::site_test::SiteTest;

const BODY: &str = "The list holds *seventeen* planes, nine \\[sic\\] of them Russian & AT&amp;T.\n\nNine and eight make sixteen planes.\nThe list holds planes.";

fn suggestion(quote: &str, replacement: &str) -> String {
    format!(
        "---\nauthor: ana\nstatus: published\nkind: suggestion\ntarget:\n  quote: {quote:?}\nreplacement: {replacement:?} # as said\nextra:\n  mine: 1\n---\nCount again.\n"
    )
}

fn site(quote: &str, replacement: &str) -> SiteTest {
    SiteTest::new()
        .article("a", BODY)
        .note("a", "sggst1", &suggestion(quote, replacement))
}

const ARTICLE: &str = "content/articles/a/index.md";

#[test]
fn the_words_are_replaced_and_the_suggestion_is_resolved() {
    let site = site("eight make sixteen", "eight make 17*")
        .note_on("a", "xther1", "sixteen planes", "Which?")
        .note_on("a", "yther1", "The list holds planes", "Which?");
    let before = site.read(ARTICLE);
    let outcome = site
        .run(&[
            "notes", "accept", "sggst1", "--reviewed-by", "ana", "--json",
        ])
        .code(0);
    let answer = outcome.json();
    assert_eq!(answer["anchored"], serde_json::json!(["yther1"]));
    let site = outcome.then();
    let after = site.read(ARTICLE);
    assert_eq!(
        after,
        before.replace("eight make sixteen", "eight make 17\\*")
    );
    let note = site.read("content/articles/a/notes/sggst1.md");
    let wanted = suggestion("eight make sixteen", "eight make 17*")
        .replace("status: published", "status: resolved")
        .replace("replacement:", "reviewed_by: ana\nreplacement:");
    assert_eq!(note, wanted);
    let other = site.read("content/articles/a/notes/yther1.md");
    assert!(other.contains("  start: 101\n"), "{other}");
    let _ = site
        .run(&["notes", "accept", "sggst1"])
        .code(2)
        .says("already");
}

#[test]
fn readers_are_told_when_that_is_wished() {
    let outcome = site("sixteen", "seventeen")
        .run(&[
            "notes",
            "accept",
            "sggst1",
            "--correction",
            "Nine and eight make 17: \"once\".",
        ])
        .code(0);
    let article = outcome.then().read(ARTICLE);
    assert!(article.contains("corrections:\n- {date: 20"), "{article}");
    assert!(
        article.contains("text: \"Nine and eight make 17: \\\"once\\\".\"}"),
        "{article}"
    );
}

#[test]
fn what_is_not_plain_text_in_the_source_is_left_to_a_person() {
    for (quote, why) in [
        ("holds seventeen", "markup among the words"),
        ("planes, nine [sic] of", ""),
        ("Russian & AT&T", ""),
        ("AT&T.\n\nNine", "several paragraphs"),
        ("nobody wrote this at all, nowhere", "certainty"),
        ("The list holds", "certainty"),
    ] {
        let site = site(quote, "words");
        let before = site.files("content");
        let outcome = site.run(&["notes", "accept", "sggst1"]);
        if why.is_empty() {
            let article = outcome.code(0).then().read(ARTICLE);
            assert!(article.contains("words"), "{article}");
        } else {
            let outcome = outcome
                .code(2)
                .says(why)
                .says("content/articles/a/index.md:");
            assert_eq!(outcome.then().files("content"), before, "{quote}");
        }
    }
}

#[test]
fn a_dry_run_writes_nothing() {
    let site = site("sixteen", "seventeen");
    let before = site.files("content");
    let outcome = site
        .run(&["notes", "accept", "sggst1", "--dry-run"])
        .code(0);
    assert!(outcome.stdout.contains("eight make seventeen planes"));
    assert_eq!(outcome.then().files("content"), before);
}

/// A body of pieces that Markdown reads in many ways.
fn body() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "word ",
        "word ",
        "other ",
        "one",
        " two",
        "\\*",
        "*emph*",
        "`code`",
        "&amp;",
        "\n",
        "\n\n",
        "\n- ",
        "\n> ",
        "[link](x.md)",
        "**",
        "é",
        "🙂 ",
        "\n\n| a | b |\n|---|---|\n| c | d |\n\n",
        "\n\n## ",
        "\n1. ",
        "_",
        "\\",
        "  \n",
        "<b>",
        "[^1]",
        "\n\n[^1]: foot ",
        "    code\n",
        "\t",
        "~~",
    ]);
    prop::collection::vec(pieces, 4..40).prop_map(|pieces| pieces.concat())
}

fn words() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "new", " ", "*", "_", "`", "[x]", "<i>", "&amp;", "1.", "# ", "- ", "|", "\\", "é", "> ",
        "!", "~~", "\n", "\"", "--",
    ]);
    prop::collection::vec(pieces, 1..6)
        .prop_map(|pieces| pieces.concat())
        .prop_filter("words", |words| !words.trim().is_empty())
}

fn survey(site: &SiteTest) -> Survey {
    let roots = ["content", "postil.yaml"];
    let (snapshot, _) = Snapshot::read(site.root(), &roots, None, &BTreeSet::new()).unwrap();
    let options = site::Options {
        audience: Audience::Editors,
        base_url: None,
    };
    Site::default().survey(&snapshot, &options).unwrap()
}

/// The places of the notes that stand in the article, in bytes, by id.
fn places(survey: &Survey) -> Vec<(String, std::ops::Range<usize>)> {
    let all = survey.annotations.get("a");
    let placed = all
        .into_iter()
        .flat_map(|it: &std::sync::Arc<Annotations>| &it.placed);
    placed
        .map(|it| (it.note.id.clone(), it.ranges[0].clone()))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, ..ProptestConfig::default() })]

    #[test]
    fn nothing_but_the_words_changes(
        body in body(),
        picks in prop::collection::vec((any::<prop::sample::Index>(), 1..12_usize), 5),
        replacement in words(),
        smart in any::<bool>(),
    ) {
        let config = format!("title: T\npeople:\n  ana: Ana\nmarkdown:\n  smart_punctuation: {smart}\n");
        let site = SiteTest::new().file("postil.yaml", &config).article("a", &body);
        let read = survey(&site);
        let Some(entry) = read.corpus.article("a") else { return Ok(()) };
        let plain = entry.document().plain.clone();
        prop_assume!(!plain.text.is_empty());
        let mut taken = BTreeSet::new();
        let mut ids = Vec::new();
        for (at, length) in picks {
            let start = at.index(plain.chars());
            let range = plain.to_bytes(start..(start + length).min(plain.chars()));
            prop_assume!(!plain.slice(range.clone()).trim().is_empty());
            let note = NewNote {
                author: Some("ana".to_owned()),
                status: NoteStatus::Published,
                targets: vec![choose(&plain.text, range, None)],
                replacement: ids.is_empty().then(|| replacement.clone()),
                body: "Body.".to_owned(),
                ..NewNote::default()
            };
            let now = "2026-03-02T09:14:00Z".parse().unwrap();
            let (id, changes) = notes::add(&read.corpus, entry, &note, now, &taken).unwrap();
            notes::save(site.root(), &changes).unwrap();
            taken.insert(id.clone());
            ids.push(id);
        }
        let read = survey(&site);
        let before = places(&read);
        let how = Acceptance { options: Options { smart_punctuation: smart }, ..Acceptance::default() };
        let (home, note) = notes::by_id(&read.corpus, &ids[0]).unwrap();
        let Ok(patch) = notes::prepare(&read.corpus, home, note, how.options) else {
            prop_assert!(notes::accept(&read.corpus, &ids[0], &how).is_err());
            return Ok(());
        };
        let accepted = notes::accept(&read.corpus, &ids[0], &how).unwrap().unwrap();
        notes::save(site.root(), &accepted.changes).unwrap();

        // The file: these bytes, and no others.
        let old = &entry.article().file.text;
        let new = site.read(ARTICLE);
        let wanted = [&old[..patch.source.start], &patch.markdown, &old[patch.source.end..]].concat();
        prop_assert_eq!(&new, &wanted);
        // The text: it reads as was suggested, and the rest as before.
        let after = survey(&site);
        let now = &after.corpus.article("a").unwrap().document().plain;
        let gone = patch.plain.clone();
        prop_assert!(now.text.starts_with(&plain.text[..gone.start]));
        prop_assert!(now.text.ends_with(&plain.text[gone.end..]));
        let said = &now.text[gone.start..now.text.len() - (plain.text.len() - gone.end)];
        let lines = replacement.trim_end_matches('\n');
        prop_assert!(said == lines || said == lines.replace('\n', " "), "{:?}", said);
        // The notes beside: each has its words.
        let there = places(&after);
        for (id, range) in before.iter().filter(|(id, _)| *id != ids[0]) {
            let shift = |at: usize| at + now.text.len() - plain.text.len();
            let wanted = if range.end <= gone.start {
                range.clone()
            } else if gone.end <= range.start {
                shift(range.start)..shift(range.end)
            } else {
                continue;
            };
            prop_assert!(there.contains(&(id.clone(), wanted.clone())), "{} {:?} {:?}", id, wanted, there);
        }
        for (_, note) in after.corpus.notes() {
            prop_assert_eq!(note.file.body(), "Body.\n");
            prop_assert_eq!(note.status == NoteStatus::Resolved, note.id == ids[0]);
            let hash = note.targets[0].text.as_deref().unwrap();
            prop_assert!(after.corpus.article("a").unwrap().texts.contains_key(hash));
        }
    }
}
