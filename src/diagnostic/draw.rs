//! Diagnostics as text for a terminal, in the look of rustc's and Tera's.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity};

/// One diagnostic over several lines, without a line break at the end.
pub fn draw(diagnostic: &Diagnostic, color: bool) -> String {
    let diagnostic = &visible(diagnostic);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code);
    let group = Group::with_title(title).elements(
        [
            where_it_is(diagnostic),
            diagnostic.help.as_deref().map(help),
        ]
        .into_iter()
        .flatten(),
    );
    let renderer = if color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.decor_style(DecorStyle::Ascii).render(&[group])
}

/// The same with what a terminal could take for a command, or write backwards, made visible: much of it was written by
/// other people.
fn visible(diagnostic: &Diagnostic) -> Diagnostic {
    let mut diagnostic = diagnostic.clone();
    let place = diagnostic.place.iter_mut();
    let of_place = place.flat_map(|place| [&mut place.path, &mut place.text]);
    let texts = of_place.chain(diagnostic.help.iter_mut());
    for text in texts.chain([&mut diagnostic.message]) {
        *text = printable(text);
    }
    diagnostic
}

/// Text without control characters but line feeds, and without those that turn the direction of writing. As many
/// characters as before.
pub fn printable(text: &str) -> String {
    let visible = |c: char| match c {
        '\n' => c,
        '\t' => ' ',
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        c if c.is_control() => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(visible).collect()
}

/// All of them, a blank line after each, in the order given.
pub fn draw_all(diagnostics: &[Diagnostic], color: bool) -> String {
    diagnostics
        .iter()
        .map(|diagnostic| draw(diagnostic, color) + "\n\n")
        .collect()
}

fn where_it_is(diagnostic: &Diagnostic) -> Option<Element<'_>> {
    let place = diagnostic.place.as_ref()?;
    if place.line == 0 {
        return Some(Element::Origin(Origin::path(place.path.as_str())));
    }
    let start = byte_of(&place.text, place.column - 1);
    let end = byte_of(&place.text, place.column - 1 + place.length);
    let snippet = Snippet::source(place.text.as_str())
        .line_start(place.line)
        .path(place.path.as_str())
        .annotation(AnnotationKind::Primary.span(start..end));
    Some(Element::Cause(snippet))
}

fn help(text: &str) -> Element<'_> {
    Element::Message(Level::HELP.message(text))
}

/// The byte at which the character number `at` (0-based) of `text` begins, or the end.
fn byte_of(text: &str, at: usize) -> usize {
    text.char_indices()
        .nth(at)
        .map_or(text.len(), |(byte, _)| byte)
}
