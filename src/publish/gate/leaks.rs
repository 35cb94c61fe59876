//! What no reader is meant to see: keys to something, and paths of the machine that the site was built on.

use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::output::Files;

/// What keys begin with, what they go on with, and for how many characters at least. The forms are those that their
/// makers document so that they can be found.
const KEYS: [(&str, &str, Alphabet, usize); 17] = [
    ("AKIA", "a key of AWS", Alphabet::Upper, 16),
    ("ASIA", "a key of AWS", Alphabet::Upper, 16),
    ("ghp_", "a token of GitHub", Alphabet::Word, 36),
    ("gho_", "a token of GitHub", Alphabet::Word, 36),
    ("ghs_", "a token of GitHub", Alphabet::Word, 36),
    ("ghu_", "a token of GitHub", Alphabet::Word, 36),
    ("github_pat_", "a token of GitHub", Alphabet::Word, 60),
    ("glpat-", "a token of GitLab", Alphabet::Word, 20),
    ("xoxb-", "a token of Slack", Alphabet::Word, 20),
    ("xoxp-", "a token of Slack", Alphabet::Word, 20),
    ("AIza", "a key of Google", Alphabet::Word, 35),
    ("sk_live_", "a key of Stripe", Alphabet::Word, 20),
    ("sk-ant-", "a key of Anthropic", Alphabet::Word, 20),
    ("sk-proj-", "a key of OpenAI", Alphabet::Word, 20),
    ("hf_", "a token of Hugging Face", Alphabet::Word, 30),
    // A JSON object and a dot: what a JSON Web Token begins with.
    ("eyJ", "a JSON Web Token", Alphabet::Token, 100),
    ("npm_", "a token of npm", Alphabet::Word, 36),
];

/// What the first line of a private key holds, whatever became of its dashes.
const PRIVATE: &str = "PRIVATE KEY";

/// How far into a file a byte of zeros is looked for, as text has none.
const HEAD: usize = 8192;

#[derive(Clone, Copy)]
enum Alphabet {
    /// Capitals and digits.
    Upper,
    /// Letters, digits, `-` and `_`.
    Word,
    /// The same and `.`.
    Token,
}

impl Alphabet {
    fn has(self, byte: u8) -> bool {
        match self {
            Self::Upper => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
            Self::Word => byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'),
            Self::Token => Self::Word.has(byte) || byte == b'.',
        }
    }
}

/// `root` is the site's folder.
pub(super) fn leaks(root: &Path, files: &Files) -> Vec<Diagnostic> {
    let paths = own_paths(root);
    let mut found: Vec<Diagnostic> = files
        .par_iter()
        .filter(|(_, bytes)| is_text(bytes))
        .flat_map_iter(|(path, bytes)| {
            let text = String::from_utf8_lossy(bytes);
            let secret = secret(&text).map(|what| {
                let message = format!("`{path}` holds what looks like {what}");
                let help = "take it out of the source, and make it void where it opens something; if it is none, say so with `check: {secret: warning}`";
                Diagnostic::error("secret", message).help(help)
            });
            let own = paths.iter().find(|own| holds_path(&text, own)).map(|own| {
                let message = format!("`{path}` holds a path of this machine: {own}");
                let help = "take it out of the source; if it is meant, say so with `check: {machine-path: off}`";
                Diagnostic::error("machine-path", message).help(help)
            });
            secret.into_iter().chain(own)
        })
        .collect();
    found.sort();
    found
}

/// Whether it is text of some kind: images and fonts hold zeros.
fn is_text(bytes: &[u8]) -> bool {
    !bytes.iter().take(HEAD).any(|byte| *byte == 0)
}

/// What a text holds that looks like a key, if it does.
fn secret(text: &str) -> Option<&'static str> {
    let begins = |line: &str| {
        let before = line.split(PRIVATE).next().unwrap_or_default();
        before.len() < line.len() && before.contains("BEGIN ")
    };
    if text.contains(PRIVATE) && text.lines().any(begins) {
        return Some("a private key");
    }
    let is_key = |(prefix, _, alphabet, least): &&(&str, &str, Alphabet, usize)| {
        text.match_indices(prefix).any(|(at, _)| {
            let before = text.as_bytes().get(at.wrapping_sub(1)).copied();
            let rest = text.get(at + prefix.len()..).unwrap_or_default();
            let length = rest.bytes().take_while(|byte| alphabet.has(*byte)).count();
            length >= *least && !before.is_some_and(|byte| Alphabet::Word.has(byte))
        })
    };
    KEYS.iter().find(is_key).map(|(_, what, ..)| *what)
}

/// The site's folder and the user's own, as long as they say something: `/` or `/srv` stand in any text.
fn own_paths(root: &Path) -> Vec<String> {
    let root = root.canonicalize().ok();
    let home = std::env::var_os("HOME").map(std::path::PathBuf::from);
    let paths = root.into_iter().chain(home);
    paths
        .filter(|path| path.components().count() > 2)
        .map(|path| path.display().to_string())
        .collect()
}

/// Whether a text holds a path, and not one that only begins alike.
fn holds_path(text: &str, path: &str) -> bool {
    text.match_indices(path).any(|(at, _)| {
        let after = text.get(at + path.len()..).unwrap_or_default();
        !after.starts_with(|c: char| c.is_alphanumeric() || c == '-' || c == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_found_and_words_are_not() {
        let token = format!("ghp_{}", "a1".repeat(18));
        for text in [
            token.as_str(),
            "key=AKIAABCDEFGHIJKLMNOP.",
            "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz",
            "<p>—–BEGIN PRIVATE KEY—–\nb3BlbnNz",
            &format!(
                "eyJ{}.eyJ{}",
                "hbGciOiJIUzI1NiJ9".repeat(3),
                "zdWIiOiIxMjM0".repeat(5)
            ),
        ] {
            assert!(secret(text).is_some(), "{text}");
        }
        for text in [
            "ghp_ is what tokens begin with",
            "XAKIAABCDEFGHIJKLMNOP",
            "AKIA and ASIA are airlines",
            "a PUBLIC KEY-----",
            "a line PRIVATE KEY of words",
            "eyJhbGciOiJIUzI1NiJ9 alone",
            "",
        ] {
            assert_eq!(secret(text), None, "{text}");
        }
    }

    #[test]
    fn a_path_of_this_machine_is_told_and_one_like_it_is_not() {
        assert!(holds_path(
            "see /srv/ana/reader/postil.yaml",
            "/srv/ana/reader"
        ));
        assert!(holds_path("/srv/ana/reader", "/srv/ana/reader"));
        assert!(!holds_path("/srv/ana/readership", "/srv/ana/reader"));
    }
}
