//! Texts that are no articles though they hold lines like sentences: logs, program text, lists of links, tables.

use super::body_run::Run;
use super::page::Page;

/// Why what stands in the run is no article; None when it may be one.
pub(crate) fn junk(page: &Page<'_>, run: &Run) -> Option<&'static str> {
    /// Fewer blocks than this are not judged by how they begin.
    const FEW: usize = 5;
    let (mut chars, mut letters, mut digits, mut signs) = (0, 0, 0, 0);
    let (mut blocks, mut numbered, mut links, mut prose) = (0, 0, 0, false);
    for (_, block, marks) in page.iter().skip(run.blocks.start).take(run.blocks.len()) {
        blocks += 1;
        prose |= marks.is_prose() || marks.words >= 25;
        numbered += usize::from(is_stamped(&block.text));
        links += usize::from(block.text.contains("://"));
        for c in block.text.chars().filter(|c| !c.is_whitespace()) {
            chars += 1;
            if c.is_alphabetic() {
                letters += 1;
                continue;
            }
            digits += usize::from(c.is_ascii_digit());
            signs += usize::from(matches!(
                c,
                '{' | '}'
                    | ';'
                    | '='
                    | '<'
                    | '>'
                    | '\\'
                    | '|'
                    | '_'
                    | '#'
                    | '&'
                    | '*'
                    | '+'
                    | '['
                    | ']'
                    | '('
                    | ')'
            ));
        }
    }
    if !prose {
        return Some("no article in this text: no paragraph of whole sentences");
    }
    if blocks >= FEW && numbered * 2 > blocks {
        return Some("no article in this text: most lines begin with a time, as in a log");
    }
    if blocks >= FEW && links * 2 > blocks {
        return Some("no article in this text: most lines are links");
    }
    if digits * 4 > chars {
        return Some("no article in this text: mostly numbers");
    }
    if signs * 9 > chars || letters * 2 < chars {
        return Some("no article in this text: it looks like program text or data");
    }
    None
}

/// Whether a line begins with a time of day or a stamp, as logs have it: `2017-01-19 12:00:01`, `[12:00:01]`, `Jan 19 12:00:01`.
fn is_stamped(text: &str) -> bool {
    let head: String = text.chars().take(24).collect();
    let clock = head
        .split(|c: char| !(c.is_ascii_digit() || c == ':'))
        .any(|part| part.len() >= 8 && part.matches(':').count() == 2);
    let bytes = head.trim_start_matches(['[', '(', '<']);
    clock
        || bytes.len() >= 10
            && bytes.bytes().take(10).filter(u8::is_ascii_digit).count() >= 8
            && bytes.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use crate::import::{Choices, Rules, read};

    fn refusal(text: &str) -> Option<String> {
        read(text, &Rules::default(), &Choices::default()).refusal
    }

    #[test]
    fn junk_is_refused() {
        let log = (10..60)
            .map(|n| format!("2017-01-19 12:00:{n} INFO server: the connection from host {n} was closed by the other side.\n"))
            .collect::<Vec<_>>()
            .concat();
        let code = "fn main() {\n    let total = items.iter().map(|item| item.price * item.count).sum();\n    // The total is printed for the user to see, with two digits.\n    println!(\"{total:.2}\");\n}\n\n"
            .repeat(6);
        let links = (0..40)
            .map(|n| format!("A page about number {n} and what it means to you: https://example.org/page/{n}\n\n"))
            .collect::<Vec<_>>()
            .concat();
        let table = (0..40)
            .map(|n| format!("{n} {} {} {} {}\n", n * 7, n * 13, n * n, n * 1931))
            .collect::<Vec<_>>()
            .concat();
        let menu = "Home\nAbout us\nContact\nNews\nSport\nWeather\nShop\n".repeat(3);
        for text in [log, code, links, table, menu, String::new()] {
            assert!(
                refusal(&text).is_some(),
                "{}",
                text.lines().next().unwrap_or_default()
            );
        }
    }
}
