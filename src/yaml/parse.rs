//! From text to a tree with places. Everything that front matter has no use for is refused here: several documents,
//! anchors and aliases (so no YAML bomb can be written), tags, keys that are not text, duplicate keys, great depth.

use std::collections::HashSet;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::{Key, Node, Value};

/// Deeper than anything a person would write by hand.
const MAX_DEPTH: usize = 32;

/// Why the text is not YAML we read, and where (bytes, as in [`Node`]).
#[derive(Debug, Clone, PartialEq)]
pub struct ParseError {
    pub message: String,
    pub help: Option<&'static str>,
    pub span: Range<usize>,
}

/// Parses one YAML document. `offset` is added to all places: where `text` begins in its file, in bytes.
/// Empty text is an empty mapping. Duplicate keys are returned beside the tree, which keeps the first of each.
///
/// # Errors
/// Text that is not YAML, or uses what is refused here.
pub fn parse(text: &str, offset: usize) -> Result<(Node, Vec<Key>), ParseError> {
    let bytes = text
        .char_indices()
        .map(|(at, _)| at)
        .chain([text.len()])
        .collect();
    let mut builder = Builder {
        bytes,
        offset,
        events: Parser::new_from_str(text),
        duplicates: Vec::new(),
    };
    let root = builder.document()?;
    Ok((root, builder.duplicates))
}

struct Builder<'a> {
    /// The byte at which each character begins.
    bytes: Vec<usize>,
    offset: usize,
    events: Parser<'a, saphyr_parser::StrInput<'a>>,
    duplicates: Vec<Key>,
}

impl<'a> Builder<'a> {
    fn document(&mut self) -> Result<Node, ParseError> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart
                | Event::DocumentStart(_)
                | Event::DocumentEnd
                | Event::Nothing => {}
                Event::StreamEnd => break,
                _ if root.is_some() => {
                    return Err(refuse("a second YAML document", None, span));
                }
                event => root = Some(self.node(event, span, 0)?),
            }
        }
        Ok(root.unwrap_or(Node {
            value: Value::Map(Vec::new()),
            span: self.offset..self.offset,
        }))
    }

    fn next(&mut self) -> Result<(Event<'a>, Range<usize>), ParseError> {
        match self.events.next_event() {
            Some(Ok((event, span))) => Ok((event, self.place(span))),
            Some(Err(error)) => {
                let at = self.byte(error.marker().index());
                Err(ParseError {
                    message: error.info().to_owned(),
                    help: None,
                    span: at..at,
                })
            }
            None => Ok((Event::StreamEnd, self.offset..self.offset)),
        }
    }

    fn node(
        &mut self,
        event: Event<'a>,
        span: Range<usize>,
        depth: usize,
    ) -> Result<Node, ParseError> {
        if depth > MAX_DEPTH {
            return Err(refuse("values nested too deeply", None, span));
        }
        let anchored = match &event {
            Event::Alias(_) => true,
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(anchor, _)
            | Event::MappingStart(anchor, _) => *anchor != 0,
            _ => false,
        };
        if anchored {
            let help = "write the value out; text that begins with `*` or `&` needs quotes";
            return Err(refuse("a YAML anchor or alias", Some(help), span));
        }
        match event {
            Event::Scalar(_, _, _, Some(_))
            | Event::SequenceStart(_, Some(_))
            | Event::MappingStart(_, Some(_)) => {
                let help = "text that begins with `!` needs quotes";
                Err(refuse("a YAML tag", Some(help), span))
            }
            Event::Scalar(text, style, ..) => Ok(Node {
                value: scalar(text.into_owned(), style),
                span,
            }),
            Event::SequenceStart(..) => self.list(span, depth),
            Event::MappingStart(..) => self.map(span, depth),
            _ => Err(refuse("something that is not a value", None, span)),
        }
    }

    fn list(&mut self, start: Range<usize>, depth: usize) -> Result<Node, ParseError> {
        let mut items = Vec::new();
        loop {
            let (event, span) = self.next()?;
            if event == Event::SequenceEnd {
                let end = items
                    .last()
                    .map_or(span.end, |node: &Node| node.span.end.max(start.end));
                return Ok(Node {
                    value: Value::List(items),
                    span: start.start..end,
                });
            }
            items.push(self.node(event, span, depth + 1)?);
        }
    }

    fn map(&mut self, start: Range<usize>, depth: usize) -> Result<Node, ParseError> {
        let mut pairs: Vec<(Key, Node)> = Vec::new();
        let mut names = HashSet::new();
        loop {
            let (event, span) = self.next()?;
            let name = match event {
                Event::MappingEnd => {
                    let end = pairs
                        .last()
                        .map_or(span.end, |(_, node)| node.span.end.max(start.end));
                    return Ok(Node {
                        value: Value::Map(pairs),
                        span: start.start..end,
                    });
                }
                Event::Scalar(text, _, 0, None) => text.into_owned(),
                _ => return Err(refuse("a key that is not plain text", None, span)),
            };
            let (event, value_span) = self.next()?;
            let node = self.node(event, value_span, depth + 1)?;
            let key = Key { name, span };
            if names.insert(key.name.clone()) {
                pairs.push((key, node));
            } else {
                self.duplicates.push(key);
            }
        }
    }

    fn place(&self, span: Span) -> Range<usize> {
        self.byte(span.start.index())..self.byte(span.end.index())
    }

    fn byte(&self, character: usize) -> usize {
        self.offset
            + self
                .bytes
                .get(character)
                .or(self.bytes.last())
                .copied()
                .unwrap_or(0)
    }
}

fn refuse(what: &str, help: Option<&'static str>, span: Range<usize>) -> ParseError {
    ParseError {
        message: format!("{what} is not allowed here"),
        help,
        span,
    }
}

fn scalar(text: String, style: ScalarStyle) -> Value {
    match style {
        ScalarStyle::Plain => Value::Plain(text),
        _ => Value::Text(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn places_are_bytes_of_the_file() {
        let text = "title: Çavuşoğlu\ntags: [a, ß]\n";
        let (node, _) = parse(text, 0).unwrap();
        let Value::Map(pairs) = node.value else {
            panic!("{node:?}")
        };
        assert_eq!(&text[pairs[0].1.span.clone()], "Çavuşoğlu");
        assert_eq!(&text[pairs[1].0.span.clone()], "tags");
        let Value::List(items) = &pairs[1].1.value else {
            panic!()
        };
        assert_eq!(&text[items[1].span.clone()], "ß");
    }

    #[test]
    fn bombs_and_depth_are_refused_with_a_place() {
        let bomb = parse("a: &a [x,x]\nb: [*a,*a]\n", 0).unwrap_err();
        assert!(bomb.message.contains("anchor"), "{bomb:?}");
        assert!(parse(&"[".repeat(10_000), 0).is_err());
        assert!(parse(&format!("{}{}", "[".repeat(40), "]".repeat(40)), 0).is_err());
    }

    #[test]
    fn a_duplicate_key_is_told_and_the_first_stands() {
        let (node, duplicates) = parse("a: 1\na: 2\n", 4).unwrap();
        assert_eq!(
            duplicates,
            [Key {
                name: "a".into(),
                span: 9..10
            }]
        );
        assert!(matches!(node.value, Value::Map(pairs) if pairs.len() == 1));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "[a-z:\\-\\[\\]{}&*!|>'\"# \n\té]{0,60}") {
            if let Ok((node, _)) = parse(&text, 0) {
                prop_assert!(node.span.end <= text.len());
                let _ = (node.to_value(), node.kind());
            }
        }
    }
}
