//! One link, asked as far as it leads: by HEAD, by GET where that is refused, along redirects, again where a host is busy.

use std::collections::BTreeSet;
use std::time::Duration;

use url::Url;

use super::address::Allowed;
use super::answer::{Answer, Verdict};
use super::dial::{Dialer, Failure, Head, Method};
use super::pace::Pace;
use super::retry;
use crate::config::External;

/// Browsers follow twenty; nobody means so many.
const MOST_REDIRECTS: usize = 10;

/// Asks links, many at once if need be.
#[derive(Debug)]
pub(super) struct Asker {
    dialer: Dialer,
    pace: Pace,
    allowed: Allowed,
    retries: usize,
}

impl Asker {
    pub(super) fn new(settings: &External, allowed: Allowed) -> Self {
        let timeout = Duration::from_secs(settings.timeout as u64);
        Self {
            dialer: Dialer::new(timeout, allowed.clone()),
            pace: Pace::new(Duration::from_millis(settings.pause as u64)),
            allowed,
            retries: settings.retries,
        }
    }

    /// Follows a link to its end.
    pub(super) fn ask(&self, url: &Url) -> Answer {
        let mut at = url.clone();
        let mut moved_to = None;
        let mut is_for_good = true;
        let mut seen = BTreeSet::new();
        while seen.len() <= MOST_REDIRECTS {
            if !seen.insert(at.clone()) {
                let why = "it redirects in a circle (or asks for cookies)";
                return Answer::heard(Verdict::Fails, why);
            }
            let head = match self.patiently(&at) {
                Ok(head) => head,
                Err(failure) => return self.failed(&failure, url, &at),
            };
            let Some(next) = redirect(&head) else {
                return Answer {
                    moved_to: moved_to.filter(|_| (200..300).contains(&head.status)),
                    ..Answer::of_status(head.status)
                };
            };
            let Ok(mut next) = at.join(next) else {
                let why = format!("it redirects to `{next}`, which is no address");
                return Answer::heard(Verdict::Fails, why);
            };
            // A page that moved keeps its elements, as far as anybody knows.
            next.set_fragment(None);
            // Nobody's name and password are sent on another's word. Without a host there are none to be taken away.
            let _ = (next.set_username(""), next.set_password(None));
            if !matches!(next.scheme(), "http" | "https") || !self.allowed.may_ask(&next) {
                let why = format!("it redirects to `{next}`, which is not asked");
                return Answer::heard(Verdict::Unsure, why);
            }
            is_for_good &= matches!(head.status, 301 | 308);
            if is_for_good {
                moved_to = Some(next.to_string());
            }
            at = next;
        }
        let why = format!("it redirects more than {MOST_REDIRECTS} times");
        Answer::heard(Verdict::Fails, why)
    }

    fn failed(&self, failure: &Failure, url: &Url, at: &Url) -> Answer {
        let mut answer = self.dialer.answer(failure, at);
        if url != at {
            let why = match answer.verdict {
                Verdict::Private => "an address of a private network",
                _ => &answer.why,
            };
            answer.why = format!("it redirects to `{at}`: {why}");
            answer.was_heard = true;
            if answer.verdict == Verdict::Private {
                answer.verdict = Verdict::Unsure;
            }
        }
        answer
    }

    /// Asks until there is an answer that will not be another one a little later.
    fn patiently(&self, url: &Url) -> Result<Head, Failure> {
        let host = url.host_str().unwrap_or_default();
        for tries in 1..=self.retries {
            let reply = self.once(url);
            let Some(pause) = retry::pause(&reply, tries) else {
                return reply;
            };
            self.pace.rest(host, pause);
        }
        self.once(url)
    }

    /// Asks for the head alone; where the host does not like that, for the page.
    fn once(&self, url: &Url) -> Result<Head, Failure> {
        let host = url.host_str().unwrap_or_default();
        self.pace.wait(host);
        let reply = self.dialer.ask(Method::Head, url);
        let is_final = match &reply {
            Ok(head) => head.status < 400 || head.status == 429,
            Err(failure) => !matches!(failure, Failure::Broken(_)),
        };
        if is_final {
            return reply;
        }
        self.pace.wait(host);
        self.dialer.ask(Method::Get, url)
    }
}

/// Where a response leads on to.
fn redirect(head: &Head) -> Option<&str> {
    let leads_on = matches!(head.status, 301 | 302 | 303 | 307 | 308);
    head.location.as_deref().filter(|_| leads_on)
}
