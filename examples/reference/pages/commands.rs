//! The page of commands.

use clap::{Arg, Command, CommandFactory};
use postil::cli::{Cli, EXIT_CODES};

use super::{head, plain, table};

const INTRODUCTION: &str = "\
`postil help COMMAND` prints the same. Messages go to standard error, results to standard output.

";

pub fn page() -> String {
    let mut text = head("Commands", "Every command, option and exit code", 1) + INTRODUCTION;
    let mut postil = Cli::command();
    postil.build();
    text += "## For every command\n\n";
    let global = postil.get_arguments().filter(|it| it.is_global_set());
    text += &arguments(global);
    text += "## Exit codes\n\n";
    let codes = EXIT_CODES.iter();
    let codes = codes.map(|(code, meaning)| vec![format!("`{code}`"), plain(meaning)]);
    text += &table(&["code", "meaning"], &codes.collect::<Vec<_>>());
    for command in postil.get_subcommands() {
        describe(command, 2, &mut text);
    }
    text.trim_end().to_owned() + "\n"
}

/// A command, and those below it.
fn describe(command: &Command, level: usize, text: &mut String) {
    if command.is_hide_set() || command.get_name() == "help" {
        return;
    }
    let name = command.get_bin_name().unwrap_or(command.get_name());
    *text += &format!("{} {name}\n\n", "#".repeat(level));
    let about = command.get_long_about().or(command.get_about());
    if let Some(about) = about {
        *text += &format!("{}\n\n", plain(sentence(&about.to_string()).trim()));
    }
    let below: Vec<&Command> = command.get_subcommands().collect();
    if below.is_empty() {
        let usage = command.clone().render_usage().to_string();
        let usage = usage.trim_start_matches("Usage: ");
        *text += &format!("```text\n{usage}\n```\n\n");
    }
    let own = command.get_arguments().filter(|it| !it.is_global_set());
    *text += &arguments(own);
    for command in below {
        describe(command, level + 1, text);
    }
}

fn arguments<'a>(arguments: impl Iterator<Item = &'a Arg>) -> String {
    let shown = arguments
        .filter(|it| !it.is_hide_set() && !matches!(it.get_id().as_str(), "help" | "version"));
    table(
        &["argument", "meaning"],
        &shown.map(row).collect::<Vec<_>>(),
    )
}

fn row(argument: &Arg) -> Vec<String> {
    let mut names = Vec::new();
    names.extend(argument.get_short().map(|short| format!("-{short}")));
    names.extend(argument.get_long().map(|long| format!("--{long}")));
    let takes = argument.get_action().takes_values();
    let values = argument.get_value_names().unwrap_or_default();
    let value = values
        .iter()
        .map(|it| format!("<{it}>"))
        .collect::<Vec<_>>()
        .join(" ");
    let name = match (names.is_empty(), takes) {
        (true, _) => value,
        (false, true) => format!("{} {value}", names.join(", ")),
        (false, false) => names.join(", "),
    };
    let help = argument.get_long_help().or(argument.get_help());
    let mut meaning = help
        .map(|help| plain(&help.to_string()))
        .unwrap_or_default();
    let paragraphs = meaning.split("\n\n").map(|it| it.replace('\n', " "));
    meaning = paragraphs.collect::<Vec<_>>().join(". ");
    if takes && !argument.is_hide_possible_values_set() {
        let possible: Vec<String> = argument
            .get_possible_values()
            .iter()
            .filter(|it| !it.is_hide_set())
            .map(|it| {
                let name = format!("`{}`", it.get_name());
                it.get_help().map_or(name.clone(), |help| {
                    format!("{name} ({})", plain(&help.to_string()))
                })
            })
            .collect();
        if !possible.is_empty() {
            meaning = format!("{}: {}", meaning.trim_end_matches('.'), possible.join(", "));
        }
    }
    let defaults: Vec<String> = argument
        .get_default_values()
        .iter()
        .map(|it| it.to_string_lossy().into_owned())
        .filter(|it| !it.is_empty())
        .collect();
    if takes && !defaults.is_empty() {
        meaning += &format!("; else `{}`", defaults.join(" "));
    }
    vec![
        format!("`{name}`"),
        meaning.trim_start_matches(": ").to_owned(),
    ]
}

/// With a full stop at its end.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', ':', '`']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}
