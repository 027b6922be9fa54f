//! The commands of docs/OPERATIONS.md and docs/OFFICE.md: those that are printed whole are run, and every other has the
//! subcommands and options that it names. `office/month.rs` lives the month of the first chapter.

use super::Folder;
use super::published::{CODES, feed};
use std::collections::BTreeMap;

const OPERATIONS: &str = include_str!("../../../docs/OPERATIONS.md");
const OFFICE: &str = include_str!("../../../docs/OFFICE.md");

/// The blocks of a page.
fn shell(page: &str) -> impl Iterator<Item = &str> {
    let blocks = page.split("\n```").skip(1).step_by(2);
    blocks.filter_map(|block| block.strip_prefix("sh\n"))
}

/// The commands in blocks, lines that go on joined.
fn commands<'p>(shell: impl Iterator<Item = &'p str>) -> Vec<String> {
    let joined = shell.map(|block| block.replace("\\\n", " "));
    let lines: Vec<String> = joined
        .flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    lines
        .into_iter()
        .filter(|line| line.starts_with("jrp "))
        .collect()
}

/// Where the examples of the page lie, here.
fn here(line: &str) -> String {
    line.replace("https://credit.example.cn/lists", "srv/lists")
        .replace("/srv/lists", "srv/lists")
        .replace("/var/lib/jrp", "store")
}

#[test]
fn the_commands_by_hand_run_as_they_are_printed() {
    let folder = Folder::new();
    folder.succeeds("keygen --out keys");
    for (from, to) in [
        ("keys/jrp.key", "jrp.key"),
        ("keys/person.key", "person.key"),
        ("keys/jrp.pub", "lists.trust"),
    ] {
        folder.write(to, folder.read(from));
    }
    let debtors = "list_kind,subject_kind,name,id_kind,id,authority,listed_on,publish_until,status\n\
                   BK-SXBZXR,org,云澜己纺织有限公司,uscc,91329902MAGPM1QY5W,法院,2025-06-03,2099-06-02,active\n\
                   BK-ZDSSWF,org,云澜庚纺织有限公司,uscc,91329902MAH4533P0N,税务局,2025-06-03,2027-06-02,active\n";
    let lasting = |feed: String| feed.replace("2027-06-02", "2098-06-02");
    folder.write("black.csv", lasting(feed(&[0])));
    folder.write("watch.csv", lasting(debtors.to_owned()));
    folder.write(
        "red.csv",
        "list_kind,subject_kind,name,id_kind,id,authority,listed_on,publish_until,status\n",
    );
    let month_ends = OPERATIONS.find("## By hand").unwrap();
    let mut run = 0;
    // `openssl.rs` signs by a device, whose block leaves out what it builds from.
    let whole = shell(&OPERATIONS[month_ends..]).filter(|block| !block.contains('…'));
    for line in commands(whole) {
        let line = here(line.strip_prefix("jrp ").unwrap());
        if line.starts_with("screen") && run < 5 {
            let mut book = rust_xlsxwriter::Workbook::new();
            let sheet = book.add_worksheet();
            for (row, cells) in (0..).zip([
                ["统一社会信用代码", "名称"],
                [CODES[0], "云澜第0纺织有限公司"],
                [CODES[4], "云澜第4纺织有限公司"],
            ]) {
                sheet.write_string(row, 0, cells[0]).unwrap();
                sheet.write_string(row, 1, cells[1]).unwrap();
            }
            folder.write("suppliers.xlsx", book.save_to_buffer().unwrap());
            folder.run("screen --snapshot store --trust keys/jrp.pub --scenario ZFCG --in suppliers.xlsx --out yesterday.xlsx");
        }
        if line.contains("store/nation") {
            // Two stores in the place of the one before.
            std::fs::rename(folder.path("store"), folder.path("own")).unwrap();
            std::fs::create_dir(folder.path("store")).unwrap();
            for name in ["nation", "district"] {
                folder.succeeds(&format!(
                    "pull --from srv/lists --into store/{name} --trust lists.trust"
                ));
            }
        }
        let done = folder.run(&line);
        // A question or a register ends with what was found; 2 is a wrong command line, 1 a failure.
        assert!(
            !matches!(done.code, 1 | 2) && done.code >= 0,
            "{line}: {} {}",
            done.code,
            done.err
        );
        if line.contains("store/nation") {
            std::fs::remove_dir_all(folder.path("store")).unwrap();
            std::fs::rename(folder.path("own"), folder.path("store")).unwrap();
        }
        run += 1;
    }
    assert!(run >= 6, "{run}");
}

/// Every command in a page: in a block, or in a sentence between backticks.
fn named(page: &str) -> Vec<String> {
    let mut found = commands(shell(page));
    for paragraph in page.split("\n```").step_by(2) {
        let spans = paragraph.split('`').skip(1).step_by(2);
        let spans = spans.map(|span| span.split_whitespace().collect::<Vec<_>>().join(" "));
        found.extend(spans.filter(|span| span.starts_with("jrp ")));
    }
    found
}

#[test]
fn every_option_that_the_pages_name_is_one_of_its_command() {
    let folder = Folder::new();
    let mut helps: BTreeMap<String, String> = BTreeMap::new();
    let mut options = 0;
    for line in [OPERATIONS, OFFICE].into_iter().flat_map(named) {
        let words: Vec<&str> = line.split_whitespace().skip(1).collect();
        let nested = match words[..] {
            ["office", "case", ..] => 3,
            ["office" | "intake" | "policy", ..] => 2,
            _ => 1,
        };
        let command = words
            .iter()
            .take(nested)
            .take_while(|word| !word.starts_with('-'));
        let command: Vec<&str> = command.copied().collect();
        // `init|receive|…` stands for several.
        if command.is_empty()
            || command
                .iter()
                .any(|word| word.contains('|') || word.contains('…'))
        {
            continue;
        }
        let command = command.join(" ");
        let help = helps
            .entry(command.clone())
            .or_insert_with(|| folder.succeeds(&format!("{command} --help")));
        for option in words.iter().filter(|word| word.starts_with("--")) {
            let name = option
                .split('=')
                .next()
                .unwrap()
                .trim_end_matches([',', ';', '.', ')']);
            let is_known = help
                .split(|c: char| !(c.is_alphanumeric() || c == '-'))
                .any(|word| word == name);
            assert!(is_known, "{line}: {name} is not an option of jrp {command}");
            options += 1;
        }
    }
    assert!(
        options > 60 && helps.len() > 15,
        "{options} options, {} commands",
        helps.len()
    );
}
