//! A published folder on a web server.

use super::pace::{Limits, Paced};
use super::proxy::{self, ProxyConnector};
use super::source::Body;
use crate::FolderError;
use std::io::ErrorKind;
use ureq::http::{Response, StatusCode, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::unversioned::resolver::DefaultResolver;
use ureq::{Agent, Error};

/// A folder behind a URL.
pub(super) struct Web {
    /// Without a slash at its end
    folder: String,
    agent: Agent,
    limits: Limits,
}

impl Web {
    /// The folder at this URL. Proxies come from `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, certificate
    /// authorities from the system or `SSL_CERT_FILE`.
    pub(super) fn at(url: &str, limits: Limits) -> Result<Self, FolderError> {
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let config = Agent::config_builder()
            .tls_config(tls)
            .proxy(proxy::of_environment(url)?)
            .http_status_as_error(false)
            .user_agent(concat!("jrp/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(limits.patience))
            .timeout_recv_response(Some(limits.patience))
            .timeout_per_read(Some(limits.patience))
            .build();
        Ok(Self {
            folder: url.trim_end_matches('/').to_owned(),
            limits,
            agent: Agent::with_parts(config, ProxyConnector::default(), DefaultResolver::default()),
        })
    }

    /// The address of a file.
    pub(super) fn url(&self, name: &str) -> String {
        format!("{}/{name}", self.folder)
    }

    /// A file, from this byte on where the server can do that, else from its beginning.
    pub(super) fn get(&self, name: &str, from: u64) -> Result<Body, FolderError> {
        let url = self.url(name);
        let mut request = self.agent.get(&url).header(header::CACHE_CONTROL, "no-cache");
        if from > 0 {
            request = request.header(header::RANGE, format!("bytes={from}-"));
        }
        let request = request.config().timeout_global(Some(self.limits.left())).build();
        let response = request.call().map_err(|error| failed(&url, &error))?;
        let from = match response.status() {
            StatusCode::OK => 0,
            StatusCode::PARTIAL_CONTENT if begins_at(&response) == Some(from) => from,
            // The server's file ends before what is here: not the file that was begun.
            StatusCode::RANGE_NOT_SATISFIABLE if from > 0 => return self.get(name, 0),
            status => return Err(refused(&url, status)),
        };
        let page = response
            .body()
            .mime_type()
            .is_some_and(|kind| kind == "text/html");
        if page {
            return Err(FolderError::WebPage { place: url });
        }
        Ok(Body {
            from,
            reader: Box::new(Paced::new(response.into_body().into_reader(), self.limits)),
        })
    }
}

/// The first byte of `Content-Range: bytes 5-9/10`.
fn begins_at<T>(response: &Response<T>) -> Option<u64> {
    let range = response.headers().get(header::CONTENT_RANGE)?.to_str().ok()?;
    range.strip_prefix("bytes ")?.split('-').next()?.parse().ok()
}

fn refused(url: &str, status: StatusCode) -> FolderError {
    let remedy = match status.as_u16() {
        404 | 410 => "check the address: it must be a folder of publications",
        401 | 403 => "ask the publisher for access",
        407 => {
            "give the proxy's user and password: HTTP_PROXY=http://USER:PASSWORD@HOST:PORT, or so HTTPS_PROXY"
        }
        429 | 500..=599 => "try again later",
        _ => "check the address",
    };
    let reason = status.canonical_reason().unwrap_or_default();
    FolderError::Fetch {
        place: url.to_owned(),
        what: format!("the server answers {} {reason}", status.as_u16())
            .trim_end()
            .to_owned(),
        remedy,
    }
}

fn failed(url: &str, error: &Error) -> FolderError {
    let text = error.to_string();
    let remedy = match error {
        Error::BadUri(_) | Error::Http(_) => "check the address",
        Error::HostNotFound => "check the address and the name server, or set HTTPS_PROXY",
        Error::TooManyRedirects => "check the address: the server sends round in circles",
        Error::InvalidProxyUrl | Error::ConnectProxyFailed(_) => "check HTTPS_PROXY and HTTP_PROXY",
        Error::Timeout(_) => "try again later, or check the proxy",
        Error::Io(io) if io.kind() == ErrorKind::ConnectionRefused => {
            "check the address, the network and the proxy"
        }
        _ if url.starts_with("https:") => {
            "check the clock and the address, and put a private certificate authority into the system's store or SSL_CERT_FILE"
        }
        _ => "check the address, the network and the proxy",
    };
    FolderError::Fetch {
        place: url.to_owned(),
        what: format!("cannot be fetched: {text}"),
        remedy,
    }
}
