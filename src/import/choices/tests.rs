use proptest::prelude::*;

use super::*;
use crate::import::NO_TITLE;
use crate::import::lines::tidy;
use crate::import::reading::{Fate, FieldName, Reading, Reason};
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

fn chosen(text: &str, to: Side) -> Choices {
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
    let reading = reread(&chosen(line, Side::Body));
    assert_eq!(reading.body.last().unwrap().text, line);
    assert!(reading.comments.is_empty());
    assert_eq!(fate(&reading, "Ted Zah"), Fate::Out(Reason::CommentWidget));
}

#[test]
fn a_paragraph_chosen_out_takes_nothing_else_along() {
    let line = TEXT.lines().nth(4).unwrap();
    let before = reread(&Choices::default());
    let reading = reread(&chosen(line, Side::Out));
    assert_eq!(fate(&reading, line), Fate::Out(Reason::Choice));
    assert_eq!(reading.body.len() + 1, before.body.len());
    assert_eq!(reading.meta, before.meta);
}

#[test]
fn a_field_without_its_line_is_absent() {
    let reading = reread(&chosen("By Ana Bell January 5, 2018", Side::Out));
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
        ..chosen("Fog", Side::Out)
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
    let reading = reread(&chosen("A line of another text", Side::Out));
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
            to: Side::Out,
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

fn some_choices() -> impl Strategy<Value = Choices> {
    let side = prop_oneof![Just(Side::Body), Just(Side::Out)];
    // A line is known by its words; one without any is no line.
    let text = "\\PC{1,20}".prop_map(|text| tidy(&text));
    let text = text.prop_filter("no words", |text| !text.is_empty());
    let line = (0_usize..40, text, side).prop_map(|(line, text, to)| LineChoice { line, text, to });
    let field = (
        0..FIELDS.len(),
        proptest::collection::vec("[a-z]{1,8}", 0..2),
    );
    (
        proptest::collection::vec(line, 0..4),
        proptest::collection::vec(field, 0..3),
    )
        .prop_map(|(lines, fields)| {
            let fields = fields.into_iter().filter_map(|(at, texts)| {
                Some((FIELDS[at], FieldChoice::new(FIELDS[at], &texts).ok()?))
            });
            Choices {
                lines,
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
        picks in proptest::collection::vec((any::<prop::sample::Index>(), any::<bool>()), 0..8),
        mut choices in some_choices(),
    ) {
        let plain = read(&text, &Rules::default(), &Choices::default());
        for (pick, is_body) in picks.iter().filter(|_| !plain.lines.is_empty()) {
            let line = pick.get(&plain.lines);
            let to = if *is_body { Side::Body } else { Side::Out };
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
        }
        prop_assert_eq!(reading.refusal.is_some(), reading.body.is_empty());
        if reading.refusal.is_none() {
            for (choice, found) in choices.lines.iter().zip(find(&reading.lines, &choices.lines)) {
                let Some(index) = found else { continue };
                let fate = reading.lines[index].fate;
                prop_assert_eq!(choice.to == Side::Body, fate == Fate::Body);
            }
        }
    }
}
