//! Faults on purpose, in debug builds only: `JRP_TEST_FAULT=kill:7` ends the process at the seventh writing operation,
//! `power:7` also undoes whatever has not reached the disk by then, `full:7` makes it fail as on a full disk, `frozen:7` makes
//! it and all that follow fail as on a disk that has become read-only.

#[cfg(not(debug_assertions))]
mod imp {
    use std::io;
    use std::path::Path;

    pub(crate) fn strike(_: impl FnOnce()) -> io::Result<()> {
        Ok(())
    }

    pub(crate) fn unsynced(_: &Path) {}

    pub(crate) fn synced(_: &Path) {}
}

#[cfg(debug_assertions)]
mod imp {
    use std::fs;
    use std::io;
    use std::path::{Path, PathBuf};
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::sync::{Mutex, OnceLock, PoisonError};

    #[derive(Clone, Copy, PartialEq)]
    enum Kind {
        Kill,
        Power,
        Full,
        Frozen,
    }

    /// The fault, and at which operation.
    fn chosen() -> Option<(Kind, u64)> {
        static CHOSEN: OnceLock<Option<(Kind, u64)>> = OnceLock::new();
        *CHOSEN.get_or_init(|| {
            let value = std::env::var("JRP_TEST_FAULT").ok()?;
            let (kind, at) = value.split_once(':')?;
            let kind = match kind {
                "kill" => Kind::Kill,
                "power" => Kind::Power,
                "full" => Kind::Full,
                "frozen" => Kind::Frozen,
                _ => return None,
            };
            Some((kind, at.parse().ok()?))
        })
    }

    /// Before a writing operation; `partly` does half of it, where an operation has halves.
    pub(crate) fn strike(partly: impl FnOnce()) -> io::Result<()> {
        static DONE: AtomicU64 = AtomicU64::new(0);
        let Some((kind, at)) = chosen() else { return Ok(()) };
        let operation = DONE.fetch_add(1, Ordering::SeqCst) + 1;
        if operation >= at && kind == Kind::Frozen {
            return Err(io::ErrorKind::ReadOnlyFilesystem.into());
        }
        if operation != at {
            return Ok(());
        }
        partly();
        match kind {
            Kind::Full => return Err(io::ErrorKind::StorageFull.into()),
            Kind::Power => lose(),
            Kind::Kill | Kind::Frozen => {}
        }
        std::process::abort()
    }

    /// What a path held when the disk last had it for certain; `None` where there was nothing.
    static BEFORE: Mutex<Vec<(PathBuf, Option<Vec<u8>>)>> = Mutex::new(Vec::new());

    /// A file or an entry of a folder is about to change.
    pub(crate) fn unsynced(path: &Path) {
        if !matches!(chosen(), Some((Kind::Power, _))) {
            return;
        }
        let mut before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
        if before.iter().all(|(known, _)| known != path) {
            before.push((path.to_owned(), fs::read(path).ok()));
        }
    }

    /// The change has reached the disk.
    pub(crate) fn synced(path: &Path) {
        let mut before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
        before.retain(|(known, _)| known != path);
    }

    fn lose() {
        let before = BEFORE.lock().unwrap_or_else(PoisonError::into_inner);
        for (path, content) in before.iter() {
            let _ = match content {
                Some(content) => fs::write(path, content),
                None => fs::remove_file(path),
            };
        }
    }
}

pub(crate) use imp::{strike, synced, unsynced};
