//! `release`: everything that is handed out, its checksums, what it is made of, and the signature of the releaser.
//!
//! | module   | what it makes                                                         |
//! |----------|-----------------------------------------------------------------------|
//! | `source` | what a release is made of: version, commit, its time                  |
//! | `folder` | a folder of files, and the archive of it                              |
//! | `c`      | the C library as archive, deb and rpm                                 |
//! | `command`| the command as archive, deb and rpm                                   |
//! | `linux`  | deb and rpm of a folder                                               |
//! | `bill`   | the bill of materials, the licences of all parts, the provenance      |
//! | `sums`   | SHA256SUMS and CONTENTS, and whether files are as they say            |
//! | `sign`   | their signatures                                                      |

#[cfg(feature = "release")]
mod bill;
#[cfg(feature = "release")]
mod c;
#[cfg(feature = "release")]
mod command;
#[cfg(feature = "release")]
mod folder;
#[cfg(feature = "release")]
mod linux;
#[cfg(feature = "release")]
mod run;
#[cfg(feature = "release")]
mod sign;
#[cfg(feature = "release")]
mod source;
#[cfg(feature = "release")]
mod sums;

use crate::task::Task;

pub(crate) const TASK: Task = Task {
    name: "release",
    summary: "Builds what is handed out, with checksums, bill of materials and signature; or checks such a folder.",
    options: "--target TARGET  of xtask/targets.tsv; may be repeated, else all that are released\n\
              --only PART      c or command; may be repeated, else both\n\
              --out DIR        where to write, instead of dist/release; it must be new or empty\n\
              --key FILE       the releaser's key, with which the lists are signed; without it they are not\n\
              --check DIR      builds nothing, and holds a release to its lists and their signatures\n\
              --public FILE    with --check: the releaser's public key\n",
    #[cfg(feature = "release")]
    run: run::run,
    #[cfg(not(feature = "release"))]
    run: |options| crate::task::with_feature("release", options),
};
