//! Notes that are broken, huge or strange: each is told with its place or stands where it should; nothing is dropped
//! from the disk, and no build writes there.

use postil::content::{Note, NoteStatus};
use proptest::prelude::*;

use crate::outcome::Outcome;
use crate::site_test::SiteTest;

const NOTE: &str = "---\nauthor: ana\ncreated: 2026-03-02T09:14:00Z\nstatus: published\nkind: correction\ntarget:\n  \
    quote: \"no fewer than 16 Çavuşoğlus 👩‍👩‍👧\"\n  prefix: \"air strike, \"\n  suffix: . Not\n  start: 120\n  text: 9f2c1a77b0d4\n\
    targets:\n- article: b\n  quote: other words\ntags: [a, ß]\nsee:\n- b\nextra: {k: [1, 2]}\n---\nNine and eight make seventeen.\n";

/// Builds, and sees to it that no file of `content/` is another than before.
fn build(site: SiteTest) -> Outcome {
    let before = site.files("content");
    let built = site.build_anyway();
    assert!(built.code == 0 || built.code == 1, "{}", built.stderr);
    assert_eq!(built.site.files("content"), before);
    built
}

/// Reads a note: what is wrong has a place, and one that was refused says why.
fn read(bytes: &[u8]) -> Option<Note> {
    let (note, found) = match Note::read("k3v9q2", "a", "notes/k3v9q2.md", bytes) {
        Ok((note, found)) => (Some(note), found),
        Err(found) => (None, found),
    };
    assert!(note.is_some() || found.iter().any(postil::diagnostic::Diagnostic::is_error));
    for diagnostic in &found {
        let place = diagnostic.place.as_ref().expect("a place");
        assert!(
            place.line > 0 || diagnostic.code == "note-id",
            "{diagnostic:?}"
        );
        assert!(
            !diagnostic.message.is_empty() && diagnostic.help.is_some(),
            "{diagnostic:?}"
        );
    }
    note
}

#[test]
fn a_note_that_is_cut_off_anywhere_is_told_or_whole() {
    let whole = read(NOTE.as_bytes()).unwrap();
    assert_eq!(whole.targets.len(), 2);
    for end in 0..NOTE.len() {
        let note = read(&NOTE.as_bytes()[..end]);
        // With all of its front matter it is the note, with less of it none, and never a published one by chance.
        if let Some(note) = note.filter(|note| note.status == NoteStatus::Published) {
            assert_eq!(
                (&note.targets, &note.tags),
                (&whole.targets, &whole.tags),
                "{end}"
            );
        }
    }
}

#[test]
fn two_notes_with_one_id_are_told_and_both_stay() {
    let published = |body: &str| format!("---\nauthor: ana\nstatus: published\n---\n{body}\n");
    let site = SiteTest::new()
        .article("a", "Words of a.")
        .article("b", "Words of b.")
        .note("a", "aaaaaa", &published("The first."))
        .note("b", "aaaaaa", &published("The second."));
    let _ = build(site)
        .code(1)
        .says("error[duplicate-note]")
        .says("content/articles/a/notes/aaaaaa.md")
        .says("content/articles/b/notes/aaaaaa.md")
        .page("articles/a.html")
        .has("The first.");
}

#[test]
fn a_quote_of_a_megabyte_is_told_with_its_place() {
    let quote = "a word and another ".repeat(55_000);
    let site = SiteTest::new()
        .article("a", &quote)
        .note_on("a", "aaaaaa", &quote, "All of it.");
    let _ = build(site)
        .code(1)
        .says("error[front-matter]")
        .says("aaaaaa.md:2:1")
        .says("256 KiB");
}

#[test]
fn a_quote_of_a_megabyte_is_not_written_where_it_could_not_be_read() {
    let quote = "a word and another ".repeat(55_000);
    let rows = format!("article,quote,body\na,\"{}\",All of it.\n", quote.trim());
    let site = SiteTest::new().article("a", &quote).file("rows.csv", &rows);
    let imported = site.run(&["notes", "import", "rows.csv"]);
    assert!(imported.code < 3, "{}", imported.stderr);
    let listed = imported.then().run(&["notes", "list", "--json"]);
    assert_eq!(listed.code, 0, "{}", listed.stderr);
}

#[test]
fn a_quote_that_occurs_ten_thousand_times_is_asked_about_or_found_by_what_stands_around_it() {
    let line = |number: usize| format!("Line {number} says the same again.");
    let body = (0..10_000).map(line).collect::<Vec<_>>().join("\n\n");
    let note = |more: &str| {
        format!(
            "---\nauthor: ana\nstatus: published\ntarget:\n  quote: says the same\n{more}---\nWhich?\n"
        )
    };
    let _ = build(
        SiteTest::new()
            .article("a", &body)
            .note("a", "aaaaaa", &note(""))
            .note("a", "bbbbbb", &note("  prefix: \"Line 7654 \"\n")),
    )
    .says("note-confirm")
    .says("aaaaaa.md:5:3")
    .page("articles/a.html")
    .has_no_mark("aaaaaa")
    .has("Line 7654 <mark class=\"postil kind-comment\" data-notes=\"bbbbbb\"");
}

#[test]
fn marks_end_between_letters_of_any_script() {
    let body =
        "Nai\u{308}ve cafe\u{301}. אמר שלום לכולם. مرحبا بالعالم. 👩‍👩‍👧 left, 🇸🇾🇹🇷 stayed. 雷達 नमस्ते.";
    let mut site = SiteTest::new().article("a", body);
    let words = [
        "Nai\u{308}ve", "cafe\u{301}", "שלום", "بالعالم", "👩‍👩‍👧", "🇸🇾", "🇹🇷", "雷", "नमस्ते",
    ];
    for (number, word) in words.iter().enumerate() {
        site = site.note_on("a", &format!("a{number:05}"), word, "Here.");
    }
    let page = build(site).code(0).page("articles/a.html");
    for (number, word) in words.iter().enumerate() {
        let mark = format!("data-notes=\"a{number:05}\" id=\"mark-a{number:05}\">{word}</mark>");
        assert!(page.html.contains(&mark), "{word}\n{}", page.html);
    }
}

#[test]
fn a_mark_takes_the_whole_letter_that_its_note_cut() {
    let _ = build(
        SiteTest::new()
            .article("a", "A cafe\u{301} and 👩‍👩‍👧 here.")
            .note_on("a", "aaaaaa", "A cafe", "Without its accent.")
            .note_on("a", "bbbbbb", "👧 here", "Of a family."),
    )
    .page("articles/a.html")
    .has(">A cafe\u{301}</mark>")
    .has(">👩‍👩‍👧 here</mark>");
}

#[test]
fn a_note_on_an_article_that_is_gone_is_told_and_kept() {
    let text = "---\nauthor: ana\nstatus: published\n---\nStill here.\n";
    let site = SiteTest::new()
        .article("a", "Words.")
        .note("gone", "aaaaaa", text);
    let _ = build(site)
        .code(0)
        .says("note-without-article")
        .says("content/articles/gone/notes/aaaaaa.md");
}

/// What an editor or a merge does to a file.
fn damage() -> impl Strategy<Value = (u8, prop::sample::Index, prop::sample::Index)> {
    (
        0..7_u8,
        any::<prop::sample::Index>(),
        any::<prop::sample::Index>(),
    )
}

fn damaged(
    text: &[u8],
    (kind, one, two): (u8, prop::sample::Index, prop::sample::Index),
) -> Vec<u8> {
    if text.is_empty() {
        return Vec::new();
    }
    let (a, b) = (one.index(text.len()), two.index(text.len()));
    let (a, b) = (a.min(b), a.max(b));
    let lines: Vec<&[u8]> = text.split_inclusive(|byte| *byte == b'\n').collect();
    let line = one.index(lines.len());
    match kind {
        0 => text[..a].to_vec(),
        1 => text[a..].to_vec(),
        2 => [&text[..a], &text[b..]].concat(),
        3 => [&text[..b], &text[a..]].concat(),
        4 => [
            &lines[..line].concat(),
            lines[line],
            &lines[line..].concat()[..],
        ]
        .concat(),
        5 => [
            &lines[..line].concat()[..],
            b"<<<<<<< HEAD\n=======\n>>>>>>> x\n",
            &lines[line..].concat(),
        ]
        .concat(),
        _ => [&text[..a], &[u8::try_from(b % 256).unwrap()], &text[a..]].concat(),
    }
}

proptest! {
    #[test]
    fn no_damage_to_a_note_goes_without_a_place(damages in proptest::collection::vec(damage(), 1..4)) {
        let bytes = damages.into_iter().fold(NOTE.as_bytes().to_vec(), |text, damage| damaged(&text, damage));
        let has_markers = String::from_utf8_lossy(&bytes).lines().any(|line| line.starts_with("<<<<<<< "));
        if let Some(note) = read(&bytes) {
            prop_assert!(!has_markers || note.status == NoteStatus::Draft);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn no_damaged_notes_stop_a_build_or_are_rewritten_by_it(
        damages in proptest::collection::vec(proptest::collection::vec(damage(), 1..3), 1..20),
    ) {
        let mut site = SiteTest::new().article("a", "It was an air strike, no fewer than 16 Çavuşoğlus. Not more.").article("b", "And other words.");
        for (number, damages) in damages.into_iter().enumerate() {
            let bytes = damages.into_iter().fold(NOTE.as_bytes().to_vec(), |text, damage| damaged(&text, damage));
            site = site.bytes(&format!("content/articles/a/notes/a{number:05}.md"), &bytes);
        }
        let _ = build(site).page("articles/a.html").has("air strike").outcome.then().run(&["check"]);
    }
}
