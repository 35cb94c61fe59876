//! A workflow of GitHub Actions for a site that uses Postil: check each change, publish the main branch.

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::git::Repository;
use crate::output::write_atomically;

/// Where GitHub looks for it, in the repository's own folder.
const PATH: &str = ".github/workflows/postil.yml";

const TEMPLATE: &str = include_str!("reader.yml");

/// Writes the workflow into the repository that the site's folder `root` lies in; where it is.
///
/// # Errors
/// No git, no repository; a workflow of this name that says something else, unless `force` is set.
pub fn init_actions(root: &Path, force: bool) -> Result<PathBuf> {
    let repository = Repository::of(root)?;
    let branch = repository.branch()?.unwrap_or_else(|| "main".to_owned());
    let path = repository.top().join(PATH);
    let text = workflow(&branch, repository.folder());
    let there = std::fs::read_to_string(&path);
    if !force && there.is_ok_and(|there| there != text) {
        return Err(Error::Usage(format!(
            "{} is there already and says something else: with `--force` it is written anew",
            path.display()
        )));
    }
    let folder = path.parent().unwrap_or(root);
    std::fs::create_dir_all(folder).map_err(Error::io("make the folder", folder))?;
    write_atomically(&path, text.as_bytes())?;
    Ok(path)
}

/// `folder` is the site's folder in the repository, with `/` at its end; empty for the repository's own.
fn workflow(branch: &str, folder: &str) -> String {
    let folder = match folder {
        "" => ".",
        folder => folder.trim_end_matches('/'),
    };
    // Any text is a YAML string in JSON's form.
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    TEMPLATE
        .replace("{branch}", &quoted(branch))
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("{folder}", &quoted(folder))
}

#[cfg(test)]
mod tests {
    use super::workflow;

    #[test]
    fn whatever_branch_and_folder_are_called_it_is_yaml() {
        for (branch, folder) in [("main", ""), ("releases/1", "a b/\"c\"/"), ("a: b", "[x]/")] {
            let text = workflow(branch, folder);
            let read: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
            assert_eq!(read["on"]["push"]["branches"][0], branch);
            let folder = folder.trim_end_matches('/');
            let folder = if folder.is_empty() { "." } else { folder };
            assert_eq!(read["defaults"]["run"]["working-directory"], folder);
        }
    }
}
