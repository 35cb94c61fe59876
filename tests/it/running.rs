//! [`Running`]: `serve` or `watch` while it runs, a person who edits beside it, and a browser that asks.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::site_test::{SiteTest, readable_binary};

/// How long a change may take to show, on a machine that does much else.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Running {
    pub site: SiteTest,
    child: Child,
    /// What `--json` prints.
    lines: Receiver<Value>,
    port: u16,
}

/// What a server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// In lower case.
    pub head: String,
    pub body: Vec<u8>,
}

impl Running {
    /// Starts `postil` with `arguments` and `--json`, and waits for the first build.
    pub fn start(site: SiteTest, arguments: &[&str]) -> Self {
        Self::start_with(site, arguments, &[])
    }

    /// The same with these variables in its environment.
    pub fn start_with(site: SiteTest, arguments: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_postil"));
        command.args(arguments).envs(variables.iter().copied());
        Self::spawn(site, command, arguments[0] == "serve")
    }

    /// A preview whose files may be held to a size: what goes beyond it fails, and ends no process.
    #[cfg(unix)]
    pub fn serve_within(site: SiteTest) -> Self {
        let mut command = Command::new("sh");
        let line = "trap '' XFSZ; exec \"$0\" serve --port 0 \"$@\"";
        command.args(["-c", line, env!("CARGO_BIN_EXE_postil")]);
        Self::spawn(site, command, true)
    }

    /// A preview by somebody who is not root and may write anywhere in the site. (To root no folder is closed.)
    #[cfg(unix)]
    pub fn serve_unprivileged(site: SiteTest) -> Self {
        use std::os::unix::fs::MetadataExt;
        use std::os::unix::process::CommandExt;
        let open = Command::new("chmod")
            .args(["-R", "a+rwX", "."])
            .current_dir(site.root())
            .status();
        assert!(open.unwrap().success());
        // Once it runs, its file may go.
        let (_folder, binary) = readable_binary();
        let mut command = Command::new(binary);
        command.args(["serve", "--port", "0"]);
        if std::fs::metadata(site.root()).unwrap().uid() == 0 {
            command.uid(65534).gid(65534);
        }
        Self::spawn(site, command, true)
    }

    fn spawn(site: SiteTest, mut command: Command, is_server: bool) -> Self {
        let mut child = command
            .arg("--json")
            .current_dir(site.root())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, lines) = channel();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || {
            for line in stdout.lines().map_while(Result::ok) {
                let _ = sender.send(serde_json::from_str(&line).expect("a line of JSON"));
            }
        });
        let mut running = Self {
            site,
            child,
            lines,
            port: 0,
        };
        if is_server {
            let place = running.line();
            let url = place["url"].as_str().expect("it says where it is");
            let port = url.split(['/', ':']).find_map(|part| part.parse().ok());
            running.port = port.expect("the URL has a port");
        }
        running.line();
        running
    }

    /// A preview on a free port.
    pub fn serve(site: SiteTest) -> Self {
        Self::start(site, &["serve", "--port", "0"])
    }

    pub fn watch(site: SiteTest) -> Self {
        Self::start(site, &["watch"])
    }

    /// Of its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn port(&self) -> u16 {
        self.port
    }

    /// The next line that it prints.
    #[track_caller]
    pub fn line(&mut self) -> Value {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => line,
            Err(error) => panic!("nothing was said: {error}; {:?}", self.child.try_wait()),
        }
    }

    /// All lines until nothing has been said for so long.
    pub fn quiet_after(&mut self, pause: Duration) -> Vec<Value> {
        let mut lines = Vec::new();
        loop {
            match self.lines.recv_timeout(pause) {
                Ok(line) => lines.push(line),
                Err(RecvTimeoutError::Timeout) => return lines,
                Err(RecvTimeoutError::Disconnected) => panic!("it has ended"),
            }
        }
    }

    /// What a person does to the site meanwhile.
    #[must_use]
    pub fn then(mut self, change: impl FnOnce(SiteTest) -> SiteTest) -> Self {
        let site = std::mem::replace(&mut self.site, SiteTest::empty());
        self.site = change(site);
        self
    }

    /// A command of the shell, in the site's folder.
    #[must_use]
    pub fn shell(self, command: &str) -> Self {
        let status = Command::new("sh")
            .args(["-ec", command])
            .current_dir(self.site.root())
            .status()
            .unwrap();
        assert!(status.success(), "{command}");
        self
    }

    #[track_caller]
    pub fn get(&self, path: &str) -> Answer {
        let host = format!("Host: 127.0.0.1:{}\r\n", self.port);
        self.ask("GET", path, &host)
    }

    /// A request with these header lines, each with its end, and no others.
    #[track_caller]
    pub fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        self.send(method, path, headers, b"")
    }

    /// The same with a body, which a server need not read to its end.
    #[track_caller]
    pub fn send(&self, method: &str, path: &str, headers: &str, body: &[u8]) -> Answer {
        let mut stream = self.connect();
        let request = format!("{method} {path} HTTP/1.1\r\nConnection: close\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let _ = stream.write_all(body);
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        let end = end.expect("an answer with a head");
        let head = String::from_utf8_lossy(&bytes[..end]).to_lowercase();
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        Answer {
            status: status.expect("a status"),
            head,
            body: bytes[end + 4..].to_vec(),
        }
    }

    /// The stream of what the page at `page` is told, as the messages come.
    pub fn listen(&self, page: &str) -> Receiver<Value> {
        let mut stream = self.connect();
        let request = format!(
            "GET /_postil/events?page={page} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
            self.port
        );
        stream.write_all(request.as_bytes()).unwrap();
        let (sender, messages) = channel();
        thread::spawn(move || {
            for line in BufReader::new(stream).lines().map_while(Result::ok) {
                if let Some(data) = line.strip_prefix("data: ") {
                    let _ = sender.send(serde_json::from_str(data).expect("a message in JSON"));
                }
            }
        });
        messages
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Waits until what is seen at `path` `is` as it should be.
    #[track_caller]
    pub fn until(&self, path: &str, is: impl Fn(&Answer) -> bool) -> Answer {
        let end = Instant::now() + PATIENCE;
        loop {
            let answer = self.get(path);
            if is(&answer) {
                return answer;
            }
            assert!(Instant::now() < end, "{path} stays\n{}", answer.text());
            thread::sleep(Duration::from_millis(10));
        }
    }

    /// Waits until the page at `path` holds `text`.
    #[track_caller]
    pub fn shows(self, path: &str, text: &str) -> Self {
        self.until(path, |answer| answer.text().contains(text));
        self
    }

    /// Waits until there is no page at `path`.
    #[track_caller]
    pub fn has_nothing_at(self, path: &str) -> Self {
        self.until(path, |answer| answer.status == 404);
        self
    }

    /// Waits until `public/` is what a clean build makes of the site as it is now, and stays so.
    #[track_caller]
    pub fn gets_built(self) -> Self {
        let clean = SiteTest::empty();
        for (path, bytes) in self.site.files("") {
            if !path.starts_with("public/") && !path.starts_with(".postil/") {
                let full = clean.path(&path);
                std::fs::create_dir_all(full.parent().unwrap()).unwrap();
                std::fs::write(full, bytes).unwrap();
            }
        }
        let outcome = clean.build_anyway();
        if outcome.code == 2 {
            return self; // Nothing can be built, so nothing is touched.
        }
        let wanted = outcome.site.files("public");
        let end = Instant::now() + PATIENCE;
        loop {
            let now = self.public();
            if now == wanted {
                return self;
            }
            if Instant::now() > end {
                let differ = wanted
                    .iter()
                    .filter(|(path, bytes)| now.get(*path) != Some(bytes));
                let paths: Vec<_> = differ.map(|(path, _)| path).collect();
                let more: Vec<_> = now
                    .keys()
                    .filter(|path| !wanted.contains_key(*path))
                    .collect();
                panic!("public/ differs at {paths:?} and holds {more:?}");
            }
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// The files of `public/`, while they may come and go.
    fn public(&self) -> BTreeMap<String, Vec<u8>> {
        let top = self.site.path("public");
        walkdir::WalkDir::new(&top)
            .into_iter()
            .filter_map(Result::ok)
            .filter_map(|entry| {
                let path = entry.path().strip_prefix(&top).ok()?.to_str()?.to_owned();
                Some((path, std::fs::read(entry.path()).ok()?))
            })
            .collect()
    }

    /// Sends Ctrl-C, and says how long it took to end and with what code.
    pub fn interrupt(mut self) -> (Duration, Option<i32>) {
        let started = Instant::now();
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-INT", &id])
                .status()
                .unwrap()
                .success()
        );
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(started.elapsed() < PATIENCE, "it does not end");
            thread::sleep(Duration::from_millis(5));
        };
        (started.elapsed(), status.code())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    pub fn text(&self) -> String {
        format!("{}\n\n{}", self.head, String::from_utf8_lossy(&self.body))
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines();
        lines
            .filter_map(|line| line.split_once(": "))
            .find_map(|(key, value)| (key == name).then_some(value))
    }
}
