//! What each key of `postil.yaml` says, for the manual. A test holds the list to what is read.

use crate::yaml::{Described, key};

/// The keys, in the order in which a site would write them.
#[rustfmt::skip]
pub const KEYS: &[Described] = &[
    key("title", "text", "The site's title: the one key that has to be there"),
    key("description", "text", "One sentence, below the title on the first page and for search engines"),
    key("base_url", "address", "Where the site will stand, such as `https://ana.github.io/reader/`. Feeds, the site map and canonical links need it, nothing else does"),
    key("language", "BCP 47 tag", "The site's language; else `en`. An article may have another"),
    key("theme", "text or mapping", "A folder of `themes/`, or `postil`, the one that comes along (also when absent)"),
    key("theme.name", "text", "The same, where options or strings are set"),
    key("theme.options", "free mapping", "Values for the options of the theme's `theme.yaml`"),
    key("theme.strings", "free mapping", "Other words for the interface, by their name in the theme's `theme.yaml`"),
    key("people", "mapping", "Who annotates, each under an id of your choosing: `ana: Ana Moreau`, or a mapping"),
    key("people.<id>.name", "text", "The name that readers see; else the id"),
    key("people.<id>.role", "text", "What they are here: editor, translator"),
    key("people.<id>.url", "address", "A page of their own elsewhere"),
    key("markdown.smart_punctuation", "`true`, `false`", "Whether straight quotes and hyphens become curly quotes and dashes; else `false`: sources keep their characters"),
    key("comments", "`show`, `fold`, `hide`", "Reader comments that were taken over with an article; else `fold`. An article may say otherwise"),
    key("lists.page_size", "number", "Articles on one page of a list; else 50"),
    key("related.show", "number", "Related articles at the foot of an article, at most; else 4"),
    key("related.compare", "pairs of slugs", "Articles that you want side by side: `[[one-slug, other-slug]]`"),
    key("entities.link", "`article`, `section`, `off`", "Which mention of a person or place is a link: the first of an article (also when absent), of each section, or none"),
    key("check", "mapping", "How bad a [finding](findings.md) is here, by its code: `error`, `warning`, `info` or `off`"),
    key("publish.remote", "text", "The remote of git, or an address, that `postil publish` pushes to; else `origin`"),
    key("publish.branch", "text", "The branch that holds the site; else `gh-pages`"),
    key("publish.history", "`keep`, `squash`", "Whether releases stay on the branch, and can be returned to (also when absent), or the newest alone is there"),
    key("publish.cname", "domain", "The domain that leads to the site at GitHub Pages"),
    key("import.furniture", "list of text", "Lines that are no part of a text; `*` stands for anything at an end"),
    key("import.title_suffixes", "list of text", "What a paper adds to its titles"),
    key("import.date_order", "`day-first`, `month-first`", "How 3/4/1931 is to be read where nothing decides"),
    key("import.publications", "free mapping", "A line that the pages of a publication hold, and its name: `'*the harbour post*': The Harbour Post`"),
    key("feeds.entries", "number", "How many articles or notes a feed has at most, the newest; else 50"),
    key("external.ignore", "list of patterns", "Links to other sites that `check --external` does not ask: `https://example.org/*`"),
    key("external.timeout", "seconds", "For each step of asking; else 10"),
    key("external.retries", "number", "How often a busy host is asked again; else 2"),
    key("external.at_once", "number", "Links that are asked at the same time; else 8"),
    key("external.per_host", "number", "The same of one host; else 2"),
    key("external.pause", "milliseconds", "Between two requests to one host; else 250"),
    key("external.days", "number", "For how many days a link that was good is believed to be; else 14"),
    key("desk.editor", "command", "What *Open in my editor* starts where the machine names no program: `code -g {path}:{line}`"),
];
