//! [`Outcome`] and [`Page`]: what a command said, and what it made.

use std::fs;

use crate::site_test::SiteTest;

/// How a command ended, and the site as it left it.
pub struct Outcome {
    pub site: SiteTest,
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    pub(crate) fn of(site: SiteTest, mut command: assert_cmd::Command) -> Self {
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("messages are UTF-8");
        let outcome = Self {
            site,
            code: output.status.code().expect("postil ended by itself"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
        outcome
    }

    #[track_caller]
    #[must_use]
    pub fn code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "\n{}\n{}", self.stdout, self.stderr);
        self
    }

    #[track_caller]
    #[must_use]
    pub fn says(self, words: &str) -> Self {
        assert!(
            self.stderr.contains(words),
            "{words:?} is not in\n{}",
            self.stderr
        );
        self
    }

    #[track_caller]
    #[must_use]
    pub fn says_nothing_of(self, words: &str) -> Self {
        assert!(
            !self.stderr.contains(words),
            "{words:?} is in\n{}",
            self.stderr
        );
        self
    }

    /// What was printed, as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.stdout, self.stderr))
    }

    /// A file of `public/` that is text.
    #[track_caller]
    pub fn page(self, path: &str) -> Page {
        let full = self.site.path("public").join(path);
        let html = fs::read_to_string(&full)
            .unwrap_or_else(|error| panic!("{path}: {error}\n{}", self.stderr));
        Page {
            outcome: self,
            path: path.to_owned(),
            html,
        }
    }

    #[track_caller]
    #[must_use]
    pub fn has_no_page(self, path: &str) -> Self {
        assert!(
            !self.site.path("public").join(path).exists(),
            "there is a {path}"
        );
        self
    }

    /// On with the site: to edit and run again.
    pub fn then(self) -> SiteTest {
        self.site
    }
}

/// A page as it was built.
pub struct Page {
    pub outcome: Outcome,
    path: String,
    pub html: String,
}

impl Page {
    #[track_caller]
    #[must_use]
    pub fn has(self, text: &str) -> Self {
        assert!(
            self.html.contains(text),
            "{text:?} is not in {}:\n{}",
            self.path,
            self.html
        );
        self
    }

    #[track_caller]
    #[must_use]
    pub fn has_no(self, text: &str) -> Self {
        assert!(
            !self.html.contains(text),
            "{text:?} is in {}:\n{}",
            self.path,
            self.html
        );
        self
    }

    #[track_caller]
    pub fn page(self, path: &str) -> Self {
        self.outcome.page(path)
    }

    #[track_caller]
    #[must_use]
    pub fn has_mark(self, note: &str) -> Self {
        assert!(
            self.marks(note),
            "no mark of {note} in {}:\n{}",
            self.path,
            self.html
        );
        self
    }

    #[track_caller]
    #[must_use]
    pub fn has_no_mark(self, note: &str) -> Self {
        assert!(
            !self.marks(note),
            "a mark of {note} in {}:\n{}",
            self.path,
            self.html
        );
        self
    }

    fn marks(&self, note: &str) -> bool {
        self.html
            .split("data-notes=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .any(|notes| notes.split(' ').any(|id| id == note))
    }

    pub fn then(self) -> SiteTest {
        self.outcome.site
    }
}
