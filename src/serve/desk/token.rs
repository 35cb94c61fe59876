//! [`Token`]: what a page of the desk proves itself with when it writes.

/// A random word, new with each start of the server.
pub(super) struct Token(String);

impl Token {
    /// # Errors
    /// The system gives no random bytes.
    pub(super) fn new() -> Result<Self, getrandom::Error> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(blake3::Hash::from_bytes(bytes).to_hex().to_string()))
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `given` is this token; how long it takes does not tell how much of it is right.
    pub(super) fn is(&self, given: &[u8]) -> bool {
        // Hashes are compared in constant time.
        blake3::hash(self.0.as_bytes()) == blake3::hash(given)
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn each_start_has_a_token_of_its_own() {
        let (one, other) = (Token::new().unwrap(), Token::new().unwrap());
        assert!(one.is(one.as_str().as_bytes()) && one.as_str().len() == 64);
        assert!(!one.is(other.as_str().as_bytes()) && !one.is(b""));
    }
}
