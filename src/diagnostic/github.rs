//! Diagnostics as GitHub's workflow commands, which show them beside the lines of a pull request.

use super::{Diagnostic, Severity};

/// One line, such as `::error file=content/articles/a.md,line=3,col=7,title=broken-link::…`. `prefix` stands before the
/// path: the site's folder, from where the workflow runs, with `/` at its end.
///
/// The form and its escapes: <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>.
pub fn github(diagnostic: &Diagnostic, prefix: &str) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = &diagnostic.place {
        properties.push(("file", format!("{prefix}{}", place.path)));
        if place.line > 0 {
            properties.push(("line", place.line.to_string()));
            properties.push(("col", place.column.to_string()));
            properties.push(("endColumn", (place.column + place.length).to_string()));
        }
    }
    properties.push(("title", diagnostic.code.to_owned()));
    let properties: Vec<String> = properties
        .into_iter()
        .map(|(name, value)| format!("{name}={}", property(&value)))
        .collect();
    let mut message = diagnostic.message.clone();
    if let Some(help) = &diagnostic.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    format!("::{command} {}::{}", properties.join(","), data(&message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Place;

    #[test]
    fn a_finding_is_one_command_with_its_place() {
        let place = Place::span("content/a,b.md", "one\ntwo three\n", 8..13);
        let diagnostic = Diagnostic::warning("image-alt", "100 % wrong: all")
            .at(place)
            .help("mend\nit");
        assert_eq!(
            github(&diagnostic, "site/"),
            "::warning file=site/content/a%2Cb.md,line=2,col=5,endColumn=10,title=image-alt::100 %25 wrong: all%0Ahelp: mend%0Ait"
        );
        let whole = Diagnostic::info("draft", "a draft").at(Place::file("a.md"));
        assert_eq!(
            github(&whole, ""),
            "::notice file=a.md,title=draft::a draft"
        );
    }

    proptest! {
        #[test]
        fn no_text_ends_the_line_or_the_properties_early(path in "[a:,%\r\n=]{0,8}", message in "[a:%\r\n]{0,8}") {
            let line = github(&Diagnostic::error("yaml", message).at(Place::file(path)), "");
            prop_assert!(!line.contains(['\n', '\r']));
            let (head, _) = line.strip_prefix("::error ").unwrap().split_once("::").unwrap();
            prop_assert_eq!(head.split(',').count(), 2);
        }
    }
}
