//! [`Web`]: another site, as a server of our own: it says what the test wants and remembers what it was asked.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

pub struct Web {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

/// What to send back, byte for byte.
pub type Reply = Vec<u8>;

impl Web {
    /// `reply` gets the request as `HEAD /path` and how often that was asked before. It ends with the test.
    pub fn new(reply: impl Fn(&str, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let (log, reply) = (Arc::clone(&asked), Arc::new(reply));
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let (log, reply) = (Arc::clone(&log), Arc::clone(&reply));
                std::thread::spawn(move || {
                    answer(&stream, &log, &*reply);
                });
            }
        });
        Self { port, asked }
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// `HEAD /a`, `GET /a`, …, in order of coming.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

fn answer(stream: &TcpStream, log: &Mutex<Vec<String>>, reply: &dyn Fn(&str, usize) -> Reply) {
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
    let Some(first) = lines.next() else {
        return;
    };
    let request = first.trim_end_matches(" HTTP/1.1").to_owned();
    let _: usize = lines.take_while(|line| !line.is_empty()).count();
    let times = {
        let mut log = log.lock().unwrap();
        log.push(request.clone());
        log.iter().filter(|asked| **asked == request).count() - 1
    };
    // Who has heard enough hangs up.
    let mut out = stream;
    let _ = out.write_all(&reply(&request, times));
}

/// A response with a status, headers, and an end.
pub fn status(status: u16, headers: &str) -> Reply {
    format!("HTTP/1.1 {status} As it is\r\n{headers}content-length: 0\r\nconnection: close\r\n\r\n")
        .into_bytes()
}

pub fn to(code: u16, location: &str) -> Reply {
    status(code, &format!("location: {location}\r\n"))
}
