//! Which encoding a page says it is in.

use encoding_rs::Encoding;

/// How much of a page is searched, in bytes: as browsers do.
const HEAD: usize = 4096;

/// The encoding that a `<meta>` or an XML declaration at the top of a page names.
pub fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..HEAD.min(bytes.len()))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let by_xml = head
        .trim_start()
        .strip_prefix("<?xml")
        .and_then(|rest| named(rest.split("?>").next()?, "encoding"));
    by_xml.or_else(|| {
        head.split("<meta")
            .skip(1)
            .find_map(|rest| named(rest.split('>').next()?, "charset"))
    })
}

/// The encoding behind `key=`.
fn named(text: &str, key: &str) -> Option<&'static Encoding> {
    let rest = text.split(key).nth(1)?.trim_start().strip_prefix('=')?;
    let label = rest.trim_start_matches([' ', '"', '\'']);
    let end = label
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '+')))
        .unwrap_or(label.len());
    Encoding::for_label(label.get(..end)?.as_bytes()).map(Encoding::output_encoding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_names_its_encoding_in_many_ways() {
        for (page, wanted) in [
            ("<html><meta charset=utf-8>", Some("UTF-8")),
            ("<META CHARSET = 'iso-8859-1' >", Some("windows-1252")),
            ("<meta charset='windows-1251'/>", Some("windows-1251")),
            (
                "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=ISO-8859-2\">",
                Some("ISO-8859-2"),
            ),
            (
                "<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><html>",
                Some("Shift_JIS"),
            ),
            ("<meta charset=\"no-such\"><p>charset=utf-8", None),
        ] {
            let found = declared(page.as_bytes()).map(Encoding::name);
            assert_eq!(found, wanted, "{page}");
        }
        assert_eq!(declared(b"<p>charset=utf-8</p>"), None);
    }
}
