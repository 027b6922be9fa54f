//! `jrp serve`: the same questions over HTTP, for hosts that cannot link a library. `docs/HTTP-API.md` is for those who ask.
//!
//! | module    | what it does                                             |
//! |-----------|----------------------------------------------------------|
//! | `lists`   | the lists in use, and following of their folders         |
//! | `asked`   | what a request asks, as JSON                             |
//! | `routes`  | what is answered under which path                        |
//! | `openapi` | the same as a description for programs                   |
//! | `guard`   | limits on size, time and number                          |
//! | `metrics` | counts                                                   |
//! | `door`    | connections: accepting, and ending without breaking off  |

mod asked;
mod door;
mod guard;
mod lists;
mod metrics;
mod openapi;
mod routes;
mod sending;

use crate::error::CliError;
use crate::lists::Lists;
use crate::terminal;
use guard::Limits;
use lists::Served;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Answer questions over HTTP, for hosts that cannot link a library
///
/// POST /v1/check, /v1/evidence and /v1/screen; GET /v1/lists, /v1/scenarios, /v1/health, /v1/metrics and /v1/openapi.json.
/// docs/HTTP-API.md shows them. Folders are followed: newer lists come into use between two requests, and what is refused
/// leaves in use what was.
///
/// Whoever can reach the address can ask, and nothing is encrypted: the address is this machine's own unless told otherwise.
/// Nothing of a question is written to a log. Ends on Ctrl-C or SIGTERM after the requests under way.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    lists: Lists,
    /// Where to listen; port 0 takes one that is free
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:7878")]
    listen: SocketAddr,
    /// Listen on a Unix socket instead, which only its owner and group can use
    #[cfg(unix)]
    #[arg(long, value_name = "PATH", conflicts_with = "listen")]
    socket: Option<PathBuf>,
    /// Seconds between two looks at the folders
    #[arg(long, value_name = "SECONDS", default_value_t = 30, value_parser = clap::value_parser!(u64).range(1..))]
    refresh: u64,
    /// Requests that are answered at once; a further one is told 503
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u32).range(1..))]
    max_requests: u32,
    /// Connections that are held at once; a further one waits
    #[arg(long, value_name = "N", default_value_t = 1024, value_parser = clap::value_parser!(u32).range(1..))]
    max_connections: u32,
    /// Bytes of a request's body at most
    #[arg(long, value_name = "BYTES", default_value_t = 4 << 20)]
    max_body: usize,
    /// Seconds that a request may take to arrive
    #[arg(long, value_name = "SECONDS", default_value_t = 10, value_parser = clap::value_parser!(u64).range(1..))]
    timeout: u64,
}

pub(crate) fn run(args: &Args) -> Result<u8, CliError> {
    let served = Arc::new(Served::open(args.lists.clone())?);
    let limits = Limits {
        requests: args.max_requests as usize,
        connections: args.max_connections as usize,
        body: args.max_body,
        time: Duration::from_secs(args.timeout),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|source| CliError::Serve {
            what: "threads".to_owned(),
            source,
        })?;
    let refresh = Duration::from_secs(args.refresh);
    runtime.block_on(async {
        #[cfg(unix)]
        if let Some(path) = &args.socket {
            let socket = door::unix(path)?;
            say(&served, &path.display().to_string());
            door::serve(socket, served, limits, refresh).await;
            // Left behind, it would be in the way of the next start.
            let _ = std::fs::remove_file(path);
            return Ok(0);
        }
        let listener = tokio::net::TcpListener::bind(args.listen).await;
        let listener = listener.map_err(|source| CliError::Serve {
            what: args.listen.to_string(),
            source,
        })?;
        let address = listener.local_addr().unwrap_or(args.listen);
        if !address.ip().is_loopback() {
            terminal::warn(format!(
                "{address} can be reached from other machines: anybody there can ask, and nothing is encrypted; put a server \
                 with TLS and access control before it"
            ));
        }
        say(&served, &format!("http://{address}"));
        door::serve(listener, served, limits, refresh).await;
        Ok(0)
    })
}

/// Tells where is listened, and which lists are in use.
fn say(served: &Served, place: &str) {
    // A closed standard error is no reason to end.
    for line in served.lines() {
        terminal::complain(&line);
    }
    terminal::complain(&format!("listening on {place}"));
}
