//! A feed as Atom (RFC 4287).

use super::escape;
use super::item::{Author, Body, Feed, Item};

pub fn atom(feed: &Feed) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
        escape(&feed.language)
    );
    let mut lines = vec![element("title", &feed.title)];
    lines.extend(feed.description.iter().map(|it| element("subtitle", it)));
    lines.push(element("id", &feed.page));
    lines.push(format!("<link href=\"{}\"/>", escape(&feed.page)));
    for (rel, kind, url) in [
        ("self", "application/atom+xml", &feed.atom),
        ("alternate", "application/feed+json", &feed.json),
    ] {
        lines.push(format!(
            "<link rel=\"{rel}\" type=\"{kind}\" href=\"{}\"/>",
            escape(url)
        ));
    }
    lines.push(element("updated", feed.updated()));
    lines.push(format!(
        "<generator version=\"{}\">Postil</generator>",
        env!("CARGO_PKG_VERSION")
    ));
    lines.extend(feed.items.iter().flat_map(entry));
    for line in lines {
        xml.push_str("  ");
        xml.push_str(&line);
        xml.push('\n');
    }
    xml.push_str("</feed>\n");
    xml
}

fn entry(item: &Item) -> Vec<String> {
    let mut lines = vec![
        format!("<entry xml:lang=\"{}\">", escape(&item.language)),
        element("title", &item.title),
        element("id", &item.url),
        format!("<link href=\"{}\"/>", escape(&item.url)),
        element("updated", &item.updated),
    ];
    lines.extend(item.published.iter().map(|it| element("published", it)));
    lines.extend(item.authors.iter().map(author));
    let tags = item.tags.iter();
    lines.extend(tags.map(|tag| format!("<category term=\"{}\"/>", escape(tag))));
    lines.push(match &item.body {
        Body::Summary(text) => element("summary", text),
        Body::Html(html) => format!("<content type=\"html\">{}</content>", escape(html)),
    });
    for line in lines.iter_mut().skip(1) {
        line.insert_str(0, "  ");
    }
    lines.push("</entry>".to_owned());
    lines
}

fn author(author: &Author) -> String {
    let url = author.url.as_ref().map(|url| element("uri", url));
    let name = element("name", &author.name);
    format!("<author>{name}{}</author>", url.unwrap_or_default())
}

fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escape(text))
}
