//! HTML that stands away from its page.

use dom_query::Document;
use url::Url;

use crate::links::resolve::has_scheme;

/// The attributes that hold an address, of the elements that a body can have.
const ADDRESSES: [&str; 3] = ["href", "src", "cite"];

/// A piece of the page at the absolute address `page`, with all its addresses absolute. As it was, if `page` is no
/// address.
pub(super) fn absolute(html: &str, page: &str) -> String {
    let Ok(page) = Url::parse(page) else {
        return html.to_owned();
    };
    let fragment = Document::fragment(html);
    for name in ADDRESSES {
        for element in &fragment.select(&format!("[{name}]")) {
            let written = element.attr_or(name, "");
            if has_scheme(&written) {
                continue;
            }
            if let Ok(url) = page.join(&written) {
                element.set_attr(name, url.as_str());
            }
        }
    }
    fragment.html_root().inner_html().to_string()
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
}
