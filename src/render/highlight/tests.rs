use proptest::prelude::*;

use super::{CLASSES, DARKEST_LIGHT, Highlighter, LIGHTEST_DARK, Scheme, stylesheet};

/// Relative luminance of `#rrggbb` (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn every_class_can_be_read_on_light_and_dark() {
    for (scheme, background) in [
        (Scheme::Light, DARKEST_LIGHT),
        (Scheme::Dark, LIGHTEST_DARK),
    ] {
        let css = stylesheet(scheme);
        for class in CLASSES {
            let rule = css
                .split(&format!(".{class} {{ color: "))
                .nth(1)
                .unwrap_or_else(|| panic!("no rule for {class}"));
            let contrast = contrast(&rule[..7], background);
            assert!(contrast >= 4.5, "{class} on {background}: {contrast:.2}");
        }
    }
}

#[test]
fn what_is_remembered_is_what_was_found() {
    let highlighter = Highlighter::new();
    let first = highlighter.spans("python", "def f(): return 'x' # c");
    assert!(first.len() >= 4);
    assert_eq!(
        first,
        highlighter.spans("python", "def f(): return 'x' # c")
    );
    assert!(highlighter.spans("no such language", "def").is_empty());
    assert!(
        highlighter
            .spans("rust", &"let x = 1;\n".repeat(10_000))
            .is_empty()
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn spans_are_in_order_and_on_characters(code in "([a-z<>&'\"{}()/*#;= \n\r\u{0}é👩0]|fn |def |/\\*|<b>|//){0,30}", language in "rust|py|html|css|js|yaml|md|sh|diff|c|sql") {
        thread_local!(static HIGHLIGHTER: Highlighter = Highlighter::new());
        let spans = HIGHLIGHTER.with(|highlighter| highlighter.spans(&language, &code));
        let mut at = 0;
        for span in spans.iter() {
            prop_assert!(span.range.start >= at && CLASSES.contains(&span.class));
            prop_assert!(code.get(span.range.clone()).is_some_and(|text| !text.is_empty()));
            at = span.range.end;
        }
    }
}
