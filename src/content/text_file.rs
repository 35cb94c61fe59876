//! [`TextFile`]: a Markdown file with YAML front matter, taken apart but not yet understood.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Place};
use crate::yaml::{Node, Problems, Value};

/// More bytes of front matter than anybody writes; a bound on the work a hostile file can cause.
pub const MAX_FRONT_MATTER: usize = 256 * 1024;

/// A file's text and where its parts are, in bytes of `text`.
#[derive(Debug, Clone, PartialEq)]
pub struct TextFile {
    /// Relative to the site's root, with `/`.
    pub path: String,
    pub text: Arc<str>,
    /// The YAML between the two `---` lines; empty when there is no front matter.
    pub front_matter: Range<usize>,
    /// Everything after the front matter.
    pub body: Range<usize>,
}

impl TextFile {
    /// Takes a file apart. A byte order mark is passed over.
    ///
    /// # Errors
    /// A file that is not UTF-8, or whose front matter does not end: nothing of it can be used.
    pub fn read(path: &str, bytes: &[u8]) -> Result<Self, Box<Diagnostic>> {
        let text =
            std::str::from_utf8(bytes).map_err(|error| Box::new(not_utf8(path, bytes, error)))?;
        let begin = if text.starts_with('\u{feff}') {
            '\u{feff}'.len_utf8()
        } else {
            0
        };
        let (front_matter, body) = split(text, begin).map_err(|()| {
            let place = Place::span(path, text, begin..begin + 3);
            let diagnostic = Diagnostic::error("front-matter", "the front matter has no end");
            Box::new(
                diagnostic
                    .at(place)
                    .help("end it with a line that holds only `---`"),
            )
        })?;
        Ok(Self {
            path: path.to_owned(),
            text: Arc::from(text),
            front_matter,
            body,
        })
    }

    /// The body's text.
    pub fn body(&self) -> &str {
        self.text.get(self.body.clone()).unwrap_or_default()
    }

    /// A place in the body; `span` in bytes of the body.
    pub fn body_place(&self, span: Range<usize>) -> Place {
        Place::span(
            &*self.path,
            &self.text,
            self.body.start + span.start..self.body.start + span.end,
        )
    }

    /// The front matter as a tree; nothing written is an empty mapping. `None` when it is not YAML, which is told.
    pub fn front_matter(&self, problems: &mut Problems<'_>) -> Option<Node> {
        if self.front_matter.len() > MAX_FRONT_MATTER {
            let place = self.front_matter.start..self.front_matter.start;
            let message = "front matter of more than 256 KiB".to_owned();
            problems.error(
                "front-matter",
                place,
                message,
                "move the text below the second `---`",
            );
            return None;
        }
        let node = problems.parse(self.front_matter.clone())?;
        Some(if node.is_null() {
            Node {
                value: Value::Map(Vec::new()),
                span: node.span,
            }
        } else {
            node
        })
    }

    /// What git leaves where two branches changed the same lines: told at the first.
    pub(super) fn conflict(&self) -> Option<Diagnostic> {
        let marker = "<<<<<<< ";
        let (at, _) = lines(&self.text, 0).find(|(_, line)| line.starts_with(marker))?;
        let place = Place::span(&*self.path, &self.text, at..at + marker.len());
        let diagnostic = Diagnostic::error("conflict", "merge conflict markers").at(place);
        Some(diagnostic.help("keep one version and take the markers out"))
    }

    /// Characters that no editor shows: told once a file, at the first.
    pub fn control_characters(&self) -> Option<Diagnostic> {
        let (at, found) = self
            .text
            .char_indices()
            .find(|(_, c)| c.is_control() && !"\t\n\r".contains(*c))?;
        let count = self
            .text
            .chars()
            .filter(|c| c.is_control() && !"\t\n\r".contains(*c))
            .count();
        let message = format!(
            "{count} control character(s), the first is U+{:04X}",
            u32::from(found)
        );
        let place = Place::span(&*self.path, &self.text, at..at + found.len_utf8());
        Some(
            Diagnostic::warning("control-character", message)
                .at(place)
                .help("take them out"),
        )
    }
}

/// A Markdown file that could be used, with what is wrong with it; or only what is wrong.
pub type Read<T> = Result<(T, Vec<Diagnostic>), Vec<Diagnostic>>;

/// Reads a file by its front matter: `understand` makes of the tree what the file is.
pub(super) fn read<T>(
    path: &str,
    bytes: &[u8],
    understand: impl FnOnce(&TextFile, Node, &mut Problems<'_>) -> T,
) -> Read<T> {
    let file = TextFile::read(path, bytes).map_err(|diagnostic| vec![*diagnostic])?;
    let mut problems = Problems::new(path, &file.text);
    problems.found.extend(file.control_characters());
    let conflict = file.conflict();
    problems.found.extend(conflict.clone());
    match file.front_matter(&mut problems) {
        Some(node) => {
            let value = understand(&file, node, &mut problems);
            Ok((value, problems.found))
        }
        // Markers are no YAML: to say that too would lead astray.
        None => Err(conflict.map_or(problems.found, |conflict| vec![conflict])),
    }
}

/// The ranges of front matter and body, or `Err` when the front matter is not closed.
fn split(text: &str, begin: usize) -> Result<(Range<usize>, Range<usize>), ()> {
    let mut lines = lines(text, begin);
    match lines.next() {
        Some((_, line)) if line.trim_end() == "---" => {}
        _ => return Ok((begin..begin, begin..text.len())),
    }
    let mut first = None;
    for (start, line) in lines {
        let first = *first.get_or_insert(start);
        if line.trim_end() == "---" {
            return Ok((first..start, start + line.len()..text.len()));
        }
    }
    Err(())
}

/// Lines with their ends, each with the byte at which it begins.
fn lines(text: &str, begin: usize) -> impl Iterator<Item = (usize, &str)> {
    let rest = text.get(begin..).unwrap_or_default();
    rest.split_inclusive('\n').scan(begin, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    })
}

pub(super) fn not_utf8(path: &str, bytes: &[u8], error: std::str::Utf8Error) -> Diagnostic {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let guess = detector.guess(None, chardetng::Utf8Detection::Deny).name();
    let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
    let before = String::from_utf8_lossy(before);
    let place = Place::span(path, &before, before.len()..before.len());
    Diagnostic::error("encoding", "this file is not UTF-8")
        .at(place)
        .help(format!("it looks like {guess}: save it as UTF-8"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_parts_are_found_with_any_line_ends() {
        for text in [
            "---\ntitle: A\n---\nBody\n",
            "---\r\ntitle: A\r\n---\r\nBody\r\n",
            "\u{feff}---\ntitle: A\n---\nBody\n",
        ] {
            let file = TextFile::read("a.md", text.as_bytes()).unwrap();
            assert_eq!(text[file.front_matter.clone()].trim(), "title: A");
            assert_eq!(file.body().trim(), "Body");
        }
    }

    #[test]
    fn no_front_matter_is_all_body_and_an_open_one_is_refused() {
        assert_eq!(
            TextFile::read("a.md", b"Body\n---\n").unwrap().body(),
            "Body\n---\n"
        );
        let error = TextFile::read("a.md", b"---\ntitle: A\n").unwrap_err();
        assert_eq!(error.place.unwrap().to_string(), "a.md:1:1");
    }

    #[test]
    fn another_encoding_is_named_with_its_place() {
        let error = TextFile::read("a.md", b"---\ntitle: caf\xe9 cr\xe8me\n---\n").unwrap_err();
        assert_eq!(error.place.unwrap().to_string(), "a.md:2:11");
        assert!(error.help.unwrap().contains("windows-1252"));
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken_apart_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..60), head in "(---\n)?[a:\n-]{0,9}") {
            let bytes = [head.as_bytes(), &bytes].concat();
            if let Ok(file) = TextFile::read("a.md", &bytes) {
                prop_assert!(file.front_matter.end <= file.body.start && file.body.end == bytes.len());
            }
        }
    }
}
