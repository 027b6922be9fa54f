//! The two cipher suites. This module owns digest, MAC, keystream, signing and verifying for both.
