use std::collections::BTreeSet;

use proptest::prelude::*;

use super::super::{Block, BlockKind, Document, Options, parse};
use super::generate::body;

fn read(body: &str) -> Document {
    parse(body, &Options::default())
}

proptest! {
    #[test]
    fn segments_and_joiners_tile_the_text(body in body(), smart: bool) {
        let plain = parse(&body, &Options { smart_punctuation: smart }).plain;
        let mut at = 0;
        for (index, block) in plain.blocks.iter().enumerate() {
            if index > 0 {
                prop_assert_eq!(plain.slice(at..block.plain.start), "\n\n");
            }
            prop_assert!(!block.plain.is_empty());
            at = block.plain.start;
            for segment in plain.segments.iter().filter(|segment| block.plain.contains(&segment.plain.start)) {
                prop_assert!(segment.plain.start == at && !segment.plain.is_empty());
                at = segment.plain.end;
            }
            prop_assert_eq!(at, block.plain.end);
        }
        prop_assert_eq!(at, plain.text.len());
    }

    #[test]
    fn a_verbatim_segment_is_its_source(body in body(), smart: bool) {
        let plain = parse(&body, &Options { smart_punctuation: smart }).plain;
        for segment in &plain.segments {
            let source = body.get(segment.source.clone());
            prop_assert!(source.is_some(), "{segment:?}");
            prop_assert!(!segment.verbatim || source == Some(plain.slice(segment.plain.clone())), "{segment:?}");
        }
        for block in &plain.blocks {
            prop_assert!(body.get(block.source.clone()).is_some(), "{block:?}");
        }
    }

    #[test]
    fn what_can_be_patched_is_the_same_text(body in body(), start in 0..200_usize, length in 0..30_usize) {
        let plain = read(&body).plain;
        let range = plain.to_bytes(start..start + length);
        if let Some(source) = plain.verbatim(range.clone()) {
            prop_assert_eq!(body.get(source.clone()), Some(plain.slice(range.clone())));
            prop_assert_eq!(plain.sources(range), vec![source]);
        } else {
            let overlaps = |block: &Block| block.plain.start < range.end && range.start < block.plain.end;
            let some = !range.is_empty() && plain.blocks.iter().any(overlaps);
            prop_assert_eq!(!plain.sources(range).is_empty(), some);
        }
    }

    #[test]
    fn bytes_and_characters_convert_both_ways(body in body()) {
        let plain = read(&body).plain;
        for (char, (byte, _)) in plain.text.char_indices().enumerate() {
            prop_assert_eq!((plain.char_at(byte), plain.byte_at(char)), (char, byte));
        }
        let all = plain.text.chars().count();
        prop_assert_eq!((plain.chars(), plain.char_at(usize::MAX), plain.byte_at(all), plain.byte_at(usize::MAX)), (all, all, plain.text.len(), plain.text.len()));
    }

    #[test]
    fn every_byte_of_a_block_is_in_it(body in body()) {
        let plain = read(&body).plain;
        for at in 0..=plain.text.len() {
            let block = plain.blocks.iter().find(|block| block.plain.contains(&at));
            prop_assert_eq!(plain.block_at(at), block);
        }
    }

    #[test]
    fn items_are_balanced_and_in_order(body in body()) {
        use pulldown_cmark::Event;
        let document = read(&body);
        let mut open = Vec::new();
        let mut at = 0;
        for item in &document.items {
            match &item.event {
                Event::Start(tag) => open.push((tag.to_end(), item.plain.clone(), item.source.clone())),
                Event::End(tag) => prop_assert_eq!(open.pop(), Some((*tag, item.plain.clone(), item.source.clone()))),
                _ => {
                    prop_assert!(item.plain.start >= at || item.plain.is_empty());
                    at = at.max(item.plain.end);
                }
            }
            prop_assert!(body.get(item.source.clone()).is_some());
            prop_assert!(document.plain.text.get(item.plain.clone()).is_some());
        }
        prop_assert!(open.is_empty());
        let mut next = 0;
        for top in &document.top {
            prop_assert_eq!(top.items.start, next);
            next = top.items.end;
        }
        prop_assert_eq!(next, document.items.len());
    }

    #[test]
    fn links_lie_where_they_say(body in body()) {
        let document = read(&body);
        prop_assert!(document.links.is_sorted_by_key(|link| link.item));
        for (index, link) in document.links.iter().enumerate() {
            prop_assert!(document.links_of(link.item).any(|(other, _)| other == index));
            prop_assert!(body.get(link.source.clone()).is_some_and(|source| !source.is_empty()));
            prop_assert!(document.plain.text.get(link.plain.clone()).is_some());
        }
    }

    #[test]
    fn ids_do_not_clash(body in body()) {
        let document = read(&body);
        let headings = document.headings.iter().map(|heading| heading.id.as_str());
        let headings: BTreeSet<&str> = headings.collect();
        prop_assert_eq!(headings.len(), document.headings.len());
        for id in headings {
            let prefixed = super::super::ids::PREFIXES.iter().any(|prefix| id.starts_with(prefix));
            prop_assert!(!prefixed || id.contains("-heading"));
            prop_assert!(!super::super::ids::RESERVED.contains(&id));
        }
        let top: Vec<&str> = document.top.iter().filter_map(|block| block.id.as_deref()).collect();
        prop_assert_eq!(top.iter().collect::<BTreeSet<_>>().len(), top.len());
    }

    #[test]
    fn a_paragraph_keeps_its_id_while_others_change(before in "[a-z]{1,9}( [a-z]{1,9}){2,5}", after in "[a-z]{1,9}( [a-z]{1,9}){2,5}") {
        let alone = read("The paragraph in question.");
        let among = read(&format!("{before}\n\n## Head\n\nThe  paragraph *in* question\n\n{after}"));
        prop_assert_eq!(&alone.top[0].id, &among.top[2].id);
    }

    #[test]
    fn text_without_markup_is_its_own_plain_text(words in "[a-z][a-zäé,;.日 ]{0,40}") {
        let plain = read(&words).plain;
        prop_assert_eq!(&plain.text, words.trim());
        prop_assert!(plain.blocks.iter().all(|block| block.kind == BlockKind::Paragraph));
    }
}
