//! A static server for one page on this computer: folders on the disk and files in memory, under a strict policy.

use crate::error::CliError;
use std::collections::BTreeMap;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

/// What the pages of the demo may do: nothing inline, nothing from elsewhere. The element needs
/// `'wasm-unsafe-eval'`, and the Trusted Types policy `jrp` for its worker.
pub(super) const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types jrp site";

/// A longer request is none of a browser's.
const REQUEST_MAX: u64 = 16 * 1024;
const PATIENCE: Duration = Duration::from_secs(10);

/// What is served where. Paths begin with `/`.
pub(super) struct Site {
    /// Folders, the first that fits serves
    pub(super) folders: Vec<(&'static str, PathBuf)>,
    /// Single files
    pub(super) files: BTreeMap<String, Vec<u8>>,
}

pub(super) struct Server {
    listener: TcpListener,
    site: Arc<Site>,
}

impl Server {
    /// Takes the port on this computer alone; 0 is any that is free.
    pub(super) fn bind(port: u16, site: Site) -> Result<Self, CliError> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = TcpListener::bind(address).map_err(|source| CliError::Port { port, source })?;
        Ok(Self {
            listener,
            site: Arc::new(site),
        })
    }

    pub(super) fn address(&self) -> Result<SocketAddr, CliError> {
        self.listener
            .local_addr()
            .map_err(|source| CliError::Port { port: 0, source })
    }

    /// Serves until the process ends.
    pub(super) fn run(&self) {
        for stream in self.listener.incoming().flatten() {
            let site = Arc::clone(&self.site);
            thread::spawn(move || {
                // A browser that has gone away needs no answer.
                let _ = answer(stream, &site);
            });
        }
    }
}

fn answer(mut stream: TcpStream, site: &Site) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let head = request_head(&stream)?;
    let mut words = head.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let found = match method {
        "GET" | "HEAD" => site.find(path),
        _ => return respond(&mut stream, "405 Method Not Allowed", "text/plain", b"", false),
    };
    let with_body = method == "GET";
    match found {
        Some((kind, bytes)) => respond(&mut stream, "200 OK", kind, &bytes, with_body),
        None => respond(
            &mut stream,
            "404 Not Found",
            "text/plain",
            b"not found\n",
            with_body,
        ),
    }
}

/// The first line of a request, its other lines read and left.
fn request_head(stream: &TcpStream) -> io::Result<String> {
    let mut lines = BufReader::new(stream.take(REQUEST_MAX)).lines();
    let first = lines.next().unwrap_or_else(|| Ok(String::new()))?;
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    Ok(first)
}

fn respond(
    stream: &mut TcpStream,
    status: &str,
    kind: &str,
    bytes: &[u8],
    with_body: bool,
) -> io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nContent-Security-Policy: {POLICY}\r\n\
         X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCache-Control: no-cache\r\nConnection: close\r\n\r\n",
        bytes.len()
    );
    stream.write_all(head.as_bytes())?;
    if with_body {
        stream.write_all(bytes)?;
    }
    stream.flush()
}

impl Site {
    fn find(&self, path: &str) -> Option<(&'static str, Vec<u8>)> {
        let path = match path {
            "/" => "/index.html",
            path => path,
        };
        if let Some(bytes) = self.files.get(path) {
            return Some((kind_of(path), bytes.clone()));
        }
        let (folder, rest) = self
            .folders
            .iter()
            .find_map(|(prefix, folder)| Some((folder, path.strip_prefix(prefix)?)))?;
        let bytes = jrp_folder::files::read(&folder.join(plain(rest)?)).ok()?;
        Some((kind_of(path), bytes))
    }
}

/// A path that leads nowhere but down.
fn plain(rest: &str) -> Option<&Path> {
    let path = Path::new(rest);
    let goes_down = |part: Component<'_>| matches!(part, Component::Normal(_));
    (!rest.contains(['\\', '%', ':']) && path.components().all(goes_down)).then_some(path)
}

fn kind_of(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "pub" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_only_down() {
        assert_eq!(plain("element/index.js"), Some(Path::new("element/index.js")));
        for path in [
            "../keys/jrp.key",
            "/etc/passwd",
            "a/../../b",
            "%2e%2e/a",
            "c:/a",
            "a\\..\\b",
        ] {
            assert_eq!(plain(path), None, "{path}");
        }
    }
}
