//! [`Message`]: what the commit of a release says, and what can be read in it later.

use super::Trailers;

/// Says that a commit is a release, and by which version of Postil.
const VERSION: &str = "Postil-Version";
const SOURCE: &str = "Postil-Source";
const UNCOMMITTED: &str = "Postil-Uncommitted";
const BACK_TO: &str = "Postil-Back-To";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Message {
    pub(super) subject: String,
    pub(super) source: Option<Source>,
    /// The earlier release that this one is again.
    pub(super) back_to: Option<String>,
}

/// The commit that a release was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) commit: String,
    /// Whether there was nothing in the site's folder that it did not hold.
    pub(super) is_clean: bool,
}

impl Message {
    pub(super) fn text(&self) -> String {
        let mut text = format!(
            "{}\n\n{VERSION}: {}\n",
            self.subject,
            env!("CARGO_PKG_VERSION")
        );
        if let Some(source) = &self.source {
            text += &format!("{SOURCE}: {}\n", source.commit);
            if !source.is_clean {
                text += &format!("{UNCOMMITTED}: yes\n");
            }
        }
        if let Some(commit) = &self.back_to {
            text += &format!("{BACK_TO}: {commit}\n");
        }
        text
    }

    /// What a commit's message says; none of one that is no release.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let subject = lines.next().unwrap_or_default().to_owned();
        let trailers: Trailers<'_> = lines.filter_map(|line| line.split_once(": ")).collect();
        trailers.get(VERSION)?;
        let own = |name| trailers.get(name).map(|value| value.trim().to_owned());
        Some(Self {
            subject,
            source: own(SOURCE).map(|commit| Source {
                commit,
                is_clean: !trailers.contains_key(UNCOMMITTED),
            }),
            back_to: own(BACK_TO),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_can_be_read() {
        for source in [None, Some(true), Some(false)] {
            let message = Message {
                subject: "2 pages changed".to_owned(),
                source: source.map(|is_clean| Source {
                    commit: "abc".to_owned(),
                    is_clean,
                }),
                back_to: source.map(|_| "def".to_owned()),
            };
            assert_eq!(Message::read(&message.text()), Some(message));
        }
        assert_eq!(Message::read("Deploy site\n\nSigned-off-by: Ana\n"), None);
        assert_eq!(Message::read(""), None);
    }
}
