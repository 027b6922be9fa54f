//! Published folders: a credit office publishes into one, hosts follow it and open it.
//!
//! A folder holds snapshot files called by their digests, which never change, and the signed manifest `latest`, which is
//! replaced last, in one step. [`open`] verifies `latest`, then what it names. [`pull`](pull::Pull) follows a publisher's
//! folder (an address with feature `web`) into a store, which is itself such a folder. `publish` (feature `publish`)
//! turns feeds into the next publication.
//!
//! Nothing is printed here, and no command line is known: errors carry facts and a code, and whoever calls hears of the
//! work under way by [`Event`]s.
//!
//! ```no_run
//! # fn example(trust: jrp_core::trust::TrustAnchors) -> Result<(), jrp_folder::FolderError> {
//! let roster = jrp_folder::open("/var/lib/jrp".as_ref(), &trust, None)?;
//! println!("no. {}", roster.header().sequence);
//! # Ok(())
//! # }
//! ```
#![forbid(unsafe_code)]

mod archived;
mod draft;
mod error;
mod event;
mod fault;
#[cfg(feature = "publish")]
pub mod feeding;
pub mod files;
mod latest;
mod locked;
mod log;
mod mark;
mod memory;
mod newer;
#[cfg(feature = "office")]
pub mod office;
#[cfg(feature = "publish")]
pub mod publish;
pub mod pull;

pub use archived::{ArchivedLogs, LogSaid};
pub use draft::Draft;
pub use error::{FolderCode, FolderError, Owner, remedy};
pub use event::{Event, Listener, Step, Work};
pub use latest::{LATEST, manifest, open, open_as};
pub use log::verify_log;
pub use memory::open_remembering;
pub use newer::open_newer;
pub use pull::Slow;
