//! Limits on size, time and number.

use super::routes::Refusal;
use axum::body::{Body, Bytes};
use axum::http::StatusCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// What a client may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    /// Requests at once
    pub(super) requests: usize,
    /// Connections at once
    pub(super) connections: usize,
    /// Bytes of a body
    pub(super) body: usize,
    /// For a request to arrive, and for a part of the answer to be taken
    pub(super) time: Duration,
}

/// Lets in as many requests as may be answered at once.
pub(super) struct Gate {
    limits: Limits,
    places: Arc<Semaphore>,
}

impl Gate {
    pub(super) fn new(limits: Limits) -> Self {
        Self {
            limits,
            places: Arc::new(Semaphore::new(limits.requests)),
        }
    }

    /// A place, or at once the word that there is none: who waits in a queue is answered late and takes memory meanwhile.
    pub(super) fn enter(&self) -> Result<OwnedSemaphorePermit, Refusal> {
        self.places.clone().try_acquire_owned().map_err(|_| {
            Refusal::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "overloaded",
                "too many requests at once; ask again in a second",
            )
        })
    }

    /// The body, whole, in time and no larger than it may be.
    pub(super) async fn body(&self, body: Body) -> Result<Bytes, Refusal> {
        let read = axum::body::to_bytes(body, self.limits.body);
        match tokio::time::timeout(self.limits.time, read).await {
            Ok(Ok(bytes)) => Ok(bytes),
            Ok(Err(_)) => Err(Refusal::new(
                StatusCode::PAYLOAD_TOO_LARGE,
                "too-large",
                format!(
                    "the body is broken off or larger than the {} bytes that it may have; send fewer rows",
                    self.limits.body
                ),
            )),
            Err(_) => Err(Refusal::new(
                StatusCode::REQUEST_TIMEOUT,
                "timeout",
                "the body did not arrive in time; send it anew",
            )),
        }
    }
}
