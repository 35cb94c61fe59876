//! The article's fields: each from its strongest evidence, a guess where the text only suggests it.

use super::authors::{Candidate, Source};
use super::body_run::Run;
use super::candidates::Scene;
use super::date_order;
use super::fates::Fates;
use super::header::{self, FoundDate};
use super::headline::{self, Headline};
use super::model::Models;
use super::page::Page;
use super::publication;
use super::reading::{Evidence, Fate, FieldName, Guess, Meta, Reason};
use super::rights;
use super::rules::{DateOrder, Rules};

/// What is told of a date such as 03/04/2017, where nothing says which way to read it.
pub(crate) const EITHER_WAY: &str = "the date’s day and month could be either way round";

/// Reads fields from a page and gives the blocks that hold them their fate.
pub(crate) struct Reader<'r, 'p> {
    pub(crate) page: &'r Page<'p>,
    pub(crate) run: &'r Run,
    pub(crate) scene: &'r Scene<'r, 'p>,
    pub(crate) models: &'r Models,
    pub(crate) rules: &'r Rules,
    pub(crate) fates: &'r mut Fates,
    pub(crate) warnings: &'r mut Vec<String>,
}

impl Reader<'_, '_> {
    pub(crate) fn read(mut self, headline: Option<&Headline>) -> Meta {
        let mut meta = Meta::default();
        self.title(&mut meta, headline);
        self.byline_and_date(&mut meta, headline);
        if let Some(headline) = headline {
            self.deck_and_kicker(&mut meta, headline);
        }
        self.rights(&mut meta);
        self.credits_and_disclaimers(&mut meta, headline);
        meta.publication = publication::by_rule(self.page, self.rules);
        if meta.publication.is_none()
            && let Some(guess) = publication::guess(self.page)
        {
            meta.inferred.insert("publication", guess);
        }
        meta
    }

    fn title(&mut self, meta: &mut Meta, headline: Option<&Headline>) {
        let Some(headline) = headline else {
            return;
        };
        if headline.chance >= headline::STATED {
            meta.title = Some(headline.title.clone());
        } else {
            let guess = Guess {
                value: headline.title.value.clone(),
                lines: headline.title.lines.clone(),
                why: "the line most like a title, but little speaks for it".to_owned(),
            };
            meta.inferred.insert("title", guess);
        }
        for (place, block) in headline.blocks.iter().enumerate() {
            let fate = if place == 0 {
                Fate::Field(FieldName::Title)
            } else {
                Fate::Out(Reason::DuplicateTitle)
            };
            self.fates.set(*block, fate);
        }
    }

    fn byline_and_date(&mut self, meta: &mut Meta, headline: Option<&Headline>) {
        let title = headline.and_then(|h| h.blocks.first().copied());
        let date = header::date(self.scene, self.models, title);
        let dated = date.as_ref().map(|found| found.block);
        if let Some((candidate, chance)) = header::authors(self.scene, self.models, title, dated)
            && Some(candidate.block) != title
        {
            self.authors(meta, candidate, chance);
        }
        if let Some(found) = date {
            self.fates.field(found.block, FieldName::Date);
            self.date(meta, &found);
        }
    }

    /// Authors that the page states go into the field. Their line is theirs when it holds little else.
    fn authors(&mut self, meta: &mut Meta, candidate: Candidate, chance: f64) {
        /// The longest line that says who wrote it and no more, in words.
        const BYLINE: usize = 30;
        let blocks = candidate.block..=candidate.last;
        let lines: Vec<usize> = blocks.clone().flat_map(|b| self.page.numbers(b)).collect();
        let own = !matches!(candidate.source, Source::Bio | Source::Copyright);
        for block in blocks {
            if own && self.page.get(block).is_some_and(|(_, m)| m.words <= BYLINE) {
                self.fates.field(block, FieldName::Authors);
            }
        }
        if chance >= header::AUTHORS_STATED {
            meta.section = header::section(self.page, candidate.block);
            meta.authors = Some(Evidence::new(candidate.names, lines));
        } else {
            let why = "a name where a byline may stand".to_owned();
            let value = candidate.names.join(", ");
            meta.inferred.insert("authors", Guess { value, lines, why });
        }
    }

    /// A certain date goes into the field; one that may be another's, or be read two ways, to the guesses.
    fn date(&mut self, meta: &mut Meta, found: &FoundDate) {
        let lines = self.page.numbers(found.block);
        let order = date_order::order(self.page, self.run, found).or(self.rules.date_order);
        let (value, why) = match found.written.kind.edtf(order) {
            Some(value) if found.chance >= header::DATE_STATED => {
                meta.date = Some(Evidence::new(value, lines));
                return;
            }
            Some(value) => (Some(value), "a date near the article"),
            None => {
                let line = lines.first().copied().unwrap_or_default();
                self.warnings.push(format!("line {line}: {EITHER_WAY}"));
                let value = found.written.kind.edtf(Some(DateOrder::DayFirst));
                (value, "day or month first: nothing in the text decides")
            }
        };
        if let Some(value) = value {
            let why = why.to_owned();
            meta.inferred.insert("date", Guess { value, lines, why });
        }
    }

    fn deck_and_kicker(&mut self, meta: &mut Meta, headline: &Headline) {
        if let Some(block) = header::deck(self.page, headline, self.run.blocks.start, self.fates)
            && let Some((deck, _)) = self.page.get(block)
        {
            self.fates.field(block, FieldName::Description);
            meta.description = Some(Evidence::new(deck.text.clone(), self.page.numbers(block)));
        }
        if let Some((block, guess)) = header::kicker(self.page, headline)
            && self.fates.is_free(block)
            && meta.section.is_none()
        {
            self.fates.field(block, FieldName::Section);
            meta.inferred.insert("section", guess);
        }
    }

    /// A licence of the article. Inside the body only its last blocks are looked at.
    fn rights(&mut self, meta: &mut Meta) {
        const LAST: usize = 3;
        let body = self.run.blocks.start..self.run.blocks.end.saturating_sub(LAST);
        for (index, block, _) in self.page.iter() {
            let place = self.fates.is_free(index) && !body.contains(&index);
            if place && rights::is_rights(block) {
                self.fates.field(index, FieldName::Rights);
                add(&mut meta.rights, &block.text, self.page.numbers(index));
            }
        }
    }

    fn credits_and_disclaimers(&mut self, meta: &mut Meta, headline: Option<&Headline>) {
        /// How far above the title a photo credit may stand, in blocks.
        const ABOVE: usize = 4;
        let top = headline
            .and_then(|h| h.blocks.iter().min().copied())
            .unwrap_or(self.run.blocks.start)
            .saturating_sub(ABOVE);
        for (index, block, marks) in self.page.iter() {
            if !self.fates.is_free(index) || index >= self.run.comments_from {
                continue;
            }
            if marks.credit && (top..self.run.blocks.end).contains(&index) {
                self.fates.field(index, FieldName::Credits);
                add(&mut meta.credits, &block.text, self.page.numbers(index));
            } else if marks.disclaimer {
                self.fates.field(index, FieldName::Disclaimer);
                add(&mut meta.disclaimer, &block.text, self.page.numbers(index));
            }
        }
    }
}

/// Adds a line to a field of several.
fn add(field: &mut Option<Evidence<String>>, text: &str, lines: Vec<usize>) {
    match field {
        None => *field = Some(Evidence::new(text.to_owned(), lines)),
        Some(evidence) => {
            evidence.value.push_str("; ");
            evidence.value.push_str(text);
            evidence.lines.extend(lines);
        }
    }
}
