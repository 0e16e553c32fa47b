//! Tests of `collection.toml`.

use super::*;
use crate::error::Malformed;
use crate::messages::Lang;

const PATH: &str = "集/collection.toml";

#[test]
fn a_collection_has_a_title_a_note_and_an_order() {
    let source = "\u{FEFF}title = \"集\"\nnote = \"一句话\"\norder = [\"乙.md\", \"甲.md\"]\n";
    let want = Collection {
        title: Some("集".to_owned()),
        note: Some("一句话".to_owned()),
        order: vec!["乙.md".to_owned(), "甲.md".to_owned()],
    };
    assert_eq!(parse(Path::new(PATH), source).expect("no errors"), want);
    assert_eq!(
        parse_lenient(Path::new(PATH), source, &["甲.md", "乙.md"]),
        (want, Vec::new())
    );
    assert_eq!(
        parse(Path::new(PATH), "").expect("no errors"),
        Collection::default()
    );
}

#[test]
fn errors_name_their_place_and_a_remedy() {
    for (source, want) in [
        (
            "titel = \"集\"\n",
            vec!["1:1 unknown key `titel` (did you mean title?)"],
        ),
        (
            "order = [\n  \"01-甲.md\",\n  \"02-已.md\",\n  \"无\",\n  \"01-甲.md\",\n]\n",
            vec![
                "3:3 no text `02-已.md` in this folder (did you mean 02-乙.md?)",
                "4:3 no text `无` in this folder (name a file of this folder, or leave it out)",
                "5:3 `01-甲.md` is listed twice (name it once)",
            ],
        ),
        (
            "order = \"甲\"\n",
            vec![
                "1:9 invalid type: string \"甲\", expected a sequence (write text as key = \"value\", lists as key = [\"one\", \"two\"])",
            ],
        ),
        ("title = \"集\"\norder = [\"01-甲.md\"]\n", vec![]),
    ] {
        let m = Lang::En.catalogue();
        let show = |mistake: &Malformed| {
            let (line, column) = (mistake.line, mistake.column);
            let (reason, remedy) = (m.reason(&mistake.reason), m.remedy(&mistake.remedy));
            format!("{line}:{column} {reason} ({remedy})")
        };
        let mistakes = check(Path::new(PATH), source, &["01-甲.md", "02-乙.md"]);
        let shown: Vec<_> = mistakes.iter().map(show).collect();
        assert_eq!(shown, want, "{source}");
    }
}

#[test]
fn a_damaged_file_is_read_as_far_as_it_goes() {
    let (collection, notices) = parse_lenient(
        Path::new(PATH),
        "title = \"集\"\nnote = 坏\norder = [\"甲\", 3]\n",
        &["甲"],
    );
    assert_eq!(collection.title.as_deref(), Some("集"));
    assert_eq!(collection.order, ["甲"]);
    assert_eq!(notices.len(), 1);
}
