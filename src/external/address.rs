//! Which addresses may be asked. Whoever can write an article or a note must not be able to make a build machine call
//! what stands beside it: loopback, private and link-local addresses (where clouds keep their keys) are refused, by
//! their name and, whatever the name, by what it stands for. Only who runs the check can allow a host.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Endings of names that no public name server knows (RFC 6761, RFC 6762, RFC 8375, and ICANN's `internal`).
const PRIVATE_NAMES: [&str; 5] = [
    ".localhost", ".local", ".internal", ".home.arpa", ".localdomain",
];

/// The private hosts that may be asked all the same, as in a URL, an IPv6 address without its brackets.
#[derive(Debug, Clone, Default)]
pub(super) struct Allowed(BTreeSet<String>);

impl Allowed {
    pub(super) fn new(hosts: &[String]) -> Self {
        let hosts = hosts.iter().map(|host| bare(host).to_ascii_lowercase());
        Self(hosts.collect())
    }

    pub(super) fn has(&self, host: &str) -> bool {
        self.0.contains(bare(host))
    }

    /// Whether nothing in the address itself speaks against asking it.
    pub(super) fn may_ask(&self, url: &Url) -> bool {
        let is_public = match url.host() {
            Some(Host::Ipv4(address)) => is_public(address.into()),
            Some(Host::Ipv6(address)) => is_public(address.into()),
            Some(Host::Domain(name)) => is_public_name(name),
            None => false,
        };
        is_public || url.host_str().is_some_and(|host| self.has(host))
    }
}

fn bare(host: &str) -> &str {
    host.trim_start_matches('[').trim_end_matches(']')
}

fn is_public_name(name: &str) -> bool {
    let name = name.trim_end_matches('.');
    name.contains('.') && !PRIVATE_NAMES.iter().any(|ending| name.ends_with(ending))
}

/// Whether it can be an address of the open net (by IANA's registries of special-purpose addresses).
pub(super) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    !matches!(
        address.octets(),
        [0 | 10 | 127 | 224..=255, ..]
            | [100, 64..=127, ..]
            | [169, 254, ..]
            | [172, 16..=31, ..]
            | [192, 168, ..]
            | [192, 0, 0 | 2, _]
            | [192, 88, 99, _]
            | [198, 18 | 19, ..]
            | [198, 51, 100, _]
            | [203, 0, 113, _]
    )
}

/// Only `2000::/3` is given out; what stands for an IPv4 address is as public as that.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        is_public_v4(Ipv4Addr::new(a, b, c, d))
    };
    match address.segments() {
        [0, 0, 0, 0, 0, 0xffff, high, low]
        | [0x64, 0xff9b, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => v4(high, low),
        // Teredo and others of the IETF's own; documentation.
        [0x2001, 0..=0x1ff | 0xdb8, ..] | [0x3fff, 0..=0xfff, ..] => false,
        [0x2000..=0x3fff, ..] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn may_ask(url: &str, allowed: &[&str]) -> bool {
        let hosts: Vec<String> = allowed.iter().map(|&host| host.to_owned()).collect();
        Allowed::new(&hosts).may_ask(&Url::parse(url).unwrap())
    }

    #[test]
    fn what_stands_beside_the_machine_is_not_asked_however_it_is_written() {
        for host in [
            "127.0.0.1", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "10.1.2.3", "172.31.0.1",
            "192.168.1.1", "169.254.169.254", "100.100.100.200", "0.0.0.0", "255.255.255.255",
            "[::1]", "[::]", "[::ffff:127.0.0.1]", "[64:ff9b::a00:1]", "[2002:7f00:1::]",
            "[fe80::1]", "[fd00::1]", "localhost", "LOCALHOST", "a.localhost.", "printer",
            "nas.local", "metadata.google.internal", "ⓛocalhost",
        ] {
            assert!(!may_ask(&format!("http://{host}/"), &[]), "{host}");
        }
        for host in [
            "example.org", "8.8.8.8", "172.32.0.1", "[2606:4700::1]", "[2002:808:808::]",
        ] {
            assert!(may_ask(&format!("https://{host}/"), &[]), "{host}");
        }
        assert!(may_ask("http://127.0.0.1:8080/x", &["127.0.0.1"]));
        assert!(may_ask("http://[::1]/x", &["[::1]"]));
        assert!(!may_ask("http://127.0.0.2/", &["127.0.0.1"]));
    }

    proptest! {
        #[test]
        fn an_address_in_another_form_is_as_private(bits in any::<u32>()) {
            let address = Ipv4Addr::from(bits);
            let mapped = address.to_ipv6_mapped();
            prop_assert_eq!(is_public(address.into()), is_public(mapped.into()));
            let std = address.is_private() || address.is_loopback() || address.is_link_local();
            prop_assert!(!(std && is_public(address.into())));
        }
    }
}
