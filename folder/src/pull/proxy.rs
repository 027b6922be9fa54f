//! The proxy on the way to a web server.
//!
//! Behind an `http://` proxy the library opens a tunnel (CONNECT) for every address. That is right for `https:`; for
//! `http:` many proxies allow none, and want the whole address in the request line (RFC 9112, 3.2.2).

use crate::FolderError;
use base64ct::{Base64, Encoding};
use std::env;
use std::io;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, DefaultConnector, NextTimeout, TcpConnector, Transport,
};
use ureq::{Error, Proxy, ProxyProtocol};

/// The proxy that the environment names, the variable for addresses like this one first.
pub(super) fn of_environment(url: &str) -> Result<Option<Proxy>, FolderError> {
    let (own, other) = match url.starts_with("https:") {
        true => ("HTTPS_PROXY", "HTTP_PROXY"),
        false => ("HTTP_PROXY", "HTTPS_PROXY"),
    };
    let Some((name, value)) = [own, "ALL_PROXY", other].into_iter().find_map(variable) else {
        return Ok(None);
    };
    let unreadable = || FolderError::ProxyUnreadable { name: name.clone() };
    let named = Proxy::new(&value).map_err(|_| unreadable())?;
    let mut proxy = match named.protocol() {
        known @ (ProxyProtocol::Http | ProxyProtocol::Https) => Proxy::builder(known),
        _ => return Err(unreadable()),
    };
    proxy = proxy.host(named.host()).port(named.port());
    if let Some(user) = named.username() {
        proxy = proxy
            .username(user)
            .password(named.password().unwrap_or_default());
    }
    let without = variable("NO_PROXY").map(|(_, hosts)| hosts).unwrap_or_default();
    for host in without.split(',') {
        proxy = proxy.no_proxy(host.trim());
    }
    proxy.build().map(Some).map_err(|_| unreadable())
}

/// A variable in capitals or in small letters: its name and its value. An empty one counts for nothing.
fn variable(name: &str) -> Option<(String, String)> {
    let names = [name.to_owned(), name.to_ascii_lowercase()];
    names.into_iter().find_map(|name| {
        let value = env::var_os(&name).filter(|value| !value.is_empty())?;
        Some((name, value.to_string_lossy().into_owned()))
    })
}

/// Connects as the library does, but for `http:` behind an `http://` proxy.
#[derive(Debug, Default)]
pub(super) struct ProxyConnector(DefaultConnector);

impl Connector for ProxyConnector {
    type Out = Box<dyn Transport>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<()>,
    ) -> Result<Option<Self::Out>, Error> {
        let proxy = details.config.proxy().filter(|proxy| {
            proxy.protocol() == ProxyProtocol::Http && !proxy.is_no_proxy(details.uri) && !details.needs_tls()
        });
        let Some(proxy) = proxy else {
            return self.0.connect(details, chained);
        };
        let to_proxy = ConnectionDetails {
            uri: proxy.uri(),
            addrs: details
                .resolver
                .resolve(proxy.uri(), details.config, details.timeout)?,
            config: details.config,
            request_level: details.request_level,
            resolver: details.resolver,
            now: details.now,
            timeout: details.timeout,
            current_time: details.current_time.clone(),
            run_connector: details.run_connector.clone(),
            register_shutdown: details.register_shutdown.clone(),
        };
        let Some(connection) = TcpConnector::default().connect(&to_proxy, chained)? else {
            return Ok(None);
        };
        let port = details
            .uri
            .port()
            .map_or(String::new(), |port| format!(":{port}"));
        Ok(Some(Box::new(WholeAddress {
            connection,
            origin: format!("http://{}{port}", details.uri.host().unwrap_or_default()),
            proxy: proxy.clone(),
        })))
    }
}

/// A connection to a proxy that gets the whole address in the request line.
#[derive(Debug)]
struct WholeAddress<T> {
    connection: T,
    origin: String,
    proxy: Proxy,
}

impl<T> WholeAddress<T> {
    /// `GET /lists/latest HTTP/1.1` becomes `GET http://host/lists/latest HTTP/1.1`, with what the proxy asks for.
    fn head(&self, plain: &str) -> Option<String> {
        let (method, rest) = plain.split_once(' ')?;
        let (target, fields) = rest.split_once("\r\n")?;
        let authorization = self.proxy.username().map(|user| {
            let pair = format!("{user}:{}", self.proxy.password().unwrap_or_default());
            let pair = Base64::encode_string(pair.as_bytes());
            format!("Proxy-Authorization: Basic {pair}\r\n")
        });
        let authorization = authorization.unwrap_or_default();
        Some(format!(
            "{method} {}{target}\r\n{authorization}{fields}",
            self.origin
        ))
    }
}

impl<T: Transport> Transport for WholeAddress<T> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.connection.buffers()
    }

    /// Nothing but `GET` is ever asked, so what goes out is one head, whole.
    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        let plain = self.buffers().output().get(..amount).unwrap_or_default().to_vec();
        let head = self.head(&String::from_utf8_lossy(&plain));
        let head = head.ok_or_else(|| io::Error::other("a request without a request line"))?;
        let place = self.buffers().output().get_mut(..head.len());
        let place = place.ok_or_else(|| io::Error::other("the address is too long"))?;
        place.copy_from_slice(head.as_bytes());
        self.connection.transmit_output(head.len(), timeout)
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.connection.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.connection.is_open()
    }
}
