use std::collections::BTreeSet;
use std::ops::Range;

use proptest::prelude::*;

use super::super::Mark;
use super::dom::Dom;
use super::marks::{marks, spans};
use super::{html, rendered};
use crate::document::tests::generate::body;
use crate::document::{Document, Options, parse};

/// The plain text as a page shows it: without the blank lines between blocks, and U+FFFD for characters that HTML
/// does not allow. Its characters are placed by their bytes in the plain text.
fn shown(document: &Document, within: &Range<usize>) -> Vec<(Range<usize>, char)> {
    let plain = &document.plain;
    let blocks = plain
        .blocks
        .iter()
        .filter(|block| within.start <= block.plain.start && block.plain.end <= within.end);
    let chars = blocks.flat_map(|block| {
        let start = block.plain.start;
        plain.text[block.plain.clone()]
            .char_indices()
            .map(move |(at, char)| (start + at..start + at + char.len_utf8(), char))
    });
    chars
        .map(|(at, char)| {
            (
                at,
                if super::super::escape::is_forbidden(char) {
                    '\u{FFFD}'
                } else {
                    char
                },
            )
        })
        .collect()
}

fn words(shown: &[(Range<usize>, char)]) -> String {
    shown.iter().map(|(_, char)| char).collect()
}

fn covered(mark: &Mark, shown: &[(Range<usize>, char)]) -> Vec<usize> {
    let touched = |char: &Range<usize>| char.start < mark.range.end && mark.range.start < char.end;
    (0..shown.len())
        .filter(|&index| touched(&shown[index].0))
        .collect()
}

/// HTML without what notes put into it.
fn bare(html: &str) -> String {
    let ours = [
        ("<mark class=\"postil", ">"),
        ("</mark", ">"),
        ("<span id=\"mark-", "</span>"),
        ("<a class=\"note-ref\"", "</a>"),
    ];
    let mut bare = String::new();
    let mut rest = html;
    while let Some(tag) = rest.find('<') {
        bare.push_str(&rest[..tag]);
        rest = &rest[tag..];
        let end = ours
            .iter()
            .find(|(start, _)| rest.starts_with(start))
            .map(|(_, end)| rest.find(end).unwrap() + end.len());
        if end.is_none() {
            bare.push('<');
        }
        rest = &rest[end.unwrap_or(1)..];
    }
    bare + rest
}

#[test]
fn a_deep_nest_of_marks_is_flat_and_each_is_reached() {
    let body = format!(
        "## A *heading*\n\n{}\n\n- one [two](x)\n- `three`\n\n| a | b |\n|---|---|\n| c | d |\n\n```rust\nlet x = 1;\n```\n\nText[^1]\n\n[^1]: A note of its own.\n",
        "Some words here. ".repeat(60)
    );
    let document = parse(&body, &Options::default());
    let length = document.plain.text.len();
    let marks: Vec<Mark> = (0..length / 2)
        .map(|depth| super::mark(&format!("n{depth}"), depth..length - depth))
        .collect();
    let html = html(&document, &marks);
    let dom = Dom::read(&html).unwrap();
    for mark in &marks {
        for id in [format!("mark-{}", mark.note), format!("ref-{}", mark.note)] {
            assert!(dom.position(&id).is_some(), "{id}");
        }
    }
    let bare = bare(&html);
    assert_eq!(bare, super::html(&document, &[]));
}

proptest! {
    #[test]
    fn the_text_of_each_block_is_the_plain_text(body in body(), smart: bool, spans in spans()) {
        let document = parse(&body, &Options { smart_punctuation: smart });
        let marks = marks(&spans, document.plain.text.len());
        for marks in [&marks[..], &[]] {
            for block in rendered(&document, marks) {
                let dom = Dom::read(&block.html).map_err(|why| TestCaseError::fail(format!("{why}\n{}", block.html)))?;
                prop_assert_eq!(dom.words(), words(&shown(&document, &block.plain)), "{}", block.html);
            }
        }
    }

    #[test]
    fn every_mark_covers_its_range_and_nothing_else(body in body(), spans in spans()) {
        let document = parse(&body, &Options::default());
        let marks = marks(&spans, document.plain.text.len());
        let dom = Dom::read(&html(&document, &marks)).map_err(TestCaseError::fail)?;
        let shown = shown(&document, &(0..document.plain.text.len()));
        prop_assert_eq!(dom.words(), words(&shown));
        let notes: BTreeSet<&str> = marks.iter().map(|mark| mark.note.as_str()).collect();
        for note in notes {
            let passages: Vec<Vec<usize>> =
                marks.iter().filter(|mark| mark.note == note).map(|mark| covered(mark, &shown)).collect();
            let found = dom.marked(note);
            let wanted: BTreeSet<usize> = passages.iter().flatten().copied().collect();
            if passages.iter().all(|passage| !passage.is_empty()) {
                prop_assert_eq!(&found, &wanted.into_iter().collect::<Vec<_>>());
            } else {
                let empty = passages.iter().filter(|passage| passage.is_empty()).count();
                prop_assert!(shown.is_empty() || (wanted.len().max(1)..=wanted.len() + empty).contains(&found.len()));
            }
        }
    }

    #[test]
    fn every_passage_has_one_mark_and_one_reference_behind_it(body in body(), spans in spans()) {
        let document = parse(&body, &Options::default());
        let marks = marks(&spans, document.plain.text.len());
        let blocks = rendered(&document, &marks);
        let html: String = blocks.iter().map(|block| block.html.as_str()).collect();
        let dom = Dom::read(&html).map_err(TestCaseError::fail)?;
        let notes: BTreeSet<&str> = marks.iter().map(|mark| mark.note.as_str()).filter(|_| !document.plain.text.is_empty()).collect();
        for note in &notes {
            let passages = marks.iter().filter(|mark| mark.note == *note).count();
            let mut last = 0;
            for nth in 1..=passages {
                let id = if nth == 1 { (*note).to_owned() } else { format!("{note}-{nth}") };
                let (start, end) = (dom.position(&format!("mark-{id}")), dom.position(&format!("ref-{id}")));
                prop_assert!(start.is_some() && start < end, "{id}: {start:?} {end:?} in {html}");
                last = last.max(end.unwrap_or(0));
            }
            prop_assert!(dom.marked(note).last().is_some_and(|&at| at < last));
            let owners: Vec<_> = blocks.iter().filter(|block| block.notes.iter().any(|other| other == note)).collect();
            prop_assert_eq!(owners.len(), 1);
            let reference = format!("href=\"#note-{note}\"");
            prop_assert!(owners[0].html.contains(&reference));
        }
        prop_assert_eq!(blocks.iter().map(|block| block.notes.len()).sum::<usize>(), notes.len());
    }

    #[test]
    fn without_its_marks_a_body_is_the_one_without_notes(body in body(), spans in spans()) {
        let document = parse(&body, &Options::default());
        let marks = marks(&spans, document.plain.text.len());
        prop_assert_eq!(bare(&html(&document, &marks)), html(&document, &[]));
    }

    #[test]
    fn ids_are_unique_and_our_own_fragments_lead_somewhere(body in body(), spans in spans()) {
        let document = parse(&body, &Options::default());
        let marks = marks(&spans, document.plain.text.len());
        let dom = Dom::read(&html(&document, &marks)).map_err(TestCaseError::fail)?;
        let ids: BTreeSet<&str> = dom.ids.iter().map(|(id, _)| id.as_str()).collect();
        prop_assert_eq!(ids.len(), dom.ids.len(), "{:?}", dom.ids);
        let hrefs = dom.attributes.iter().filter(|(_, attribute, _)| attribute == "href");
        for id in hrefs.filter_map(|(_, _, href)| href.strip_prefix('#')) {
            prop_assert!(id.starts_with("note-") || id == "f" || ids.contains(id), "#{id}");
        }
        for heading in &document.headings {
            prop_assert!(document.has_id(&heading.id));
            prop_assert!(ids.contains(heading.id.as_str()), "{}", heading.id);
        }
        for block in &document.plain.blocks {
            prop_assert!(block.id.is_empty() || ids.contains(block.id.as_str()), "{block:?}");
        }
    }

    #[test]
    fn nothing_hostile_becomes_live(body in body()) {
        let document = parse(&body, &Options::default());
        let dom = Dom::read(&html(&document, &[])).map_err(TestCaseError::fail)?;
        super::hostile::is_harmless(&dom).map_err(TestCaseError::fail)?;
    }

    #[test]
    fn inline_and_excerpt_take_any_text(body in body(), length in 1..80_usize) {
        let document = parse(&body, &Options::default());
        let dom = Dom::read(&super::super::inline(&body)).map_err(TestCaseError::fail)?;
        super::hostile::is_harmless(&dom).map_err(TestCaseError::fail)?;
        prop_assert!(super::super::text_excerpt(&document, length).chars().count() <= length);
    }
}
