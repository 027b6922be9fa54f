//! A web server for one folder, in this process, with the faults that servers have.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// How the server behaves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Manner {
    /// As it should
    Plain,
    /// Knows no ranges and always sends the whole file
    NoRanges,
    /// Closes the connection after so many bytes of a file
    BreaksAfter(usize),
    /// Answers every snapshot with a page for people
    PageForFiles,
    /// Answers everything with a page for people
    PageForAll,
    /// The same without saying that it is one
    UnnamedPage,
    /// Answers every snapshot with these words, as if they were the file
    Says(&'static str),
    /// Has lost the snapshots
    NoFiles,
    /// Sends more than the file
    TooLong,
    /// Sends everything to another folder
    Redirects(&'static str),
    /// Sends everything round and round
    Circles,
    /// Refuses everybody
    Status(&'static str),
    /// A proxy that opens no tunnels: it takes whole addresses, and only from whom it knows
    ForwardProxy(&'static str),
}

/// What was asked.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Request {
    pub(crate) target: String,
    pub(crate) from: Option<usize>,
    pub(crate) sent: usize,
    /// `Proxy-Authorization`
    pub(crate) credentials: String,
}

pub(crate) struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    folder: PathBuf,
    manner: Mutex<Manner>,
    requests: Mutex<Vec<Request>>,
    ended: AtomicBool,
}

impl Server {
    /// Serves the folder's files, under any path that ends with their names.
    pub(crate) fn of(folder: &Path) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let shared = Arc::new(Shared {
            folder: folder.to_owned(),
            manner: Mutex::new(Manner::Plain),
            requests: Mutex::new(Vec::new()),
            ended: AtomicBool::new(false),
        });
        Self {
            address: listener.local_addr().unwrap(),
            thread: Some(thread::spawn({
                let shared = Arc::clone(&shared);
                move || {
                    for stream in listener.incoming().flatten() {
                        if shared.ended.load(Ordering::SeqCst) {
                            return;
                        }
                        // A client may hang up at any time.
                        let _ = shared.answer(&stream);
                    }
                }
            })),
            shared,
        }
    }

    /// Behaves like this from now on, and forgets what was asked.
    pub(crate) fn be(&self, manner: Manner) {
        *self.shared.manner.lock().unwrap() = manner;
        self.shared.requests.lock().unwrap().clear();
    }

    /// The folder's address.
    pub(crate) fn url(&self) -> String {
        format!("http://{}/lists", self.address)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// What was asked since the manner was set.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.shared.requests.lock().unwrap().clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}

impl Shared {
    /// One request a connection; through a proxy's tunnel, one after the tunnel.
    fn answer(&self, stream: &TcpStream) -> std::io::Result<()> {
        let mut reader = BufReader::new(stream);
        let mut out = stream;
        let mut request = head(&mut reader)?;
        let opens_tunnels = !matches!(*self.manner.lock().unwrap(), Manner::ForwardProxy(_));
        if request.target.starts_with("CONNECT ") && opens_tunnels {
            self.requests.lock().unwrap().push(request);
            out.write_all(b"HTTP/1.1 200 Connected\r\n\r\n")?;
            request = head(&mut reader)?;
        }
        let (method, target) = request.target.split_once(' ').unwrap_or_default();
        if method == "GET" {
            request.target = target.split(' ').next().unwrap_or_default().to_owned();
        }
        let name = request.target.rsplit('/').next().unwrap_or_default().to_owned();
        let (reply, sent) = self.reply(&request, &name);
        request.sent = sent;
        self.requests.lock().unwrap().push(request);
        out.write_all(&reply)?;
        out.flush()
    }

    /// The bytes of the answer, and how many of them are the body's.
    fn reply(&self, request: &Request, name: &str) -> (Vec<u8>, usize) {
        const PAGE: &[u8] = b"<!DOCTYPE html><html><body>Please log in</body></html>";
        let manner = *self.manner.lock().unwrap();
        let Request {
            target,
            from,
            credentials,
            ..
        } = request;
        let snapshot = name.ends_with(".jrp");
        let page = (PAGE, "200 OK", "Content-Type: text/html; charset=utf-8\r\n");
        let file = fs::read(self.folder.join(name)).ok();
        match (manner, file) {
            (Manner::PageForAll, _) => whole(page),
            (Manner::PageForFiles, _) if snapshot => whole(page),
            (Manner::UnnamedPage, _) => whole((PAGE, "200 OK", "")),
            (Manner::Status(status), _) => whole((b"", status, "")),
            (Manner::ForwardProxy(_), _) if !target.starts_with("http://") => {
                whole((b"", "501 Not Implemented", ""))
            }
            (Manner::ForwardProxy(known), _) if credentials != known => {
                whole((b"", "407 Proxy Authentication Required", ""))
            }
            (Manner::Redirects(to), _) if !target.starts_with(to) => {
                whole((b"", "302 Found", &format!("Location: {to}/{name}\r\n")))
            }
            (Manner::Circles, _) => whole((b"", "302 Found", &format!("Location: /again/{name}\r\n"))),
            (Manner::Says(words), _) if snapshot => whole((words.as_bytes(), "200 OK", "")),
            (Manner::NoFiles, _) if snapshot => whole((b"gone", "404 Not Found", "")),
            (_, None) => whole((b"not here", "404 Not Found", "")),
            (Manner::TooLong, Some(mut file)) if snapshot => {
                file.extend([0; 100_000]);
                whole((&file, "200 OK", ""))
            }
            (manner, Some(file)) => {
                let from = from.filter(|_| manner != Manner::NoRanges);
                let (status, extra, body) = match from {
                    Some(from) if from >= file.len() => return whole((b"", "416 Range Not Satisfiable", "")),
                    Some(from) => {
                        let range = format!(
                            "Content-Range: bytes {from}-{}/{}\r\n",
                            file.len() - 1,
                            file.len()
                        );
                        ("206 Partial Content", range, &file[from..])
                    }
                    None => ("200 OK", String::new(), &file[..]),
                };
                let (mut reply, mut sent) = whole((body, status, &extra));
                if let Manner::BreaksAfter(bytes) = manner
                    && snapshot
                    && sent > bytes
                {
                    reply.truncate(reply.len() - sent + bytes);
                    sent = bytes;
                }
                (reply, sent)
            }
        }
    }
}

fn whole((body, status, headers): (&[u8], &str, &str)) -> (Vec<u8>, usize) {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n");
    ([head.as_bytes(), body].concat(), length)
}

/// A request, the whole line in the place of its target.
fn head(reader: &mut impl BufRead) -> std::io::Result<Request> {
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut request = Request {
        target: first.trim().to_owned(),
        from: None,
        sent: 0,
        credentials: String::new(),
    };
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            return Ok(request);
        }
        let (name, value) = line.trim().split_once(": ").unwrap_or_default();
        match name.to_ascii_lowercase().as_str() {
            "range" => {
                let from = value.strip_prefix("bytes=").unwrap_or_default();
                request.from = from.trim_end_matches('-').parse().ok();
            }
            "proxy-authorization" => value.clone_into(&mut request.credentials),
            _ => {}
        }
    }
}
