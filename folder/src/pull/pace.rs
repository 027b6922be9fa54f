//! How long a source may take: an overall deadline, and a least rate, so that nobody holds a pull by sending a byte now and
//! then.

use std::io;
#[cfg(feature = "web")]
use std::io::Read;
use std::time::{Duration, Instant};

/// What a source is granted.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "web"),
    expect(dead_code, reason = "a folder of this machine is not waited for")
)]
pub(super) struct Limits {
    /// When it must have sent everything
    pub(super) ends: Instant,
    /// For a connection, an answer, the next bytes; only later the rate is asked
    pub(super) patience: Duration,
    /// Bytes a second
    pub(super) least_rate: u64,
}

impl Limits {
    /// What is left of the time, which is never nothing: the system takes that for no limit.
    #[cfg(feature = "web")]
    pub(super) fn left(&self) -> Duration {
        let left = self.ends.saturating_duration_since(Instant::now());
        left.max(Duration::from_millis(1))
    }
}

/// What a source has used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Slow {
    /// The time that it was granted is over
    #[error("the time that it was granted is over")]
    Time,
    /// It sends fewer bytes a second than it must
    #[error("it is slower than the least rate that it was granted")]
    Rate,
}

impl Slow {
    /// Whether that is what a reader ended with.
    pub(super) fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }
}

/// Reads on while the source keeps pace.
#[cfg(feature = "web")]
pub(super) struct Paced<R> {
    reader: R,
    limits: Limits,
    began: Instant,
    bytes: u64,
}

#[cfg(feature = "web")]
impl<R: Read> Paced<R> {
    pub(super) fn new(reader: R, limits: Limits) -> Self {
        Self {
            reader,
            limits,
            began: Instant::now(),
            bytes: 0,
        }
    }

    fn check(&self) -> io::Result<()> {
        let slow = |what| Err(io::Error::new(io::ErrorKind::TimedOut, what));
        if Instant::now() >= self.limits.ends {
            return slow(Slow::Time);
        }
        let spent = self.began.elapsed();
        let due = u128::from(self.limits.least_rate) * spent.as_millis() / 1000;
        if spent > self.limits.patience && u128::from(self.bytes) < due {
            return slow(Slow::Rate);
        }
        Ok(())
    }
}

#[cfg(feature = "web")]
impl<R: Read> Read for Paced<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.check()?;
        let read = self.reader.read(buffer)?;
        self.bytes += read as u64;
        Ok(read)
    }
}
