//! Who is at the keyboard.

use std::path::Path;
use std::process::Command;

use crate::config::Config;
use crate::error::{Error, Result};
use crate::text::fold::fold;

/// Whom git knows on this machine; empty where there is no git or no value.
#[derive(Debug, Clone, Default)]
pub struct Identity {
    name: String,
    email: String,
}

impl Identity {
    /// Asks git in a folder.
    pub fn of_git(root: &Path) -> Self {
        Self {
            name: git(root, "user.name"),
            email: git(root, "user.email"),
        }
    }
}

/// The person that is named, else the one whom git's `user.name` or the part of `user.email` before the `@` fits, else
/// the only one there is.
///
/// # Errors
/// Nobody, or somebody who is not among `people`.
pub fn author(named: Option<&str>, root: &Path, config: &Config) -> Result<String> {
    author_as(named, config, || Identity::of_git(root))
}

/// The same, where `identity` tells whom git knows; it is asked only where nobody is named.
///
/// # Errors
/// As in [`author()`].
pub fn author_as(
    named: Option<&str>,
    config: &Config,
    identity: impl FnOnce() -> Identity,
) -> Result<String> {
    if let Some(id) = named {
        let known = config.person(id).map(|person| person.id.clone());
        return known.ok_or_else(|| {
            Error::Usage(format!(
                "`{id}` is nobody in `people` of postil.yaml: add them there, or mend the name"
            ))
        });
    }
    let Identity { name, email } = identity();
    let before_at = email.split('@').next().unwrap_or_default();
    let is = |id: &str, person: &str| {
        let keys = [fold(id), fold(person)];
        let own = [fold(&name), fold(before_at)];
        own.iter().any(|own| !own.is_empty() && keys.contains(own))
    };
    let by_git = config
        .people
        .iter()
        .find(|person| is(&person.id, &person.name));
    match (by_git, config.people.as_slice()) {
        (Some(person), _) | (None, [person]) => Ok(person.id.clone()),
        (None, []) => Err(Error::Usage(
            "postil.yaml names nobody under `people`: add yourself there".to_owned(),
        )),
        (None, people) => {
            let ids: Vec<&str> = people.iter().map(|person| person.id.as_str()).collect();
            Err(Error::Usage(format!(
                "say who you are with --author: {}",
                ids.join(", ")
            )))
        }
    }
}

/// A value of git's configuration; empty where there is no git or no value.
fn git(root: &Path, key: &str) -> String {
    let asked = Command::new("git")
        .arg("-C")
        .arg(root)
        .args(["config", "--get", key])
        .output();
    asked.map_or_else(
        |_| String::new(),
        |answer| String::from_utf8_lossy(&answer.stdout).trim().to_owned(),
    )
}
