//! Where GitHub Pages shows what a repository publishes.

/// The address at which Pages shows the branch of the remote at `url`, with `/` at its end: by the domain `cname`, or by
/// owner and repository. None for a remote that is not at GitHub.
pub fn pages_address(url: &str, cname: Option<&str>) -> Option<String> {
    if let Some(domain) = cname {
        return Some(format!("https://{domain}/"));
    }
    let rest = ["https://", "http://", "ssh://", "git://"]
        .iter()
        .find_map(|scheme| url.strip_prefix(scheme))
        .unwrap_or(url);
    let (_, rest) = rest.split_once("github.com").filter(|(before, _)| {
        before.is_empty() || before.ends_with('@') || before.ends_with("ssh.")
    })?;
    // `github.com/owner/repository`, `github.com:owner/repository.git`, with a port between.
    let rest = rest.strip_prefix(':').map_or(rest, |after| {
        let is_port = |port: &str| port.bytes().all(|byte| byte.is_ascii_digit());
        match after.split_once('/') {
            Some((port, path)) if is_port(port) => path,
            _ => after,
        }
    });
    let mut parts = rest.trim_matches('/').split('/');
    let (owner, name) = (parts.next()?.to_ascii_lowercase(), parts.next()?);
    let name = name.strip_suffix(".git").unwrap_or(name);
    if owner.is_empty() || name.is_empty() || parts.next().is_some() {
        return None;
    }
    if name.eq_ignore_ascii_case(&format!("{owner}.github.io")) {
        return Some(format!("https://{owner}.github.io/"));
    }
    Some(format!("https://{owner}.github.io/{name}/"))
}

#[cfg(test)]
mod tests {
    use super::pages_address;

    #[test]
    fn the_address_follows_from_the_remote() {
        for url in [
            "https://github.com/Ana/reader.git",
            "https://github.com/ana/reader",
            "https://token@github.com/ana/reader/",
            "git@github.com:ana/reader.git",
            "git@github.com:/ana/reader.git",
            "ssh://git@github.com/ana/reader.git",
            "ssh://git@ssh.github.com:443/ana/reader.git",
        ] {
            let address = pages_address(url, None);
            assert_eq!(
                address.as_deref(),
                Some("https://ana.github.io/reader/"),
                "{url}"
            );
        }
        let own = pages_address("git@github.com:ana/Ana.github.io.git", None);
        assert_eq!(own.as_deref(), Some("https://ana.github.io/"));
        let domain = pages_address("/srv/reader.git", Some("reader.example.org"));
        assert_eq!(domain.as_deref(), Some("https://reader.example.org/"));
        for url in [
            "/srv/github.com/ana/reader.git",
            "https://gitlab.com/ana/reader",
            "../reader.git",
            "",
        ] {
            assert_eq!(pages_address(url, None), None, "{url}");
        }
    }
}
