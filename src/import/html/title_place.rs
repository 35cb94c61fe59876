//! Where blocks stand to the page's headline: pages that show several articles in a row hold one that counts.

use super::Markup;
use super::tag::Tag;
use crate::import::headline::is_repeat;
use crate::import::page::Page;
use crate::import::words::fold;

/// How far up the structure is climbed.
const CLIMB: usize = 40;

pub(crate) struct TitlePlace {
    /// The block of the headline, where the page's data names one that it shows.
    block: Option<usize>,
    /// The headline's element and those around it, from inside out.
    path: Vec<usize>,
    /// Headlines of the first level before each block, and in all.
    headlines: Vec<usize>,
}

impl TitlePlace {
    pub(crate) fn new(page: &Page<'_>, markup: &Markup<'_>) -> Self {
        let headlines: Vec<usize> = (0..page.len())
            .filter(|index| markup.is_headline(*index))
            .collect();
        let title = markup.meta.title.as_ref();
        let title = title.map(|title| fold(&title.value)).unwrap_or_default();
        let shows = |index: &usize| {
            !title.is_empty()
                && page
                    .get(*index)
                    .is_some_and(|(b, _)| is_repeat(&b.folded, &title))
        };
        let block = headlines
            .iter()
            .copied()
            .find(shows)
            .or_else(|| (0..page.len()).find(shows))
            .or_else(|| headlines.first().copied());
        let element = block.and_then(|block| Some(markup.layout.blocks.get(block)?.element));
        let path = element.map_or_else(Vec::new, |element| {
            markup
                .upwards(element)
                .map(|(place, _)| place)
                .take(CLIMB)
                .collect()
        });
        Self {
            block,
            path,
            headlines,
        }
    }

    /// Where the next article begins on a page that shows several in a row: at a headline of the same template.
    pub(crate) fn next_article(&self, markup: &Markup<'_>) -> Option<usize> {
        /// So many characters must stand between: else two headlines are one in two places.
        const APART: usize = 500;
        let title = self.block.filter(|title| self.headlines.contains(title))?;
        let signature = |block| Some(markup.element_of(block)?.signature.as_str());
        let next = self
            .headlines
            .iter()
            .copied()
            .find(|headline| *headline > title && signature(*headline) == signature(title))?;
        let between = markup.layout.blocks.get(title..next)?;
        let chars: usize = between.iter().map(|block| block.chars).sum();
        (chars >= APART && markup.text(next) != markup.text(title)).then_some(next)
    }

    /// What the body model sees of it: blocks since the headline; headlines since, and in all; how far up from the
    /// headline, and from the block, the element is that holds both; whether that is inside one article.
    pub(crate) fn row(&self, markup: &Markup<'_>, index: usize) -> [f32; 6] {
        let small = |count: usize| crate::import::features::number(count.min(60));
        let all = small(self.headlines.len());
        let (Some(title), Some(placed)) = (self.block, markup.layout.blocks.get(index)) else {
            return [-99.0, -1.0, all, -1.0, -1.0, -1.0];
        };
        let since = if index < title {
            -small(title - index)
        } else {
            small(index - title)
        };
        let between = self
            .headlines
            .iter()
            .filter(|headline| **headline > title && **headline <= index)
            .count();
        let mut common = (CLIMB, CLIMB);
        for (steps, (place, _)) in markup.upwards(placed.element).take(CLIMB).enumerate() {
            if let Some(from_title) = self.path.iter().position(|on_path| *on_path == place) {
                common = (from_title, steps);
                break;
            }
        }
        let holder = self.path.get(common.0);
        let element = holder.and_then(|holder| markup.layout.elements.get(*holder));
        let together = element.is_some_and(|element| element.is_in(Tag::Article));
        [
            since,
            small(between),
            all,
            small(common.0),
            small(common.1),
            f32::from(u8::from(together)),
        ]
    }
}
