//! The tree and the commit of a release.

use std::io::Write;

use super::workshop::Workshop;
use crate::error::{Error, Result};
use crate::git::said;
use crate::output::Files;

/// The reference that `fast-import` needs; it is deleted again.
const MAKING: &str = "refs/postil/making";

/// Files as a tree of git; its name.
///
/// # Errors
/// Git fails; a disk that is full.
pub(super) fn tree(workshop: &Workshop, files: &Files) -> Result<String> {
    let answer = workshop.feed(
        &[
            "fast-import", "--quiet", "--force", "--done", "--date-format=raw",
        ],
        |pipe| stream(pipe, files),
    )?;
    if !answer.status.success() {
        return Err(Error::Machine(format!(
            "git cannot take the files of the site: {}",
            said(&answer)
        )));
    }
    let tree = workshop.must(&["rev-parse", "--verify", &format!("{MAKING}^{{tree}}")])?;
    workshop.must(&["update-ref", "-d", MAKING])?;
    Ok(String::from_utf8_lossy(&tree).trim().to_owned())
}

/// The files as input of `git fast-import`: each with its bytes, in one commit that nobody sees.
fn stream(pipe: &mut dyn Write, files: &Files) -> std::io::Result<()> {
    writeln!(pipe, "commit {MAKING}")?;
    writeln!(pipe, "committer Postil <postil> 0 +0000")?;
    writeln!(pipe, "data 0\ndeleteall")?;
    for (path, bytes) in files {
        writeln!(pipe, "M 100644 inline {}", quoted(path))?;
        writeln!(pipe, "data {}", bytes.len())?;
        pipe.write_all(bytes)?;
        writeln!(pipe)?;
    }
    writeln!(pipe, "done")
}

/// A path in quotation marks, as `git fast-import` reads it.
fn quoted(path: &str) -> String {
    let mut quoted = String::from('"');
    for c in path.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_ascii_control() => quoted += &format!("\\{:03o}", c as u32),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// A commit of a tree, signed if the user signs.
///
/// # Errors
/// Git does not know who commits; a signature that cannot be made.
pub(super) fn commit(
    workshop: &Workshop,
    tree: &str,
    parent: Option<&str>,
    message: &str,
) -> Result<String> {
    let signs = workshop.line(&["config", "--type=bool", "--get", "commit.gpgsign"])?;
    let mut arguments = vec!["commit-tree", tree];
    arguments.extend(parent.iter().flat_map(|parent| ["-p", parent]));
    if signs.as_deref() == Some("true") {
        arguments.push("-S");
    }
    let answer = workshop.run(&arguments, message.as_bytes())?;
    if answer.status.success() {
        return Ok(String::from_utf8_lossy(&answer.stdout).trim().to_owned());
    }
    Err(Error::Machine(format!(
        "git cannot commit the release: {}; nothing was pushed",
        said(&answer)
    )))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_path_ends_its_line() {
        assert_eq!(quoted("a/b c.html"), "\"a/b c.html\"");
        assert_eq!(quoted("a\"b\\c\nd"), "\"a\\\"b\\\\c\\012d\"");
        assert_eq!(quoted("ç"), "\"ç\"");
    }
}
