use proptest::prelude::*;

use super::*;
use crate::import::NO_TITLE;
use crate::import::lines::tidy;
use crate::import::reading::{BlockKind, Fate, FieldName, Reading, Reason};
use crate::import::tests::page;
use crate::import::{Rules, read};

const TEXT: &str = "\
Ships Collide off the Coast

By Ana Bell January 5, 2018

Two ships collided off the coast on Friday morning, and all of the crew were brought ashore by the lifeboat.

Those who were brought ashore are said to have told the following

The fog came down upon us so fast that nobody could see the bow from the bridge

The harbour master said that fog had been thick since midnight and that both ships had been warned by radio.

Notify of
View all comments
Ted Zah

This happens every winter and nobody does a thing about it, whatever they say.
";

fn chosen(text: &str, to: Part) -> Choices {
    let line = LineChoice {
        line: 0,
        text: text.into(),
        to,
    };
    Choices {
        lines: vec![line],
        ..Choices::default()
    }
}

fn reread(choices: &Choices) -> Reading {
    read(TEXT, &Rules::default(), choices)
}

fn fate(reading: &Reading, text: &str) -> Fate {
    let line = reading.lines.iter().find(|line| line.text == text);
    line.expect("it is a line of the text").fate
}

#[test]
fn a_comment_that_is_body_joins_the_body_and_leaves_the_comments() {
    let line = "This happens every winter and nobody does a thing about it, whatever they say.";
    assert_eq!(reread(&Choices::default()).comments.len(), 1);
    let reading = reread(&chosen(line, Part::Body));
    assert_eq!(reading.body.last().unwrap().text, line);
    assert!(reading.comments.is_empty());
    assert_eq!(fate(&reading, "Ted Zah"), Fate::Out(Reason::CommentWidget));
}

#[test]
fn a_paragraph_chosen_out_takes_nothing_else_along() {
    let line = TEXT.lines().nth(4).unwrap();
    let before = reread(&Choices::default());
    let reading = reread(&chosen(line, Part::Out));
    assert_eq!(fate(&reading, line), Fate::Out(Reason::Choice));
    assert_eq!(reading.body.len() + 1, before.body.len());
    assert_eq!(reading.meta, before.meta);
}

#[test]
fn a_field_without_its_line_is_absent() {
    let reading = reread(&chosen("By Ana Bell January 5, 2018", Part::Out));
    assert_eq!((reading.meta.authors, reading.meta.date), (None, None));
}

fn with_field(field: &'static str, texts: &[&str]) -> Choices {
    let texts: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    let choice = FieldChoice::new(field, &texts).unwrap();
    Choices {
        fields: [(field, choice)].into(),
        ..Choices::default()
    }
}

#[test]
fn the_line_of_a_mended_field_stays_the_fields() {
    for (field, value, line) in [
        (
            "title", "Ships Collide Off the Coast", "Ships Collide off the Coast",
        ),
        ("authors", "Anna Bell", "By Ana Bell January 5, 2018"),
    ] {
        let before = fate(&reread(&Choices::default()), line);
        let reading = reread(&with_field(field, &[value]));
        assert_eq!(fate(&reading, line), before);
    }
}

#[test]
fn the_line_of_a_confirmed_guess_reads_as_the_field() {
    let text = TEXT.replace("By Ana Bell January 5, 2018", "By Ana Bell\n\n03/04/2018");
    let read = |choices: &Choices| read(&text, &Rules::default(), choices);
    let guess = read(&Choices::default()).meta.inferred["date"].clone();
    let reading = read(&with_field("date", &[&guess.value]));
    assert_eq!(fate(&reading, "03/04/2018"), Fate::Field(FieldName::Date));
    assert_eq!(reading.meta.date.unwrap().lines, guess.lines);
}

#[test]
fn a_line_that_is_the_chosen_value_reads_as_the_field() {
    let text = format!("Home\n\nFog\n\nNews\n\n{TEXT}");
    let reading = read(&text, &Rules::default(), &with_field("title", &["Fog"]));
    assert_eq!(fate(&reading, "Fog"), Fate::Field(FieldName::Title));
    let both = Choices {
        fields: with_field("title", &["Fog"]).fields,
        ..chosen("Fog", Part::Out)
    };
    let again = read(&text, &Rules::default(), &both);
    assert_eq!(fate(&again, "Fog"), Fate::Field(FieldName::Title));
    let old = fate(&reading, "Ships Collide off the Coast");
    assert_eq!(old, Fate::Out(Reason::Choice));
}

#[test]
fn a_field_that_is_to_be_absent_leaves_its_line_to_the_others_on_it() {
    let reading = reread(&with_field("authors", &[]));
    assert_eq!(reading.meta.authors, None);
    let byline = fate(&reading, "By Ana Bell January 5, 2018");
    assert_eq!(byline, Fate::Field(FieldName::Date));
    let reading = reread(&with_field("title", &[]));
    let title = fate(&reading, "Ships Collide off the Coast");
    assert_eq!(title, Fate::Out(Reason::Choice));
}

#[test]
fn that_there_is_no_title_is_told_once() {
    let told = |reading: Reading| reading.warnings.iter().filter(|it| *it == NO_TITLE).count();
    let untitled = TEXT.replace("Ships Collide off the Coast", "");
    for choices in [
        Choices::default(),
        with_field("title", &[]),
        with_field("section", &["A"]),
    ] {
        assert_eq!(
            told(read(&untitled, &Rules::default(), &choices)),
            1,
            "{choices:?}"
        );
    }
    assert_eq!(told(reread(&with_field("title", &[]))), 1);
    assert_eq!(
        told(read(
            &untitled,
            &Rules::default(),
            &with_field("title", &["A"])
        )),
        0
    );
}

#[test]
fn a_choice_that_fits_no_line_is_told() {
    let reading = reread(&chosen("A line of another text", Part::Out));
    assert!(
        reading
            .warnings
            .iter()
            .any(|it| it.contains("fits no line"))
    );
}

#[test]
fn a_body_of_which_nothing_is_left_is_a_refusal() {
    let body: Vec<LineChoice> = reread(&Choices::default())
        .body
        .iter()
        .flat_map(|block| block.lines.clone())
        .map(|line| LineChoice {
            line,
            text: TEXT.lines().nth(line - 1).unwrap().into(),
            to: Part::Out,
        })
        .collect();
    let choices = Choices {
        lines: body,
        ..Choices::default()
    };
    assert!(reread(&choices).refusal.is_some());
}

#[test]
fn what_is_wrong_with_choices_is_told_with_its_place_and_kept() {
    let text = "source: {file: a, sha256: b}\nchoices:\n  lines:\n  - {line: 3, text: A, to: boddy}\n  - {line: 4, text: B, to: out}\n  - 7\n  fields:\n    title: [A, B]\n    colour: red\n    date: 2017-13-99\n    authors: Ana\n  more: 1\n";
    let (choices, found) = Choices::parse("import.yaml", text);
    let places: Vec<usize> = found
        .iter()
        .map(|it| it.place.as_ref().unwrap().to_string())
        .map(|place| place.split(':').nth(1).unwrap().parse().unwrap())
        .collect();
    assert_eq!(places, [4, 6, 8, 9, 10, 12]);
    assert_eq!(choices.lines.len(), 1);
    assert_eq!(choices.fields.len(), 1);
    let written = serde_yaml::to_string(&choices.to_value()).unwrap();
    for kept in ["boddy", "7", "- B", "colour: red", "2017-13-99", "more: 1"] {
        assert!(written.contains(kept), "{kept} is not in\n{written}");
    }
}

fn said() -> impl Strategy<Value = Option<Option<String>>> {
    proptest::option::of(proptest::option::of("[A-Z][a-z]{1,8}"))
}

fn some_choices() -> impl Strategy<Value = Choices> {
    let part = proptest::sample::select(&Part::ALL[..]);
    // A line is known by its words; one without any is no line.
    let text = "\\PC{1,20}".prop_map(|text| tidy(&text));
    let text = text.prop_filter("no words", |text| !text.is_empty());
    let comment = (0_usize..40, text.clone(), said(), said()).prop_filter_map(
        "says nothing",
        |(line, text, author, date)| {
            (author.is_some() || date.is_some()).then_some(CommentChoice {
                line,
                text,
                author,
                date,
            })
        },
    );
    let line = (0_usize..40, text, part).prop_map(|(line, text, to)| LineChoice { line, text, to });
    let field = (
        0..FIELDS.len(),
        proptest::collection::vec("[a-z]{1,8}", 0..2),
    );
    (
        proptest::collection::vec(line, 0..4),
        proptest::collection::vec(comment, 0..3),
        proptest::collection::vec(field, 0..3),
    )
        .prop_map(|(lines, comments, fields)| {
            let fields = fields.into_iter().filter_map(|(at, texts)| {
                Some((FIELDS[at], FieldChoice::new(FIELDS[at], &texts).ok()?))
            });
            Choices {
                lines,
                comments,
                fields: fields.collect(),
                ..Choices::default()
            }
        })
}

proptest! {
    #[test]
    fn choices_are_written_and_read_the_same(mut choices in some_choices()) {
        choices.lines.dedup_by(|a, b| a.line == b.line && a.text == b.text);
        let value = std::collections::BTreeMap::from([("choices", choices.to_value())]);
        let text = serde_yaml::to_string(&value).unwrap();
        let (again, found) = Choices::parse("import.yaml", &text);
        prop_assert_eq!(found, vec![], "{}", text);
        prop_assert_eq!(again, choices, "{}", text);
    }

    #[test]
    fn any_choices_leave_every_line_one_fate(
        text in page(),
        picks in proptest::collection::vec((any::<prop::sample::Index>(), proptest::sample::select(&Part::ALL[..])), 0..8),
        mut choices in some_choices(),
    ) {
        let plain = read(&text, &Rules::default(), &Choices::default());
        for (pick, to) in picks.iter().filter(|_| !plain.lines.is_empty()) {
            let line = pick.get(&plain.lines);
            let to = *to;
            choices.lines.retain(|it| it.line != line.number);
            choices.lines.push(LineChoice { line: line.number, text: line.text.clone(), to });
        }
        let reading = read(&text, &Rules::default(), &choices);
        let numbers = |reading: &Reading| reading.lines.iter().map(|line| line.number).collect::<Vec<_>>();
        prop_assert_eq!(numbers(&reading), numbers(&plain));
        let with = |fate: Fate| reading.lines.iter().filter(|line| line.fate == fate).map(|line| line.number).collect::<Vec<_>>();
        let body: Vec<usize> = reading.body.iter().flat_map(|block| block.lines.clone()).collect();
        prop_assert_eq!(body, with(Fate::Body));
        for (place, comment) in reading.comments.iter().enumerate() {
            prop_assert_eq!(&comment.lines, &with(Fate::Comment(place)));
            prop_assert_eq!(&comment.id, &format!("c{}", place + 1));
            prop_assert!(!comment.text.is_empty());
        }
        prop_assert_eq!(reading.refusal.is_some(), reading.body.is_empty());
        if reading.refusal.is_none() {
            for (choice, found) in choices.lines.iter().zip(find(&reading.lines, &choices.lines)) {
                let Some(index) = found else { continue };
                let fate = reading.lines[index].fate;
                prop_assert_eq!(choice.to.is_body(), fate == Fate::Body);
                if choice.to.is_comment() {
                    // A name that is to begin a comment is the frame of none when its words are elsewhere.
                    let is_frame = choice.to == Part::Comment && fate == Fate::Out(Reason::CommentWidget);
                    prop_assert!(matches!(fate, Fate::Comment(_)) || is_frame, "{:?}", choice);
                }
            }
        }
    }
}

const HARBOUR: &str = "The harbour master said that fog had been thick since midnight and that both ships had been warned by radio.";
const READER: &str =
    "This happens every winter and nobody does a thing about it, whatever they say.";

#[test]
fn a_line_can_be_any_part_of_the_body() {
    for (to, kind) in [
        (Part::Subhead, BlockKind::Heading(2)),
        (Part::Quote, BlockKind::Quote),
        (Part::Item, BlockKind::Item),
        (Part::Paragraph, BlockKind::Paragraph),
    ] {
        for line in [HARBOUR, READER, "Notify of"] {
            let reading = reread(&chosen(line, to));
            assert_eq!(fate(&reading, line), Fate::Body);
            let block = reading.body.iter().find(|it| it.text == line);
            assert_eq!(
                block.expect("it is a block of its own").kind,
                kind,
                "{to:?}"
            );
        }
    }
}

#[test]
fn a_list_item_and_a_paragraph_keep_or_lose_their_bullet() {
    let text = TEXT.replace(
        "Those who were",
        "• One lamp\n\n• Two lamps\n\n7. A seventh\n\nThose who were",
    );
    let kind = |line: &str, to: Part| {
        let reading = read(&text, &Rules::default(), &chosen(line, to));
        let number = text.lines().position(|it| it == line).unwrap() + 1;
        let block = reading
            .body
            .into_iter()
            .find(|it| it.lines == [number])
            .unwrap();
        (block.kind, block.text)
    };
    assert_eq!(
        kind("• One lamp", Part::Item),
        (BlockKind::Item, "One lamp".into())
    );
    assert_eq!(
        kind("• One lamp", Part::Paragraph),
        (BlockKind::Paragraph, "• One lamp".into())
    );
    assert_eq!(
        kind("7. A seventh", Part::Item),
        (BlockKind::Numbered(7), "A seventh".into())
    );
}

#[test]
fn lines_become_one_comment_with_an_author_who_is_no_text_of_it() {
    let line = |text: &str, to| LineChoice {
        line: 0,
        text: text.into(),
        to,
    };
    let mut choices = Choices {
        lines: vec![
            line("Notify of", Part::Comment),
            line("View all comments", Part::SameComment),
        ],
        ..Choices::default()
    };
    let reading = reread(&choices);
    let texts = |reading: &Reading| {
        reading
            .comments
            .iter()
            .map(|it| (it.id.clone(), it.author.clone(), it.text.clone()))
            .collect::<Vec<_>>()
    };
    let ted = |id: &str| (id.to_owned(), Some("Ted Zah".to_owned()), READER.to_owned());
    assert_eq!(
        texts(&reading),
        [
            ("c1".into(), None, "Notify of\nView all comments".into()),
            ted("c2")
        ]
    );
    choices.comments.push(CommentChoice {
        line: 0,
        text: "View all comments".into(),
        author: Some(Some("Notify of".into())),
        date: Some(Some("May".into())),
    });
    let reading = reread(&choices);
    assert_eq!(
        texts(&reading),
        [
            (
                "c1".into(),
                Some("Notify of".into()),
                "View all comments".into()
            ),
            ted("c2")
        ]
    );
    assert_eq!(reading.comments[0].date.as_deref(), Some("May"));
    assert_eq!(reading.comments[0].lines.len(), 2);
}

#[test]
fn a_paragraph_of_the_body_becomes_a_comment_and_goes_with_the_one_above() {
    let reading = reread(&chosen(HARBOUR, Part::Comment));
    assert_eq!(reading.comments[0].text, HARBOUR);
    assert!(!reading.body.iter().any(|it| it.text == HARBOUR));
    let text = format!("{TEXT}\nThe last word.\n");
    let joined = read(
        &text,
        &Rules::default(),
        &chosen("The last word.", Part::SameComment),
    );
    assert!(
        joined.comments[0].text.ends_with("\n\nThe last word."),
        "{joined:?}"
    );
}

#[test]
fn a_comment_is_parted_where_another_begins() {
    let text = TEXT.replace(
        READER,
        &format!("{READER}\n\nIt was so in my father's time.\n\nAnd in his father's, too."),
    );
    let whole = read(&text, &Rules::default(), &Choices::default());
    let part = read(
        &text,
        &Rules::default(),
        &chosen("It was so in my father's time.", Part::Comment),
    );
    assert_eq!(part.comments.len(), whole.comments.len() + 1, "{whole:?}");
    assert_eq!(part.comments[0].text, READER);
    assert_eq!(part.comments[0].author.as_deref(), Some("Ted Zah"));
    assert_eq!(
        part.comments[1].text,
        "It was so in my father's time.\n\nAnd in his father's, too."
    );
}

#[test]
fn a_comment_goes_on_with_the_one_above() {
    let second = "The radio has been broken for years and the office knows it.";
    let text = format!("{TEXT}\nBob Hope\n\n{second}\n\nAnd the lamp, too.\n");
    let whole = read(&text, &Rules::default(), &Choices::default());
    assert_eq!(whole.comments.len(), 2, "{whole:?}");
    let joined = read(&text, &Rules::default(), &chosen(second, Part::SameComment));
    assert_eq!(joined.comments.len(), 1);
    let words = format!("{READER}\n\n{second}\n\nAnd the lamp, too.");
    assert_eq!(joined.comments[0].text, words);
    assert_eq!(fate(&joined, "Bob Hope"), Fate::Out(Reason::CommentWidget));
    // Each is as it is already.
    for (line, to) in [
        (second, Part::Comment),
        ("And the lamp, too.", Part::SameComment),
    ] {
        let again = read(&text, &Rules::default(), &chosen(line, to));
        assert_eq!(again.comments, whole.comments);
    }
}

#[test]
fn nobody_is_the_author_of_a_comment_that_is_to_have_none() {
    let mut choices = Choices::default();
    choices.comments.push(CommentChoice {
        line: 0,
        text: READER.into(),
        author: Some(None),
        date: None,
    });
    assert_eq!(reread(&choices).comments[0].author, None);
    choices.comments[0].text = HARBOUR.into();
    let told = reread(&choices);
    assert!(
        told.warnings
            .iter()
            .any(|it| it.contains("fits no reader comment"))
    );
    assert_eq!(told.comments[0].author.as_deref(), Some("Ted Zah"));
}
