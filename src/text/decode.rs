//! Bytes to text: which encoding, and what had to be dropped. Whatever is not plain is said in a warning.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8};

use super::signature::binary_format;

/// Text from bytes, with what an editor should know about the decoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// Lines end in `\n`; no control character but tab and line feed.
    pub text: String,
    pub warnings: Vec<String>,
}

/// Bytes that hold no text: an image, an archive, a program.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is not text: {0}")]
pub struct NotText(pub String);

/// Decodes: a byte order mark decides, then valid UTF-8, then detection (chardetng). Line ends become `\n`; NULs and
/// other control characters are dropped and counted in a warning.
///
/// # Errors
/// When the bytes open like a known binary format, or more than one character in twenty is a control character.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    decode_as(bytes, None)
}

/// The same for bytes that say themselves which encoding they are in: that is believed before anything is guessed.
///
/// # Errors
/// As [`decode`].
pub fn decode_as(bytes: &[u8], declared: Option<&'static Encoding>) -> Result<Decoded, NotText> {
    if let Some(format) = binary_format(bytes) {
        return Err(NotText(format!("it looks like {format}")));
    }
    let mut warnings = Vec::new();
    let (encoding, skip) = Encoding::for_bom(bytes).unwrap_or_else(|| (detect(bytes, declared), 0));
    let body = bytes.get(skip..).unwrap_or_default();
    let (raw, had_errors) = encoding.decode_without_bom_handling(body);
    if encoding != UTF_8 && Some(encoding) != declared {
        warnings.push(format!("not UTF-8: read as {}", encoding.name()));
    }
    if had_errors {
        warnings.push(format!(
            "some bytes are not valid {}: shown as \u{fffd}",
            encoding.name()
        ));
    }
    let text = drop_controls(&raw, &mut warnings)?;
    Ok(Decoded { text, warnings })
}

fn detect(bytes: &[u8], declared: Option<&'static Encoding>) -> &'static Encoding {
    // Only this one looks like UTF-8 and is not.
    if declared == Some(ISO_2022_JP) {
        return ISO_2022_JP;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return UTF_8;
    }
    if let Some(declared) = declared.filter(|declared| *declared != UTF_8) {
        return declared;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

fn drop_controls(raw: &str, warnings: &mut Vec<String>) -> Result<String, NotText> {
    let mut text = String::with_capacity(raw.len());
    let mut dropped = 0_usize;
    let mut replaced = 0_usize;
    let mut total = 0_usize;
    let mut rest = raw;
    loop {
        // What most texts are made of is copied as it is.
        let plain = rest
            .bytes()
            .position(|byte| !matches!(byte, b' '..=b'~' | b'\t' | b'\n'))
            .unwrap_or(rest.len());
        text.push_str(rest.get(..plain).unwrap_or_default());
        total += plain;
        let mut chars = rest.get(plain..).unwrap_or_default().chars();
        let Some(c) = chars.next() else {
            break;
        };
        rest = chars.as_str();
        total += 1;
        match c {
            '\r' => {
                if !rest.starts_with('\n') {
                    text.push('\n');
                }
            }
            '\u{2028}' | '\u{2029}' | '\u{85}' | '\u{c}' | '\u{b}' => text.push('\n'),
            '\u{feff}' => {}
            c if c.is_control() => dropped += 1,
            c => {
                replaced += usize::from(c == '\u{fffd}');
                text.push(c);
            }
        }
    }
    if dropped * 20 > total || replaced * 10 > total {
        return Err(NotText(format!(
            "{dropped} control and {replaced} undecodable characters of {total}"
        )));
    }
    if dropped > 0 {
        warnings.push(format!(
            "{dropped} control character{} dropped",
            if dropped == 1 { "" } else { "s" }
        ));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn latin_1_is_detected_and_said() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1252
            .encode("Die Brücke über den Fluss wurde für den Verkehr gesperrt, größere Schäden gab es nicht.");
        let decoded = decode(&bytes).unwrap();
        assert!(decoded.text.contains("Brücke über"));
        assert!(decoded.warnings[0].contains("windows-1252"));
    }

    #[test]
    fn utf_16_with_a_mark_is_read() {
        let bytes: Vec<u8> = "\u{feff}Two words"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(decode(&bytes).unwrap().text, "Two words");
    }

    #[test]
    fn control_characters_are_dropped_and_counted() {
        let decoded =
            decode(b"A line with one NUL\0 in it, long enough to be text.\r\nNext").unwrap();
        assert_eq!(
            decoded.text,
            "A line with one NUL in it, long enough to be text.\nNext"
        );
        assert_eq!(decoded.warnings, ["1 control character dropped"]);
    }

    #[test]
    fn binaries_are_refused() {
        assert!(decode(b"%PDF-1.7 text").is_err());
        assert!(decode(&[0, 1, 2, 3, 0, 0, 7, 8]).is_err());
    }

    proptest! {
        #[test]
        fn valid_text_is_kept_to_the_letter(text in "[^\\p{C}\u{2028}\u{2029}]{0,80}") {
            prop_assume!(binary_format(text.as_bytes()).is_none() && !text.contains('\u{fffd}'));
            prop_assert_eq!(decode(text.as_bytes()).unwrap().text, text);
        }

        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(decoded) = decode(&bytes) {
                prop_assert!(!decoded.text.chars().any(|c| c.is_control() && c != '\n' && c != '\t'));
            }
        }
    }
}
