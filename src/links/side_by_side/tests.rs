use proptest::prelude::*;

use super::*;
use crate::document::{Document, Options, parse};

fn read(body: &str) -> Document {
    parse(body, &Options::default())
}

fn side_by_side(one: &Document, other: &Document) -> Rows {
    let account = |document| -> Account<'_> {
        let document: &Document = document;
        Account {
            plain: &document.plain,
            language: Some("en"),
            mentions: &[],
        }
    };
    compare(&account(one), &account(other), &[], &Lexicon::default())
}

fn text(cell: &Cell) -> String {
    cell.pieces
        .iter()
        .map(|piece| piece.text.as_str())
        .collect()
}

/// `one | other`, with what is marked in brackets.
fn drawn(rows: &Rows) -> Vec<String> {
    let cell = |cell: &Option<Cell>| -> String {
        let pieces = cell.iter().flat_map(|cell| &cell.pieces);
        pieces
            .map(|piece| match piece.kind {
                Kind::Plain => piece.text.clone(),
                kind => format!("[{} {}]", kind.as_str(), piece.text),
            })
            .collect()
    };
    let rows = rows.rows.iter();
    rows.map(|row| format!("{} | {}", cell(&row.one), cell(&row.other)))
        .collect()
}

const ONE: &str = "The ferry burned on Monday.\n\nA captain lost 16 passengers near Oswald lighthouse.\n\nBishops prayed.";
const OTHER: &str = "Nobody had an idea of markets.\n\nOf 17 passengers whom the captain took to Oswald, none came back.\n\nA ferry came.";

#[test]
fn paragraphs_that_speak_of_the_same_stand_beside_each_other() {
    let rows = side_by_side(&read(ONE), &read(OTHER));
    assert_eq!(
        drawn(&rows),
        [
            "The ferry burned on Monday. | ",
            " | Nobody had an idea of markets.",
            "A [word captain] lost [differs 16] [word passengers] near [word Oswald] lighthouse. | \
             Of [differs 17] [word passengers] whom the [word captain] took to [word Oswald], none came back.",
            "Bishops prayed. | ",
            " | A ferry came.",
        ]
    );
    assert_eq!(
        rows.counts,
        [Count {
            what: "passengers".to_owned(),
            one: vec!["16".to_owned()],
            other: vec!["17".to_owned()],
            differs: true,
        }]
    );
}

#[test]
fn the_same_number_in_words_and_digits_is_no_difference() {
    let rows = side_by_side(
        &read("Nine warplanes attacked Kovrin."),
        &read("The 9 warplanes attacked Kovrin at dawn."),
    );
    assert!(!rows.counts[0].differs);
    assert!(
        drawn(&rows)[0].starts_with("[number Nine] [word warplanes attacked Kovrin]"),
        "{:?}",
        drawn(&rows)
    );
}

#[test]
fn numbers_of_different_things_are_no_difference() {
    let rows = side_by_side(
        &read("Four F-4 fighters left Kovrin base at dawn."),
        &read("Eight Kovrin fighter jets left the base at dawn."),
    );
    assert!(!drawn(&rows).concat().contains("differs"), "{rows:?}");
    assert!(rows.counts.iter().all(|it| !it.differs), "{rows:?}");
}

#[test]
fn texts_that_share_nothing_stand_apart_and_empty_ones_have_no_rows() {
    let rows = side_by_side(&read("Alpha beta."), &read("Gamma delta."));
    assert_eq!(drawn(&rows), ["Alpha beta. | ", " | Gamma delta."]);
    assert_eq!(side_by_side(&read(""), &read("")), Rows::default());
    assert_eq!(
        drawn(&side_by_side(&read(""), &read("Words."))),
        [" | Words."]
    );
}

#[test]
fn a_huge_pair_is_shown_whole_in_no_time() {
    let many: Vec<String> = (0..3000)
        .map(|nth| format!("Paragraph {nth} of words{}", nth % 7))
        .collect();
    let one = read(&many.join("\n\n"));
    let other = read(&format!(
        "{}\n\n{}",
        "again 5 boats and again ".repeat(50_000),
        many[..10].join("\n\n")
    ));
    let rows = side_by_side(&one, &other);
    let cells = rows.rows.iter().filter(|row| row.one.is_some()).count();
    assert_eq!(cells, 3000);
}

fn paragraphs() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "captain", "16", "17", "boats", "Çelik", "the", "東京", "“", "nine", "Su-24",
    ]);
    let paragraph = prop::collection::vec(word, 1..14).prop_map(|words| words.join(" "));
    prop::collection::vec(paragraph, 0..8).prop_map(|all| all.join("\n\n"))
}

proptest! {
    #[test]
    fn every_paragraph_stands_in_one_row_whole_and_in_order(one in paragraphs(), other in paragraphs()) {
        let (one, other) = (read(&one), read(&other));
        let rows = side_by_side(&one, &other);
        let texts = |document: &Document| -> Vec<String> {
            document.plain.blocks.iter().map(|it| document.plain.slice(it.plain.clone()).to_owned()).collect()
        };
        let ones: Vec<String> = rows.rows.iter().filter_map(|row| row.one.as_ref()).map(text).collect();
        let others: Vec<String> = rows.rows.iter().filter_map(|row| row.other.as_ref()).map(text).collect();
        prop_assert_eq!(ones, texts(&one));
        prop_assert_eq!(others, texts(&other));
        prop_assert!(rows.rows.iter().all(|row| row.one.is_some() || row.other.is_some()));
    }

    #[test]
    fn what_is_counted_stands_in_both_texts(one in paragraphs(), other in paragraphs()) {
        let (one, other) = (read(&one), read(&other));
        for count in side_by_side(&one, &other).counts {
            prop_assert!(one.plain.text.contains(&count.what));
            prop_assert!(!count.one.is_empty() && count.one.iter().all(|it| one.plain.text.contains(it)));
            prop_assert!(!count.other.is_empty() && count.other.iter().all(|it| other.plain.text.contains(it)));
        }
    }
}
