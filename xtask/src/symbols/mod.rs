//! `symbols`: what built files export, and which glibc they ask for.

#[cfg(feature = "symbols")]
mod facts;
#[cfg(feature = "symbols")]
mod judge;

use crate::task::{Task, TaskError};

pub(crate) const TASK: Task = Task {
    name: "symbols",
    summary: "Fails where a library exports other names than jrp.h, or a file asks for a newer glibc.",
    options: "FILE…            ELF and PE files: libjrp.so.1, jrp.dll, the command\n\
              --glibc VERSION  the newest version that may be asked for, such as 2.17\n",
    run,
};

#[cfg(feature = "symbols")]
fn run(options: &[String]) -> Result<(), TaskError> {
    let (mut files, mut floor) = (Vec::new(), None);
    let mut words = options.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--glibc" => {
                let version = words.next().and_then(|word| facts::Glibc::parse(word));
                floor = Some(
                    version.ok_or_else(|| TaskError::new("--glibc lacks its version", "say such as 2.17"))?,
                );
            }
            file => files.push(std::path::Path::new(file)),
        }
    }
    if files.is_empty() {
        return Err(TaskError::new("no file is named", "name those to be read"));
    }
    for file in files {
        let facts = facts::Facts::of(file)?;
        println!("{}  {facts}", file.display());
        judge::judge(file, &facts, floor.as_ref())?;
    }
    Ok(())
}

/// The reader of object files is a crate that nothing else needs.
#[cfg(not(feature = "symbols"))]
fn run(options: &[String]) -> Result<(), TaskError> {
    crate::task::with_feature("symbols", options)
}
