use std::sync::Arc;

use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use super::*;

const ARTICLE: &str = "The columns crossed the river before dawn, and by noon the bridges behind them were down.\n\n\
    Witnesses counted sixteen aircraft over the town; nine were Russian, eight were Turkish, and nobody could say why \
    the sum was wrong.\n\nThe minister refused to answer. His deputy, who had been sent to the capital a week earlier, \
    answered in his place: “We have seen nothing, and we shall say nothing.”\n\nThe ministry later withdrew the \
    sentence without giving a reason, and the newspapers printed both versions.";

fn text(source: &str) -> Arc<Text> {
    Arc::new(Text::new(source))
}

/// What a note on the first place of `quote` in `then` is told about `now`.
fn locate(then: &str, now: &str, quote: &str, old_text_at_hand: bool) -> (State, Option<String>) {
    let start = then.find(quote).unwrap();
    let context = |range: Range<usize>| {
        let range = snap::boundaries(then, range.start..range.end.min(then.len()));
        &then[range]
    };
    let request = Request {
        quote,
        prefix: context(start.saturating_sub(32)..start),
        suffix: context(start + quote.len()..start + quote.len() + 32),
        start: Some(then[..start].chars().count()),
    };
    let answer = Revision::new(text(now), old_text_at_hand.then(|| text(then))).locate(&request);
    (
        answer.state,
        answer.range().map(|range| now[range].to_owned()),
    )
}

#[test]
fn a_passage_whose_words_were_edited_is_followed_to_its_new_ends() {
    let now = ARTICLE
        .replace("sixteen aircraft", "“seventeen” aircraft")
        .replace("was wrong", "was wrong at all");
    for old_text in [true, false] {
        let (state, found) = locate(
            ARTICLE,
            &now,
            "sixteen aircraft over the town; nine were Russian",
            old_text,
        );
        assert_eq!(state, State::Moved);
        assert_eq!(
            found.as_deref(),
            Some("“seventeen” aircraft over the town; nine were Russian")
        );
    }
}

#[test]
fn a_letter_that_got_an_accent_is_marked_with_it() {
    let (then, now) = (
        "The cafe\u{301}s and the cafe.",
        "The cafe\u{301}s and the cafe\u{301}.",
    );
    let start = then.rfind("cafe").unwrap();
    let request = Request {
        quote: "cafe",
        prefix: "s and the ",
        suffix: ".",
        start: Some(start - 1),
    };
    for old_text in [true, false] {
        let answer = Revision::new(text(now), old_text.then(|| text(then))).locate(&request);
        assert_eq!(answer.state, State::Moved);
        assert_eq!(answer.range().map(|range| &now[range]), Some("cafe\u{301}"));
    }
}

#[test]
fn typography_and_case_make_no_other_passage() {
    let now = ARTICLE
        .replace(
            "“We have seen nothing,",
            "\"we\u{a0}have seen\u{a0}nothing,",
        )
        .replace("shall", "Shall");
    for old_text in [true, false] {
        let (state, found) = locate(ARTICLE, &now, "seen nothing, and we shall say", old_text);
        assert_eq!(state, State::Moved);
        assert_eq!(
            found.as_deref(),
            Some("seen\u{a0}nothing, and we Shall say")
        );
    }
}

#[test]
fn a_paragraph_that_moved_takes_its_notes_along() {
    let (first, rest) = ARTICLE.split_once("\n\n").unwrap();
    let now = format!("{rest}\n\n{first}");
    for old_text in [true, false] {
        let (state, found) = locate(ARTICLE, &now, "by noon the bridges behind", old_text);
        assert_eq!(
            (state, found.as_deref()),
            (State::Ok, Some("by noon the bridges behind"))
        );
    }
}

#[test]
fn a_look_alike_that_was_there_before_is_not_the_deleted_passage() {
    let entry = |day: &str| {
        format!("On {day} the delegation met in the palace and adjourned without a statement.\n\n")
    };
    let then = format!(
        "{ARTICLE}\n\n{}{}{ARTICLE}",
        entry("Monday"),
        entry("Thursday")
    );
    let now = format!("{ARTICLE}\n\n{}{ARTICLE}", entry("Thursday"));
    let (state, _) = locate(&then, &now, entry("Monday").trim(), true);
    assert_eq!(state, State::Orphan);
    let (state, _) = locate(&then, &now, entry("Monday").trim(), false);
    assert!(matches!(state, State::Orphan | State::Confirm));
}

#[test]
fn a_quote_that_stands_twice_is_asked_about_unless_its_context_tells() {
    let twice = format!("{ARTICLE}\n\n{ARTICLE}");
    let request = Request {
        quote: "The minister refused",
        ..Request::default()
    };
    let revision = Revision::new(text(&twice), None);
    assert_eq!(revision.locate(&request).state, State::Confirm);
    let revision = Revision::new(text(ARTICLE), None);
    assert_eq!(revision.locate(&request).state, State::Ok);
}

#[test]
fn huge_and_endlessly_repeated_quotes_are_answered() {
    let many = "a note on a note ".repeat(1_000);
    let revision = Revision::new(text(&many), Some(text(&many.replace("on", "about"))));
    for quote in [
        &many[..],
        &many[..2_000],
        "a note on",
        &many.replace("note", "word"),
    ] {
        let request = Request {
            quote,
            start: Some(usize::MAX),
            ..Request::default()
        };
        let answer = revision.locate(&request);
        assert!(answer.confidence() <= 1.0);
    }
}

/// Text with what breaks offsets: marks, emoji, letters from right to left, wide spaces, repetitions.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "(a|the|of|note|wind) ",
        2 => "\\PC{0,4}",
        1 => "[ \n\u{a0}\u{2003}]",
        1 => "(e\u{301}|👩‍👩‍👧|🇸🇾|שלום |مرحبا |雷達|“|”|—|…|\u{ad}|\u{200d})",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn nothing_breaks_and_every_range_is_whole_characters(
        now in nasty(), then in proptest::option::of(nasty()), quote in nasty(), prefix in nasty(), suffix in nasty(),
        start in proptest::option::of(0usize..300),
    ) {
        let revision = Revision::new(text(&now), then.as_deref().map(text));
        let request = Request { quote: &quote, prefix: &prefix, suffix: &suffix, start };
        let answer = revision.locate(&request);
        prop_assert!(answer.candidates.len() <= Answer::PLACES);
        for candidate in &answer.candidates {
            prop_assert!((0.0..=1.0).contains(&candidate.confidence));
            prop_assert!(now.get(candidate.range.clone()).is_some_and(|words| !words.is_empty()));
        }
        prop_assert_eq!(answer.range().is_some(), answer.state != State::Orphan);
        prop_assert_eq!(revision.locate(&request), answer);
    }

    #[test]
    fn every_answer_ends_between_graphemes(
        now in nasty(), then in proptest::option::of(nasty()), from in 0usize..200, length in 1usize..200,
    ) {
        let source = then.as_deref().unwrap_or(&now);
        let range = snap::boundaries(source, from.min(source.len())..(from + length).min(source.len()));
        let request = Request { quote: &source[range.clone()], start: Some(source[..range.start].chars().count()), ..Request::default() };
        let answer = Revision::new(text(&now), then.as_deref().map(text)).locate(&request);
        let borders: Vec<usize> = now.grapheme_indices(true).map(|(at, _)| at).chain([now.len()]).collect();
        for candidate in &answer.candidates {
            prop_assert!(borders.contains(&candidate.range.start) && borders.contains(&candidate.range.end), "{candidate:?}");
        }
    }

    #[test]
    fn in_an_unchanged_text_every_note_stays(source in nasty(), from in 0usize..200, length in 1usize..200) {
        let range = snap::boundaries(&source, from.min(source.len())..(from + length).min(source.len()));
        let range = snap::whole(&source, range);
        let quote = &source[range.clone()];
        prop_assume!(!quote.trim().is_empty());
        let revision = Revision::new(text(&source), Some(text(&source)));
        let start = Some(source[..range.start].chars().count());
        let answer = revision.locate(&Request { quote, start, ..Request::default() });
        prop_assert_eq!(answer.state, State::Ok);
        prop_assert_eq!(answer.range(), Some(range));
    }

    #[test]
    fn what_is_put_in_or_cut_out_elsewhere_moves_no_note(
        before in "([a-z]{3,8} ){0,30}", after in "( [a-z]{3,8}){0,30}", cut in 0usize..60,
    ) {
        let quote = "who had been sent to the capital a week earlier";
        let now = format!("{before}{}{after}", &ARTICLE[cut..]);
        let (state, found) = locate(ARTICLE, &now, quote, true);
        prop_assert_eq!((state, found.as_deref()), (State::Ok, Some(quote)));
    }

    #[test]
    fn a_deleted_passage_is_never_placed_without_asking(from in 0usize..400, length in 20usize..90) {
        let range = snap::boundaries(ARTICLE, from..(from + length).min(ARTICLE.len()));
        let now = [&ARTICLE[..range.start], &ARTICLE[range.end..]].concat();
        for old_text in [true, false] {
            let (state, found) = locate(ARTICLE, &now, &ARTICLE[range.clone()], old_text);
            prop_assert!(matches!(state, State::Confirm | State::Orphan), "{found:?}");
        }
    }
}
