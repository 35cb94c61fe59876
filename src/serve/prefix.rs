//! [`Prefix`]: the folder of a host under which the site stands.

use std::str::FromStr;

/// Begins and ends with `/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prefix(String);

impl Prefix {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part of a URL's path that lies inside the site.
    pub(super) fn inside<'a>(&self, path: &'a str) -> Option<&'a str> {
        path.strip_prefix(&self.0)
    }
}

impl Default for Prefix {
    fn default() -> Self {
        Self("/".to_owned())
    }
}

impl FromStr for Prefix {
    type Err = String;

    /// `/repo/`, `repo`, `/a/b`: slashes at both ends are added.
    fn from_str(text: &str) -> Result<Self, String> {
        let inner = text.trim_matches('/');
        let sound = |segment: &str| {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
            segment.bytes().all(plain) && !matches!(segment, "" | "." | "..")
        };
        if inner.is_empty() {
            return Ok(Self::default());
        }
        if !inner.split('/').all(sound) {
            return Err(
                "write a path such as `/repo/`, of letters, digits, `-`, `.`, `_` and `~`"
                    .to_owned(),
            );
        }
        Ok(Self(format!("/{inner}/")))
    }
}

#[cfg(test)]
mod tests {
    use super::Prefix;

    #[test]
    fn slashes_are_added_and_what_a_browser_would_change_is_refused() {
        let read = |text: &str| text.parse().map(|prefix: Prefix| prefix.0);
        for text in ["repo", "/repo", "repo/", "/repo/"] {
            assert_eq!(read(text).unwrap(), "/repo/");
        }
        assert_eq!(read("").unwrap(), "/");
        assert_eq!(read("/a/b").unwrap(), "/a/b/");
        for text in [
            "/a b/", "/../", "a/./b", "a//b", "/a?b", "/a#b", "/%41/", "/é/",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
