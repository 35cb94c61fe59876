//! What kind of thing a name is of, by its words and what stands around it.

use super::refine::Signs;
use super::spelling::Spelling;
use super::word_lists::{is_event, is_organisation, is_place, is_work};
use crate::content::EntityKind;

/// The kind that is evident, if one is. `main` is the spelling that stands for all, `bare` whether the last or first
/// word alone means the same in some article.
pub(super) fn guess(
    main: &Spelling,
    all: &[&Spelling],
    signs: Signs,
    bare: bool,
) -> Option<EntityKind> {
    let others = all.iter().map(|it| it.words.as_slice());
    let by_words = std::iter::once(main.words.as_slice())
        .chain(others)
        .find_map(by_words);
    if by_words.is_some() {
        return by_words;
    }
    let full: usize = all.iter().map(|it| it.count()).sum();
    let full = u32::try_from(full).unwrap_or(u32::MAX);
    let placed = signs.placed * 8 >= full && signs.placed > signs.titled + signs.said;
    let personal = main.is_personal() || (main.single().is_some() && !main.acronym);
    if personal && signs.titled > 0 && signs.titled >= signs.placed {
        return Some(EntityKind::Person);
    }
    // Teams have an article; what is one word says things too, be it a firm or a capital for its state.
    let named_so = signs.the * 3 < full && signs.the <= signs.titled + signs.said;
    if main.is_personal()
        && named_so
        && ((signs.said > signs.placed && (!placed || bare)) || (bare && !placed))
    {
        return Some(EntityKind::Person);
    }
    if main.acronym {
        let state = matches!(
            main.single(),
            Some("us" | "usa" | "uk" | "uae" | "ussr" | "drc")
        );
        let speaks = signs.the > 0 || signs.said > 0;
        return match (state, speaks) {
            (true, _) => Some(EntityKind::Place),
            (false, true) => Some(EntityKind::Organisation),
            (false, false) => None,
        };
    }
    (placed && (signs.placed > 1 || full <= 2)).then_some(EntityKind::Place)
}

fn by_words(words: &[String]) -> Option<EntityKind> {
    let (first, last) = (words.first()?, words.last()?);
    if words.len() == 1 {
        return None;
    }
    let begins = |list: &[&str]| list.contains(&first.as_str());
    let head = words.iter().position(|word| word == "of" || word == "for");
    let head = head
        .and_then(|at| words.get(at.checked_sub(1)?))
        .unwrap_or(last);
    if begins(&["mv", "uss", "hms", "ins", "ss"]) {
        Some(EntityKind::Thing)
    } else if begins(&["operation", "hurricane", "battle", "typhoon", "cyclone"]) || is_event(head)
    {
        Some(EntityKind::Event)
    } else if is_organisation(head) {
        Some(EntityKind::Organisation)
    } else if is_place(head)
        || (words.len() == 2
            && begins(&[
                "lake", "mount", "gulf", "port", "cape", "fort", "river", "san", "santa", "los",
                "las", "el",
            ]))
    {
        Some(EntityKind::Place)
    } else if is_work(head) {
        Some(EntityKind::Work)
    } else if last.starts_with(|c: char| c.is_numeric()) {
        Some(EntityKind::Thing)
    } else {
        None
    }
}
