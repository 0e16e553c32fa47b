use super::*;
use crate::doc::explanation::RuleSource;

/// Returns the location and the fault of a problem in the file.
fn fault(problem: &ConfigProblem) -> (&str, &ConfigFault) {
    match problem {
        ConfigProblem::At { location, fault } => (location, fault),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_understood_holds_and_the_rest_is_told_with_its_line() {
    let text = "lang = \"en\"\nmesure = 60\ntheme = \"neon\"\nindent = 2\n[keys]\nquit = [\"x\", \"<C-q>\"]\nhelp = 3\n";
    let (config, problems) = Config::parse("config.toml", text);
    assert_eq!(config.lang.as_deref(), Some("en"));
    assert_eq!(config.indent, Some(Cells(2)));
    assert_eq!(config.theme, None);
    assert_eq!(
        config.keys,
        [("quit".to_owned(), vec!["x".to_owned(), "<C-q>".to_owned()])]
    );
    let found: Vec<(&str, &ConfigFault)> = problems.iter().map(fault).collect();
    let unknown = ConfigFault::UnknownSetting {
        name: "mesure".to_owned(),
        nearest: "measure",
    };
    for row in [
        ("config.toml:2", &unknown),
        ("config.toml:3", &ConfigFault::WrongValue(ConfigKey::Theme)),
        ("config.toml:7", &ConfigFault::KeysNotStrings),
    ] {
        assert!(found.contains(&row), "{row:?} in {problems:?}");
    }
    assert_eq!(found.len(), 3);
}

#[test]
fn a_broken_file_is_told_and_ignored() {
    let (config, problems) = Config::parse("config.toml", "lang = \"en\"\ntheme = \n");
    assert_eq!(config, Config::default());
    assert!(
        matches!(
            fault(&problems[0]),
            ("config.toml:2", ConfigFault::InvalidToml { .. })
        ),
        "{problems:?}"
    );
}

#[test]
fn the_table_names_what_the_reader_takes() {
    for known in SETTINGS {
        let text = format!("{} = {}\n", known.name, known.default);
        let (config, notices) = Config::parse("config.toml", &text);
        assert_eq!(notices, [], "{text}");
        let is_default = config == Config::default();
        let is_automatic = matches!(known.name, "indent" | "outline");
        assert_eq!(is_default, is_automatic, "{text}");
    }
}

#[test]
fn rules_are_read_and_mistakes_in_them_are_told_with_their_lines() {
    let text = "\
[[heading]]
match = '^【.+】$'
level = 1
name = \"方头括号\"
files = \"*.txt\"
[[heading]]
match = '(甲'
[[heading]]
level = 2
[[heading]]
match = '甲'
level = 10
[[heading]]
match = '甲'
title = 1
[[heading]]
match = '^甲'
level = 0
mach = 1
[[hide]]
match = '某网$'
level = 1
[[hide]]
match = '某网$'
";
    let (config, problems) = Config::parse("/home/x/config.toml", text);
    let lines: Vec<&str> = problems
        .iter()
        .filter_map(|problem| fault(problem).0.strip_prefix("/home/x/config.toml:"))
        .collect();
    assert_eq!(lines, ["7", "8", "12", "13", "19", "22"], "{problems:?}");
    let rules = config.rules();
    assert_eq!((rules.heading_rules.len(), rules.hide_rules.len()), (1, 1));
    let source = RuleSource {
        name: Some("方头括号".to_owned()),
        location: "config.toml:1".to_owned(),
    };
    assert_eq!(rules.heading_rules[0].source, source);
    assert_eq!(rules.boilerplate, BoilerplatePolicy::Hide);
    for wrong in ["heading = 3\n", "[heading]\nmatch = 'a'\n", "hide = [3]\n"] {
        assert_eq!(Config::parse("c", wrong).1.len(), 1, "{wrong}");
    }
    assert_eq!(
        Config::parse("c", "hide-ads = false").0.rules().boilerplate,
        BoilerplatePolicy::Show
    );
}

#[test]
fn a_file_of_rules_lies_beside_the_configuration() {
    let folder = std::env::temp_dir().join(format!("tongdu-config-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let path = folder.join("config.toml");
    std::fs::write(&path, "toc-rules = \"rules.json\"\n").unwrap();
    let (config, notices) = Config::load(&path);
    assert_eq!(
        (config.rules.imported_rules.len(), notices.len()),
        (0, 1),
        "{notices:?}"
    );
    std::fs::write(
        folder.join("rules.json"),
        r#"[{"name":"星","rule":"^★.+$"}]"#,
    )
    .unwrap();
    let (config, notices) = Config::load(&path);
    assert_eq!(
        (config.rules().imported_rules.len(), notices.len()),
        (1, 0),
        "{notices:?}"
    );
    std::fs::remove_dir_all(folder).unwrap();
}
