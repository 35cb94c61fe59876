//! A release into a folder, for any host that takes one.

use std::path::Path;

use crate::error::{Error, Result};
use crate::output::{self, Files, Report};

/// The file by which a folder is known again.
const MARK: &str = ".postil-release";

/// Makes the folder `to` hold the site: what differs is written, assets before pages, and what an earlier release left
/// there is deleted last. `state` is the folder `.postil/` of the site, which remembers what was written.
///
/// # Errors
/// A folder that holds other files, unless `force` is set, when they stay; a folder of the site itself; a disk that
/// takes nothing.
pub fn to_folder(root: &Path, to: &Path, files: &Files, force: bool) -> Result<Report> {
    std::fs::create_dir_all(to).map_err(Error::io("make the folder", to))?;
    let to = to.canonicalize().map_err(Error::io("find", to))?;
    let root = root.canonicalize().map_err(Error::io("find", root))?;
    let is_source = [
        "content", "themes", "templates", "static", ".postil", ".git",
    ]
    .iter()
    .any(|folder| to.starts_with(root.join(folder)));
    if is_source || root.starts_with(&to) {
        return Err(Error::Usage(format!(
            "{} holds the sources of this site: choose another folder",
            to.display()
        )));
    }
    let name = blake3::hash(to.as_os_str().as_encoded_bytes()).to_hex();
    let name = name.get(..16).unwrap_or_default();
    let state = root.join(".postil/to").join(name);
    // Another folder may stand there by now: what was written into the former says nothing of it.
    let mark = to.join(MARK);
    if !std::fs::read_to_string(&mark).is_ok_and(|text| text.contains(name)) && state.exists() {
        std::fs::remove_dir_all(&state).map_err(Error::io("remove", &state))?;
    }
    if !force && !state.exists() {
        let mut there = std::fs::read_dir(&to).map_err(Error::io("read the folder", &to))?;
        if let Some(Ok(first)) = there.next() {
            return Err(Error::Usage(format!(
                "{} is not empty, and no release of this site was written there from here: it holds `{}`. With `--force`, files of \
                 the release take the place of those of the same name, and all others stay",
                to.display(),
                first.file_name().display()
            )));
        }
    }
    let text =
        format!("The files here are written by `postil publish --to`, from the site {name}.\n");
    output::write_atomically(&mark, text.as_bytes())?;
    output::write(&to, &state, files)
}
