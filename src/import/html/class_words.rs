//! What the classes and ids of an element say of its content, by general words of web design.

/// What a class, id, role or `itemprop` speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Topic {
    Body,
    Article,
    Comments,
    Related,
    Share,
    Navigation,
    Author,
    Date,
    Advertisement,
    Appeal,
    Caption,
    Footer,
    Aside,
    Widget,
    Headline,
}

/// How many topics there are.
pub(crate) const TOPICS: usize = 15;

/// Words by topic. A word of a class counts when it begins with one of them; those that end in `$` are whole words.
const WORDS: [(Topic, &[&str]); TOPICS] = [
    (
        Topic::Body,
        &[
            "articlebody", "body$", "bodytext", "content", "text$", "paragraph", "storybody",
            "prose$", "richtext", "maintext",
        ],
    ),
    (
        Topic::Article,
        &[
            "article", "story", "post$", "entry", "main$", "blog$", "hentry", "detail", "single",
        ],
    ),
    (
        Topic::Comments,
        &[
            "comment", "disqus", "reply", "replies", "respond", "discussion", "kommentar", "forum",
            "livefyre", "feedback", "reader$",
        ],
    ),
    (
        Topic::Related,
        &[
            "related", "recommend", "more$", "popular", "trending", "recirc", "teaser", "similar",
            "latest", "recent", "outbrain", "taboola", "next", "prev", "also$", "card", "mostread",
            "read$", "promo", "carousel", "river", "headlines",
        ],
    ),
    (
        Topic::Share,
        &[
            "share", "sharing", "social", "facebook", "twitter", "pinterest", "follow", "addthis",
            "addtoany", "jp$", "sharedaddy", "whatsapp", "tools", "toolbar", "print$", "like",
            "rating",
        ],
    ),
    (
        Topic::Navigation,
        &[
            "nav", "menu", "breadcrumb", "crumb", "pagination", "pager", "topbar", "masthead",
            "skip", "sitemap", "tabs", "search", "login", "account",
        ],
    ),
    (
        Topic::Author,
        &[
            "author", "byline", "bio$", "writer", "contributor", "vcard", "profile", "autor",
            "avatar",
        ],
    ),
    (
        Topic::Date,
        &[
            "date", "time", "meta$", "published", "posted", "timestamp", "postmeta", "dateline",
            "info$", "byline", "submitted",
        ],
    ),
    (
        Topic::Advertisement,
        &[
            "ad$", "ads$", "advert", "sponsor", "banner", "dfp", "adunit", "googlead",
            "commercial", "affiliate", "anzeige", "werbung", "adslot", "shop", "product", "price",
        ],
    ),
    (
        Topic::Appeal,
        &[
            "newsletter", "subscri", "signup", "donat", "paywall", "membership", "cta$", "cookie",
            "consent", "gdpr", "modal", "popup", "overlay", "register", "optin", "notification",
            "alert",
        ],
    ),
    (
        Topic::Caption,
        &[
            "caption", "credit", "figure", "image", "photo", "gallery", "media", "video",
            "copyright", "source$", "slideshow", "thumb",
        ],
    ),
    (
        Topic::Footer,
        &[
            "footer", "foot$", "bottom", "copyright", "legal", "disclaimer", "impressum",
            "footnote", "reference", "reflist",
        ],
    ),
    (
        Topic::Aside,
        &[
            "sidebar", "aside", "rail", "side$", "secondary", "complementary", "inset", "factbox",
            "infobox", "box$", "callout", "pullquote", "toc$", "widget",
        ],
    ),
    (
        Topic::Widget,
        &[
            "tag", "tags$", "topic", "categor", "label", "keyword", "button", "btn", "icon",
            "form", "hidden", "sr$", "visually", "tooltip", "counter", "poll", "survey",
        ],
    ),
    (
        Topic::Headline,
        &[
            "title", "headline", "heading", "subtitle", "dek$", "deck$", "standfirst", "lede",
            "lead$", "intro", "summary", "excerpt", "kicker", "eyebrow", "header",
        ],
    ),
];

/// Which topics the words of an attribute speak of, by place in [`Topic`].
pub(crate) fn topics(attribute: &str) -> [bool; TOPICS] {
    let mut found = [false; TOPICS];
    let mut word = String::new();
    let mut last_small = false;
    for c in attribute.chars().take(400).chain([' ']) {
        let starts = !c.is_ascii_alphabetic() || c.is_ascii_uppercase() && last_small;
        if starts && !word.is_empty() {
            mark(&word, &mut found);
            word.clear();
        }
        last_small = c.is_ascii_lowercase();
        if c.is_ascii_alphabetic() {
            word.push(c.to_ascii_lowercase());
        }
    }
    found
}

fn mark(word: &str, found: &mut [bool; TOPICS]) {
    for ((_, words), found) in WORDS.iter().zip(found) {
        *found |= words.iter().any(|known| match known.strip_suffix('$') {
            Some(whole) => word == whole,
            None => word.starts_with(known),
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(attribute: &str, topic: Topic) -> bool {
        topics(attribute)[topic as usize]
    }

    #[test]
    fn classes_are_read_word_by_word() {
        assert!(says("c-article__body--wide", Topic::Body));
        assert!(says("relatedPosts", Topic::Related));
        assert!(says("comment-list", Topic::Comments));
        assert!(says("top-ad", Topic::Advertisement));
        assert!(!says("header-shadow", Topic::Advertisement));
    }

    #[test]
    fn topics_stand_at_their_places() {
        for (place, (topic, _)) in WORDS.iter().enumerate() {
            assert_eq!(*topic as usize, place);
        }
    }
}
