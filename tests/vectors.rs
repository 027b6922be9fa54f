//! Every conformance vector, through core and through the command.
//!
//! `JRP_UPDATE_VECTORS=1 cargo test -p jrp-tests vectors` writes the answers of core into the files. What is
//! expected of them stands beside each and is written by hand: where the two disagree, the test fails all the same.

use crate::shared::shared;
use jrp_core::evidence::{Evidence, NumberNeeded};
use jrp_core::policy::{Lang, Policy};
use jrp_core::query::Query;
use jrp_core::suite::{PersonKey, SigningKey};
use jrp_tests::pack;
use jrp_tests::vectors::{self, Case, Failure, PERSON_KEY, SIGNING_SEED, VectorFile};
use serde_json::Value;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const UPDATE: &str = "JRP_UPDATE_VECTORS";

#[test]
fn core_answers_every_vector_byte_for_byte() -> Result<(), Failure> {
    let update = std::env::var_os(UPDATE).is_some();
    let mut wrong = Vec::new();
    for (path, text) in vectors::texts()? {
        let file = parse(&path, &text)?;
        let (lists, report) = file.open_all().map_err(|error| named(&path, error))?;
        let said = (
            report.loaded(),
            report
                .left_out()
                .map(|(why, rows)| (why.to_owned(), rows))
                .collect(),
            report
                .refusals()
                .map(|(_, row, refusal)| (row, refusal.code().to_owned()))
                .collect::<Vec<_>>(),
        );
        let intake = &file.intake;
        if said != (intake.loaded, intake.left_out.clone(), intake.refused.clone()) {
            wrong.push(format!("{}: the feed gave {said:?}", stem(&path)));
        }
        let mut replacements = Vec::new();
        for case in &file.queries {
            let here = format!("{}: {}", stem(&path), case.name);
            let (json, differences) = match case.ask(&lists, None).map_err(|error| named(&path, error))? {
                Ok(comparison) => {
                    let json = comparison.to_json();
                    let differences = case.expect.differences(&json);
                    (json, differences)
                }
                Err(error) => ("null".to_owned(), case.expect.refusal(error.code().name())),
            };
            wrong.extend(judge(case, &differences).map(|fault| format!("{here}: {fault}")));
            let json = if case.disputed.is_some() {
                "null".to_owned()
            } else {
                json
            };
            if case.result.get() == json {
                continue;
            }
            if update {
                replacements.push((case.result.get().as_ptr() as usize - text.as_ptr() as usize, json));
            } else {
                wrong.push(format!(
                    "{here}: another answer than stored\n   stored {}\n   found  {json}",
                    case.result.get()
                ));
            }
        }
        if update && !replacements.is_empty() {
            let lengths = file.queries.iter().map(|case| case.result.get());
            let lengths: Vec<(usize, usize)> = lengths
                .map(|raw| (raw.as_ptr() as usize - text.as_ptr() as usize, raw.len()))
                .collect();
            let mut rewritten = text.clone();
            for (at, json) in replacements.into_iter().rev() {
                let length = lengths
                    .iter()
                    .find(|(start, _)| *start == at)
                    .map_or(0, |(_, length)| *length);
                rewritten.replace_range(at..at + length, &json);
            }
            fs::write(&path, rewritten)?;
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of the vectors fail ({UPDATE}=1 rewrites answers, not expectations):\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    Ok(())
}

/// The faults of an answer. A disputed one must still be at fault.
fn judge(case: &Case<'_>, differences: &[String]) -> impl Iterator<Item = String> {
    let faults = match &case.disputed {
        None => differences.to_vec(),
        Some(_) if differences.is_empty() => {
            vec![format!(
                "answered as expected: remove `disputed`, then run with {UPDATE}=1"
            )]
        }
        Some(_) => Vec::new(),
    };
    faults.into_iter()
}

#[test]
fn the_command_answers_every_vector_byte_for_byte() -> Result<(), Failure> {
    let jrp = command()?;
    let folder = tempfolder("command")?;
    let texts = vectors::texts()?;
    let answers = shared(texts.iter(), |(path, text)| {
        answers_of_the_command(&jrp, &folder, path, text).map_err(|error| error.to_string())
    });
    let (mut wrong, mut asked) = (Vec::new(), 0);
    for of_file in answers {
        let (wrong_here, asked_here) = of_file?;
        wrong.extend(wrong_here);
        asked += asked_here;
    }
    fs::remove_dir_all(&folder)?;
    assert!(
        wrong.is_empty(),
        "{} of {asked} answers differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(asked > 150, "only {asked} vectors reached the command");
    Ok(())
}

/// What is wrong with the command's answers to the vectors of a file, and how many it was asked for.
fn answers_of_the_command(
    jrp: &Path,
    folder: &Path,
    path: &Path,
    text: &str,
) -> Result<(Vec<String>, usize), Failure> {
    let (mut wrong, mut asked) = (Vec::new(), 0);
    let file = parse(path, text)?;
    let place = folder.join(stem(path));
    fs::create_dir_all(&place)?;
    let mut given = Vec::new();
    for name in [stem(path)].iter().chain(&file.beside) {
        given.extend(with_command(jrp, name, &place.join(name)).map_err(|error| named(path, error))?);
    }
    let (lists, _) = file.open_all().map_err(|error| named(path, error))?;
    for case in file.queries.iter().filter(|case| case.disputed.is_none()) {
        let Some(options) = case.query.to_options() else {
            continue;
        };
        asked += 1;
        let mut check = Command::new(jrp);
        check.arg("check").arg("--json").args(&options);
        check.args(&given);
        let kept = place.join("evidence.json");
        check.arg("--evidence").arg(&kept);
        check.args(["--project", vectors::PROJECT, "--operator", vectors::OPERATOR]);
        let Output {
            status,
            stdout,
            stderr,
        } = check.output()?;
        let (said, error) = (String::from_utf8(stdout)?, String::from_utf8_lossy(&stderr));
        let fits = match &case.expect.error {
            Some(_) => said.is_empty() && matches!(status.code(), Some(1 | 2)) && !error.is_empty(),
            None => {
                said.strip_suffix('\n') == Some(case.result.get())
                    && status.code() == Some(exit_code(&case.expect.outcome))
            }
        };
        // The command draws the salt; the rest is core's, byte for byte.
        let evidence = fs::read_to_string(&kept).ok();
        if kept.exists() {
            fs::remove_file(&kept)?;
        }
        let salt = evidence.as_deref().map_or(Ok(Vec::new()), |text| {
            Evidence::parse(text).map(|evidence| evidence.occasion().salt)
        })?;
        let salt = if salt.is_empty() {
            &vectors::SALT
        } else {
            &salt[..]
        };
        let fits = fits && evidence == case.evidence_with(&lists, salt)?;
        if !fits {
            wrong.push(format!(
                "{}: {}: `jrp check {}` gave {status}, {error}\n   stored {}\n   found  {said}",
                stem(path),
                case.name,
                options.join(" "),
                case.result.get()
            ));
        }
    }
    Ok((wrong, asked))
}

/// The numbers that evidence masks, as they were typed.
fn numbers(evidence: &Evidence, query: &Query) -> Vec<String> {
    let needed = evidence.numbers().into_iter();
    let typed = |needed: NumberNeeded| {
        let subject = &query.subjects[needed.subject];
        let id = subject.id.as_ref().map(|(_, text)| text);
        let fields = [subject.credit_code.as_ref(), id, subject.name.as_ref()];
        let fits = |text: &&String| {
            let mut signs = text.chars().zip(needed.shown.chars());
            text.chars().count() == needed.shown.chars().count()
                && signs.all(|(typed, shown)| shown == '*' || typed == shown)
        };
        fields
            .into_iter()
            .flatten()
            .find(fits)
            .cloned()
            .unwrap_or_default()
    };
    needed.map(typed).collect()
}

#[test]
fn the_evidence_of_every_vector_answers_again() -> Result<(), Failure> {
    let (mut hiding, mut asked) = (0, 0);
    for (path, text) in vectors::texts()? {
        let file = parse(&path, &text)?;
        let (lists, _) = file.open_all().map_err(|error| named(&path, error))?;
        for case in &file.queries {
            let Some(text) = case.evidence(&lists)? else {
                continue;
            };
            let evidence = Evidence::parse(&text)?;
            let numbers = numbers(&evidence, &case.query.to_core()?);
            let replay = evidence
                .replay(&numbers, |query| lists.check(query))
                .map_err(|error| format!("{}: {}: {error}: {text}", stem(&path), case.name))?;
            assert!(
                replay.is_same && replay.differences.is_empty() && replay.notes.is_empty(),
                "{}: {}: {:?}",
                stem(&path),
                case.name,
                replay.differences
            );
            hiding += usize::from(!numbers.is_empty());
            asked += 1;
        }
    }
    assert!(
        asked > 250 && hiding > 15,
        "{asked} asked, {hiding} with a number"
    );
    Ok(())
}

/// Builds the snapshot of a file and gives the options that open it.
fn with_command(jrp: &Path, name: &str, place: &Path) -> Result<Vec<OsString>, Failure> {
    let text = vectors::text_of(name)?;
    let file = VectorFile::parse(&text)?;
    fs::create_dir_all(place)?;
    build_with_command(jrp, &file, place)?;
    let mut options = vec!["--snapshot".into(), place.join("list.jrp").into()];
    if file.options.open_with_person_key {
        options.extend(["--person-key".into(), place.join("person.key").into()]);
    }
    options.extend(["--trust".into(), place.join("jrp.pub").into()]);
    Ok(options)
}

fn build_with_command(jrp: &Path, file: &VectorFile<'_>, place: &Path) -> Result<(), Failure> {
    let key = SigningKey::from_seed(file.suite()?, &SIGNING_SEED)?;
    fs::write(place.join("jrp.key"), key.to_pem())?;
    fs::write(place.join("jrp.pub"), key.public().to_pem())?;
    fs::write(
        place.join("person.key"),
        PersonKey::from_bytes(PERSON_KEY).to_pem(),
    )?;
    fs::write(place.join("feed.csv"), file.feed())?;
    let options = &file.options;
    let mut build = Command::new(jrp);
    build.current_dir(place);
    build.args([
        "build", "--feed", "feed.csv", "--key", "jrp.key", "--out", "list.jrp",
    ]);
    build.arg(format!("--publisher={}", options.publisher));
    build.arg(format!("--sequence={}", options.sequence));
    build.arg(format!("--issued-at={}", options.issued_at));
    build.arg(format!("--as-of={}", options.as_of));
    build.arg(format!("--next-update={}", options.next_update));
    build.arg(format!("--expires={}", options.expires));
    build.arg(format!("--audience={}", options.audience));
    if !options.region.is_empty() {
        build.arg(format!("--region={}", options.region));
    }
    if !options.covers.is_empty() {
        build.arg(format!("--covers={}", options.covers.join(",")));
    }
    if options.person_key {
        build.args(["--person-key", "person.key"]);
    }
    if options.possible_names {
        build.arg("--possible-names");
    }
    if !file.policy.is_empty() {
        pack::write(&file.tables()?, &place.join("policy"))?;
        build.args(["--policy", "policy"]);
    }
    let output = build.output()?;
    // 3: written, with a repair that reached nothing.
    match output.status.code() {
        Some(0 | 3) => Ok(()),
        _ => Err(format!("jrp build failed: {}", String::from_utf8_lossy(&output.stderr)).into()),
    }
}

fn exit_code(outcome: &str) -> i32 {
    match outcome {
        "review" => 10,
        "restricted" => 11,
        "prohibited" => 12,
        "indeterminate" => 20,
        _ => 0,
    }
}

/// The `jrp` beside this test's binary.
fn command() -> Result<PathBuf, Failure> {
    let this = std::env::current_exe()?;
    let profile = this.parent().and_then(Path::parent).unwrap_or(Path::new("."));
    let jrp = profile.join(format!("jrp{}", std::env::consts::EXE_SUFFIX));
    match jrp.is_file() {
        true => Ok(jrp),
        false => Err(format!(
            "{} is not there; run `cargo build -p jrp-cli` first",
            jrp.display()
        )
        .into()),
    }
}

fn tempfolder(name: &str) -> Result<PathBuf, Failure> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("vectors-{name}"));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

#[test]
fn no_text_says_what_may_not_be_said() -> Result<(), Failure> {
    const AVOIDED: [&str; 19] = [
        "失信人",
        "失信者",
        "老赖",
        "黑名单企业",
        "信用良好",
        "信用不良",
        "自动拒绝",
        "自动否决",
        "系统已否决",
        "系统已拒绝",
        "评分",
        "得分",
        "good credit",
        "bad credit",
        "automatically rejected",
        "system rejected",
        "blacklist",
        "deadbeat",
        "credit score",
    ];
    let mut wrong = BTreeSet::new();
    for (path, text) in vectors::texts()? {
        let file = parse(&path, &text)?;
        let (lists, _) = file.open_all()?;
        for (case, lang) in file
            .queries
            .iter()
            .flat_map(|case| [(case, Lang::ZhCn), (case, Lang::En)])
        {
            let Ok(comparison) = case.ask(&lists, Some(lang))? else {
                continue;
            };
            for prompt in &comparison.prompts {
                let policies = lists.rosters().map(|roster| roster.policy());
                let words = policies.fold(prompt.text.clone(), |text, policy| own_words(&text, policy));
                let words = words.to_lowercase();
                let said = AVOIDED.iter().filter(|phrase| words.contains(**phrase));
                wrong.extend(said.map(|phrase| format!("{}: {phrase}: {}", case.name, prompt.text)));
                // A brace may have been typed; placeholders are words of ASCII.
                let placeholder = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic());
                if words.split('{').skip(1).any(placeholder) {
                    wrong.insert(format!("{}: a placeholder is left: {}", case.name, prompt.text));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{}",
        wrong.into_iter().collect::<Vec<_>>().join("\n")
    );
    Ok(())
}

/// A text without the official names of lists, which nobody here may change.
fn own_words(text: &str, policy: &Policy) -> String {
    policy.lists().iter().fold(text.to_owned(), |text, list| {
        text.replace(&list.name, "").replace(&list.name_en, "")
    })
}

#[test]
fn every_answer_keeps_the_promises_that_hold_for_all() -> Result<(), Failure> {
    let levels = ["stop", "warn", "info", "good"];
    let effects = [
        "prohibit",
        "restrict",
        "review",
        "notice",
        "priority",
        "green-channel",
    ];
    for (path, text) in vectors::texts()? {
        for case in parse(&path, &text)?.queries {
            let answer: Value = serde_json::from_str(case.result.get())?;
            if answer.is_null() {
                continue;
            }
            let name = format!("{}: {}", stem(&path), case.name);
            let array = |key: &str| answer[key].as_array().cloned().unwrap_or_default();
            let place = |order: &[&str], value: &Value| {
                value
                    .as_str()
                    .and_then(|value| order.iter().position(|known| *known == value))
            };
            let prompts = array("prompts");
            let has = |code: &str| prompts.iter().any(|prompt| prompt["code"] == code);
            assert!(has("official"), "{name}: the official channel is not named");
            assert!(
                prompts.is_sorted_by_key(|prompt| place(&levels, &prompt["level"])),
                "{name}: prompts are not sorted"
            );
            let findings = array("findings");
            let rank = |finding: &Value| place(&effects, &finding["effect"]).unwrap_or(effects.len());
            assert!(
                findings.is_sorted_by_key(|finding| {
                    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
                    (rank(finding), text(&finding["list"]["code"]))
                }),
                "{name}: findings are not sorted"
            );
            for finding in findings.iter().filter(|finding| finding["confirmed"] == false) {
                assert!(
                    rank(finding) >= 2,
                    "{name}: a possible finding is stricter than a review"
                );
                assert!(
                    finding["match"] == "masked" || finding.get("recordId").is_none(),
                    "{name}: detail is shown"
                );
            }
            let lists = answer["compared"]["lists"].as_array().map_or(0, Vec::len);
            let clear = answer["outcome"] == "clear";
            assert!(
                !clear || (has("none-found") || has("none-besides")) && lists > 0,
                "{name}: clear without its scope"
            );
        }
    }
    Ok(())
}

#[test]
fn there_are_enough_vectors_and_each_says_what_it_covers() -> Result<(), Failure> {
    let mut names = BTreeSet::new();
    for (path, text) in vectors::texts()? {
        let file = parse(&path, &text)?;
        assert!(
            !file.about.is_empty() && !file.covers.is_empty(),
            "{}",
            stem(&path)
        );
        for case in file.queries {
            assert!(!case.covers.is_empty(), "{}: covers nothing", case.name);
            let full = format!("{}: {}", stem(&path), case.name);
            assert!(names.insert(full), "{}: there twice", case.name);
        }
    }
    assert!(names.len() >= 150, "{} queries", names.len());
    Ok(())
}

fn parse<'a>(path: &Path, text: &'a str) -> Result<VectorFile<'a>, Failure> {
    VectorFile::parse(text).map_err(|error| named(path, error))
}

fn named(path: &Path, error: Failure) -> Failure {
    format!("{}: {error}", stem(path)).into()
}

fn stem(path: &Path) -> String {
    path.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
