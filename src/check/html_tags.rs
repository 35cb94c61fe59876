//! The start tags of a page that may hold ids or links, so that only they need to be read in full.
//!
//! A page is mostly text and tags without either: passing them over takes a fifth of the time of reading all. Where a
//! tag or comment ends is found as the HTML standard says (13.2.5, tokenization), in its data state.

/// The attributes that ids and addresses stand in.
const WANTED: [&[u8]; 5] = [b"id", b"href", b"src", b"srcset", b"poster"];

/// The start tags with one of those attributes, one after the other; a tag that never ends is left out.
pub(super) fn wanted(html: &str) -> String {
    let mut tags = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = rest.get(at..).unwrap_or_default();
        let found = match rest.as_bytes().get(1) {
            Some(b'a'..=b'z' | b'A'..=b'Z') => tag_end(rest.as_bytes(), 1),
            Some(b'/') => match rest.as_bytes().get(2) {
                Some(b'a'..=b'z' | b'A'..=b'Z') => {
                    tag_end(rest.as_bytes(), 2).map(|(end, _)| (end, false))
                }
                // `</>` ends at once, and so does what no name follows.
                _ => rest.find('>').map(|end| (end + 1, false)),
            },
            Some(b'!') => comment_end(rest).map(|end| (end, false)),
            Some(b'?') => rest.find('>').map(|end| (end + 1, false)),
            _ => Some((1, false)),
        };
        let Some((end, wanted)) = found else {
            break;
        };
        if wanted {
            tags.push_str(rest.get(..end).unwrap_or_default());
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    tags
}

/// The byte after a tag whose name starts at `name`, and whether it has a wanted attribute.
fn tag_end(html: &[u8], name: usize) -> Option<(usize, bool)> {
    let mut wanted = false;
    let mut at = after(html, name, |byte| {
        is_space(byte) || matches!(byte, b'/' | b'>')
    })?;
    loop {
        at = after(html, at, |byte| !is_space(byte) && byte != b'/')?;
        if html.get(at) == Some(&b'>') {
            return Some((at + 1, wanted));
        }
        // A first `=` belongs to the name.
        let end = after(html, at + 1, |byte| {
            is_space(byte) || matches!(byte, b'/' | b'>' | b'=')
        })?;
        let attribute = html.get(at..end).unwrap_or_default();
        wanted |= WANTED
            .iter()
            .any(|name| attribute.eq_ignore_ascii_case(name));
        at = after(html, end, |byte| !is_space(byte))?;
        if html.get(at) != Some(&b'=') {
            continue;
        }
        at = after(html, at + 1, |byte| !is_space(byte))?;
        at = match html.get(at) {
            Some(quote @ (b'"' | b'\'')) => after(html, at + 1, |byte| byte == *quote)? + 1,
            _ => after(html, at, |byte| is_space(byte) || byte == b'>')?,
        };
    }
}

/// The first byte from `from` on at which something ends.
fn after(html: &[u8], from: usize, ends: impl Fn(u8) -> bool) -> Option<usize> {
    let rest = html.get(from..)?;
    Some(from + rest.iter().position(|byte| ends(*byte))?)
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

/// The byte after what begins with `<!`.
fn comment_end(html: &str) -> Option<usize> {
    let Some(comment) = html.strip_prefix("<!--") else {
        return html.find('>').map(|end| end + 1);
    };
    if comment.starts_with('>') || comment.starts_with("->") {
        return html.find('>').map(|end| end + 1);
    }
    let end = comment.find("-->");
    let before = end.map_or(comment, |end| comment.get(..end).unwrap_or_default());
    match before.find("--!>") {
        Some(early) => Some(4 + early + 4),
        None => end.map(|end| 4 + end + 3),
    }
}
