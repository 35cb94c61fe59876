//! [`Access`]: by which names a preview answers, to whom, and whether they may write.

use std::net::IpAddr;

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::error::{Error, Result};

/// The fewest characters of a pass phrase: a few words.
const SHORTEST: usize = 12;

/// Who may see a preview, and what they may do there.
#[derive(Debug)]
pub struct Access {
    /// Where the preview listens.
    host: IpAddr,
    /// Further names, in lower case, without ports.
    names: Vec<String>,
    /// The hash of the pass phrase that everybody must know.
    phrase: Option<blake3::Hash>,
    read_only: bool,
}

impl Access {
    /// Of a preview that listens at `host`. Beyond this machine it takes a pass phrase.
    ///
    /// # Errors
    /// No pass phrase where one is needed, or one that is too short.
    pub fn new(
        host: IpAddr,
        names: &[String],
        phrase: Option<&str>,
        read_only: bool,
    ) -> Result<Self> {
        if phrase.is_none() && !host.is_loopback() {
            return Err(Error::Usage(format!(
                "at {host} everybody in your network can reach the preview, read drafts and unpublished notes, and, without \
                 `--read-only`, change files of this site: put a pass phrase of {SHORTEST} characters or more into the \
                 environment variable POSTIL_PASS_PHRASE. It travels unencrypted; over a network you do not trust, leave \
                 out `--host` and use a tunnel (`ssh -L`)"
            )));
        }
        if phrase.is_some_and(|phrase| phrase.chars().count() < SHORTEST) {
            return Err(Error::Usage(format!(
                "the pass phrase in POSTIL_PASS_PHRASE has fewer than {SHORTEST} characters: take some words more"
            )));
        }
        Ok(Self {
            host,
            names: names.iter().map(|name| name.to_ascii_lowercase()).collect(),
            phrase: phrase.map(|phrase| blake3::hash(phrase.as_bytes())),
            read_only,
        })
    }

    /// Whether nobody may write, and nothing but the site is shown.
    pub fn is_read_only(&self) -> bool {
        self.read_only
    }

    /// Whether it listens to this machine alone.
    pub(super) fn is_local(&self) -> bool {
        self.host.is_loopback()
    }

    /// Whether a `Host` with or without a port names this preview: no page elsewhere can make a name of its own do so.
    pub(super) fn answers_to(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            Some((name, port)) if !port.ends_with(']') => (name, port),
            _ => (host, ""),
        };
        let name = name.to_ascii_lowercase();
        port.bytes().all(|byte| byte.is_ascii_digit())
            && (matches!(name.as_str(), "localhost" | "127.0.0.1" | "[::1]")
                || self.is_address(&name)
                || self.names.contains(&name))
    }

    /// Whether it is the address that is listened at. Where that is all of them, any: an address is not a name that
    /// somebody else could give to this machine.
    fn is_address(&self, name: &str) -> bool {
        let bare = name
            .strip_prefix('[')
            .and_then(|name| name.strip_suffix(']'));
        let address: Option<IpAddr> = bare.unwrap_or(name).parse().ok();
        address.is_some_and(|address| {
            !address.is_unspecified() && (address == self.host || self.host.is_unspecified())
        })
    }

    /// Whether a request holds the pass phrase, where there is one: as the password of HTTP's basic authentication
    /// (RFC 7617), with any name.
    pub(super) fn admits(&self, headers: &HeaderMap) -> bool {
        let Some(phrase) = &self.phrase else {
            return true;
        };
        let given = || {
            let (scheme, value) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
            let pair = STANDARD.decode(value.trim()).ok()?;
            let colon = pair.iter().position(|byte| *byte == b':')?;
            let password = pair.get(colon + 1..)?;
            // Hashes are compared in constant time.
            Some(scheme.eq_ignore_ascii_case("basic") && blake3::hash(password) == *phrase)
        };
        given().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn access(host: &str, names: &[&str], phrase: Option<&str>) -> Result<Access> {
        let names: Vec<String> = names.iter().map(ToString::to_string).collect();
        Access::new(host.parse().unwrap(), &names, phrase, false)
    }

    #[test]
    fn beyond_this_machine_a_pass_phrase_is_demanded() {
        for (host, phrase, is_good) in [
            ("127.0.0.1", None, true),
            ("::1", None, true),
            ("127.0.0.1", Some("short"), false),
            ("192.168.1.5", None, false),
            ("0.0.0.0", None, false),
            ("::", Some("eleven char"), false),
            ("0.0.0.0", Some("four words and more"), true),
        ] {
            let said = access(host, &[], phrase);
            assert_eq!(said.is_ok(), is_good, "{host} {phrase:?}");
        }
    }

    #[test]
    fn only_its_own_names_and_addresses_are_answered() {
        let phrase = Some("four words and more");
        let one = access("192.168.1.5", &["Desk.local"], phrase).unwrap();
        let all = access("0.0.0.0", &[], phrase).unwrap();
        for (host, by_one, by_all) in [
            ("localhost:1", true, true),
            ("192.168.1.5:4747", true, true),
            ("192.168.1.6:4747", false, true),
            ("[fe80::1]:4747", false, true),
            ("desk.local:4747", true, false),
            ("desk.local.evil.example", false, false),
            ("evil.example", false, false),
            ("0.0.0.0", false, false),
            ("", false, false),
        ] {
            assert_eq!(one.answers_to(host), by_one, "{host}");
            assert_eq!(all.answers_to(host), by_all, "{host}");
        }
    }

    #[test]
    fn nobody_gets_in_without_the_whole_pass_phrase() {
        let access = access("0.0.0.0", &[], Some("four: words and more")).unwrap();
        let admits = |value: &str| {
            let value = HeaderValue::from_str(value).unwrap();
            access.admits(&[(AUTHORIZATION, value)].into_iter().collect())
        };
        let basic = |pair: &str| format!("Basic {}", STANDARD.encode(pair));
        assert!(admits(&basic("ana:four: words and more")));
        assert!(admits(&basic(":four: words and more")));
        for wrong in [
            "ana:four: words and", "ana:", "four: words and more", "ana:four: words and more ",
        ] {
            assert!(!admits(&basic(wrong)), "{wrong}");
        }
        for wrong in [
            "Basic",
            "Basic !!",
            "",
            "Bearer YW5hOmZvdXI6IHdvcmRzIGFuZCBtb3Jl",
        ] {
            assert!(!admits(wrong), "{wrong}");
        }
        assert!(!access.admits(&HeaderMap::new()));
    }
}
