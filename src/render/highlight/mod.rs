//! Highlighting of code: from a language and a text to spans with a class of [`CLASSES`].

mod scopes;
mod stylesheet;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, OnceLock};

use syntect::parsing::{ParseState, ScopeStack, SyntaxSet};
use syntect::util::LinesWithEndings;

pub use scopes::CLASSES;
pub use stylesheet::{DARKEST_LIGHT, LIGHTEST_DARK, Scheme, stylesheet, stylesheets};

/// Code beyond these bytes is not highlighted: it would take too long, and nobody reads it for its colours.
const LONGEST_CODE: usize = 64 * 1024;
const LONGEST_LINE: usize = 4 * 1024;
/// How many results are remembered.
const REMEMBERED: usize = 1024;

/// A piece of code with one class. Pieces do not overlap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Bytes of the code.
    pub range: Range<usize>,
    pub class: &'static str,
}

/// The syntaxes, loaded when the first code block comes, and what was highlighted before.
#[derive(Default)]
pub struct Highlighter {
    syntaxes: OnceLock<SyntaxSet>,
    remembered: Mutex<HashMap<blake3::Hash, Arc<[Span]>>>,
}

impl Highlighter {
    pub fn new() -> Self {
        Self::default()
    }

    /// The spans of some code, in order; none for a language that is not known. What the syntax chokes on has none.
    pub fn spans(&self, language: &str, code: &str) -> Arc<[Span]> {
        let too_long =
            code.len() > LONGEST_CODE || code.lines().any(|line| line.len() > LONGEST_LINE);
        if language.is_empty() || code.is_empty() || too_long {
            return Arc::new([]);
        }
        let key = blake3::hash(format!("{language}\n{code}").as_bytes());
        if let Ok(remembered) = self.remembered.lock()
            && let Some(spans) = remembered.get(&key)
        {
            return Arc::clone(spans);
        }
        let syntaxes = self.syntaxes.get_or_init(SyntaxSet::load_defaults_newlines);
        let highlighted = catch_unwind(AssertUnwindSafe(|| highlight(syntaxes, language, code)));
        let spans: Arc<[Span]> = highlighted.ok().flatten().unwrap_or_default().into();
        if let Ok(mut remembered) = self.remembered.lock() {
            if remembered.len() >= REMEMBERED {
                remembered.clear();
            }
            remembered.insert(key, Arc::clone(&spans));
        }
        spans
    }
}

/// None where the language is not known or the syntax fails.
fn highlight(syntaxes: &SyntaxSet, language: &str, code: &str) -> Option<Vec<Span>> {
    let syntax = syntaxes.find_syntax_by_token(language)?;
    let classes = scopes::Classes::new();
    let mut state = ParseState::new(syntax);
    let mut stack = ScopeStack::new();
    let mut spans: Vec<Span> = Vec::new();
    let mut line_start = 0;
    let mut add = |range: Range<usize>, class: Option<&'static str>| {
        let Some(class) = class.filter(|_| !range.is_empty()) else {
            return;
        };
        match spans.last_mut() {
            Some(last) if last.class == class && last.range.end == range.start => {
                last.range.end = range.end;
            }
            _ => spans.push(Span { range, class }),
        }
    };
    for line in LinesWithEndings::from(code) {
        let ended = if line.ends_with('\n') {
            line.to_owned()
        } else {
            format!("{line}\n")
        };
        let mut at = 0;
        for (position, operation) in state.parse_line(&ended, syntaxes).ok()? {
            let position = position.min(line.len());
            add(
                line_start + at..line_start + position.max(at),
                classes.of(&stack),
            );
            at = position.max(at);
            stack.apply(&operation).ok()?;
        }
        add(line_start + at..line_start + line.len(), classes.of(&stack));
        line_start += line.len();
    }
    spans.retain(|span| {
        code.get(span.range.clone())
            .is_some_and(|text| !text.trim().is_empty())
    });
    Some(spans)
}
