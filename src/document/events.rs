//! The parser's events with their places, footnote definitions moved to the end.

use std::ops::Range;

use pulldown_cmark::{Event, Options as Extensions, Parser, Tag, TagEnd};

use super::Options;

pub(super) type Placed<'a> = (Event<'a>, Range<usize>);

/// The events of the body, then those of the footnote definitions, each in the order of the source. A definition
/// inside another block (or another definition) is taken out of it.
pub(super) fn read<'a>(body: &'a str, options: Options) -> Vec<Placed<'a>> {
    let mut main = Vec::with_capacity(body.len() / 24 + 8);
    let mut definitions: Vec<Vec<Placed<'a>>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (event, range) in Parser::new_ext(body, extensions(options)).into_offset_iter() {
        if let Event::Start(Tag::FootnoteDefinition(_)) = event {
            open.push(definitions.len());
            definitions.push(Vec::new());
        }
        let closes = event == Event::End(TagEnd::FootnoteDefinition);
        let target = open.last().and_then(|&at| definitions.get_mut(at));
        target.unwrap_or(&mut main).push((event, range));
        if closes {
            open.pop();
        }
    }
    main.extend(definitions.into_iter().flatten());
    main
}

fn extensions(options: Options) -> Extensions {
    let mut extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_WIKILINKS;
    extensions.set(
        Extensions::ENABLE_SMART_PUNCTUATION,
        options.smart_punctuation,
    );
    extensions
}
