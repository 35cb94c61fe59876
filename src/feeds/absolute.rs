//! HTML that stands away from its page.

use dom_query::Document;
use url::Url;

use crate::links::resolve::has_scheme;
use crate::render::escape_attribute;

/// The attributes that hold an address, of the elements that a body can have.
const ADDRESSES: [&str; 3] = ["href", "src", "cite"];

/// A piece of the page at the absolute address `page`, with all its addresses absolute. As it was, if `page` is no
/// address. The HTML is our own: `<` begins a tag, and values stand in double quotes.
///
/// Only tags with an address are read: a tree of the whole would take time with the square of its depth, and a body may
/// hold thousands of quotes within quotes.
pub(super) fn absolute(html: &str, page: &str) -> String {
    let Ok(page) = Url::parse(page) else {
        return html.to_owned();
    };
    let mut written = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((text, from)) = rest.find('<').map(|at| rest.split_at(at)) {
        let (tag, after) = from.split_at(tag_end(from));
        written.push_str(text);
        with_addresses(&mut written, tag, &page);
        rest = after;
    }
    written.push_str(rest);
    written
}

/// The byte after the tag that `html` begins with.
fn tag_end(html: &str) -> usize {
    let mut in_value = false;
    let end = html.find(|c| {
        in_value ^= c == '"';
        c == '>' && !in_value
    });
    end.map_or(html.len(), |end| end + 1)
}

/// Writes a tag with its addresses made absolute.
fn with_addresses(written: &mut String, tag: &str, page: &Url) {
    let mut before = "";
    for (at, part) in tag.split('"').enumerate() {
        let is_value = at % 2 == 1;
        let name = before
            .strip_suffix('=')
            .and_then(|it| it.rsplit(' ').next());
        let url = name.filter(|name| is_value && ADDRESSES.contains(name));
        let url = url.and_then(|_| joined(page, part));
        if at > 0 {
            written.push('"');
        }
        match url {
            Some(url) => written.push_str(&escape_attribute(&url)),
            None => written.push_str(part),
        }
        before = part;
    }
}

/// An address as it stands in an attribute, absolute; none where it is so already, or is none.
fn joined(page: &Url, value: &str) -> Option<String> {
    let read = Document::fragment(format!("<a href=\"{value}\"></a>"));
    let read = read.select("a").attr("href")?;
    if has_scheme(&read) {
        return None;
    }
    Some(page.join(&read).ok()?.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_where_they_led_on_the_page() {
        let html = "<p>a &amp; b &lt;i&gt; <a href=\"b.html#x\">b</a> <a href=\"#note-a-fn-1\">1</a></p>\n\
                    <p><img src=\"a/i.png\" alt=\"\"><a href=\"mailto:a@b\">c</a> href=\"#d\" <a href=\"HTTPS://e.org\">e</a></p>\n";
        let expected = "<p>a &amp; b &lt;i&gt; <a href=\"https://e.org/r/articles/b.html#x\">b</a> \
                        <a href=\"https://e.org/r/articles/a.html#note-a-fn-1\">1</a></p>\n\
                        <p><img src=\"https://e.org/r/articles/a/i.png\" alt=\"\"><a href=\"mailto:a@b\">c</a> \
                        href=\"#d\" <a href=\"HTTPS://e.org\">e</a></p>\n";
        assert_eq!(absolute(html, "https://e.org/r/articles/a.html"), expected);
        assert_eq!(absolute(html, "articles/a.html"), html);
    }
    #[test]
    fn quotes_in_quotes_take_no_longer_than_as_many_side_by_side() {
        let deep = format!(
            "{}<a href=\"b?x=1&amp;y=%22\" title=\"a > b\">b</a>",
            "<blockquote>\n".repeat(60_000)
        );
        let absolute = absolute(&deep, "https://e.org/r/a.html");
        assert_eq!(absolute, deep.replace("b?x", "https://e.org/r/b?x"));
    }
}
