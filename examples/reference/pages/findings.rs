//! The page of findings.

use postil::diagnostic::codes::CODES;

use super::{head, plain, table};

const INTRODUCTION: &str = "\
Whatever Postil finds in a site has a code: `error[broken-link]: …`, with the place, and with what to do. \
`postil check`, `build`, `serve` and `publish` tell the same ones. How bad each is for your site, you say in \
`postil.yaml`:

```yaml
check:
  note-orphan: error
  inferred: off
```

";

pub fn page() -> String {
    let rows = CODES.iter().map(|code| {
        let level = match (code.adjustable, code.is_optional) {
            (false, _) => "always an error",
            (true, true) => "only if you ask",
            (true, false) => "as you say",
        };
        vec![
            format!("`{}`", code.name),
            plain(code.meaning),
            level.to_owned(),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let text = head("Findings", "Every code that a finding can have", 3) + INTRODUCTION;
    (text + &table(&["code", "what has been found", "how bad"], &rows))
        .trim_end()
        .to_owned()
        + "\n"
}
