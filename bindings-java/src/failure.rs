//! Errors on their way to `org.jrp.JrpException`, which names the codes.

pub(crate) use jrp_host::{Failure, code};

/// The jar and the native library are not of one version
const NATIVE_LIBRARY: &str = "native-library";

/// A request that the Java classes of this version do not write.
pub(crate) fn request() -> Failure {
    Failure::new(
        NATIVE_LIBRARY,
        "the classes and the native library are not of one version; use the library that the jar brings",
    )
}
