//! The closed sets of words that front matter knows.

use serde::Serialize;

/// A set of words: reads from front matter, writes to templates and files under the same names.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[serde(rename_all = "lowercase")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl std::str::FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                let names: Vec<&str> = Self::ALL.iter().map(|word| word.as_str()).collect();
                Self::ALL.iter().copied().find(|word| word.as_str() == text)
                    .ok_or_else(|| format!("one of: {}", names.join(", ")))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.as_str())
            }
        }
    };
}

words! {
    /// Where an article (or page) is on its way to readers. Only `published` ones reach a public build.
    Status { Draft = "draft", Review = "review", #[default] Published = "published" }
}

words! {
    /// Where a note is on its way. Only `published` ones reach a public build.
    NoteStatus {
        #[default] Draft = "draft", Review = "review", Published = "published", Resolved = "resolved",
        Rejected = "rejected",
    }
}

words! {
    /// What an entity is.
    EntityKind {
        Person = "person", Place = "place", Organisation = "organisation", Event = "event", Work = "work",
        #[default] Thing = "thing",
    }
}

words! {
    /// Which mention of an entity links to its page: the first of an article, the first of each section, or none.
    EntityLinks { #[default] Article = "article", Section = "section", Off = "off" }
}

words! {
    /// What a note is about.
    Kind {
        #[default] Comment = "comment", Context = "context", Correction = "correction", Source = "source",
        Question = "question", Suggestion = "suggestion", Highlight = "highlight",
    }
}

words! {
    /// How readers meet the reader comments of an article.
    CommentsMode { Show = "show", #[default] Fold = "fold", Hide = "hide" }
}
