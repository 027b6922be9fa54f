use super::Folder;

#[test]
fn the_tour_shows_every_outcome_and_leaves_nothing() {
    let folder = Folder::new();
    for line in ["demo", "demo --lang en"] {
        let out = folder.succeeds(line);
        for word in [
            "prohibited",
            "restricted",
            "review",
            "notice",
            "preferred",
            "clear",
            "indeterminate",
        ] {
            assert!(
                out.contains(&format!("  {word}\n")),
                "{word} is missing from {line}"
            );
        }
        for code in [0, 10, 11, 12, 20] {
            assert!(
                out.lines().any(|line| line.ends_with(&format!("  {code}"))),
                "{code}"
            );
        }
        assert!(!out.contains('\u{1b}'), "colours without a terminal");
    }
    assert_eq!(std::fs::read_dir(folder.path(".")).unwrap().count(), 0);
}

#[test]
fn the_commands_shown_give_the_answers_shown() {
    let folder = Folder::new();
    let out = folder.succeeds("demo --dir tour").replace(" \\\n", " ");
    let tour = Folder(tempfile::tempdir_in(folder.path(".")).unwrap());
    for name in ["district.jrp", "repair.jrp", "keys"] {
        std::fs::rename(folder.path("tour").join(name), tour.path(name)).unwrap();
    }
    let mut asked = 0;
    for part in out.split("$ jrp ").filter(|part| part.starts_with("check ")) {
        let done = tour.run(part.lines().next().unwrap());
        let code = part
            .lines()
            .find_map(|line| line.strip_prefix("退出码  "))
            .unwrap();
        assert_eq!(done.code.to_string(), code, "{part}");
        let outcome = part.lines().find(|line| line.starts_with("结论")).unwrap();
        assert_eq!(done.out.lines().next().unwrap(), outcome);
        asked += 1;
    }
    assert_eq!(asked, 15);
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let folder = Folder::new();
    folder.write("mine.txt", "mine");
    folder.fails(1, "demo --dir .", &[".: is not empty"]);
    folder.fails(1, "demo --dir mine.txt", &["mine.txt", "cannot be written"]);
}

#[test]
fn the_forms_are_served_from_a_checkout_with_the_package_built() {
    let folder = Folder::new();
    folder.fails(1, "demo --web", &["examples/web", "checkout"]);
    std::fs::create_dir_all(folder.path("examples/web")).unwrap();
    folder.fails(1, "demo --web", &["cargo xtask wasm"]);
    folder.fails(2, "demo --port 80", &["--web"]);
    let left: Vec<_> = std::fs::read_dir(folder.path(".")).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is made where something is missing");
}
