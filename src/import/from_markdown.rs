//! A Markdown file as a source: its front matter and its blocks are taken as they are, nothing is judged.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};
use serde_yaml::Value;

use super::choices::{self, Choices};
use super::lines::{lines, tidy};
use super::reading::{BodyBlock, Evidence, Fate, FieldName, Meta, Reading, Reason, SourceLine};
use crate::content::{Article, ArticleMeta, Status, TextFile};
use crate::document;
use crate::text::edtf::Edtf;

/// Reads a Markdown file. The title is that of the front matter, or the first `#`.
///
/// # Errors
/// What is wrong with front matter that cannot be read.
pub(crate) fn read_markdown(text: &str, choices: &Choices) -> Result<Reading, String> {
    let file = TextFile::read("line", text.as_bytes()).map_err(|found| found.message)?;
    let above = text
        .get(..file.body.start)
        .unwrap_or_default()
        .lines()
        .count();
    let mut reading = Reading::default();
    let blocks = blocks(file.body());
    reading.lines = lines(text)
        .into_iter()
        .map(|line| SourceLine {
            number: line.number,
            text: line.raw.to_owned(),
            fate: if line.number <= above {
                Fate::Field(FieldName::FrontMatter)
            } else {
                Fate::Body
            },
        })
        .collect();
    front_matter(&file, &mut reading)?;
    let mut body: Vec<BodyBlock> = blocks
        .iter()
        .map(|range| block(file.body(), range.clone(), above))
        .collect();
    if let Some(title) = heading(file.body(), blocks.first()) {
        title_heading(&mut reading, &mut body, title);
    }
    let prose: Vec<&str> = body.iter().map(|block| block.text.as_str()).collect();
    if reading.meta.language.is_none() {
        reading.meta.language = super::language::language(&prose.join("\n"));
    }
    if reading.meta.title.is_none() {
        reading.warnings.push(super::NO_TITLE.to_owned());
    }
    if body.is_empty() {
        reading = Reading {
            lines: reading.lines,
            refusal: Some("there is nothing below its front matter and title".to_owned()),
            ..Reading::default()
        };
    }
    let paragraphs: Vec<Vec<usize>> = body.iter().map(|block| block.lines.clone()).collect();
    reading.body = body;
    if choices.is_empty() {
        return Ok(reading);
    }
    let all: Vec<&str> = text.lines().collect();
    let structure =
        |groups: &[Vec<usize>]| groups.iter().map(|group| verbatim(&all, group)).collect();
    Ok(choices::apply(reading, choices, &paragraphs, structure))
}

/// The blocks at the top of a body, each from the start of its line to that of the next; what stands before the first
/// goes with it.
fn blocks(body: &str) -> Vec<Range<usize>> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS;
    let mut starts = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        if depth == 0 && !matches!(event, Event::End(_)) {
            let before = body.get(..range.start).unwrap_or_default();
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            // A paragraph that stands indented goes on from the definition of a link above it: alone it would be code.
            let indented = body
                .get(line..)
                .is_some_and(|text| text.starts_with(['\t', ' ']));
            let goes_on = indented && matches!(event, Event::Start(Tag::Paragraph));
            let above = goes_on.then(|| definition_above(body, line)).flatten();
            starts.push(above.unwrap_or(line));
        }
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    starts.dedup();
    if let Some(first) = starts.first_mut() {
        *first = 0;
    } else if !body.trim().is_empty() {
        starts.push(0);
    }
    let ends = starts.iter().copied().skip(1).chain([body.len()]);
    starts
        .iter()
        .copied()
        .zip(ends)
        .map(|(from, to)| from..to)
        .collect()
}

/// Where the definition of a link begins that ends right above a line.
fn definition_above(body: &str, line: usize) -> Option<usize> {
    let mut at = line;
    loop {
        let before = body.get(..at)?.strip_suffix('\n')?;
        at = before.rfind('\n').map_or(0, |end| end + 1);
        let text = before.get(at..)?.trim_start();
        if text.is_empty() {
            return None;
        }
        if text.starts_with('[') && text.contains("]:") {
            return Some(at);
        }
    }
}

/// A block as it stands; `above` lines come before the body.
fn block(body: &str, range: Range<usize>, above: usize) -> BodyBlock {
    let before = body.get(..range.start).unwrap_or_default();
    let text = body.get(range).unwrap_or_default();
    let first = above + before.matches('\n').count() + 1;
    BodyBlock {
        text: plain(text),
        markdown: Some(trim_blank(text).to_owned()),
        lines: (first..)
            .zip(text.lines())
            .filter(|(_, line)| !tidy(line).is_empty())
            .map(|(number, _)| number)
            .collect(),
        ..BodyBlock::default()
    }
}

/// A group of lines as a block, with the blank lines between them.
fn verbatim(all: &[&str], group: &[usize]) -> BodyBlock {
    let (first, last) = (group.first().copied(), group.last().copied());
    let range = first.unwrap_or(1).saturating_sub(1)..last.unwrap_or(0);
    let markdown = all.get(range).unwrap_or_default().join("\n");
    BodyBlock {
        text: plain(&markdown),
        markdown: Some(markdown),
        lines: group.to_vec(),
        ..BodyBlock::default()
    }
}

/// Without blank lines at the ends; the indent of the first line stays.
fn trim_blank(text: &str) -> &str {
    let blank: usize = text
        .split_inclusive('\n')
        .take_while(|line| line.trim().is_empty())
        .map(str::len)
        .sum();
    text.get(blank..).unwrap_or_default().trim_end()
}

fn plain(markdown: &str) -> String {
    tidy(
        &document::parse(markdown, &document::Options::default())
            .plain
            .text,
    )
}

/// The text of the first block when it is a `#` heading.
fn heading(body: &str, first: Option<&Range<usize>>) -> Option<String> {
    let text = body.get(first?.clone())?;
    match Parser::new(text).next() {
        Some(Event::Start(Tag::Heading {
            level: HeadingLevel::H1,
            ..
        })) => Some(plain(text)).filter(|title| !title.is_empty()),
        _ => None,
    }
}

/// Takes the first heading out of the body when it is the title, or repeats it.
fn title_heading(reading: &mut Reading, body: &mut Vec<BodyBlock>, title: String) {
    let fate = match &reading.meta.title {
        None => Fate::Field(FieldName::Title),
        Some(found) if found.value == title => Fate::Out(Reason::DuplicateTitle),
        Some(_) => return,
    };
    let numbers = body.remove(0).lines;
    for line in &mut reading.lines {
        if numbers.contains(&line.number) {
            line.fate = fate;
        }
    }
    if reading.meta.title.is_none() {
        reading.meta.title = Some(Evidence::new(title, numbers));
    }
}

/// Takes over the front matter: known keys as fields, all others under `extra`.
fn front_matter(file: &TextFile, reading: &mut Reading) -> Result<(), String> {
    let yaml = file.text.get(file.front_matter.clone()).unwrap_or_default();
    let node = match crate::yaml::parse(yaml, 0) {
        Ok((node, _)) => node,
        Err(error) => return Err(format!("its front matter is not YAML: {}", error.message)),
    };
    let crate::yaml::Value::Map(pairs) = node.value else {
        let wrong = "its front matter is no `key: value` lines";
        return node.is_null().then_some(()).ok_or(wrong.to_owned());
    };
    let (mut known, mut extra) = (serde_yaml::Mapping::new(), serde_yaml::Mapping::new());
    for (key, node) in pairs {
        let value = node.to_value();
        let name = match key.name.as_str() {
            "author" => "authors",
            "lang" => "language",
            name => name,
        };
        let value = if name == "date" { day(value) } else { value };
        match name {
            // These speak of another import.
            "source" | "inferred" | "added" => {}
            "extra" => match value {
                Value::Mapping(more) => extra.extend(more),
                other => drop(extra.insert("extra".into(), other)),
            },
            _ if fits(name, &value) && !known.contains_key(name) => {
                known.insert(name.into(), value);
            }
            _ => {
                reading
                    .warnings
                    .push(format!("`{}` is kept under `extra`", key.name));
                extra.insert(key.name.into(), value);
            }
        }
    }
    let mut meta = understood(&known).map_or_else(ArticleMeta::default, |(meta, _)| meta);
    if !known.contains_key("title") {
        meta.title = String::new();
    }
    if known.contains_key("status") && meta.status != Status::Draft {
        let status = "its `status` is not taken over: an import is a draft";
        reading.warnings.push(status.to_owned());
    }
    meta.extra = (!extra.is_empty()).then_some(Value::Mapping(extra));
    reading.meta = take_fields(&mut meta);
    reading.front_matter = Some(Box::new(meta));
    Ok(())
}

/// A date and time → its day, as other generators write dates.
fn day(value: Value) -> Value {
    match value.as_str().and_then(|text| text.split_at_checked(10)) {
        Some((day, rest)) if rest.starts_with(['T', ' ']) && day.parse::<Edtf>().is_ok() => {
            day.into()
        }
        _ => value,
    }
}

/// Whether an article can have such a value.
fn fits(key: &str, value: &Value) -> bool {
    let one: serde_yaml::Mapping = [(Value::from(key), value.clone())].into_iter().collect();
    understood(&one).is_some_and(|(_, is_clean)| is_clean)
}

/// Front matter as an article would read it, and whether nothing is wrong with it.
fn understood(front: &serde_yaml::Mapping) -> Option<(ArticleMeta, bool)> {
    let yaml = serde_yaml::to_string(front).ok()?;
    let file = format!("---\n{yaml}---\n");
    let (article, found) = Article::read("a", "a.md", file.as_bytes()).ok()?;
    let is_clean = found.iter().all(|it| it.code == "no-title");
    Some((article.meta, is_clean))
}

/// The fields that an import finds in any text.
fn take_fields(meta: &mut ArticleMeta) -> Meta {
    let stated = |text: Option<String>| text.map(|text| Evidence::new(text, Vec::new()));
    let names = std::mem::take(&mut meta.authors);
    Meta {
        title: stated(Some(std::mem::take(&mut meta.title)).filter(|title| !title.is_empty())),
        date: stated(meta.date.take().map(|date| date.to_string())),
        authors: (!names.is_empty()).then(|| Evidence::new(names, Vec::new())),
        publication: stated(meta.publication.take()),
        section: stated(meta.section.take()),
        description: stated(meta.description.take()),
        credits: stated(meta.credits.take()),
        disclaimer: stated(meta.disclaimer.take()),
        rights: stated(meta.rights.take()),
        url: meta.url.take(),
        language: meta.language.take(),
        ..Meta::default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::markdown::to_markdown;

    fn read(text: &str) -> Reading {
        read_markdown(text, &Choices::default()).unwrap()
    }

    #[test]
    fn front_matter_is_kept_and_foreign_keys_go_under_extra() {
        let reading = read(
            "---\ntitle: A\nauthor: Ana\ndate: 2017-01-19T10:00:00Z\nlayout: post\ntags: [x]\nstatus: published\n---\n# A\n\nOne *two*.\n",
        );
        let meta = &reading.meta;
        assert_eq!(meta.title.as_ref().unwrap().value, "A");
        assert_eq!(meta.date.as_ref().unwrap().value, "2017-01-19");
        assert_eq!(meta.authors.as_ref().unwrap().value, ["Ana"]);
        let front = reading.front_matter.as_ref().unwrap();
        assert_eq!(front.tags, ["x"]);
        assert_eq!(front.extra.as_ref().unwrap()["layout"], "post");
        assert_eq!(to_markdown(&reading.body), "One *two*.\n");
        assert_eq!(reading.warnings.len(), 2);
    }

    #[test]
    fn the_first_heading_is_the_title_where_the_front_matter_has_none() {
        let reading = read("# The *Title*\n\n## Part\n\nText.\n");
        let title = reading.meta.title.unwrap();
        assert_eq!((title.value.as_str(), title.lines), ("The Title", vec![1]));
        assert_eq!(to_markdown(&reading.body), "## Part\n\nText.\n");
        assert!(read("# The Title\n").refusal.is_some());
        assert!(read_markdown("---\na: [\n---\n", &Choices::default()).is_err());
    }

    #[test]
    fn a_paragraph_below_a_definition_stays_one() {
        for text in ["w\n# a\n[g]: /h\n    e\n", "w\n\n- a\n\n[g]: /h\n    e\n"] {
            assert_eq!(events(&to_markdown(&read(text).body)), events(text));
        }
    }

    /// What a parser makes of a text, texts in a row joined.
    fn events(text: &str) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES) {
            match (event, all.last_mut()) {
                (Event::Text(text), Some(last)) if last.starts_with("text ") => *last += &text,
                (Event::Text(text), _) => all.push(format!("text {text}")),
                (Event::Html(html), Some(last)) if last.starts_with("html ") => *last += &html,
                (Event::Html(html), _) => all.push(format!("html {html}")),
                (event, _) => all.push(format!("{:?}", event.into_static())),
            }
        }
        // Blank lines at the end of the last block are nothing.
        let trimmed = all.iter().map(|it| it.trim_end().to_owned());
        trimmed.filter(|it| it != "text").collect()
    }

    proptest! {
        #[test]
        fn a_body_reads_the_same_and_every_line_has_a_fate(
            parts in proptest::collection::vec(
                "(# a|## b|- a|  - b|1\\. c|> d|```|    e|\\*f\\*|\\[g\\]: /h|\\[g\\]|<div>|\\| a \\||\\|-\\||\\[\\^1\\]|\\[\\^1\\]: i|---|w|\t|<!-- x|-->)", 0..14),
            ends in proptest::collection::vec("\n{1,3}", 14),
        ) {
            let text: String = parts.iter().zip(&ends).flat_map(|(part, end)| [part.as_str(), end]).collect();
            prop_assume!(!text.starts_with("---"));
            let reading = read(&text);
            let wanted: Vec<usize> = lines(&text).iter().map(|line| line.number).collect();
            prop_assert_eq!(reading.lines.iter().map(|line| line.number).collect::<Vec<_>>(), wanted);
            let body: Vec<usize> = reading.body.iter().flat_map(|block| block.lines.clone()).collect();
            let fates: Vec<usize> = reading.lines.iter().filter(|line| line.fate == Fate::Body).map(|line| line.number).collect();
            if reading.refusal.is_none() {
                prop_assert_eq!(body, fates);
            }
            if reading.meta.title.is_none() && reading.refusal.is_none() {
                prop_assert_eq!(events(&to_markdown(&reading.body)), events(&text));
            }
        }
    }
}
