//! `postil notes locate`: texts and asks in, answers out, as lines of JSON for other tools.

use std::collections::HashMap;
use std::fmt;
use std::io::{self, BufRead, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Request, Revision, Text};

/// A line that could not be answered.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// Answers each ask of `input` by one line of `output`, in order; other lines get none. Empty lines are passed over.
///
/// A line `{"text": ID, "now": "…", "then": "…" or null}` defines a text, or defines it anew. A line `{"id", "text": ID,
/// "quote", "prefix", "suffix", "start"}` asks where a passage is; the last three may be absent or null. The answer is
/// `{"id", "state", "start", "end", "confidence"}`, the ends in characters of `now`, null for an orphan.
///
/// # Errors
///
/// Only when reading or writing fails. Lines that are not as above are the result.
pub fn locate(input: impl BufRead, mut output: impl Write) -> io::Result<Vec<Fault>> {
    let mut revisions = HashMap::new();
    let mut faults = Vec::new();
    for (number, line) in input.split(b'\n').enumerate() {
        let line = line?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        match reply(&line, &mut revisions) {
            Ok(Some(reply)) => {
                serde_json::to_writer(&mut output, &reply)?;
                output.write_all(b"\n")?;
            }
            Ok(None) => {}
            Err(message) => faults.push(Fault {
                line: number + 1,
                message,
            }),
        }
    }
    output.flush()?;
    Ok(faults)
}

/// Every line there may be.
#[derive(Deserialize)]
struct Line {
    text: Option<Value>,
    now: Option<String>,
    then: Option<String>,
    id: Option<Value>,
    quote: Option<String>,
    prefix: Option<String>,
    suffix: Option<String>,
    start: Option<usize>,
}

#[derive(Serialize)]
struct Reply {
    id: Value,
    state: &'static str,
    start: Option<usize>,
    end: Option<usize>,
    confidence: f64,
}

/// The answer to a line, if it asks; a text that it defines is remembered.
fn reply(line: &[u8], revisions: &mut HashMap<String, Revision>) -> Result<Option<Reply>, String> {
    let line: Line = serde_json::from_slice(line).map_err(|error| error.to_string())?;
    let text = line
        .text
        .ok_or("it has no \"text\": say which text it is about")?;
    if let Some(now) = line.now {
        let then = line.then.map(|then| Arc::new(Text::new(then)));
        let revision = Revision::new(Arc::new(Text::new(now)), then);
        revisions.insert(text.to_string(), revision);
        return Ok(None);
    }
    let (Some(id), Some(quote)) = (line.id, line.quote) else {
        return Err("it has neither \"now\" (a text) nor \"id\" and \"quote\" (an ask)".into());
    };
    let undefined = || format!("no line before it defines the text {text}");
    let revision = revisions.get(&text.to_string()).ok_or_else(undefined)?;
    let answer = revision.locate(&Request {
        quote: &quote,
        prefix: line.prefix.as_deref().unwrap_or_default(),
        suffix: line.suffix.as_deref().unwrap_or_default(),
        start: line.start,
    });
    let range = answer.range();
    Ok(Some(Reply {
        id,
        state: answer.state.as_str(),
        start: range.as_ref().map(|range| revision.now().char(range.start)),
        end: range.as_ref().map(|range| revision.now().char(range.end)),
        confidence: (answer.confidence() * 1e4).round() / 1e4,
    }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn run(lines: &[String]) -> (Vec<Value>, Vec<usize>) {
        let mut output = Vec::new();
        let faults = locate(lines.join("\n").as_bytes(), &mut output).unwrap();
        let answers = String::from_utf8(output).unwrap();
        let answers = answers
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        (
            answers.collect(),
            faults.iter().map(|fault| fault.line).collect(),
        )
    }

    #[test]
    fn asks_are_answered_in_order_in_characters_and_faulty_lines_are_named() {
        let (answers, faults) = run(&[
            json!({"text": "a", "now": "🙂 é one two three four five", "then": null}).to_string(),
            json!({"id": 7, "text": "a", "quote": "two three", "prefix": "one ", "suffix": " four"}).to_string(),
            "{".into(),
            String::new(),
            json!({"id": "x", "text": "b", "quote": "two"}).to_string(),
            json!({"id": "y", "text": "a"}).to_string(),
            json!({"id": "z", "text": "a", "quote": "entirely other words", "start": null}).to_string(),
        ]);
        assert_eq!(
            answers,
            [
                json!({"id": 7, "state": "ok", "start": 8, "end": 17, "confidence": 0.999}),
                json!({"id": "z", "state": "orphan", "start": null, "end": null, "confidence": 0.0}),
            ]
        );
        assert_eq!(faults, [3, 5, 6]);
    }

    proptest! {
        #[test]
        fn any_bytes_are_answered_or_named(input in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert!(locate(&input[..], io::sink()).is_ok());
        }
    }
}
