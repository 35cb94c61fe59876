//! [`Walk`]: somebody who does what a page of the manual says, block by block, in a folder of their own.
//!
//! What a block asks for is said by its language, and by the paragraph before it:
//!
//! | block | what is done |
//! | --- | --- |
//! | `sh` | it is run |
//! | `console` | the lines after `$ ` are run, and must print the others; `…` stands for anything |
//! | `diff` | the file that the paragraph names last is edited |
//! | others | “Add … to `file`:” appends the block to that file; any other paragraph that ends in `` `file`: `` makes it |

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// Where the manual sends what is published.
const HOST: &str = "git@github.com:ana/harbour.git";

pub struct Walk {
    folder: TempDir,
    /// Where the shell is.
    at: PathBuf,
}

struct Block {
    language: String,
    /// The paragraph before it.
    paragraph: String,
    text: String,
}

impl Walk {
    /// An empty folder, a home without settings, a bare repository as the host.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["bin", "home", "work"] {
            std::fs::create_dir(path(name)).unwrap();
        }
        let postil = path("bin/postil");
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_postil"), postil).unwrap();
        let remote = path("remote.git");
        let settings = format!("[url \"{}\"]\n\tinsteadOf = {HOST}\n", remote.display());
        std::fs::write(path("home/.gitconfig"), settings).unwrap();
        let at = path("work");
        let walk = Self { folder, at };
        walk.shell(&format!("git init --quiet --bare '{}'", remote.display()));
        // Installing takes minutes: the binary under test is what would be installed. (A file that this process has
        // open for writing, a child that another test starts just now has too, and then Linux does not run it.)
        walk.shell(
            "cd ../bin; printf '#!/bin/sh\n[ \"$*\" = \"install --locked --path .\" ]\n' >cargo; chmod +x cargo",
        );
        walk
    }

    /// Does what the page says, from its first block to its last.
    #[track_caller]
    pub fn follow(mut self, page: &Path) -> Self {
        let text = std::fs::read_to_string(page).unwrap();
        let blocks = blocks(&text);
        assert!(!blocks.is_empty(), "{}: no blocks", page.display());
        for block in blocks {
            self.step(&block);
        }
        self
    }

    /// A file in the folder where the walk has come to.
    #[track_caller]
    pub fn read(&self, path: &str) -> String {
        let full = self.at.join(path);
        std::fs::read_to_string(full).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The texts of the files in a folder.
    #[track_caller]
    pub fn files(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.at.join(folder)).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        let files = paths.filter(|path| path.is_file());
        files
            .map(|path| std::fs::read_to_string(path).unwrap())
            .collect()
    }

    /// A file of what was published.
    #[track_caller]
    pub fn published(&self, path: &str) -> String {
        let remote = self.folder.path().join("remote.git");
        self.shell(&format!(
            "git -C '{}' show 'gh-pages:{path}'",
            remote.display()
        ))
    }

    fn step(&mut self, block: &Block) {
        let text = block.text.as_str();
        match block.language.as_str() {
            "sh" if text.trim() == "postil serve" => self.serve(),
            "sh" => {
                let place = self.folder.path().join("at");
                self.shell(&format!("{text}\npwd >'{}'\n", place.display()));
                self.at = std::fs::read_to_string(place).unwrap().trim().into();
            }
            "console" => self.show(text),
            "diff" => {
                let path = self.at.join(block.file());
                let old = std::fs::read_to_string(&path).unwrap();
                std::fs::write(path, edited(&old, text)).unwrap();
            }
            _ => {
                let path = self.at.join(block.file());
                let is_added = block.paragraph.contains("Add ");
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                let mut file = std::fs::OpenOptions::new();
                let file = file.create(true).write(true);
                let file = file.append(is_added).truncate(!is_added).open(&path);
                let begin = if is_added { "\n" } else { "" };
                file.unwrap()
                    .write_all(format!("{begin}{text}").as_bytes())
                    .unwrap();
            }
        }
    }

    /// Runs what stands after `$ ` and compares.
    fn show(&self, text: &str) {
        for part in text.split("$ ").skip(1) {
            let (command, expected) = part.split_once('\n').unwrap_or((part, ""));
            let printed = self.shell(&format!("{command} 2>&1"));
            let full = |text: &str| -> Vec<String> {
                let lines = text.lines().map(str::trim_end);
                lines
                    .filter(|it| !it.is_empty())
                    .map(str::to_owned)
                    .collect()
            };
            let agrees = agree(&full(expected), &full(&printed));
            assert!(agrees, "the page says\n{expected}\nand it is\n{printed}");
        }
    }

    /// Starts the preview, looks at its first page, and ends it.
    fn serve(&self) {
        let mut child = self.bash("exec postil serve --port 0 --json").spawn();
        let child: &mut Child = child.as_mut().unwrap();
        let mut told = [0; 4096];
        let length = child.stdout.as_mut().unwrap().read(&mut told).unwrap();
        let told = String::from_utf8_lossy(&told[..length]).into_owned();
        let port = told.split("127.0.0.1:").nth(1).expect(&told);
        let port: String = port.chars().take_while(char::is_ascii_digit).collect();
        let until = Instant::now() + Duration::from_secs(30);
        let answer = loop {
            if let Ok(answer) = get(port.parse().unwrap()) {
                break answer;
            }
            assert!(Instant::now() < until, "no answer at {port}");
        };
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }

    /// Runs a script, which must go well, and gives what it printed.
    #[track_caller]
    fn shell(&self, script: &str) -> String {
        let done = self.bash(script).output().unwrap();
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(done.status.success(), "{script}\n{said}");
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    fn bash(&self, script: &str) -> Command {
        let mut command = Command::new("bash");
        let path = |name: &str| self.folder.path().join(name);
        let paths = std::env::var("PATH").unwrap();
        command
            .args(["-eu", "-o", "pipefail", "-c", script])
            .current_dir(&self.at)
            .env_clear()
            .env("PATH", format!("{}:{paths}", path("bin").display()))
            .env("HOME", path("home"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

impl Block {
    /// The file that the paragraph names last.
    #[track_caller]
    fn file(&self) -> &str {
        let mut words = self.paragraph.rsplit('`');
        let name = words.nth(1).filter(|name| !name.contains(' '));
        let ends = self.paragraph.ends_with(':');
        name.filter(|_| ends)
            .unwrap_or_else(|| panic!("what is this block for?\n{}", self.text))
    }
}

/// The fenced blocks of a page.
fn blocks(text: &str) -> Vec<Block> {
    let (mut blocks, mut paragraph) = (Vec::new(), String::new());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let inside: Vec<&str> = lines.by_ref().take_while(|it| *it != "```").collect();
            blocks.push(Block {
                language: language.to_owned(),
                paragraph: std::mem::take(&mut paragraph),
                text: inside.join("\n") + "\n",
            });
        } else if !line.trim().is_empty() {
            line.clone_into(&mut paragraph);
        }
    }
    blocks
}

/// A file after a `diff` block: each run of `-` lines stands in it once, and the `+` lines take its place.
fn edited(old: &str, diff: &str) -> String {
    let mut text = old.to_owned();
    let mut hunks: Vec<(String, String)> = Vec::new();
    for line in diff.lines() {
        let is_new = hunks.last().is_none_or(|(_, put)| !put.is_empty());
        match line.split_at(1) {
            ("-", rest) if is_new => hunks.push((format!("{rest}\n"), String::new())),
            ("-", rest) => hunks.last_mut().unwrap().0 += &format!("{rest}\n"),
            ("+", rest) => hunks.last_mut().unwrap().1 += &format!("{rest}\n"),
            _ => panic!("neither - nor +: {line}"),
        }
    }
    for (out, put) in hunks {
        // Lines that go may stand apart from one another in the file.
        if !put.is_empty() || text.contains(&out) {
            assert_eq!(text.matches(&out).count(), 1, "{out}in\n{text}");
            text = text.replacen(&out, &put, 1);
            continue;
        }
        for line in out.split_inclusive('\n') {
            let at = format!("\n{text}").find(&format!("\n{line}"));
            let at = at.unwrap_or_else(|| panic!("{line}is not in\n{text}"));
            text.replace_range(at..at + line.len(), "");
        }
    }
    text
}

/// Whether what is printed is what is expected, in which `…` stands for anything.
fn agree(expected: &[String], printed: &[String]) -> bool {
    match (expected, printed) {
        ([], []) => true,
        ([first, rest @ ..], _) if first == "…" => {
            agree(rest, printed) || (!printed.is_empty() && agree(expected, &printed[1..]))
        }
        ([], _) | (_, []) => false,
        ([first, rest @ ..], [line, after @ ..]) => {
            let same = match first.strip_suffix('…') {
                Some(begin) if first != line => line.starts_with(begin),
                _ => first == line,
            };
            same && agree(rest, after)
        }
    }
}

/// The first page of a preview.
fn get(port: u16) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    write!(
        stream,
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}
