//! After any edits the lists are those of a ranker that never saw the articles before.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::Ranker;
use super::{Text, archive, one, related, text, update};

#[test]
fn in_an_archive_an_edit_leaves_what_a_clean_start_would_find() {
    let mut texts = archive();
    let others = texts.clone();
    let mut ranker = Ranker::default();
    update(&mut ranker, &texts, 4);
    for n in 0..15_usize {
        let at = n * 71 % texts.len();
        let other = &others[n * 37 % others.len()];
        match n % 5 {
            0 => texts[at].body += &format!("\n\n{}", &other.body[..other.body.len() / 3]),
            1 => texts[at].body = texts[at].body.replacen("word1 ", "Story3x3 ", 2),
            2 => texts[at].title = other.body[..60].to_owned(),
            3 => drop(texts.swap_remove(at)),
            _ => texts.push(text(&format!("new-{n}"), "", &other.body)),
        }
        assert_eq!(
            update(&mut ranker, &texts, 4),
            related(&texts, 4),
            "after edit {n}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn edits_leave_what_a_clean_start_would_find(
        edits in prop::collection::vec((0..24_u8, prop::option::weighted(0.8, one()), any::<bool>()), 1..24),
    ) {
        let mut texts: BTreeMap<String, Text> = BTreeMap::new();
        let mut ranker = Ranker::default();
        for (n, (at, new, body_alone)) in edits.into_iter().enumerate() {
            let slug = format!("a{at}");
            match (new, texts.get_mut(&slug)) {
                (Some(new), Some(old)) if body_alone => old.body = new.body,
                (Some(new), _) => drop(texts.insert(slug.clone(), Text { slug, ..new })),
                (None, _) => drop(texts.remove(&slug)),
            }
            // Now and then several edits at once.
            if n % 3 == 0 {
                let texts: Vec<Text> = texts.values().cloned().collect();
                prop_assert_eq!(update(&mut ranker, &texts, 5), related(&texts, 5));
            }
        }
    }
}
