//! JSON as pages write it: with comments around it, line ends inside strings, commas before brackets.

use serde_json::Value;

/// Every value in a text, up to the first that cannot be read even with [these](mended) mistakes mended.
pub(super) fn values(text: &str) -> Vec<Value> {
    let text = mended(text);
    serde_json::Deserializer::from_str(&text)
        .into_iter::<Value>()
        .map_while(Result::ok)
        .collect()
}

/// Takes away what stands before the first bracket, a `,` or `;` where none may stand, and line ends inside strings.
fn mended(text: &str) -> String {
    let start = text.find(['{', '[']).unwrap_or(text.len());
    let text = text.get(start..).unwrap_or_default();
    // `//<![CDATA[` opens with a bracket too.
    let text = text.strip_prefix("[CDATA[").unwrap_or(text);
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut in_string = false;
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                in_string = !in_string;
                out.push(c);
            }
            '\\' if in_string => match chars.next() {
                Some(next @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => {
                    out.push(c);
                    out.push(next);
                }
                // `\'` is JavaScript.
                Some(next) => out.push(next),
                None => {}
            },
            c if in_string && c.is_control() => out.push(' '),
            ']' | '}' if !in_string => {
                let kept = out.trim_end();
                let kept = kept.strip_suffix(',').unwrap_or(kept).len();
                out.truncate(kept);
                out.push(c);
            }
            ';' if !in_string => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn simple_mistakes_are_mended() {
        for text in [
            "{\"a\": [1, 2,], \"b\": \"x\\'y z\",\n}",
            "//<![CDATA[\n{\"a\": [1,2], \"b\": \"x'y\nz\"};\n//]]>",
            "<!-- {\"a\":[1,2 , ],\"b\":\"x'y\tz\"} -->",
        ] {
            assert_eq!(values(text), [json!({"a": [1, 2], "b": "x'y z"})], "{text}");
        }
        assert_eq!(values("{\"a\":1}{\"b\":").len(), 1);
    }

    proptest! {
        #[test]
        fn good_json_stays_as_it_is(a in "\\PC{0,20}", n in 0..9) {
            let value = json!({"a;}": [a, {"b,]": n}], "": null});
            prop_assert_eq!(values(&value.to_string()), [value]);
        }

        #[test]
        fn any_text_is_read_without_panic(text in "[\\[{\"\\\\,:}\\];a\n<!-]{0,40}") {
            values(&text);
        }
    }
}
