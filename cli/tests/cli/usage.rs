use super::Folder;

#[test]
fn a_command_line_that_cannot_be_meant_exits_with_2_and_one_line() {
    let folder = Folder::new();
    let check = "check --snapshot d.jrp --trust k.pub --scenario ZFCG";
    for (line, places) in [
        ("", &["no subcommand", "jrp --help"][..]),
        ("chek", &["chek", "'check'"]),
        ("delta --out d.jrp", &["delta"]),
        ("screen", &["--snapshot", "--in", "--out", "jrp screen --help"]),
        (
            "check",
            &["--snapshot", "--trust", "--scenario", "jrp check --help"],
        ),
        (check, &["--credit-code", "--name", "--id"]),
        (&format!("{check} --name 甲 --id 1"), &["--id-kind"]),
        (&format!("{check} --name 甲 --id-kind uscc"), &["--id <I>"]),
        (
            &format!("{check} --id-kind ssn --id 1"),
            &["ssn", "--id-kind", "citizen-id"],
        ),
        (
            &format!("{check} --name 甲 --subject-kind firm"),
            &["firm", "sole-trader"],
        ),
        (
            &format!("{check} --name 甲 --condition maybe"),
            &["maybe", "document"],
        ),
        (
            &format!("{check} --name 甲 --on 2026-02-30"),
            &["--on", "2026-02-30", "2026-11-22"],
        ),
        (
            &format!("{check} --name 甲 --now 2026-11-22"),
            &["--now", "+08:00"],
        ),
        (&format!("{check} --name 甲 --lang fr"), &["fr", "zh-CN", "en"]),
        (
            &format!("{check} --name 甲 --min-sequence -1"),
            &["-1", "jrp check --help"],
        ),
        (
            &format!("{check} --name 甲 --name 乙"),
            &["--name", "multiple times"],
        ),
        ("verify d.jrp", &["--trust"]),
        ("verify --trust k.pub", &["FILE.jrp"]),
        ("inspect", &["FILE.jrp"]),
        (
            "synth --records many --seed 1 --out f.csv",
            &["many", "--records"],
        ),
        ("keygen", &["--out"]),
        ("office receive o", &["--from", "jrp office receive --help"]),
        ("office case add o", &["--kind", "jrp office case add --help"]),
        ("office cas", &["cas", "jrp office --help"]),
    ] {
        folder.fails(2, line, places);
    }
}

#[test]
fn help_lists_what_there_is_and_nothing_else() {
    let folder = Folder::new();
    for line in ["help", "--help", "-h"] {
        let help = folder.succeeds(line);
        for command in [
            "keygen", "build", "delta", "publish", "pull", "verify", "inspect", "check", "screen", "synth",
            "demo",
        ] {
            assert!(help.contains(&format!("\n  {command} ")), "{help}");
        }
    }
    assert_eq!(
        folder.succeeds("--version"),
        format!("jrp {}\n", env!("CARGO_PKG_VERSION"))
    );
}
