//! `external`: how links to other sites are asked by `postil check --external`.

use glob::Pattern;

use crate::yaml::Fields;

/// What a site says of links to other sites.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct External {
    /// Links that are not asked, as patterns of their whole address: `https://example.org/*`.
    pub ignore: Vec<Pattern>,
    /// Seconds for each step: finding the host, connecting, the response. 10 unless given.
    pub timeout: usize,
    /// How often a busy host is asked again. 2 unless given.
    pub retries: usize,
    /// Links that are asked at the same time. 8 unless given.
    pub at_once: usize,
    /// The same of one host. 2 unless given.
    pub per_host: usize,
    /// Milliseconds between two requests to one host. 250 unless given.
    pub pause: usize,
    /// Days for which a link that was good is believed to be. 14 unless given.
    pub days: usize,
}

impl Default for External {
    fn default() -> Self {
        Self {
            ignore: Vec::new(),
            timeout: 10,
            retries: 2,
            at_once: 8,
            per_host: 2,
            pause: 250,
            days: 14,
        }
    }
}

impl External {
    pub fn ignores(&self, url: &str) -> bool {
        self.ignore.iter().any(|pattern| pattern.matches(url))
    }
}

/// Numbers are brought within what is any use: no more than 64 threads, an hour of waiting.
pub(super) fn read(fields: &mut Fields<'_, '_>) -> External {
    let default = External::default();
    let read = fields.map("external", |fields| External {
        ignore: patterns(fields),
        timeout: number(fields, "timeout", default.timeout).clamp(1, 3600),
        retries: number(fields, "retries", default.retries).min(10),
        at_once: number(fields, "at_once", default.at_once).clamp(1, 64),
        per_host: number(fields, "per_host", default.per_host).clamp(1, 64),
        pause: number(fields, "pause", default.pause).min(3_600_000),
        days: number(fields, "days", default.days).min(36_500),
    });
    read.unwrap_or_default()
}

fn number(fields: &mut Fields<'_, '_>, name: &'static str, default: usize) -> usize {
    fields.number(name).unwrap_or(default)
}

fn patterns(fields: &mut Fields<'_, '_>) -> Vec<Pattern> {
    let (texts, spans) = fields.placed_texts("ignore");
    let mut patterns = Vec::new();
    for (text, span) in texts.iter().zip(spans) {
        match Pattern::new(text) {
            Ok(pattern) => patterns.push(pattern),
            Err(error) => {
                let message = format!("`ignore` cannot be `{text}`: {}", error.msg);
                let help = "write an address, with `*` for any characters: `https://example.org/*`";
                fields.problem("wrong-value", span, message, help);
            }
        }
    }
    patterns
}

#[cfg(test)]
mod tests {
    use super::super::Config;

    #[test]
    fn patterns_and_numbers_are_read_and_kept_in_bounds() {
        let text = "title: A\nexternal:\n  ignore: ['https://x.org/*', 'a[']\n  timeout: 0\n  at_once: 9999\n";
        let (config, found) = Config::read(text.as_bytes()).unwrap();
        let external = config.external;
        assert_eq!(
            (external.timeout, external.at_once, external.retries),
            (1, 64, 2)
        );
        assert!(external.ignores("https://x.org/a/b?c=d"));
        assert!(!external.ignores("https://y.org/https://x.org/"));
        let told: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].starts_with("`ignore` cannot be `a[`"), "{told:?}");
    }
}
