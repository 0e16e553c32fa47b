use super::*;
use crate::doc::Place;

/// A folder for records, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("tongdu-records-{name}-{}", std::process::id());
        Self(std::env::temp_dir().join(name))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn print(place: u64, content: u64) -> Fingerprint {
    Fingerprint {
        place,
        content: Some(content),
    }
}

fn at(block: u64) -> Record {
    let pos = Pos::new(2, block).at(3);
    Record {
        file: "/书/《梦》 \"a\\b\".txt".to_owned(),
        title: "第一行\n第二行\u{1b}[31m".to_owned(),
        encoding: Some("Big5-HKSCS".to_owned()),
        place: Place::new(pos, Fraction::percent(12.5), "  他说：“好。”").into(),
        correction: vec![
            Change {
                what: What::Add,
                line: vec![Line {
                    title: "楔子".to_owned(),
                    extent: 6,
                    place: Place::new(pos, Fraction::default(), "楔子").into(),
                }],
            },
            Change {
                what: What::Promote,
                line: vec![Line::default()],
            },
        ],
    }
}

#[test]
fn what_is_written_down_is_read_again() {
    let folder = Folder::new("again");
    let records = Records::new(folder.0.join("deeper"));
    assert_eq!(records.load(&print(1, 2)), Ok(None));
    for record in [at(7), Record::default()] {
        records.save(&print(1, 2), &record).unwrap();
        let found = records.load(&print(1, 2)).unwrap().unwrap();
        assert_eq!((&found.record, found.known), (&record, Known::ByContent));
    }
    let place = Place::from(at(7).place);
    assert_eq!(place.pos, Pos::new(2, 7).at(3));
    assert_eq!(place.quote, "他说：“好。”");
}

#[test]
fn a_text_is_known_where_it_was_and_by_how_it_begins() {
    let folder = Folder::new("known");
    let records = Records::new(folder.0.clone());
    records.save(&print(1, 2), &at(7)).unwrap();
    for (print, want) in [
        (print(1, 3), Some(Known::ByPlace)),
        (print(9, 2), Some(Known::ByContent)),
        (print(9, 3), None),
        // A folder or an empty file begins like nothing else.
        (
            Fingerprint {
                place: 9,
                content: None,
            },
            None,
        ),
        (
            Fingerprint {
                place: 1,
                content: None,
            },
            Some(Known::ByPlace),
        ),
    ] {
        let known = records.load(&print).unwrap().map(|found| found.known);
        assert_eq!(known, want, "{print:?}");
    }
}

#[test]
fn a_text_that_was_edited_leaves_one_record() {
    let folder = Folder::new("edited");
    let records = Records::new(folder.0.clone());
    records.save(&print(1, 2), &at(7)).unwrap();
    records.save(&print(4, 2), &at(8)).unwrap();
    records.save(&print(1, 3), &at(9)).unwrap();
    let mut names = records.names();
    names.sort();
    assert_eq!(
        names,
        [
            "0000000000000002-0000000000000004.toml",
            "0000000000000003-0000000000000001.toml",
        ]
    );
}

#[test]
fn a_record_that_cannot_be_understood_is_told_of_and_replaced() {
    let folder = Folder::new("broken");
    let records = Records::new(folder.0.clone());
    records.save(&print(1, 2), &at(7)).unwrap();
    let path = records.path(&print(1, 2));
    for text in [&b"place = 3"[..], b"= [", b"\xff\xfe"] {
        std::fs::write(&path, text).unwrap();
        let told = records.load(&print(1, 2)).unwrap_err();
        assert!(told.en.contains("0000000000000001.toml"), "{}", told.en);
        assert!(!told.zh.contains('\n') && !told.en.contains('\n'));
    }
    records.save(&print(1, 2), &at(8)).unwrap();
    assert!(records.load(&print(1, 2)).unwrap().is_some());
}

#[test]
fn what_cannot_be_written_is_an_error_with_its_path() {
    let folder = Folder::new("file");
    std::fs::write(&folder.0, "no folder").unwrap();
    let told = Records::new(folder.0.clone()).save(&print(1, 2), &at(7));
    std::fs::remove_file(&folder.0).unwrap();
    assert!(matches!(told, Err(Error::Write { path, .. }) if path.starts_with(&folder.0)));
}
