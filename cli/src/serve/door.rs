//! Connections: accepting them, and ending without breaking off what is under way.

use super::guard::{Gate, Limits};
use super::lists::Served;
use super::metrics::Metrics;
use super::routes::{self, Desk};
use super::sending::Impatient;
use crate::terminal;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};

/// How long requests under way may take once the service is to end.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long to wait where the system gives no more connections.
const PAUSE: Duration = Duration::from_millis(50);

/// Where connections come from.
pub(super) trait Door {
    /// A connection.
    type Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static;

    /// The next one.
    fn next(&self) -> impl Future<Output = io::Result<Self::Stream>>;
}

impl Door for TcpListener {
    type Stream = tokio::net::TcpStream;

    async fn next(&self) -> io::Result<Self::Stream> {
        let (stream, _) = self.accept().await?;
        // Answers are one packet: nothing is gained by waiting for more.
        stream.set_nodelay(true)?;
        Ok(stream)
    }
}

#[cfg(unix)]
impl Door for tokio::net::UnixListener {
    type Stream = tokio::net::UnixStream;

    async fn next(&self) -> io::Result<Self::Stream> {
        self.accept().await.map(|(stream, _)| stream)
    }
}

/// A Unix socket for owner and group. One that a service left behind which is no more is taken away.
#[cfg(unix)]
pub(super) fn unix(path: &std::path::Path) -> Result<tokio::net::UnixListener, crate::error::CliError> {
    use std::os::unix::fs::{FileTypeExt, PermissionsExt};
    let failed = |source| crate::error::CliError::Serve {
        what: path.display().to_string(),
        source,
    };
    let is_socket = std::fs::symlink_metadata(path).is_ok_and(|about| about.file_type().is_socket());
    if is_socket && std::os::unix::net::UnixStream::connect(path).is_err() {
        std::fs::remove_file(path).map_err(failed)?;
    }
    let socket = tokio::net::UnixListener::bind(path).map_err(failed)?;
    let mode = std::fs::Permissions::from_mode(0o660);
    std::fs::set_permissions(path, mode).map_err(failed)?;
    Ok(socket)
}

/// Answers until the process is told to end.
pub(super) async fn serve(door: impl Door, served: Arc<Served>, limits: Limits, refresh: Duration) {
    let desk = Arc::new(Desk {
        served,
        gate: Gate::new(limits),
        metrics: Metrics::default(),
    });
    let following = tokio::spawn(follow(desk.clone(), refresh));
    let service = TowerToHyperService::new(routes::router(desk));
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(limits.connections));
    let mut end = std::pin::pin!(told_to_end());
    loop {
        let next = async {
            // A closed semaphore there is none.
            let place = places.clone().acquire_owned().await.ok();
            (place, door.next().await)
        };
        let (place, stream) = tokio::select! {
            next = next => next,
            () = &mut end => break,
        };
        let stream = match stream {
            Ok(stream) => stream,
            // A client that is gone already, or too many open files: others may be let in later.
            Err(_) => {
                sleep(PAUSE).await;
                continue;
            }
        };
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(limits.time)
            .serve_connection(TokioIo::new(Impatient::new(stream, limits.time)), service.clone());
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // What a client breaks off concerns nobody else.
            let _ = connection.await;
            drop(place);
        });
    }
    drop(door);
    following.abort();
    if timeout(PATIENCE, graceful.shutdown()).await.is_err() {
        terminal::warn("some requests were broken off, as they took too long");
    }
}

/// Looks at the folders again and again.
async fn follow(desk: Arc<Desk>, refresh: Duration) {
    let mut next = interval(refresh);
    next.set_missed_tick_behavior(MissedTickBehavior::Delay);
    // The first tick comes at once, and the folders have just been opened.
    next.tick().await;
    loop {
        next.tick().await;
        let served = desk.served.clone();
        if let Ok(true) = tokio::task::spawn_blocking(move || served.look()).await {
            desk.metrics.reloaded();
        }
    }
}

/// Ctrl-C, or the word of the service manager.
async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut term) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = term.recv() => return,
                _ = tokio::signal::ctrl_c() => return,
            }
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
