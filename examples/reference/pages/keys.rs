//! The page of keys.

use std::path::Path;

use postil::yaml::Described;
use postil::{config, content};

use super::{head, source, table};

const INTRODUCTION: &str = "\
What can stand in the files that people write. A key that is not here is told with its place, as is a value of the \
wrong type; keys of your own go under `extra:`. `[]` stands for each item of a list, `<…>` for a name of your choosing.

## Dates

Days, months, years and spans as [EDTF](https://www.loc.gov/standards/datetime/) writes them: `2017-01-19`, `2017-01`, \
`2017`; `~` says about (`2017-01~`), `?` perhaps, `/` from and to (`2016-08/2017-03`).

";

pub fn page(root: &Path) -> String {
    let mut text = head(
        "Keys",
        "What can stand in postil.yaml, theme.yaml and in front matter",
        2,
    ) + INTRODUCTION;
    let parts = [
        (
            "postil.yaml",
            "The site; every key but `title` has a default.",
            config::keys::KEYS,
        ),
        (
            "An article",
            "Front matter of `content/articles/<slug>/index.md` or `content/articles/<slug>.md`.",
            content::keys::ARTICLE,
        ),
        (
            "A note",
            "Front matter of `notes/<id>.md` beside an article.",
            content::keys::NOTE,
        ),
        (
            "An entity",
            "Front matter of `content/entities/<slug>.md`.",
            content::keys::ENTITY,
        ),
        (
            "A page",
            "Front matter of `content/pages/<slug>.md`; `index.md` is the introduction on the first page.",
            content::keys::PAGE,
        ),
        (
            "A reader comment",
            "Each entry of the list in an article’s `comments.yaml`.",
            content::keys::COMMENT,
        ),
    ];
    for (title, what, keys) in parts {
        text += &format!("## {title}\n\n{what}\n\n{}", described(keys));
    }
    text += "## theme.yaml\n\nWhat a theme says of itself, and what sites may set in it.\n\n";
    text += &table(&["key", "meaning"], &theme(root));
    text.trim_end().to_owned() + "\n"
}

fn described(keys: &[Described]) -> String {
    let rows = keys.iter().map(|key| {
        vec![
            format!("`{}`", key.name),
            key.takes.to_owned(),
            key.meaning.to_owned(),
        ]
    });
    table(&["key", "takes", "meaning"], &rows.collect::<Vec<_>>())
}

/// The fields of `ThemeFile`.
fn theme(root: &Path) -> Vec<Vec<String>> {
    let file = source::file(&root.join("src/theme/settings.rs"));
    let item = file.items.iter().find_map(|item| match item {
        syn::Item::Struct(item) if item.ident == "ThemeFile" => Some(item),
        _ => None,
    });
    let fields = item.expect("`ThemeFile`").fields.iter();
    let rows = fields.map(|field| {
        let name = source::renamed(&field.attrs);
        let name = name.unwrap_or_else(|| field.ident.as_ref().expect("a name").to_string());
        vec![
            format!("`{name}`"),
            source::doc(&field.attrs).trim_end_matches('.').to_owned(),
        ]
    });
    rows.collect()
}
