//! Images on other hosts. A page loads nothing from elsewhere (its Content-Security-Policy forbids it, and readers are
//! nobody else's business), so each is shown as what it is: a link to it, with its words.

use super::{escape, target};

/// A link to an image, or only its words inside of another link. `alt` and `title` are text.
pub(super) fn link(address: &str, alt: &str, title: &str, is_nested: bool) -> String {
    let words = [alt, title].into_iter().find(|it| !it.trim().is_empty());
    let text = match words {
        Some(words) => format!("Image: {}", escape::text(words.trim())),
        None => format!("Image on {}", escape::text(host(address))),
    };
    if is_nested {
        return format!("<span class=\"remote-image\">{text}</span>");
    }
    let href = target::attribute(address);
    format!("<a class=\"remote-image\" href=\"{href}\" rel=\"external\">{text}</a>")
}

/// The host of an address, as far as one can be seen.
fn host(address: &str) -> &str {
    let rest = address.trim_start_matches(|c: char| c <= ' ');
    let rest = rest.split_once("//").map_or(rest, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if host.is_empty() {
        "another site"
    } else {
        host
    }
}

/// HTML as the sanitiser writes it, with links in place of the images that lie elsewhere.
pub(super) fn in_html(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut links = 0_usize;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let (before, tag_on) = rest.split_at(at);
        out += before;
        let (tag, behind) = tag_on.split_at(tag_end(tag_on));
        rest = behind;
        if tag.starts_with("<a ") || tag == "<a>" {
            links += 1;
        } else if tag == "</a>" {
            links = links.saturating_sub(1);
        }
        let source = attribute(tag, "src").filter(|_| tag.starts_with("<img "));
        match source {
            Some(source) if target::is_external(&source) => {
                let words = |name| attribute(tag, name).unwrap_or_default();
                out += &link(&source, &words("alt"), &words("title"), links > 0);
            }
            _ => out += tag,
        }
    }
    out + rest
}

/// Where a tag ends; signs in quotes do not end it.
fn tag_end(tag: &str) -> usize {
    let mut is_quoted = false;
    for (at, c) in tag.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            '>' if !is_quoted => return at + 1,
            _ => {}
        }
    }
    tag.len()
}

/// The value of an attribute of a tag as the sanitiser writes it: between double quotes, `&`, `"` and the no-break space
/// escaped.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    let value = tag.get(from..)?.split('"').next()?;
    let plain = value.replace("&nbsp;", "\u{a0}").replace("&quot;", "\"");
    Some(
        plain
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&amp;", "&"),
    )
}
