//! `postil serve`: a preview on this machine.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::Args;
use serde::Serialize;
use tokio::sync::watch;

use super::report::{Printer, count, json};
use super::rounds::Rounds;
use super::{Global, Outcome, root};
use crate::corpus::Audience;
use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::output::sweep;
use crate::serve::{Access, Prefix, Shown, Viewed, listen, serve};
use crate::site::Options;
use crate::watch::{Changes, News, Round, follow_closely};

/// After how long nobody writes to a file any more that was to take another's place.
const LEFT: Duration = Duration::from_secs(60);

#[derive(Debug, Args)]
pub struct Serve {
    /// Where to listen; beyond 127.0.0.1 everybody must say the pass phrase in `POSTIL_PASS_PHRASE`
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: IpAddr,

    /// A further name that the preview may be asked by, such as that of this machine in your network
    #[arg(long, value_name = "HOST")]
    pub name: Vec<String>,

    /// Show the site with its drafts, and let nobody write
    #[arg(long)]
    pub read_only: bool,

    /// The port to listen at; the next free one is taken when it is not free, any for 0
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
        let phrase = std::env::var("POSTIL_PASS_PHRASE").ok();
        let access = Access::new(self.host, &self.name, phrase.as_deref(), self.read_only)?;
        let (listener, port) = listen(self.host, self.port)?;
        if port != self.port && self.port != 0 {
            printer.say(&format!("Port {} is taken; {port} is free.", self.port));
        }
        // Where it listens at all addresses, this machine reaches it by its own.
        let host = match self.host {
            host if !host.is_unspecified() => host,
            IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        };
        let url = format!(
            "http://{}{}",
            SocketAddr::new(host, port),
            self.prefix.as_str()
        );
        self.warn(&access, printer);
        let (sender, latest) = watch::channel(None);
        let changes = Changes::below(&root);
        let told = changes.sender();
        let viewed = Viewed::default();
        let builder = Builder {
            root: root.clone(),
            url,
            open: self.open,
            read_only: self.read_only,
            global: global.clone(),
            sender,
            viewed: viewed.clone(),
        };
        if !self.read_only {
            let content = root.join("content");
            std::thread::spawn(move || sweep(&content, LEFT));
        }
        // Ends with the process: it holds nothing that would have to be put in order.
        std::thread::spawn(move || builder.run(changes));
        serve(listener, root, self.prefix, access, latest, viewed, told)?;
        Ok(Outcome::Done)
    }
}

impl Serve {
    /// Says what it means to be reached from elsewhere.
    fn warn(&self, access: &Access, printer: &Printer) {
        if self.host.is_loopback() {
            return;
        }
        let may = if access.is_read_only() {
            "read drafts and unpublished notes"
        } else {
            "read drafts and unpublished notes, and change files of this site"
        };
        printer.say(&format!(
            "Whoever reaches {} and knows the pass phrase can {may}. It travels unencrypted: use it in a network you trust.",
            self.host
        ));
    }
}

/// Builds what is served.
struct Builder {
    root: PathBuf,
    url: String,
    open: bool,
    read_only: bool,
    global: Global,
    sender: watch::Sender<Option<Arc<Shown>>>,
    viewed: Viewed,
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
        // After the last whole round.
        let mut whole = Arc::clone(&shown);
        let mut first = true;
        let looked_at = || self.viewed.pages();
        let tell = |news: News<'_>| {
            let round = match news {
                News::First(first) => {
                    shown = Arc::new(shown.with(first));
                    let _ = self.sender.send(Some(Arc::clone(&shown)));
                    return ControlFlow::Continue(());
                }
                News::Round(round) => round,
            };
            let next = Arc::new(shown.after(round));
            let differ = next.changed_since(&whole);
            shown = Arc::clone(&next);
            whole = Arc::clone(&next);
            // Nobody reads it any more when the server has ended.
            let _ = self.sender.send(Some(next));
            if std::mem::take(&mut first) {
                let has_imports = shown.has_imports() && !self.read_only;
                self.begin(round, has_imports, &printer);
            }
            self.tell(round, differ, &mut rounds);
            ControlFlow::Continue(())
        };
        follow_closely(
            &self.root,
            &root::ROOTS,
            &options,
            &mut changes,
            Some(&looked_at),
            tell,
        );
    }

    /// Says where it is and what it serves.
    fn begin(&self, round: &Round<'_>, has_imports: bool, printer: &Printer) {
        let url = &self.url;
        if self.global.json {
            let root = self.root.display().to_string();
            json(&Where { url, root });
        } else {
            printer.say(&Self::greeting(url, round));
            if !self.read_only {
                printer.say(&format!("All notes, for editors: {url}-/"));
            }
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
