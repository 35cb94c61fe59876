use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::content::save::Change;
use crate::content::{Refusals, refusals};
use crate::corpus::{Corpus, Loaded};
use crate::document::{Document, Options, parse};
use crate::entities::{Choice, Vocabulary, accept, reject};

/// A site of texts, with the entities and refusals that were written to it.
struct Reader {
    documents: Vec<(String, Document)>,
    corpus: Corpus,
}

impl Reader {
    fn new(texts: &[&str]) -> Self {
        let document =
            |(at, text): (usize, &&str)| (format!("a{at:02}"), parse(text, &Options::default()));
        Self {
            documents: texts.iter().enumerate().map(document).collect(),
            corpus: Corpus::default(),
        }
    }

    fn entity(mut self, slug: &str, front: &str) -> Self {
        self.write(
            &format!("content/entities/{slug}.md"),
            &format!("---\n{front}\n---\n"),
        );
        self
    }

    fn write(&mut self, path: &str, text: &str) {
        if path == refusals::PATH {
            let (read, found) = refusals::read(text.as_bytes());
            assert!(found.is_empty(), "{found:?} in {text}");
            self.corpus.refusals = read;
            return;
        }
        let slug = path
            .strip_prefix("content/entities/")
            .and_then(|it| it.strip_suffix(".md"))
            .unwrap();
        let (meta, found) = Entity::read(slug, path, text.as_bytes()).unwrap();
        assert!(found.is_empty(), "{found:?} in {text}");
        let document = parse("", &Options::default());
        self.corpus.entities.insert(
            slug.to_owned(),
            Arc::new(Loaded {
                meta,
                document,
                key: crate::memo::KeyBuilder::default().key(),
            }),
        );
    }

    fn apply(&mut self, change: Change) {
        match change {
            Change::Create { path, text }
            | Change::Replace {
                path, new: text, ..
            } => self.write(&path, &text),
            Change::Remove { .. } => {}
        }
    }

    fn suggestions(&self) -> Vec<Suggestion> {
        let entities: Vec<&Entity> = self.corpus.entities.values().map(|it| &it.meta).collect();
        let vocabulary = Vocabulary::new(entities.iter().copied());
        let mentions: Vec<_> = self
            .documents
            .iter()
            .map(|(_, it)| vocabulary.mentions(&it.plain.text))
            .collect();
        let texts = self
            .documents
            .iter()
            .zip(&mentions)
            .map(|((slug, document), mentions)| Text {
                slug,
                plain: &document.plain,
                mentions,
            });
        suggest(&Input {
            texts: texts.collect(),
            entities,
            slugs: &vocabulary.slugs,
            refusals: &self.corpus.refusals,
        })
    }

    /// Name, kind and spellings of each suggestion.
    fn told(&self) -> Vec<String> {
        let line = |it: Suggestion| {
            let kind = it.kind.map_or("?", EntityKind::as_str);
            let variants: Vec<&str> = it.variants.iter().map(|it| it.text.as_str()).collect();
            let variants = variants.join(", ");
            let also = if variants.is_empty() {
                String::new()
            } else {
                format!(" {variants}")
            };
            let proposal = match it.proposal {
                Proposal::New => String::new(),
                Proposal::Alias(entity) => format!(" → {entity}"),
                Proposal::Merge { .. } => format!(" {}", it.key),
            };
            format!("{} {kind}{also}{proposal}", it.name)
        };
        let mut told: Vec<String> = self.suggestions().into_iter().map(line).collect();
        told.sort();
        told
    }
}

fn told(texts: &[&str]) -> Vec<String> {
    Reader::new(texts).told()
}

#[test]
fn spellings_titles_and_surnames_are_one_candidate() {
    assert_eq!(
        told(&[
            "The base was hit, Lieutenant-General Sergey Rudskoi said. Rudskoi’s maps were old.",
            "He met President Vladimir Putin and General Sergei Rudskoi in Saint-Petersburg; they left St. Petersburg."
        ]),
        [
            "Saint-Petersburg place St. Petersburg",
            "Sergei Rudskoi person Rudskoi, Sergey Rudskoi",
            "Vladimir Putin person"
        ]
    );
}

#[test]
fn an_acronym_is_introduced_in_brackets() {
    assert_eq!(
        told(&[
            "The Kurdistan Workers’ Party (PKK) met. They say the PKK left, and the US (big) knew."
        ]),
        ["Kurdistan Workers’ Party organisation PKK", "US place"]
    );
}

#[test]
fn what_is_no_name_is_not_suggested() {
    for text in [
        "Meanwhile rain fell. Rain again. Officials left on Tuesday in January, the President said.",
        "Turkish ministers met Americans. Russian-Turkish talks went on.",
        "STRONG WORDS IN CAPITALS HERE. READ MORE ABOUT THIS NOW.",
        "Why The Whole World Is Watching This Strange Place",
        "Share This Story\n\nRead More\n\n## The New Alliance\n\n`Some Code`",
        "The Foreign Minister, the Prime Minister and the Secretary General were there.",
        "他说土耳其很大。ในกรุงเทพวันนี้ قال الرئيس إن تركيا",
        "Ende August hat die Polizei mit Hilfe der Feuerwehr und auf Bitten der Stadt drei Millionen Euro nach Angaben der Bank in das Haus und nicht in die Kasse gelegt.",
        "Die Regierung hat mit der Mehrheit das Gesetz auf den Weg gebracht und die Opposition ist mit dem Ergebnis nicht zufrieden.",
        "",
    ] {
        assert_eq!(told(&[text]), [""; 0], "{text}");
    }
}

#[test]
fn a_word_that_is_written_small_elsewhere_is_no_name_alone() {
    assert_eq!(told(&["They saw the Bridge.", "A bridge fell."]), [""; 0]);
    assert_eq!(
        told(&["They saw the Galata.", "A bridge fell."]),
        ["Galata ?"]
    );
}

#[test]
fn german_nouns_are_no_names_and_german_names_are() {
    let text = "Die Kanzlerin Angela Merkel ist mit dem Flugzeug in Berlin und nicht auf dem Weg nach Moskau. \
        Der Sprecher von Angela Merkel hat die Reise nach Moskau und die Pläne mit dem Minister in Berlin erklärt, so Regierungssprecher Steffen Seibert.";
    assert_eq!(
        told(&[text]),
        [
            "Angela Merkel person", "Berlin place", "Moskau place", "Steffen Seibert person"
        ]
    );
}

#[test]
fn other_scripts_with_capitals_are_read() {
    let found = told(&[
        "Вчера генерал Сергей Рудской заявил, что в Москве тихо. Потом Сергей Рудской ушёл.",
    ]);
    assert_eq!(found, ["Москве place", "Сергей Рудской person"]);
}

#[test]
fn names_of_entities_are_not_suggested_but_other_spellings_are() {
    let reader = Reader::new(&[
        "They say Incirlik Air Base is at Incirlik; the Icirlik base. He met Sergey Rudskoi and Fikri Isik. Isik left.",
    ])
    .entity("incirlik", "kind: place\nname: Incirlik Air Base\naliases: [Incirlik]")
    .entity("isik", "kind: person\nname: Fikri Işık")
    .entity("rudskoi", "kind: person\nname: Sergei Rudskoi");
    assert_eq!(
        reader.told(),
        [
            "Icirlik place → incirlik",
            "Sergey Rudskoi person → rudskoi"
        ]
    );
}

#[test]
fn two_entities_with_one_name_are_one() {
    let reader = Reader::new(&["They met Sergei Rudskoi."])
        .entity("rudskoi", "kind: person\nname: Sergei Rudskoi")
        .entity("rudskoy", "kind: person\nname: Sergey Rudskoy")
        .entity("smith", "kind: person\nname: Ana Smith")
        .entity("smiths", "kind: work\nname: Ana Smyth");
    assert_eq!(
        reader.told(),
        ["Sergei Rudskoi person Sergey Rudskoy rudskoy+rudskoi"]
    );
}

#[test]
fn a_key_is_a_slug_that_no_entity_and_no_list_has() {
    let reader = Reader::new(&["They went to the Places and saw Al-Bab."])
        .entity("al-bab", "kind: place\nname: Another");
    let keys: Vec<String> = reader.suggestions().into_iter().map(|it| it.key).collect();
    assert_eq!(keys, ["al-bab-2", "places-2"]);
}

/// Pieces of which texts are made that have everything in them.
const PIECES: [&str; 44] = [
    "Sergei Rudskoi", "Sergey Rudskoy", "Rudskoi", "General", "Col.", "President", "Ankara",
    "Anakra", "al-Bab", "Al-Bab", "Turkish", "the", "The", "of", "United Nations", "(UN)", "UN",
    "US", "U.S.", "St. Petersburg", "Saint-Petersburg", "O’Brien", "Workers’ Party", "said", "in",
    "near", ".", ",", "\n\n", "’s", "-", "“", "”", "Su-24", "F-16s", "土耳其", "Москва",
    "Ünal Çelik", "Unal Celik", "and", "Islamic State", "(IS)", "J. Bell", "John Bell",
];

fn text() -> impl Strategy<Value = String> {
    let piece = (
        prop::sample::select(PIECES.to_vec()),
        prop::sample::select(vec![" ", " ", " ", "", ". "]),
    );
    prop::collection::vec(piece, 0..40).prop_map(|pieces| {
        pieces
            .into_iter()
            .flat_map(|(piece, gap)| [piece, gap])
            .collect()
    })
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(text(), 1..5)
}

fn reader(texts: &[String]) -> Reader {
    Reader::new(&texts.iter().map(String::as_str).collect::<Vec<_>>())
}

/// How a name is compared here.
fn same(one: &str, other: &str) -> bool {
    gather::name_words(one) == gather::name_words(other)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_sound_suggestions(texts in prop::collection::vec(prop_oneof![text(), any::<String>()], 1..4)) {
        let reader = reader(&texts);
        let suggestions = reader.suggestions();
        for it in &suggestions {
            prop_assert!(!it.key.is_empty() && !it.name.is_empty() && it.mentions > 0);
            prop_assert_eq!(it.articles.iter().map(|(_, count)| count).sum::<usize>(), it.mentions);
            for place in &it.places {
                let (slug, _) = &it.articles[place.article];
                let (_, document) = reader.documents.iter().find(|(of, _)| of == slug).unwrap();
                prop_assert!(document.plain.text.get(place.range()).is_some_and(|text| !text.is_empty()));
            }
        }
        let mut keys: Vec<&str> = suggestions.iter().map(|it| it.key.as_str()).collect();
        keys.sort_unstable();
        keys.dedup();
        prop_assert_eq!(keys.len(), suggestions.len());
    }

    #[test]
    fn the_order_of_articles_makes_no_difference(texts in texts(), by in 0_usize..4) {
        let mut turned = reader(&texts);
        let len = turned.documents.len();
        turned.documents.rotate_left(by % len);
        prop_assert_eq!(reader(&texts).suggestions(), turned.suggestions());
    }

    #[test]
    fn what_was_accepted_is_not_suggested_again(texts in texts(), which in any::<prop::sample::Index>()) {
        let mut reader = reader(&texts);
        let suggestions = reader.suggestions();
        prop_assume!(!suggestions.is_empty());
        let suggestion = which.get(&suggestions);
        for change in accept(&reader.corpus, suggestion, &Choice::default()).unwrap() {
            reader.apply(change);
        }
        for later in reader.suggestions() {
            prop_assert!(!same(&later.name, &suggestion.name), "{later:?}");
        }
    }

    #[test]
    fn what_was_rejected_never_comes_back(texts in texts(), which in any::<prop::sample::Index>(), more in text()) {
        let mut reader = reader(&texts);
        let suggestions = reader.suggestions();
        prop_assume!(!suggestions.is_empty());
        let suggestion = which.get(&suggestions);
        let change = reject(&reader.corpus, suggestion, None).unwrap().unwrap();
        reader.apply(change);
        let refused: Refusals = reader.corpus.refusals.clone();
        reader.documents.push(("zz".to_owned(), parse(&more, &Options::default())));
        for later in reader.suggestions() {
            prop_assert!(!same(&later.name, &suggestion.name), "{later:?}");
            prop_assert!(later.variants.iter().all(|it| it.implied || refused.find(&it.text).is_none()), "{later:?}");
        }
    }
}
