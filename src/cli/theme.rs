//! `postil theme`: which themes there are, and how to begin one's own.

use std::path::Path;

use clap::{Args, Subcommand};
use serde::Serialize;

use super::report::{Printer, count, json, to_stdout};
use super::{Global, Outcome, root};
use crate::config::Config;
use crate::diagnostic::printable;
use crate::error::{Error, Result};
use crate::output::write_atomically;
use crate::theme::{self, ThemeSummary};

#[derive(Debug, Args)]
pub struct Theme {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Copy files of the default theme into the site, to be changed there; nothing is overwritten
    Eject {
        /// A template or static file, such as article.html or css/tokens.css
        #[arg(value_name = "FILE", required_unless_present = "all")]
        files: Vec<String>,

        /// All templates and static files
        #[arg(long, conflicts_with = "files")]
        all: bool,
    },
    /// List the themes, and which one the site uses
    List,
    /// Begin a theme in themes/NAME/ that takes everything else from the default one
    New {
        /// Lower case letters, digits and hyphens
        name: String,
    },
}

/// What `list --json` prints.
#[derive(Serialize)]
struct Listed {
    themes: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    theme: ThemeSummary,
    in_use: bool,
}

/// What `eject --json` and `new --json` print: paths from the site's root.
#[derive(Serialize)]
struct Written {
    written: Vec<String>,
    /// Files that were there already.
    kept: Vec<String>,
}

impl Theme {
    pub fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let root = root::find(global)?;
        match self.command {
            Command::Eject { files, all } => {
                let written = eject(&root, &files, all)?;
                if global.json {
                    json(&written);
                }
                tell(&written, printer);
                Ok(Outcome::Done)
            }
            Command::List => list(&root, global, printer),
            Command::New { name } => {
                let written = new(&root, &name)?;
                if global.json {
                    json(&written);
                }
                tell(&written, printer);
                printer.say(&format!(
                    "next: write `theme: {name}` in {}",
                    crate::config::FILE
                ));
                Ok(Outcome::Done)
            }
        }
    }
}

fn list(root: &Path, global: &Global, printer: &Printer) -> Result<Outcome> {
    let (snapshot, _) = root::snapshot(root)?;
    let file = snapshot.files.get(crate::config::FILE);
    let config = Config::read(file.map_or(&[], |file| &file.bytes));
    let config = match config {
        Ok((config, _)) => config,
        Err(found) => {
            printer.diagnostics(&found);
            return Ok(Outcome::Unusable);
        }
    };
    let themes = theme::installed(&snapshot).into_iter().map(|theme| Row {
        in_use: theme.name == config.theme.name,
        theme,
    });
    let themes: Vec<Row> = themes.collect();
    if global.json {
        json(&Listed { themes });
        return Ok(Outcome::Done);
    }
    for row in &themes {
        let mark = if row.in_use { '*' } else { ' ' };
        let theme = &row.theme;
        let line = format!(
            "{mark} {} ({}): {}",
            theme.name, theme.source, theme.description
        );
        to_stdout(&printable(&format!("{line}\n")));
    }
    if !themes.iter().any(|row| row.in_use) {
        let name = &config.theme.name;
        return Err(Error::Usage(format!(
            "the site uses the theme `{name}`, which is not there: put it into themes/{name}/, or take the line `theme:` out"
        )));
    }
    Ok(Outcome::Done)
}

fn eject(root: &Path, names: &[String], all: bool) -> Result<Written> {
    let files = theme::default_files();
    let ejectable = |path: &&String| path.starts_with("templates/") || path.starts_with("static/");
    let wanted: Vec<&String> = if all {
        files.keys().filter(ejectable).collect()
    } else {
        let find = |name: &String| {
            let tries = ["", "templates/", "static/"].map(|folder| format!("{folder}{name}"));
            let mut paths = files.keys().filter(ejectable);
            paths.find(|path| tries.contains(path)).ok_or_else(|| {
                let names: Vec<&str> = files.keys().filter(ejectable).map(String::as_str).collect();
                let names = names.join(", ");
                Error::Usage(format!(
                    "the default theme has no file `{name}`; it has: {names}"
                ))
            })
        };
        names.iter().map(find).collect::<Result<_>>()?
    };
    let (kept, wanted): (Vec<&String>, Vec<&String>) = wanted
        .into_iter()
        .partition(|path| is_there(&root.join(path)));
    if let Some(path) = kept.first().filter(|_| !all) {
        return Err(Error::Usage(format!(
            "{path} is there already: delete it first if you want the default theme's again"
        )));
    }
    for path in &wanted {
        let bytes = files.get(*path).copied().unwrap_or_default();
        write_atomically(&root.join(path), bytes)?;
    }
    Ok(Written {
        written: wanted.into_iter().cloned().collect(),
        kept: kept.into_iter().cloned().collect(),
    })
}

fn new(root: &Path, name: &str) -> Result<Written> {
    let sound = name
        .bytes()
        .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-');
    if name.is_empty() || !sound || name.starts_with('-') {
        return Err(Error::Usage(format!(
            "a theme cannot be called `{name}`: use lower case letters, digits and hyphens"
        )));
    }
    let folder = format!("themes/{name}");
    if name == theme::DEFAULT_NAME || is_there(&root.join(&folder)) {
        return Err(Error::Usage(format!(
            "there is a theme `{name}` already: choose another name"
        )));
    }
    let files = theme::skeleton(name);
    let mut written = Vec::new();
    for (path, text) in files {
        let path = format!("{folder}/{path}");
        write_atomically(&root.join(&path), text.as_bytes())?;
        written.push(path);
    }
    let kept = Vec::new();
    Ok(Written { written, kept })
}

/// Whether there is anything at a path, be it a link to nothing.
fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

fn tell(done: &Written, printer: &Printer) {
    for path in &done.written {
        printer.say(&format!("made {path}"));
    }
    if !done.kept.is_empty() {
        let kept = count(done.kept.len(), "file", "files");
        printer.say(&format!("left alone what was there: {kept}"));
    }
}
