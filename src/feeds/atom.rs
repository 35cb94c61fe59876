//! `atom.xml`: the newest articles (RFC 4287).

use super::{day, escape};
use crate::config::Config;
use crate::corpus::{Corpus, Entry};
use crate::text::url;

/// How many articles a feed holds.
const ENTRIES: usize = 50;

/// Articles with no day at all are left out: Atom demands one, and none is invented.
pub fn atom(
    config: &Config,
    base: &str,
    corpus: &Corpus,
    excerpt: impl Fn(&Entry) -> String,
) -> String {
    let mut entries: Vec<&Entry> = corpus
        .articles
        .values()
        .filter(|entry| day(&entry.article().meta).is_some())
        .collect();
    entries.sort_by(|a, b| day(&b.article().meta).cmp(&day(&a.article().meta)));
    entries.truncate(ENTRIES);
    let updated = entries.first().and_then(|entry| day(&entry.article().meta));
    let updated = updated.map_or_else(
        || "1970-01-01T00:00:00Z".to_owned(),
        |day| day.start.timestamp(),
    );
    let subtitle = config
        .description
        .as_deref()
        .map(|text| format!("  <subtitle>{}</subtitle>\n", escape(text)));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n  \
         <title>{title}</title>\n{subtitle}  <id>{base}</id>\n  <link href=\"{base}\"/>\n  \
         <link rel=\"self\" type=\"application/atom+xml\" href=\"{base}atom.xml\"/>\n  <updated>{updated}</updated>\n  \
         <generator version=\"{version}\">Postil</generator>\n",
        lang = escape(&config.language),
        title = escape(&config.title),
        subtitle = subtitle.unwrap_or_default(),
        base = escape(base),
        version = env!("CARGO_PKG_VERSION"),
    );
    for item in entries {
        entry(&mut xml, config, base, item, &excerpt(item));
    }
    xml.push_str("</feed>\n");
    xml
}

fn entry(xml: &mut String, config: &Config, base: &str, entry: &Entry, excerpt: &str) {
    let meta = &entry.article().meta;
    let link = escape(&url::absolute(base, &entry.output()));
    let updated = day(meta)
        .map(|day| day.start.timestamp())
        .unwrap_or_default();
    // Atom wants an author; where the text names none, its publication or the reader itself stands for it.
    let fallback = meta.publication.as_ref().unwrap_or(&config.title);
    let authors = if meta.authors.is_empty() {
        std::slice::from_ref(fallback)
    } else {
        &meta.authors
    };
    let lang = meta.language.as_deref().unwrap_or(&config.language);
    let mut lines = vec![
        format!("<entry xml:lang=\"{}\">", escape(lang)),
        format!("  <title>{}</title>", escape(&meta.title)),
        format!("  <id>{link}</id>"),
        format!("  <link href=\"{link}\"/>"),
        format!("  <updated>{updated}</updated>"),
    ];
    lines.extend(
        meta.date
            .as_ref()
            .map(|date| format!("  <published>{}</published>", date.start.timestamp())),
    );
    lines.extend(
        authors
            .iter()
            .map(|name| format!("  <author><name>{}</name></author>", escape(name))),
    );
    lines.extend(
        meta.tags
            .iter()
            .map(|tag| format!("  <category term=\"{}\"/>", escape(tag))),
    );
    lines.push(format!(
        "  <summary>{}</summary>",
        escape(meta.description.as_deref().unwrap_or(excerpt))
    ));
    lines.push("</entry>".to_owned());
    for line in lines {
        xml.push_str("  ");
        xml.push_str(&line);
        xml.push('\n');
    }
}
