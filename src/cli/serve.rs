//! `postil serve`: a preview on this machine.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde::Serialize;
use tokio::sync::watch;

use super::report::{Printer, count, json};
use super::rounds::Rounds;
use super::{Global, Outcome, root};
use crate::corpus::Audience;
use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::serve::{Prefix, Shown, listen, serve};
use crate::site::Options;
use crate::watch::{Changes, Round, follow};

#[derive(Debug, Args)]
pub struct Serve {
    /// Where to listen on 127.0.0.1; the next free port is taken when it is not free, any for 0
    #[arg(long, default_value_t = 4747)]
    pub port: u16,

    /// Serve below this path, as GitHub Pages does for a repository
    #[arg(long, value_name = "/PATH/", default_value = "/")]
    pub prefix: Prefix,

    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
}

/// What `--json` prints first.
#[derive(Serialize)]
struct Where<'a> {
    url: &'a str,
    root: String,
}

/// What `--json` prints after each build, a line each.
#[derive(Serialize)]
struct Answer<'a> {
    changed: &'a [String],
    /// None when nothing could be built; the last good site is shown then.
    pages: Option<usize>,
    /// Files of the site that are new or differ.
    differ: usize,
    diagnostics: &'a [Diagnostic],
    milliseconds: f64,
}

impl Serve {
    pub fn run(self, global: &Global, printer: &Printer) -> Result<Outcome> {
        let root = root::find(global)?;
        let (listener, port) = listen(self.port)?;
        if port != self.port && self.port != 0 {
            printer.say(&format!("Port {} is taken; {port} is free.", self.port));
        }
        let url = format!("http://127.0.0.1:{port}{}", self.prefix.as_str());
        let (sender, latest) = watch::channel(None);
        let changes = Changes::below(&root);
        let told = changes.sender();
        let builder = Builder {
            root: root.clone(),
            url,
            open: self.open,
            global: global.clone(),
            sender,
        };
        // Ends with the process: it holds nothing that would have to be put in order.
        std::thread::spawn(move || builder.run(changes));
        serve(listener, root, self.prefix, latest, told)?;
        Ok(Outcome::Done)
    }
}

/// Builds what is served.
struct Builder {
    root: PathBuf,
    url: String,
    open: bool,
    global: Global,
    sender: watch::Sender<Option<Arc<Shown>>>,
}

impl Builder {
    fn run(self, mut changes: Changes) {
        let printer = Printer::new(&self.global);
        let mut rounds = Rounds::new(&printer);
        let options = Options {
            audience: Audience::Editors,
            base_url: Some(self.url.clone()),
        };
        let mut shown = Arc::new(Shown::default());
        let mut first = true;
        follow(&self.root, &root::ROOTS, &options, &mut changes, |round| {
            let next = Arc::new(shown.after(round));
            let differ = next.changed_since(&shown);
            shown = Arc::clone(&next);
            // Nobody reads it any more when the server has ended.
            let _ = self.sender.send(Some(next));
            if std::mem::take(&mut first) {
                self.begin(round, shown.has_imports(), &printer);
            }
            self.tell(round, differ, &mut rounds);
            ControlFlow::Continue(())
        });
    }

    /// Says where it is and what it serves.
    fn begin(&self, round: &Round<'_>, has_imports: bool, printer: &Printer) {
        let url = &self.url;
        if self.global.json {
            let root = self.root.display().to_string();
            json(&Where { url, root });
        } else {
            printer.say(&Self::greeting(url, round));
            if has_imports {
                printer.say(&format!(
                    "Imported articles beside their sources: {url}-/import/"
                ));
            }
        }
        if self.open && !open(url) {
            printer.say(&format!(
                "The browser cannot be started: open {url} yourself."
            ));
        }
    }

    fn greeting(url: &str, round: &Round<'_>) -> String {
        match &round.built {
            Some(built) => format!(
                "{} at {url} with drafts and unpublished notes. Ctrl-C ends it.",
                count(built.pages, "page", "pages")
            ),
            None => format!("What is wrong is told at {url} too. Ctrl-C ends it."),
        }
    }

    fn tell(&self, round: &Round<'_>, differ: usize, rounds: &mut Rounds<'_>) {
        if self.global.json {
            json(&Answer {
                changed: &round.changed,
                pages: round.built.as_ref().map(|built| built.pages),
                differ,
                diagnostics: &round.diagnostics,
                milliseconds: round.took.as_secs_f64() * 1000.0,
            });
            return;
        }
        let came_to = match round.built {
            Some(_) => count(differ, "file new or changed", "files new or changed"),
            None => "the last good site stays up".to_owned(),
        };
        rounds.tell(round, &came_to);
    }
}

/// Opens a URL as the system does it.
fn open(url: &str) -> bool {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let mut command = std::process::Command::new(program);
    command.args(arguments).arg(url);
    command.stdin(std::process::Stdio::null());
    command.stdout(std::process::Stdio::null());
    command.stderr(std::process::Stdio::null());
    command.spawn().is_ok()
}
