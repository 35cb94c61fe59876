//! "Open in my editor": the program that the site or the machine names, on a file of the site.

use std::path::Path;
use std::process::{Command, Stdio};

use super::super::asked::Asked;
use crate::config::Desk;

/// Programs that are no use without a terminal.
const IN_TERMINALS: [&str; 14] = [
    "vi", "vim", "nvim", "view", "nano", "pico", "micro", "ed", "ex", "joe", "hx", "helix", "kak",
    "ne",
];

/// A command, its words apart. No shell ever reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Editor {
    words: Vec<String>,
}

impl Editor {
    /// The editor of whoever sits at this machine.
    ///
    /// # Errors
    /// As in [`find`](Self::find); the preview is shown beyond this machine, where whoever asks would not see it.
    pub(super) fn here(asked: &Asked<'_>, desk: &Desk) -> Result<Self, String> {
        if !asked.desk.is_local {
            return Err(
                "This preview is shown beyond its machine: programs are not started there.".into(),
            );
        }
        Self::find(desk, |name| std::env::var(name).ok())
    }

    /// What the machine names, `VISUAL` before `EDITOR`, if it needs no terminal; else what postil.yaml does. The machine
    /// is the editor's own, and the site may be somebody else's.
    ///
    /// # Errors
    /// There is none, or only one that needs a terminal: what to do.
    pub(super) fn find(
        desk: &Desk,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, String> {
        let named = [variable("VISUAL"), variable("EDITOR"), desk.editor.clone()];
        let named = named.into_iter().flatten().map(|named| words(&named));
        let mut in_terminal = None;
        for words in named {
            let Some(program) = words.first() else {
                continue;
            };
            let name = Path::new(program).file_stem().unwrap_or_default();
            if !IN_TERMINALS.iter().any(|it| name == *it) {
                return Ok(Self { words });
            }
            in_terminal.get_or_insert_with(|| program.clone());
        }
        Err(match in_terminal {
            Some(program) => format!(
                "`{program}` needs a terminal, which the preview has not: write `desk: {{editor: …}}` into postil.yaml, such as `x-terminal-emulator -e {program} +{{line}} {{path}}`."
            ),
            None => "No editor is set on this machine: write `desk: {editor: \"code -g {path}:{line}\"}` into postil.yaml, or set VISUAL."
                .to_owned(),
        })
    }

    /// The command as a person reads it.
    pub(super) fn name(&self) -> String {
        self.words.join(" ")
    }

    /// The words for a file and a line: where the command has no place for the file, it stands at the end.
    fn filled(&self, path: &str, line: usize) -> Vec<String> {
        let fill = |word: &String| {
            // One after the other: what a path holds is not a place to be filled.
            let pieces: Vec<String> = word
                .split("{path}")
                .map(|piece| piece.replace("{line}", &line.to_string()))
                .collect();
            pieces.join(path)
        };
        let mut words: Vec<String> = self.words.iter().map(fill).collect();
        if !self.words.iter().any(|word| word.contains("{path}")) {
            words.push(path.to_owned());
        }
        words
    }

    /// Starts it on a file, and does not wait for it.
    ///
    /// # Errors
    /// It cannot be started: what to do.
    pub(super) fn open(&self, root: &Path, path: &Path, line: usize) -> Result<(), String> {
        let words = self.filled(&path.to_string_lossy(), line);
        let (program, rest) = words.split_first().ok_or_else(String::new)?;
        let mut command = Command::new(program);
        command.args(rest).current_dir(root);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command.spawn().map_err(|error| {
            format!(
                "`{program}` cannot be started ({error}): see `desk: {{editor: …}}` in postil.yaml."
            )
        })?;
        // Whoever is not waited for stays in the list of processes.
        std::thread::spawn(move || child.wait());
        Ok(())
    }
}

/// The words of a command: parted by spaces, but not between quotes.
fn words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let (mut word, mut quote) = (None::<String>, None);
    for c in command.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(named: Option<&str>, variables: &[(&str, &str)]) -> Result<Editor, String> {
        let desk = Desk {
            editor: named.map(str::to_owned),
        };
        Editor::find(&desk, |name| {
            let found = variables.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn words_are_never_read_by_a_shell() {
        let editor = found(Some("code -g {path}:{line} '; rm -rf \"x\"' $HOME"), &[]).unwrap();
        assert_eq!(
            editor.filled("/a b/{line};$(x)", 3),
            [
                "code", "-g", "/a b/{line};$(x):3", "; rm -rf \"x\"", "$HOME"
            ]
        );
        let editor = found(None, &[("EDITOR", "gedit"), ("VISUAL", "kate -n")]).unwrap();
        assert_eq!(editor.filled("/a", 1), ["kate", "-n", "/a"]);
    }

    #[test]
    fn the_machine_is_asked_before_the_site() {
        for (variables, program) in [
            (vec![("VISUAL", "kate")], "kate"),
            (vec![("VISUAL", "vim"), ("EDITOR", "kate")], "kate"),
            (vec![("VISUAL", ""), ("EDITOR", "vim")], "theirs"),
        ] {
            let editor = found(Some("theirs"), &variables).unwrap();
            assert_eq!(editor.name(), program, "{variables:?}");
        }
    }

    #[test]
    fn without_a_usable_one_it_says_what_to_do() {
        for (named, variables) in [
            (None, vec![]),
            (Some(" "), vec![]),
            (None, vec![("EDITOR", "/usr/bin/vim -f")]),
        ] {
            let why = found(named, &variables).unwrap_err();
            assert!(why.contains("postil.yaml"), "{why}");
        }
        let editor = found(Some("/nowhere/editor"), &[]).unwrap();
        let why = editor.open(Path::new("/"), Path::new("/x"), 1).unwrap_err();
        assert!(why.contains("cannot be started"), "{why}");
    }
}
