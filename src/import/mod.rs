//! Raw text → article: what each line of a dump is, and what the article it holds says of itself.
//!
//! [`read`] is a pure function: lines → [blocks] with [marks] → how likely each is body ([`chances`]) →
//! the best [run](body_run) → [headline], [header], [structure], [comments] → the [fate](fates) of every line. Nothing
//! is lost: each non-blank line has exactly one fate. Nothing is invented: a value is in the text, or it is a guess
//! with its lines.

mod author_again;
mod author_evidence;
mod author_features;
mod author_lines;
mod author_notes;
mod author_pieces;
mod authors;
pub mod batch;
mod blocks;
mod body_run;
mod byline;
mod candidates;
mod chances;
pub mod choices;
mod comment_marker;
mod comment_start;
mod comment_words;
mod comments;
mod credit_words;
mod date_features;
mod date_order;
mod dates;
mod escape;
mod fates;
mod features;
mod from_markdown;
mod furniture;
mod header;
mod headline;
pub mod html;
mod junk;
mod language;
mod lines;
mod lost_images;
pub mod markdown;
mod marks;
mod meta;
mod misread;
pub mod model;
mod month_names;
mod name_words;
mod names;
mod page;
mod phrases;
mod places;
mod publication;
pub mod reading;
mod rights;
mod rules;
mod second_look;
mod structure;
pub mod training;
mod unsure;
mod vocabulary;
mod word_hash;
mod words;

pub use choices::Choices;
pub use html::SavedPage;
pub use lost_images::{Loss, LostImage};
pub use reading::Reading;
pub use rules::{DateOrder, PublicationRule, Rules};

use body_run::Run;
use candidates::Scene;
use fates::Fates;
use headline::Headline;
use html::Markup;
use model::Models;
use page::Page;
use reading::{Fate, ReaderComment, Reason};

/// What is told of a text without a title.
pub(crate) const NO_TITLE: &str = "no line is certain to be the title";

const NO_PROSE: &str = "no article in this text: no paragraph of whole sentences";

/// Reads one raw text. Never fails: a text without an article has a [refusal](Reading::refusal).
pub fn read(text: &str, rules: &Rules, choices: &Choices) -> Reading {
    read_with(text, rules, choices, Models::shipped())
}

/// The same with other models than the shipped ones.
pub fn read_with(text: &str, rules: &Rules, choices: &Choices, models: &Models) -> Reading {
    let page = Page::new(text, rules);
    let reading = read_page(&page, None, rules, models);
    if choices.is_empty() {
        return reading;
    }
    let paragraphs = choices::paragraphs(&page);
    let structure = |groups: &[Vec<usize>]| choices::structure(&page, rules, groups);
    choices::apply(reading, choices, &paragraphs, structure)
}

/// The importer's own word, without anybody's choices.
fn read_page(
    page: &Page<'_>,
    markup: Option<&Markup<'_>>,
    rules: &Rules,
    models: &Models,
) -> Reading {
    let mut fates = Fates::new(page);
    let mut chances = chances::chances(page, models);
    if let Some(markup) = markup {
        chances = markup.chances(page, &chances, models);
    }
    let Some(run) = body_run::body_run(page, &chances) else {
        return refused(page, fates, NO_PROSE);
    };
    if let Some(why) = junk::junk(page, &run) {
        return refused(page, fates, why);
    }
    let scene = Scene {
        page,
        run: &run,
        chances: &chances,
        lexicon: &models.lexicon,
        own: None,
        places: places::Places::new(&page.blocks),
    };
    let mut headline = headline::headline(&scene, models, rules);
    if let Some(markup) = markup {
        headline = html::fields::headline(page, markup, rules, headline);
    }
    let start = body_start(page, &run, headline.as_ref());
    let article = Run {
        blocks: start..run.blocks.end.max(start),
        ..run.clone()
    };
    let mut warnings = Vec::new();
    let mut meta = meta::Reader {
        page,
        run: &article,
        scene: &scene,
        models,
        rules,
        fates: &mut fates,
        warnings: &mut warnings,
    }
    .read(headline.as_ref());
    if let Some(markup) = markup {
        html::fields::settle(page, markup, &mut meta, &mut fates, &mut warnings);
    }
    let of_article = |index| article.blocks.contains(&index) && is_body(page, index, &chances);
    let readers = readers_part(page, markup, &article, of_article, &mut fates);
    let body: Vec<usize> = article
        .blocks
        .clone()
        .filter(|index| fates.is_free(*index) && is_body(page, *index, &chances))
        .collect();
    if body.is_empty() {
        return refused(page, Fates::new(page), NO_PROSE);
    }
    let (body, pulled): (Vec<usize>, Vec<usize>) = body
        .iter()
        .partition(|index| !is_pull_quote(&scene, &body, **index));
    for block in pulled {
        fates.set(block, Fate::Out(Reason::PullQuote));
    }
    for block in &body {
        fates.set(*block, Fate::Body);
    }
    let mut blocks = structure::structure(page, &body);
    let mut files = Vec::new();
    let mut lost_images = Vec::new();
    if let Some(markup) = markup {
        lost_images = markup.lost_images(page, &body);
        (blocks, files) = markup.body(page, &body, &blocks);
    }
    let prose: Vec<&str> = blocks.iter().map(|b| b.text.as_str()).collect();
    meta.language = language::language(&prose.join("\n"));
    if let Some(markup) = markup {
        meta.language = html::fields::language(markup, meta.language);
        markup.reasons(page, &mut fates);
    }
    if meta.title.is_none() {
        warnings.push(NO_TITLE.to_owned());
    }
    let lines = fates.lines(page, Some(&article));
    Reading {
        unsure: unsure::unsure(page, &chances, &lines),
        lines,
        meta,
        body: blocks,
        comments: readers,
        files,
        lost_images,
        front_matter: None,
        warnings,
        refusal: None,
    }
}

/// The readers' comments: as the markup shows them, else as the text does. Gives their lines that fate.
fn readers_part(
    page: &Page<'_>,
    markup: Option<&Markup<'_>>,
    article: &Run,
    of_article: impl Fn(usize) -> bool,
    fates: &mut Fates,
) -> Vec<ReaderComment> {
    let by_markup = markup.map_or_else(Vec::new, |markup| {
        html::comments::comments(page, markup, fates, of_article)
    });
    if by_markup.is_empty() {
        let from = article.comments_from.max(article.blocks.end);
        let drafts = comments::comments(page, from, fates);
        for (number, draft) in drafts.iter().enumerate() {
            for block in draft.blocks() {
                fates.set(block, Fate::Comment(number));
            }
        }
        return comments::finish(page, &drafts);
    }
    for (number, found) in by_markup.iter().enumerate() {
        for block in &found.blocks {
            fates.set(*block, Fate::Comment(number));
        }
    }
    by_markup.into_iter().map(|found| found.comment).collect()
}

fn refused(page: &Page<'_>, fates: Fates, why: &str) -> Reading {
    let why = if page.len() == 0 {
        "the text is empty"
    } else {
        why
    };
    Reading {
        lines: fates.lines(page, None),
        refusal: Some(why.to_owned()),
        ..Reading::default()
    }
}

/// Whether a block inside the run belongs to the body.
fn is_body(page: &Page<'_>, index: usize, chances: &[f64]) -> bool {
    /// A block inside the run that is less likely body than this is an inset.
    const LEAST: f64 = 0.15;
    let chance = chances.get(index).copied().unwrap_or_default();
    page.get(index).is_some_and(|(_, marks)| {
        chance >= LEAST
            && (marks.furniture.is_none() || marks.furniture != Some(Reason::Rule) && chance >= 0.6)
            && !marks.comment_marker
            && !marks.credit
            && !marks.disclaimer
    })
}

/// A block of the body that another, longer one near it holds word for word.
fn is_pull_quote(scene: &Scene<'_, '_>, body: &[usize], index: usize) -> bool {
    /// How far the sentence may be from where it was pulled out, in blocks.
    const NEAR: usize = 12;
    let Some((block, marks)) = scene.page.get(index) else {
        return false;
    };
    (7..=60).contains(&marks.words)
        && scene.places.holding(&block.folded).any(|(other, held_by)| {
            other.abs_diff(index) <= NEAR
                && held_by.folded.len() > block.folded.len()
                && body.contains(&other)
        })
}

/// Where the body begins: behind the last repetition of the title among the run's first blocks, and behind a byline
/// or date that follows it.
fn body_start(page: &Page<'_>, run: &Run, headline: Option<&Headline>) -> usize {
    const NEAR: usize = 4;
    let near = (run.blocks.start + NEAR).min(run.blocks.end);
    let titles = headline.map_or(&[][..], |headline| &headline.blocks);
    let start = titles
        .iter()
        .filter(|index| **index < near)
        .map(|index| index + 1)
        .fold(run.blocks.start, usize::max)
        .min(run.blocks.end);
    let behind = (start..run.blocks.end)
        .take(NEAR - 1)
        .map_while(|index| page.get(index).map(|(_, marks)| (index, marks)))
        .take_while(|(_, marks)| !marks.is_prose())
        .filter(|(_, marks)| marks.is_byline_or_date() && marks.words <= 12)
        .map(|(index, _)| index + 1)
        .last();
    behind.unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn numbers_of_non_blank_lines(text: &str) -> Vec<usize> {
        (1..)
            .zip(text.lines())
            .filter(|(_, line)| !lines::tidy(line).is_empty())
            .map(|(number, _)| number)
            .collect()
    }

    /// Lines as pages have them: prose, names, dates, furniture, odd signs.
    pub(crate) fn page() -> impl Strategy<Value = String> {
        let line = prop_oneof![
            "[A-Z][a-z]{2,8}( [a-z]{2,8}){8,30}\\.",
            "[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}( sagt:)?",
            "\\PC{0,40}",
            Just("Notify of".to_owned()),
            Just("3 Comments".to_owned()),
            Just("By Ana Bell February 28, 2020".to_owned()),
            Just("03/04/2017".to_owned()),
            Just("© 2020 The Paper".to_owned()),
            Just("Photo: A / B".to_owned()),
        ];
        proptest::collection::vec((line, 1_usize..4), 0..25).prop_map(|lines| {
            lines
                .into_iter()
                .map(|(line, ends)| line + &"\n".repeat(ends))
                .collect()
        })
    }

    proptest! {
        #[test]
        fn every_line_has_one_fate_and_every_value_its_lines(text in page()) {
            let reading = read(&text, &Rules::default(), &Choices::default());
            let numbers: Vec<usize> = reading.lines.iter().map(|line| line.number).collect();
            prop_assert_eq!(&numbers, &numbers_of_non_blank_lines(&text));
            let body: Vec<usize> = reading.body.iter().flat_map(|block| block.lines.clone()).collect();
            let of_body = reading.lines.iter().filter(|line| line.fate == Fate::Body);
            prop_assert_eq!(body, of_body.map(|line| line.number).collect::<Vec<_>>());
            for (number, comment) in reading.comments.iter().enumerate() {
                let of_comment = reading.lines.iter().filter(|line| line.fate == Fate::Comment(number));
                prop_assert_eq!(&comment.lines, &of_comment.map(|line| line.number).collect::<Vec<_>>());
            }
            if let Some(title) = &reading.meta.title {
                prop_assert!(text.lines().any(|line| lines::tidy(line).starts_with(&title.value)));
            }
            prop_assert!(reading.refusal.is_some() == reading.body.is_empty());
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,300}") {
            read(&text, &Rules::default(), &Choices::default());
        }
    }
}
