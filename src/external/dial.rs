//! One HTTP request: the edge to the network. Nothing of a body is read.

use std::io::ErrorKind;
use std::time::Duration;

use ureq::http::{Response, Uri};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error, Timeout};
use url::Url;

use super::address::{Allowed, is_public};
use super::answer::{Answer, Verdict};

/// Who asks, as hosts see it in their logs.
const USER_AGENT: &str = concat!(
    "Mozilla/5.0 (compatible; Postil/",
    env!("CARGO_PKG_VERSION"),
    "; checks links)"
);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Method {
    Head,
    Get,
}

/// The head of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub status: u16,
    pub location: Option<String>,
    pub retry_after: Option<String>,
}

/// Why there is no response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Failure {
    NoHost,
    Private,
    /// Whether a connection was there.
    TimedOut {
        connected: bool,
    },
    /// Nobody is reached, as the text says.
    Unreached(String),
    /// Somebody is, who does not speak HTTP as it should.
    Broken(String),
}

/// Asks over the network, private addresses left out.
#[derive(Debug)]
pub(super) struct Dialer {
    agent: Agent,
    timeout: Duration,
}

impl Dialer {
    /// `timeout` is for each step: finding the host, connecting, the response.
    pub(super) fn new(timeout: Duration, allowed: Allowed) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // Each redirect is looked at first.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(USER_AGENT)
            .timeout_resolve(Some(timeout))
            .timeout_connect(Some(timeout))
            .timeout_send_request(Some(timeout))
            .timeout_recv_response(Some(timeout))
            .build();
        let guard = Guard {
            allowed,
            resolver: DefaultResolver::default(),
        };
        Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), guard),
            timeout,
        }
    }

    pub(super) fn ask(&self, method: Method, url: &Url) -> Result<Head, Failure> {
        let request = match method {
            Method::Head => self.agent.head(url.as_str()),
            Method::Get => self.agent.get(url.as_str()),
        };
        let response = request.header("accept", "*/*").call();
        response.map(|response| head(&response)).map_err(failure)
    }

    /// What a failure means for a link.
    pub(super) fn answer(&self, failure: &Failure, url: &Url) -> Answer {
        let host = url.host_str().unwrap_or_default();
        let seconds = self.timeout.as_secs();
        match failure {
            Failure::NoHost => Answer::new(Verdict::Gone, format!("there is no host `{host}`")),
            Failure::Private => Answer::heard(Verdict::Private, ""),
            Failure::TimedOut { connected } => Answer {
                was_heard: *connected,
                ..Answer::new(
                    Verdict::Fails,
                    format!("`{host}` does not answer within {seconds} s"),
                )
            },
            Failure::Unreached(why) => Answer::new(Verdict::Fails, why.clone()),
            Failure::Broken(why) => Answer::heard(Verdict::Fails, why.clone()),
        }
    }
}

fn head(response: &Response<Body>) -> Head {
    let header = |name: &str| {
        let value = response.headers().get(name)?;
        // Addresses are sent as UTF-8 by many who should have encoded them.
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    Head {
        status: response.status().as_u16(),
        location: header("location"),
        retry_after: header("retry-after"),
    }
}

fn failure(error: Error) -> Failure {
    match error {
        Error::HostNotFound => Failure::NoHost,
        Error::Timeout(Timeout::Resolve | Timeout::Connect) => {
            Failure::TimedOut { connected: false }
        }
        Error::Timeout(_) => Failure::TimedOut { connected: true },
        Error::Other(error) if error.is::<PrivateAddress>() => Failure::Private,
        Error::Io(error) => match error.kind() {
            ErrorKind::TimedOut | ErrorKind::WouldBlock => Failure::TimedOut { connected: false },
            ErrorKind::UnexpectedEof
            | ErrorKind::ConnectionReset
            | ErrorKind::ConnectionAborted
            | ErrorKind::BrokenPipe => {
                Failure::Broken("the host ends the connection without an answer".to_owned())
            }
            ErrorKind::InvalidData => Failure::Broken(format!("no safe connection: {error}")),
            _ => Failure::Unreached(format!("the host is not reached: {error}")),
        },
        Error::Tls(_) | Error::Rustls(_) => Failure::Broken(format!("no safe connection: {error}")),
        Error::ConnectProxyFailed(_) | Error::ConnectionFailed | Error::InvalidProxyUrl => {
            Failure::Unreached(format!("the host is not reached: {error}"))
        }
        error => Failure::Broken(format!("the answer is not HTTP: {error}")),
    }
}

/// Finds the addresses of a name, and leaves private ones out: what is connected to is what was looked at.
#[derive(Debug)]
struct Guard {
    allowed: Allowed,
    resolver: DefaultResolver,
}

#[derive(Debug, thiserror::Error)]
#[error("an address of a private network")]
struct PrivateAddress;

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.resolver.resolve(uri, config, timeout);
        let found = found.map_err(|error| match error {
            // What the system says of a name that does not exist; it has no code that std would tell.
            Error::Io(error) if is_no_such_host(&error.to_string()) => Error::HostNotFound,
            error => error,
        })?;
        // A proxy is named by whoever runs the check, not by content; it finds the hosts of links itself.
        let is_proxy = config.proxy().is_some_and(|proxy| proxy.uri() == uri);
        if is_proxy || uri.host().is_some_and(|host| self.allowed.has(host)) {
            return Ok(found);
        }
        let mut public = self.empty();
        for address in found.iter().filter(|address| is_public(address.ip())) {
            public.push(*address);
        }
        if public.is_empty() {
            return Err(Error::Other(Box::new(PrivateAddress)));
        }
        Ok(public)
    }
}

fn is_no_such_host(said: &str) -> bool {
    [
        "not known", "does not resolve", "No address associated", "No such host",
    ]
    .iter()
    .any(|words| said.contains(words))
}
