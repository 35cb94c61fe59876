//! The article's fields as the page's data says them, over what its text says: strong data first, then the text, then
//! what the data only suggests.

use super::Markup;
use super::metadata::Evidence as Said;
use crate::import::fates::Fates;
use crate::import::headline::{Headline, is_repeat};
use crate::import::meta::EITHER_WAY;
use crate::import::page::Page;
use crate::import::reading::{Evidence, Fate, FieldName, Guess, Meta, Reason};
use crate::import::rules::Rules;
use crate::import::words::fold;

/// The headline by the page's data, with the blocks that show it. `by_text`: the one that the text alone suggests.
pub(crate) fn headline(
    page: &Page<'_>,
    markup: &Markup<'_>,
    rules: &Rules,
    by_text: Option<Headline>,
) -> Option<Headline> {
    let Some(said) = markup.meta.title.as_ref().filter(|title| !title.guess) else {
        return by_text;
    };
    let title = rules.cut_suffix(&said.value).to_owned();
    let folded = fold(&title);
    if folded.is_empty() {
        return by_text;
    }
    let shown = said.node.and_then(|node| markup.block_of(node));
    let mut blocks: Vec<usize> = page
        .iter()
        .filter(|(_, block, _)| is_repeat(&block.folded, &folded))
        .map(|(index, _, _)| index)
        .collect();
    // The one that the page's data points at, else the one that is a heading, stands for all.
    let first = blocks
        .iter()
        .position(|block| Some(*block) == shown)
        .or_else(|| blocks.iter().position(|block| markup.is_headline(*block)));
    if let Some(place) = first {
        blocks.swap(0, place);
    }
    if blocks.is_empty()
        && let Some(by_text) = by_text.filter(|text| are_alike(&fold(&text.title.value), &folded))
    {
        blocks = by_text.blocks;
    }
    let lines = blocks
        .first()
        .map(|block| page.numbers(*block))
        .unwrap_or_default();
    Some(Headline {
        title: Evidence::new(title, lines),
        blocks,
        chance: 1.0,
    })
}

/// Whether two folded titles share most of their words.
fn are_alike(one: &str, other: &str) -> bool {
    let of = |text: &str| text.split(' ').filter(|w| !w.is_empty()).count();
    let shared = one
        .split(' ')
        .filter(|word| other.split(' ').any(|o| o == *word))
        .count();
    shared * 2 > of(one).max(of(other))
}

/// Sets the other fields.
pub(crate) fn settle(
    page: &Page<'_>,
    markup: &Markup<'_>,
    meta: &mut Meta,
    fates: &mut Fates,
    warnings: &mut Vec<String>,
) {
    let said = &markup.meta;
    warnings.extend(said.warnings.iter().cloned());
    if let Some(date) = &said.date {
        if !date.guess
            && let Some(by_text) = meta
                .date
                .as_ref()
                .filter(|by_text| !agree(&by_text.value, &date.value))
            // What the page shows may be told already, as what its data contradicts.
            && !said.warnings.iter().any(|told| told.contains(&by_text.value))
        {
            let line = by_text.lines.first().copied().unwrap_or_default();
            warnings.push(format!(
                "the date is {} by {}, but line {line} says {}",
                date.value, date.origin, by_text.value
            ));
        }
        if !date.guess {
            warnings.retain(|told| !told.ends_with(EITHER_WAY));
        }
        let field = Field {
            page,
            markup,
            name: FieldName::Date,
            left: Reason::Date,
        };
        field.settle(
            date,
            String::clone,
            &mut meta.date,
            &mut meta.inferred,
            fates,
        );
    }
    if let Some(authors) = &said.authors {
        let field = Field {
            page,
            markup,
            name: FieldName::Authors,
            left: Reason::About,
        };
        let words = |names: &Vec<String>| names.join(", ");
        field.settle(authors, words, &mut meta.authors, &mut meta.inferred, fates);
    }
    for (said, slot, name) in [
        (
            &said.publication,
            &mut meta.publication,
            FieldName::Publication,
        ),
        (&said.section, &mut meta.section, FieldName::Section),
        (&said.rights, &mut meta.rights, FieldName::Rights),
    ] {
        if let Some(said) = said {
            let field = Field {
                page,
                markup,
                name,
                left: Reason::Navigation,
            };
            field.settle(said, String::clone, slot, &mut meta.inferred, fates);
        }
    }
    // What stands below the title is the deck; what is said for search engines is the next best.
    if meta.description.is_none()
        && let Some(description) = said.description.as_ref().filter(|said| !said.guess)
        && !page
            .iter()
            .any(|(_, block, _)| opens_with(&block.folded, &description.value))
    {
        let lines = markup.lines_of(page, description.node);
        meta.description = Some(Evidence::new(description.value.clone(), lines));
    }
    // A word of a menu above the title is no section.
    if let Some(guess) = meta.inferred.get("section")
        && guess
            .lines
            .iter()
            .any(|line| page.at(*line).is_some_and(|block| markup.is_menu(block)))
    {
        meta.inferred.remove("section");
        fates.move_all(
            Fate::Field(FieldName::Section),
            Fate::Out(Reason::Navigation),
        );
    }
    meta.url = said.url.as_ref().map(|url| url.value.clone());
    meta.retrieved = said.retrieved.as_ref().map(|day| day.value.clone());
}

/// Whether a block begins with what a description says, or says just that.
fn opens_with(folded: &str, description: &str) -> bool {
    let description = fold(description);
    let opening: String = description.chars().take(60).collect();
    folded.starts_with(opening.trim_end())
}

/// The language: as the page says it, where its text is not plainly of another.
pub(crate) fn language(markup: &Markup<'_>, by_text: Option<String>) -> Option<String> {
    let said = markup.meta.language.as_ref().map(|said| said.value.clone());
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    match (said, by_text) {
        (Some(said), Some(by_text)) if primary(&said) != primary(&by_text) => Some(by_text),
        (said, by_text) => said.or(by_text),
    }
}

/// Whether two dates may be one, the shorter being less precise.
fn agree(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// One field.
struct Field<'f, 'd> {
    page: &'f Page<'f>,
    markup: &'f Markup<'d>,
    name: FieldName,
    /// What becomes of lines that held another value.
    left: Reason,
}

impl Field<'_, '_> {
    fn settle<T: Clone + PartialEq>(
        &self,
        said: &Said<T>,
        words: impl Fn(&T) -> String,
        slot: &mut Option<Evidence<T>>,
        inferred: &mut std::collections::BTreeMap<&'static str, Guess>,
        fates: &mut Fates,
    ) {
        let key = self.name.key();
        let lines = self.markup.lines_of(self.page, said.node);
        if said.guess {
            if slot.is_none() {
                inferred.insert(
                    key,
                    Guess {
                        value: words(&said.value),
                        lines,
                        why: said.origin.clone(),
                    },
                );
            }
            return;
        }
        inferred.remove(key);
        if slot
            .as_ref()
            .is_some_and(|by_text| by_text.value == said.value)
        {
            return;
        }
        fates.move_all(Fate::Field(self.name), Fate::Out(self.left));
        if let Some(block) = said.node.and_then(|node| self.markup.block_of(node)) {
            fates.field(block, self.name);
        }
        *slot = Some(Evidence::new(said.value.clone(), lines));
    }
}
