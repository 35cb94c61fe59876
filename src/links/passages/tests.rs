use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::document::{Document, Options, parse};
use crate::text::fold::fold;
use crate::text::words::words;

/// Articles by slug: publication, body.
#[derive(Default)]
struct Site {
    articles: Vec<(String, Option<&'static str>, Document)>,
}

impl Site {
    fn with(mut self, slug: &str, body: &str) -> Self {
        self.articles
            .push((slug.to_owned(), None, parse(body, &Options::default())));
        self
    }

    fn of(mut self, publication: &'static str) -> Self {
        self.articles.last_mut().unwrap().1 = Some(publication);
        self
    }

    fn sharing(&self) -> BTreeMap<String, Shares> {
        let readings: Vec<Reading> = self
            .articles
            .iter()
            .map(|(.., document)| Reading::new(document))
            .collect();
        let articles = self.articles.iter().zip(&readings);
        let articles: Vec<Article<'_>> = articles
            .map(|((slug, publication, document), reading)| Article {
                slug,
                text: &document.plain.text,
                language: Some("en"),
                publication: *publication,
                words: document.plain.words(),
                reading,
            })
            .collect();
        sharing(&articles)
    }

    fn text(&self, slug: &str) -> &str {
        let mut articles = self.articles.iter();
        &articles.find(|it| it.0 == slug).unwrap().2.plain.text
    }

    /// `a: the words > b, c`
    fn told(&self) -> Vec<String> {
        let mut told = Vec::new();
        for (slug, shares) in self.sharing() {
            for passage in &shares.passages {
                let words = &self.text(&slug)[passage.range.clone()];
                let others: Vec<&str> = passage.others.iter().map(|it| &*it.slug).collect();
                told.push(format!("{slug}: {words} > {}", others.join(", ")));
            }
            for copy in &shares.copies {
                told.push(format!("{slug}: {:?} {}", copy.extent, copy.slug));
            }
        }
        told
    }
}

/// So many words that stand nowhere else, from a number on.
fn rare(from: usize, count: usize) -> String {
    let words: Vec<String> = (from..from + count).map(|it| format!("w{it}x")).collect();
    words.join(" ")
}

const QUOTE: &str =
    "nine warplanes of the Russian Aerospace Force, including four Sukhoi bombers and one tanker";

#[test]
fn twelve_words_in_common_are_told_on_both_sides() {
    let site = Site::default()
        .with("a", &format!("He spoke of {QUOTE}, at noon."))
        .with(
            "b",
            &format!("Late they had {} over the town.", QUOTE.to_uppercase()),
        )
        .with(
            "c",
            "Nothing of the kind was ever heard of in this quiet town.",
        );
    assert_eq!(
        site.told(),
        [
            format!("a: {QUOTE} > b"),
            format!("b: {} > a", QUOTE.to_uppercase())
        ]
    );
}

#[test]
fn fewer_words_are_told_where_one_side_quotes_them() {
    let words = "a new page has opened in defense cooperation";
    let loud = Site::default()
        .with("a", &format!("He said “{words}” and left."))
        .with("b", &format!("As they say {words} with Moscow."));
    assert_eq!(
        loud.told(),
        [format!("a: {words} > b"), format!("b: {words} > a")]
    );
    let still = Site::default()
        .with("a", &format!("He said {words} and left."))
        .with("b", &format!("As they say {words} with Moscow."));
    assert_eq!(still.told(), [""; 0]);
}

#[test]
fn words_of_every_text_are_no_quotation() {
    let words = "what they would have been doing there with all of it and more of them";
    let site = Site::default()
        .with("a", &format!("“{words}” said Ana."))
        .with("b", &format!("“{words}” said Ben."));
    assert_eq!(site.told(), [""; 0]);
}

#[test]
fn a_word_that_was_changed_does_not_part_a_passage() {
    let other = QUOTE
        .replace("Force", "Forces")
        .replace("one tanker", "one big tanker");
    let site = Site::default()
        .with("a", &format!("{QUOTE} flew west that morning"))
        .with("b", &format!("So {other} flew west that morning"));
    assert_eq!(
        site.told(),
        [
            format!("a: {QUOTE} flew west that morning > b"),
            format!("b: {other} flew west that morning > a")
        ]
    );
}

#[test]
fn standing_lines_are_not_told() {
    let line = "Subscribe to our newsletter to have the best of our reporting in your inbox daily";
    let mut site = Site::default();
    for nth in 0..40 {
        let body = format!("{}\n\n{line}\n", rare(nth * 100, 60));
        site = site.with(&format!("a{nth}"), &body);
    }
    assert_eq!(site.told(), [""; 0]);
    let disclaimer = format!("The views are those of the author, {}.", rare(9000, 40));
    let of_one = |count: usize| {
        (0..count).fold(Site::default(), |site, nth| {
            let body = format!("{}. {disclaimer} Call {nth}.", rare(nth * 100, 60));
            site.with(&format!("a{nth}"), &body).of("The Duran")
        })
    };
    assert_eq!(of_one(3).told(), [""; 0]);
    assert_eq!(of_one(2).told().len(), 2);
}

#[test]
fn a_passage_is_named_with_those_alone_that_have_it() {
    let text = rare(0, 60);
    let words = |range: Range<usize>| rare(range.start, range.len());
    let site = Site::default()
        .with("all", &text)
        .with("a", &words(0..24))
        .with("b", &words(10..36))
        .with("c", &words(20..48))
        .with("d", &words(32..60));
    let told = site.told();
    let all: Vec<&str> = told
        .iter()
        .filter_map(|it| it.strip_prefix("all: "))
        .collect();
    assert_eq!(
        all,
        [
            format!("{} > a, b", words(10..24)),
            format!("{} > c, d", words(32..48))
        ]
    );
    let quoted = Site::default()
        .with("a", &format!("“{}” he said.", words(0..24)))
        .with("b", &format!("Loud: “{}”.", words(0..24)))
        .with("c", &format!("Then: “{}” and no more.", words(0..6)));
    assert_eq!(
        quoted.told()[..2],
        [
            format!("a: {} > b", words(0..24)),
            format!("a: {} > c", words(0..6))
        ]
    );
}

#[test]
fn short_texts_that_are_the_same_share_what_they_say() {
    let text = format!("{QUOTE}, {}.", rare(0, 13));
    let site = Site::default().with("a", &text).with("b", &text).with(
        "c",
        &format!("{}\n\n{text}\n\n{}", rare(100, 60), rare(200, 60)),
    );
    let words = text.trim_end_matches('.');
    assert_eq!(
        site.told(),
        [
            format!("a: {words} > b, c"),
            format!("b: {words} > a, c"),
            format!("c: {words} > a, b")
        ]
    );
}

#[test]
fn what_an_article_repeats_is_told_once() {
    let site = Site::default()
        .with("a", &format!("{QUOTE}. {QUOTE}.\n\n{QUOTE}."))
        .with("b", &format!("Again {QUOTE}."));
    assert_eq!(site.sharing()["b"].passages.len(), 1);
    assert_eq!(
        Site::default()
            .with("a", &format!("{QUOTE}.\n\n{QUOTE}."))
            .told(),
        [""; 0]
    );
}

#[test]
fn a_republished_article_is_told_as_what_it_is() {
    let text = rare(0, 400);
    let changed: String = text
        .split(' ')
        .enumerate()
        .map(|(nth, word)| {
            if nth % 25 == 9 {
                "other ".to_owned()
            } else {
                format!("{word} ")
            }
        })
        .collect();
    let longer = format!("{}\n\n{text}\n\n{}", rare(1000, 300), rare(2000, 300));
    let site = Site::default()
        .with("a", &text)
        .with("b", &text)
        .with("c", &changed)
        .with("d", &longer);
    assert_eq!(
        site.told(),
        [
            "a: Same b", "a: Nearly c", "a: Within d", "b: Same a", "c: Nearly a", "c: Within d",
            "d: Holds a", "d: Holds c"
        ]
    );
}

#[test]
fn texts_without_spaces_are_compared_by_characters() {
    let shared = "土耳其外交部长表示安卡拉已经向所有希望参加积极战斗的国家开放基地";
    let site = Site::default()
        .with("a", &format!("昨天，{shared}。一直在为此努力工作。"))
        .with(
            "b",
            &format!("{shared}，他说。没有人知道以后会发生什么事情。"),
        );
    assert_eq!(
        site.told(),
        [format!("a: {shared} > b"), format!("b: {shared} > a")]
    );
}

#[test]
fn ten_thousand_of_one_article_and_one_that_is_huge_are_no_trouble() {
    let text = rare(0, 300);
    let mut site = Site::default().with("huge", &"again and again ".repeat(200_000));
    for nth in 0..10_000 {
        site = site.with(
            &format!("a{nth:05}"),
            if nth % 2 == 0 { &text } else { "Words." },
        );
    }
    for nth in 0..3_000 {
        site = site.with(&format!("b{nth:05}"), &format!("{text} x{nth}."));
    }
    let sharing = site.sharing();
    let copies = &sharing["a00000"];
    assert_eq!(
        (copies.copies.len(), copies.more_copies),
        (8, 4_999 + 3_000 - 8)
    );
    assert!(sharing.values().all(|shares| shares.passages.is_empty()));
    assert!(!sharing.contains_key("huge") && !sharing.contains_key("a00001"));
}

/// Words of a small world, so that texts meet in many places, with marks between them.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "tank", "Tank", "river", "bridge", "Çelik", "celik", "the", "of", "東", "京", "ท", "16",
        "“", "”", "\n\n", "\n\n> ",
    ]);
    prop::collection::vec(word, 0..120).prop_map(|words| words.join(" "))
}

fn folded_words(text: &str) -> Vec<String> {
    words(text).map(|word| fold(word.text)).collect()
}

proptest! {
    #[test]
    fn what_is_told_really_stands_in_both(texts in prop::collection::vec(text(), 2..6)) {
        let site = texts.iter().enumerate().fold(Site::default(), |site, (nth, text)| site.with(&format!("a{nth}"), text));
        let sharing = site.sharing();
        for (slug, shares) in &sharing {
            for passage in &shares.passages {
                for other in &passage.others {
                    prop_assert_ne!(slug, &other.slug);
                    prop_assert!(other.here.start <= passage.range.start && passage.range.end <= other.here.end);
                    prop_assert!(passage.range.len() * 2 >= other.here.len());
                    let mut count = 0;
                    for (here, there) in &other.pieces {
                        let here = folded_words(&site.text(slug)[here.clone()]);
                        prop_assert_eq!(&here, &folded_words(&site.text(&other.slug)[there.clone()]));
                        count += here.len();
                    }
                    prop_assert!(count >= 6);
                    let back = sharing[&other.slug].passages.iter().flat_map(|it| &it.others);
                    let mut back = back.filter(|it| it.slug == *slug);
                    prop_assert!(back.any(|it| it.here == other.there && it.there == other.here));
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_articles_makes_no_difference(
        texts in prop::collection::vec(text(), 2..6).prop_map(|texts| texts.into_iter().enumerate().collect::<Vec<_>>()),
        shuffled in any::<prop::sample::Index>(),
    ) {
        let site = |texts: &[(usize, String)]| texts.iter().fold(Site::default(), |site, (nth, text)| site.with(&format!("a{nth}"), text)).sharing();
        let mut turned = texts.clone();
        turned.rotate_left(shuffled.index(texts.len()));
        turned.swap(0, texts.len() - 1);
        prop_assert_eq!(site(&texts), site(&turned));
    }

    #[test]
    fn twelve_rare_words_are_always_found(one in text(), other in text(), at in any::<prop::sample::Index>(), count in 12_usize..30) {
        let secret = rare(0, count);
        let cut = (0..=at.index(one.len() + 1)).rev().find(|at| one.is_char_boundary(*at)).unwrap();
        let (start, end) = one.split_at(cut);
        let site = Site::default()
            .with("a", &format!("{start} {secret} {end}"))
            .with("b", &format!("{other} {secret}"))
            .with("c", &rare(500, 40));
        let sharing = site.sharing();
        let shares = &sharing["a"];
        let found = shares.passages.iter().any(|it| site.text("a")[it.range.clone()].contains(&secret));
        prop_assert!(found || !shares.copies.is_empty(), "{sharing:?}");
    }
}
