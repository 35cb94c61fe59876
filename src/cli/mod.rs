//! The command line: what can be asked, and how the answer is printed. One file for each command.

mod build;
mod check;
mod completions;
mod entities;
mod import;
mod new;
mod notes;
mod publish;
mod related;
mod report;
mod root;
mod rounds;
mod serve;
mod theme;
mod watch;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::error::Result;
use report::Printer;

/// A static site generator for annotated readers.
#[derive(Debug, Parser)]
#[command(name = "postil", version, about, max_term_width = 100, after_help = exit_codes())]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,

    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// The site's folder [default: the nearest folder up that holds postil.yaml]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<std::path::PathBuf>,

    /// Print the result as JSON on standard output
    #[arg(long, global = true)]
    pub json: bool,

    /// Say nothing but errors
    #[arg(long, short, global = true)]
    pub quiet: bool,

    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: Color,

    /// Take warnings for errors
    #[arg(long, global = true)]
    pub strict: bool,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site into public/
    Build(build::Build),
    /// Say everything an editor or CI should know before publishing
    Check(check::Check),
    /// Print what a shell needs to complete commands
    Completions(completions::Completions),
    /// List people, places and what else texts name
    Entities(entities::Entities),
    /// Make articles of raw texts
    Import(import::Import),
    /// Print the manual, or write it as pages
    Man(completions::Man),
    /// Make a new site that can be served at once
    New(new::New),
    /// List, show and locate notes
    Notes(notes::Notes),
    /// Publish the site to GitHub Pages or into a folder, or return to an earlier release
    Publish(publish::Publish),
    /// List related articles, with reasons
    Related(related::Related),
    /// Preview the site in the browser, and rebuild it on each change
    Serve(serve::Serve),
    /// List themes, begin one, or take files out of the default one to change them
    Theme(theme::Theme),
    /// Rebuild public/ on each change
    Watch(watch::Watch),
}

/// What the exit codes mean.
pub const EXIT_CODES: [(u8, &str); 4] = [
    (0, "done"),
    (
        1,
        "errors in content were found; the site is written all the same",
    ),
    (2, "wrong use, or a configuration that cannot be used"),
    (3, "the machine failed: disk, network, git"),
];

fn exit_codes() -> String {
    let lines = EXIT_CODES.map(|(code, meaning)| format!("  {code}  {meaning}"));
    format!("Exit codes:\n{}", lines.join("\n"))
}

/// What a command came to, where it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Done,
    /// Errors in content were found: exit code 1.
    Errors,
    /// The configuration cannot be used: exit code 2. It has been told.
    Unusable,
}

/// Runs the command line `args` (the program's name first) and says how the process should exit.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { 2 } else { 0 };
            // Nothing can be told when the terminal is gone.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let printer = Printer::new(&cli.global);
    match dispatch(cli, &printer) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        Ok(Outcome::Unusable) => ExitCode::from(2),
        Err(error) => {
            printer.error(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

fn dispatch(cli: Cli, printer: &Printer) -> Result<Outcome> {
    match cli.command {
        Command::Build(command) => command.run(&cli.global, printer),
        Command::Check(command) => command.run(&cli.global, printer),
        Command::Completions(command) => Ok(command.run()),
        Command::Import(command) => command.run(&cli.global, printer),
        Command::Man(command) => command.run(&cli.global, printer),
        Command::New(command) => command.run(&cli.global, printer),
        Command::Notes(command) => command.run(&cli.global, printer),
        Command::Entities(command) => command.run(&cli.global, printer),
        Command::Publish(command) => command.run(&cli.global, printer),
        Command::Related(command) => command.run(&cli.global, printer),
        Command::Serve(command) => command.run(&cli.global, printer),
        Command::Theme(command) => command.run(&cli.global, printer),
        Command::Watch(command) => command.run(&cli.global, printer),
    }
}
