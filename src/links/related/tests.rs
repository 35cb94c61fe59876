mod edits;

use std::sync::Arc;

use proptest::prelude::*;

use super::{
    Article, Kind, Known, Lexicon, Options, Ranker, Ranking, Reason, Related, Terms, terms,
};
use crate::entities::Mention;
use crate::text::words::Words;

/// An article as a test writes it.
#[derive(Debug, Clone, Default)]
struct Text {
    slug: String,
    title: String,
    body: String,
    language: Option<&'static str>,
    date: Option<&'static str>,
    authors: Vec<String>,
    related: Vec<String>,
    unrelated: Vec<String>,
    events: Vec<(String, String)>,
    /// Whether its entities were looked for.
    named: bool,
}

fn text(slug: &str, title: &str, body: &str) -> Text {
    Text {
        slug: slug.to_owned(),
        title: title.to_owned(),
        body: body.to_owned(),
        language: Some("en"),
        ..Text::default()
    }
}

fn related(texts: &[Text], limit: usize) -> Arc<Ranking> {
    update(&mut Ranker::default(), texts, limit)
}

fn update(ranker: &mut Ranker, texts: &[Text], limit: usize) -> Arc<Ranking> {
    let lexicon = Lexicon::default();
    let counted: Vec<Arc<Terms>> = texts
        .iter()
        .map(|text| {
            let words = Words::of(&text.body);
            terms(&text.title, &text.body, &words, text.language, &lexicon).into()
        })
        .collect();
    let mentions: Vec<Arc<Vec<Mention>>> = texts.iter().map(mentions).collect();
    let articles: Vec<Article> = texts
        .iter()
        .zip(&counted)
        .zip(&mentions)
        .map(|((text, terms), mentions)| Article {
            slug: &text.slug,
            body: &text.body,
            date: text.date.and_then(|date| date.parse().ok()),
            authors: &text.authors,
            publication: None,
            events: &text.events,
            related: &text.related,
            unrelated: &text.unrelated,
            terms,
            mentions,
        })
        .collect();
    ranker.update(&articles, &known(), Options { limit, show: 5 })
}

/// Entities of the tests, with the word that names each.
const ENTITIES: [(&str, &str, Kind); 3] = [
    ("Alder", "Ruth Alder", Kind::Person),
    ("Prague", "Praha", Kind::Other),
    ("flood", "The great flood", Kind::Event),
];

fn known() -> Vec<Option<Known>> {
    ENTITIES
        .iter()
        .map(|(slug, name, kind)| {
            Some(Known {
                slug: (*slug).into(),
                name: (*name).into(),
                kind: *kind,
            })
        })
        .collect()
}

fn mentions(text: &Text) -> Arc<Vec<Mention>> {
    let mut mentions: Vec<Mention> = Vec::new();
    if text.named {
        for (entity, (word, _, _)) in ENTITIES.iter().enumerate() {
            let found = text.body.match_indices(word);
            mentions.extend(found.map(|(at, word)| Mention {
                entity,
                range: at..at + word.len(),
                metonym: false,
            }));
        }
        mentions.sort_by_key(|mention| mention.range.start);
    }
    mentions.into()
}

fn slugs(list: &[Related]) -> Vec<&str> {
    list.iter().map(|entry| entry.slug.as_str()).collect()
}

fn phrases(entry: &Related) -> Vec<String> {
    entry.reasons.iter().map(Reason::to_string).collect()
}

/// Three about a flood (two of one town), one about chess, one about bread.
fn library() -> Vec<Text> {
    vec![
        text(
            "flood",
            "River floods Oakham",
            "The river broke its banks at Oakham on Monday. \"We lost the bakery,\" said Mayor Ruth Alder. Crews from \
             Westford brought sandbags and pumped flood water out of cellars.",
        ),
        text(
            "flood-again",
            "Oakham cleans up after the flood",
            "Volunteers from Westford carried sandbags through Oakham. \"The river will come again,\" Mayor Ruth Alder \
             warned. Flood water still stood in cellars near its banks.",
        ),
        text(
            "dam",
            "A dam for the river",
            "Engineers want a dam above the town to hold flood water back. The river would feed a lake.",
        ),
        text(
            "chess",
            "Draw in the final",
            "The champion opened with the English and offered a draw after thirty moves in Prague.",
        ),
        text(
            "bread",
            "Rye bread",
            "Knead the dough, let it rest in a basket, and bake it on a hot stone in Prague.",
        ),
    ]
}

#[test]
fn accounts_of_one_event_find_each_other() {
    let lists = related(&library(), 4);
    assert_eq!(lists["flood"][0].slug, "flood-again");
    assert_eq!(lists["flood-again"][0].slug, "flood");
    assert!(lists["dam"][0].slug.starts_with("flood"));
    assert!(lists["flood"][0].shown);
    assert!(
        !lists["flood"]
            .iter()
            .any(|entry| entry.slug == "bread" && entry.shown)
    );
}

#[test]
fn reasons_name_what_both_name_and_whom_both_quote() {
    let lists = related(&library(), 4);
    assert_eq!(
        phrases(&lists["flood"][0]),
        [
            "both quote Mayor Ruth Alder",
            "both speak of Oakham and Westford"
        ]
    );
}

#[test]
fn what_every_article_names_is_no_reason() {
    let mut texts = library();
    for text in &mut texts {
        text.body += " All of this was written in Oakham.";
    }
    let lists = related(&texts, 4);
    for reason in lists
        .values()
        .flat_map(|list| list.iter())
        .flat_map(phrases)
    {
        assert!(!reason.contains("Oakham"), "{reason}");
    }
}

#[test]
fn dates_and_authors_are_reasons_when_they_tell_something() {
    let mut texts = library();
    texts[0].date = Some("2020-02-27");
    texts[1].date = Some("2020-02-29");
    texts[2].date = Some("2020-02~");
    for at in [0, 3] {
        texts[at].authors = vec!["Ana Ito".to_owned()];
    }
    let lists = related(&texts, 4);
    let of = |slug: &str, other: &str| {
        let entry = lists[slug].iter().find(|entry| entry.slug == other);
        phrases(entry.expect("every other article is listed"))
    };
    assert!(of("flood", "flood-again").contains(&"two days later".to_owned()));
    assert!(of("flood-again", "flood").contains(&"two days earlier".to_owned()));
    assert!(
        !of("flood", "dam")
            .iter()
            .any(|phrase| phrase.contains("day"))
    );
    assert_eq!(of("chess", "flood"), ["also by Ana Ito"]);
}

#[test]
fn the_editor_has_the_last_word() {
    let mut texts = library();
    texts[0].related = ["bread", "no-such-article", "flood", "bread", "chess"]
        .map(str::to_owned)
        .to_vec();
    texts[0].unrelated = vec!["flood-again".to_owned(), "chess".to_owned()];
    let lists = related(&texts, 4);
    let list = &lists["flood"];
    assert_eq!(slugs(list), ["bread", "dam"]);
    assert!(list[0].shown);
    assert_eq!(list[0].reasons[0], Reason::Chosen);
}

#[test]
fn there_are_always_as_many_as_were_asked_for() {
    for texts in [
        vec![],
        vec![text("only", "Only", "one")],
        vec![text("a", "", ""), text("b", "", ""), text("c", "", "word")],
        (0..40)
            .map(|n| {
                text(
                    &format!("same-{n}"),
                    "Same",
                    "the very same text in every one",
                )
            })
            .collect(),
        [
            "東京で地震がありました",
            "東京の地震と津波",
            "京都の寺",
            "แผ่นดินไหวในกรุงเทพ",
            "กรุงเทพฝนตก",
        ]
        .iter()
        .enumerate()
        .map(|(n, body)| Text {
            language: None,
            ..text(&format!("t{n}"), "", body)
        })
        .collect(),
    ] {
        for limit in [0, 1, 7, 1000] {
            let lists = related(&texts, limit);
            assert_eq!(lists.len(), texts.len());
            for list in lists.values() {
                assert_eq!(list.len(), limit.min(texts.len().saturating_sub(1)));
            }
        }
    }
}

#[test]
fn articles_that_share_nothing_are_listed_but_not_shown() {
    let lists = related(&[text("a", "Bread", "rye"), text("b", "Chess", "rook")], 3);
    assert_eq!(
        (
            lists["a"][0].score,
            lists["a"][0].shown,
            lists["a"][0].reasons.len()
        ),
        (0, false, 0)
    );
}

#[test]
fn texts_without_spaces_are_compared_too() {
    let unspaced = |slug, body| Text {
        language: None,
        ..text(slug, "", body)
    };
    let texts = [
        unspaced(
            "quake",
            "東京で大きな地震がありました。津波の心配はありません。",
        ),
        unspaced("tsunami", "地震のあと津波が東京に来ました。"),
        unspaced("temple", "京都の古い寺を歩く。"),
        unspaced("thai-quake", "แผ่นดินไหวในกรุงเทพเมื่อวาน"),
        unspaced("thai-again", "หลังแผ่นดินไหวกรุงเทพเงียบ"),
    ];
    let lists = related(&texts, 1);
    assert_eq!(lists["quake"][0].slug, "tsunami");
    assert_eq!(lists["thai-quake"][0].slug, "thai-again");
}

/// Articles made of few words, so that they share many, with the editor's wishes among them.
fn one() -> impl Strategy<Value = Text> {
    let word = prop::sample::select(vec![
        "Oakham", "Ruth Alder", "said", "river", "rivers", "the", "US", "us", "flood", "3.5",
        "al-Bab", "東京", "ที่", ".", "\"", "Prague,", "Çavuşoğlu", "\n\n", "—", "it’s",
    ]);
    let words =
        |most| prop::collection::vec(word.clone(), 0..most).prop_map(|words| words.join(" "));
    let slug = || prop::collection::vec((0..14_u8).prop_map(|n| format!("a{n}")), 0..3);
    let language = prop::sample::select(vec![None, Some("en"), Some("de-AT"), Some("xx")]);
    let one = (
        (words(4), words(40), language, slug(), slug()),
        (
            prop::option::of(prop::sample::select(vec![
                "2020-02-27", "2020-03-01", "2020~",
            ])),
            prop::collection::vec(prop::sample::select(vec!["Ana", "Ben"]), 0..2),
            prop::option::of(prop::sample::select(vec!["flood", "chess"])),
            any::<bool>(),
        ),
    );
    one.prop_map(
        |((title, body, language, related, unrelated), (date, authors, event, named))| Text {
            slug: String::new(),
            title,
            body,
            language,
            related,
            unrelated,
            date,
            authors: authors.into_iter().map(str::to_owned).collect(),
            events: event
                .into_iter()
                .map(|event| (event.to_owned(), format!("The {event}")))
                .collect(),
            named,
        },
    )
}

fn libraries() -> impl Strategy<Value = Vec<Text>> {
    prop::collection::vec(one(), 0..12).prop_map(|texts| {
        let texts = texts.into_iter().enumerate();
        texts
            .map(|(n, text)| Text {
                slug: format!("a{n}"),
                ..text
            })
            .collect()
    })
}

/// Enough articles that neighbours speak for each other: sixty stories of five, each story with words of its own.
fn archive() -> Vec<Text> {
    let mut state = 7_u32;
    let mut draw = |most: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % most
    };
    (0..300)
        .map(|n| {
            let body: Vec<String> = (0..60)
                .map(|at| {
                    if at % 4 == 0 {
                        format!("Story{}x{}", n / 5, draw(12))
                    } else {
                        let rank = draw(3000);
                        format!("word{}", draw(rank + 1))
                    }
                })
                .collect();
            text(
                &format!("{:03}", (n * 7) % 300),
                "",
                &format!("{}.", body.join(" ")),
            )
        })
        .collect()
}

#[test]
fn in_an_archive_stories_find_themselves_in_any_order_on_any_threads() {
    let texts = archive();
    let lists = related(&texts, 4);
    let story = |slug: &str| {
        texts
            .iter()
            .position(|text| text.slug == slug)
            .map(|at| at / 5)
    };
    for (slug, list) in &*lists {
        for entry in list.iter() {
            assert_eq!(story(&entry.slug), story(slug), "{slug}: {}", entry.slug);
        }
    }
    let mut turned = texts.clone();
    turned.reverse();
    turned.rotate_left(41);
    for threads in [1, 2, 5] {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .expect("threads");
        assert_eq!(pool.install(|| related(&turned, 4)), lists);
    }
}

proptest! {
    #[test]
    fn lists_keep_their_promises(texts in libraries(), limit in 0..14_usize) {
        let lists = related(&texts, limit);
        prop_assert_eq!(lists.len(), texts.len());
        for text in &texts {
            let list = &lists[&text.slug];
            let listed = slugs(list);
            let known = |slug: &&String| texts.iter().any(|other| other.slug == **slug) && **slug != text.slug;
            let excluded = texts.iter().filter(|other| other.slug != text.slug && text.unrelated.contains(&other.slug));
            prop_assert_eq!(listed.len(), limit.min(texts.len() - 1 - excluded.count()));
            prop_assert!(!listed.contains(&text.slug.as_str()));
            prop_assert!(!text.unrelated.iter().any(|slug| listed.contains(&slug.as_str())));
            let mut once = listed.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), listed.len());
            let mut chosen: Vec<&str> = Vec::new();
            for slug in text.related.iter().filter(known).filter(|slug| !text.unrelated.contains(slug)) {
                if !chosen.contains(&slug.as_str()) {
                    chosen.push(slug);
                }
            }
            chosen.truncate(limit);
            prop_assert!(listed.starts_with(&chosen));
            let machine = &list[chosen.len()..];
            prop_assert!(machine.is_sorted_by(|a, b| a.score >= b.score));
            prop_assert!(list.iter().take(chosen.len()).all(|entry| entry.shown));
        }
    }

    #[test]
    fn neither_order_nor_threads_change_anything(texts in libraries(), seed in any::<u64>()) {
        let one = related(&texts, 5);
        let mut mixed = texts;
        let mut state = seed | 1;
        for at in (1..mixed.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            mixed.swap(at, usize::try_from(state >> 33).unwrap_or(0) % (at + 1));
        }
        for threads in [1, 3] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
            prop_assert_eq!(&pool.install(|| related(&mixed, 5)), &one);
        }
    }

    #[test]
    fn a_longer_list_begins_with_the_shorter(texts in libraries(), limit in 0..10_usize) {
        let long = related(&texts, 14);
        for (slug, list) in &*related(&texts, limit) {
            prop_assert_eq!(&list[..], &long[slug][..list.len()]);
        }
    }
}
