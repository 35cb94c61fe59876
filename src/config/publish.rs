//! `publish`: where a release goes.

use serde::Serialize;

use crate::yaml::Fields;

/// Where `postil publish` commits and pushes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Publish {
    /// A remote of git, or an address; `origin` unless given.
    pub remote: String,
    /// `gh-pages` unless given.
    pub branch: String,
    pub history: History,
    /// The domain under which GitHub Pages shows the site, for the file `CNAME`.
    pub cname: Option<String>,
}

/// What becomes of earlier releases on the branch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum History {
    /// Each release stands on the one before: one can be returned to
    #[default]
    Keep,
    /// The branch holds the newest release alone
    Squash,
}

impl std::str::FromStr for History {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "keep" => Ok(Self::Keep),
            "squash" => Ok(Self::Squash),
            _ => Err("one of: keep, squash".to_owned()),
        }
    }
}

impl Default for Publish {
    fn default() -> Self {
        Self {
            remote: "origin".to_owned(),
            branch: "gh-pages".to_owned(),
            history: History::Keep,
            cname: None,
        }
    }
}

pub(super) fn read(fields: &mut Fields<'_, '_>) -> Publish {
    let default = Publish::default();
    let read = fields.map("publish", |fields| Publish {
        remote: fields.text("remote").unwrap_or(default.remote),
        branch: fields.text("branch").unwrap_or(default.branch),
        history: fields.parsed("history").unwrap_or_default(),
        cname: fields.text("cname"),
    });
    read.unwrap_or_default()
}
