//! Pages at old addresses. No script and no server has to help them: a browser goes on by itself, a reader by the link.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::Config;
use crate::links::redirects::Redirect;
use crate::output::Claim;
use crate::page::html_context::canonical_url;
use crate::render::{escape_attribute, escape_page, escape_text};
use crate::text::url;

/// The claims of the pages at old addresses. They are no pages of the theme, nor of the site map.
pub(super) fn claims(redirects: &BTreeMap<String, Redirect>, config: &Config) -> Vec<Claim> {
    let claim = |(path, redirect): (&String, &Redirect)| Claim {
        path: path.clone(),
        from: redirect.source.clone(),
        bytes: Arc::from(html(redirect, path, config).into_bytes()),
    };
    redirects.iter().map(claim).collect()
}

/// The page at the old address `from`.
fn html(redirect: &Redirect, from: &str, config: &Config) -> String {
    let url = escape_attribute(&url::relative(from, &redirect.to));
    let canonical = config.base_url.as_ref().map_or_else(String::new, |base| {
        let url = escape_attribute(&canonical_url(base, &redirect.to));
        format!("<link rel=\"canonical\" href=\"{url}\">\n")
    });
    let language = escape_attribute(&config.language);
    let title = escape_page(escape_text(&redirect.title));
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={url}\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n{canonical}\
         <title>{title}</title>\n</head>\n<body>\n<main><h1><a href=\"{url}\">{title}</a></h1></main>\n</body>\n</html>\n"
    )
}
