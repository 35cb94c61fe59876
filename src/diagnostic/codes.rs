//! Every code that a finding about a site can have, with what it means.

/// A kind of finding.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    pub name: &'static str,
    /// What has been found, for the manual.
    pub meaning: &'static str,
    /// False where the finding says that something is left out of the site: that must never go unsaid, so a site
    /// cannot change how bad it is.
    pub adjustable: bool,
    /// True where nothing is told unless the site gives it a level.
    pub is_optional: bool,
}

/// All codes, in the order of their names.
pub const CODES: &[Code] = &[
    code("alias", "an alias that is not a path of this site"),
    code(
        "alias-clash",
        "an alias that is another page, or another article's alias",
    ),
    code("ambiguous-slug", "a page and an article with one slug"),
    fixed("asset", "a style sheet asks for a file that is not there"),
    code(
        "base-url",
        "a `base_url` at which the site will not stand, or none",
    ),
    code("broken-link", "a link or fragment that leads nowhere"),
    fixed(
        "conflict",
        "merge conflict markers: what has them is not published",
    ),
    code("control-character", "characters that no editor shows"),
    code(
        "double-slug",
        "a slug that stands twice under `related`, `unrelated` or `events`, or names the article itself",
    ),
    code(
        "draft",
        "an article, page or note that readers do not see yet",
    ),
    code(
        "dropped-url",
        "an address, a feed or a permalink of a note that a release takes away without an alias",
    ),
    code("duplicate-key", "a key that is given twice"),
    code("duplicate-note", "two notes with one id"),
    fixed("duplicate-slug", "two articles with one slug"),
    code(
        "empty-name",
        "a name of an entity without letters and digits: nothing to look for",
    ),
    fixed("encoding", "a file that is not UTF-8"),
    code(
        "external-fails",
        "a link to another site that does not open",
    ),
    code(
        "external-gone",
        "a link to another site that leads nowhere: there is no such page or host",
    ),
    code(
        "external-moved",
        "a link to another site to a page that has moved for good",
    ),
    code(
        "external-offline",
        "links to other sites that could not be asked, as there is no network",
    ),
    code(
        "external-private",
        "a link to an address of a private network",
    ),
    code(
        "external-unsure",
        "a link to another site of which a program cannot tell whether it opens",
    ),
    code("file-size", "a file that is too large for GitHub"),
    optional(
        "four-eyes",
        "a published note that nobody but its author has reviewed",
    ),
    fixed(
        "front-matter",
        "front matter that has no end, or is too large",
    ),
    code(
        "hidden-note",
        "a published note that is not shown, as what it stands on is not published",
    ),
    code(
        "image-alt",
        "an image without words for those who do not see it",
    ),
    code(
        "image-remote",
        "an image on another host: readers get a link to it",
    ),
    code(
        "inferred",
        "a value that the importer guessed and no editor has confirmed",
    ),
    code(
        "kept-text",
        "a text kept for notes that is not the one its name stands for",
    ),
    fixed("link-cycle", "a symbolic link back to a folder above it"),
    fixed("link-out-of-site", "a symbolic link out of the site"),
    code(
        "long-name",
        "a name of an entity of more than 64 words: it is not looked for",
    ),
    code("lost-reply", "a reply to a note that is not there"),
    code("machine-path", "a path of this machine in the built site"),
    code(
        "merged-into",
        "`merged_into` that names no entity, or leads back",
    ),
    fixed("name-not-utf8", "a file name that is not UTF-8"),
    code("no-quote", "a note's target without a quote"),
    code(
        "no-rights",
        "an article from elsewhere that does not say who may use it",
    ),
    fixed("no-site", "no postil.yaml"),
    code(
        "no-source",
        "an article that does not say where it came from",
    ),
    code("no-title", "no title"),
    fixed("not-a-file", "neither a file nor a folder"),
    code(
        "note-changed",
        "a note whose words read otherwise than when it was written",
    ),
    code(
        "note-confirm",
        "a note of which it is not certain where its words are",
    ),
    code(
        "note-deleted",
        "a note that was published at the revision of `--base` and is gone",
    ),
    code("note-id", "a note whose file name is not an id"),
    code("note-orphan", "a note whose words are gone"),
    code(
        "note-reworded",
        "a published note whose words, or those it speaks of, became others",
    ),
    code(
        "note-state",
        "a note that contradicts itself, such as a published one that nobody signed",
    ),
    code(
        "note-status",
        "a status that a note cannot come to from the one it had at the revision of `--base`",
    ),
    code(
        "note-without-article",
        "a note of an article that is not there",
    ),
    code(
        "output-case",
        "two files of the site whose paths differ in case only",
    ),
    fixed("output-clash", "two files of the site with one path"),
    fixed("output-path", "a file of the site that cannot be written"),
    code("refused-twice", "a name that `refused.yaml` has twice"),
    code("reply-target", "a reply with a target of its own"),
    code("secret", "what looks like a key or token in the built site"),
    code(
        "series-part",
        "two articles that claim one part of a series",
    ),
    code(
        "shared-name",
        "a name that several entities have: it means none of them",
    ),
    code("site-size", "a site that is too large for GitHub Pages"),
    fixed("slug", "a name that no page can have"),
    code(
        "stop-word",
        "a name of an entity that is a word of every text",
    ),
    code("stray-file", "a file of which nothing is made"),
    fixed("template", "a template that cannot be used"),
    fixed(
        "theme",
        "a theme that is not there, or whose theme.yaml cannot be read",
    ),
    fixed(
        "theme-option",
        "an option or word that the theme does not have",
    ),
    code(
        "unanswered-question",
        "a published question without a published reply",
    ),
    code("unknown-key", "a key that nothing reads"),
    code("unknown-person", "a person that `people` does not name"),
    code("unknown-slug", "a slug that nothing has"),
    fixed("unreadable", "a file that cannot be read"),
    code("wrong-type", "a value of the wrong type"),
    code("wrong-value", "a value that a key cannot have"),
    fixed("yaml", "text that is not YAML"),
];

const fn code(name: &'static str, meaning: &'static str) -> Code {
    Code {
        name,
        meaning,
        adjustable: true,
        is_optional: false,
    }
}

const fn optional(name: &'static str, meaning: &'static str) -> Code {
    Code {
        name,
        meaning,
        adjustable: true,
        is_optional: true,
    }
}

const fn fixed(name: &'static str, meaning: &'static str) -> Code {
    Code {
        name,
        meaning,
        adjustable: false,
        is_optional: false,
    }
}

/// The code of this name.
pub fn find(name: &str) -> Option<&'static Code> {
    CODES.iter().find(|code| code.name == name)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Codes of findings that are about no site: a command that failed, what the importer says of a source.
    const ELSEWHERE: [&str; 4] = ["failed", "postil-failed", "request", "watching"];

    /// What is written before the code of a finding.
    const MAKERS: [&str; 7] = [
        "Diagnostic::error(", "Diagnostic::warning(", "Diagnostic::info(", "problems.error(",
        "self.error(", ".problem(", ".report(",
    ];

    /// The source without its tests; what the importer says of its sources is no finding about a site.
    fn sources() -> Vec<String> {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let files = walkdir::WalkDir::new(&source)
            .into_iter()
            .map(Result::unwrap);
        let named = |file: &walkdir::DirEntry, name: &str| {
            let mut parts = file.path().strip_prefix(&source).unwrap().components();
            parts.any(|part| part.as_os_str() == name)
        };
        files
            .filter(|file| file.path().extension().is_some_and(|kind| kind == "rs"))
            .filter(|file| !named(file, "import") && !named(file, "codes.rs"))
            .map(|file| std::fs::read_to_string(file.path()).unwrap())
            .map(|text| text.split("#[cfg(test)]").next().unwrap().to_owned())
            .collect()
    }

    #[test]
    fn the_list_names_each_code_that_is_given_in_order_and_once() {
        let names: Vec<&str> = CODES.iter().map(|code| code.name).collect();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
        let sources = sources();
        for name in &names {
            let quoted = format!("\"{name}\"");
            let used = sources.iter().any(|text| text.contains(&quoted));
            assert!(used, "nothing gives `{name}`");
        }
        let after = |maker| {
            sources
                .iter()
                .flat_map(move |text| text.split(maker).skip(1))
        };
        for rest in MAKERS.into_iter().flat_map(after) {
            let Some(rest) = rest.trim_start().strip_prefix('"') else {
                continue;
            };
            let code = rest.split('"').next().unwrap();
            let listed = names.contains(&code) || ELSEWHERE.contains(&code);
            assert!(listed, "add `{code}` to CODES");
        }
    }
}
