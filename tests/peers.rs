//! `cargo bench` at the top of the tree runs the benches, which are a workspace of their own so that SQLite and the
//! other peers stay out of this one's lock file and builds.

use std::env;
use std::process::{Command, ExitCode};

fn main() -> ExitCode {
    let benches = concat!(env!("CARGO_MANIFEST_DIR"), "/../benches");
    let arguments = env::args().skip(1).filter(|argument| argument != "--bench");
    let status = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .args(["bench", "--bench", "peers", "--"])
        .args(arguments)
        .current_dir(benches)
        .status();
    match status {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("peers: cannot start cargo: {error}; run `cargo bench` in benches/");
            ExitCode::FAILURE
        }
    }
}
