use super::*;
use crate::doc::Document;
use crate::formats::plain::PlainDocument;
use crate::messages::Lang;

#[test]
fn much_that_is_written_down_is_read_in_stretches() {
    let row = |n: usize| format!("[[heading]]\nlevel = 1\ntitle = \"第{n}章\"\nat = {n}\n\n");
    let many: String = (0..9_000).rev().map(row).collect();
    let text = format!("bytes = 7\n\n{many}");
    let (bytes, kept) = parse(&text).unwrap();
    assert_eq!((bytes, kept.len()), (Some(7), 9_000));
    for (n, one) in kept.iter().enumerate() {
        let heading = &one.heading;
        assert_eq!(
            (heading.pos.block.0, &*heading.title),
            (n as u64, &*format!("第{n}章"))
        );
    }
    let wrong = format!("{text}\nx = [\n");
    let (line, _) = parse(&wrong).err().unwrap();
    assert!(line > 9_000 * 5, "{line}");
}

/// Returns chapters with some text each.
fn novel(numbers: &str) -> String {
    let body = "　　山里的路修通以后，镇上的货车一天要跑三个来回。\n".repeat(4);
    let chapter = |number| format!("第{number}章 山路\n\n{body}\n");
    numbers.chars().map(chapter).collect()
}

/// Opens a text with a sidecar. Returns levels and titles of its outline, and its problems in English.
fn read(text: &str, written: &str) -> (Option<Vec<String>>, String) {
    let doc = PlainDocument::new("t", Source::Owned(text.as_bytes().to_vec()));
    let (bytes, kept) = parse(written).unwrap();
    let saved = TocSidecar {
        text_len: bytes,
        headings: Some(kept),
        ..TocSidecar::default()
    };
    let (outline, notice) = saved.realigned(&doc);
    let shown = |heading: &Heading| {
        let at = heading.pos.block.0 as usize;
        let line = text.get(at..).unwrap().lines().next().unwrap();
        assert!(line.starts_with(&*heading.title), "{line}");
        format!("{} {}", heading.level, heading.title)
    };
    let headings = outline.map(|one| one.headings.iter().map(shown).collect());
    (
        headings,
        notice.map_or(String::new(), |problem| {
            Lang::En.catalogue().problem(&problem)
        }),
    )
}

#[test]
fn chapters_that_came_later_are_inferred_behind_what_is_written_down() {
    let (old, new) = (novel("一二三"), novel("一二三四五"));
    let second = old.find("第二章").unwrap();
    let bytes = old.len();
    // The reader has removed the third chapter and put the others one level lower.
    let row = |at, title| format!("[[heading]]\nlevel = 2\ntitle = \"{title}\"\nat = {at}\n");
    let rows = row(0, "第一章 山路") + &row(second, "第二章 山路");
    let written = format!("bytes = {bytes}\n{rows}");
    let two = ["2 第一章 山路", "2 第二章 山路"]
        .map(str::to_owned)
        .to_vec();
    assert_eq!(read(&old, &written), (Some(two.clone()), String::new()));
    let (headings, told) = read(&new, &written);
    let all = ["2 第三章 山路", "2 第四章 山路", "2 第五章 山路"].map(str::to_owned);
    assert_eq!(headings.unwrap(), [&two[..], &all[..]].concat());
    assert!(told.contains("3 inferred"), "{told}");
    // Without the saved length there is no evidence that the text has grown.
    assert_eq!(read(&new, &rows), (Some(two), String::new()));
}

#[test]
fn headings_without_a_place_stand_where_their_titles_do() {
    let listed = format!(
        "目录\n第一章 山路\n第二章 山路\n第三章 山路\n\n{}",
        novel("一二三")
    );
    let written =
        "[[heading]]\ntitle = \"第一章 山路\"\n[[heading]]\nlevel = 2\ntitle = \"第三章\"\n";
    let (headings, told) = read(&listed, written);
    assert_eq!(headings.unwrap(), ["1 第一章 山路", "2 第三章"]);
    assert_eq!(told, "");
    let doc = PlainDocument::new("t", Source::Owned(listed.clone().into_bytes()));
    let mut kept = parse(written).unwrap().1;
    realign(
        &doc,
        LengthCheck::Changed,
        &(&doc as &dyn Document).whole_outline().headings,
        &mut kept,
    );
    let first = kept.first().unwrap().heading.pos.block.0;
    assert!(
        first as usize > listed.find("\n\n").unwrap(),
        "not in the contents"
    );
    let (headings, told) = read(&novel("一二"), written);
    assert_eq!(headings.unwrap(), ["1 第一章 山路"]);
    assert!(told.contains("1 not found"), "{told}");
}

#[test]
fn an_outline_of_which_nothing_is_left_gives_way_to_the_inferred_one() {
    let other = "bytes = 9\n[[heading]]\nlevel = 1\ntitle = \"别的书\"\nat = 0\n";
    for written in ["", "# 空的\n", other] {
        let (headings, told) = read(&novel("一二三"), written);
        assert_eq!(headings, None, "{written}");
        assert!(told.contains("inferred"), "{told}");
    }
    // An outline is valid even if the reader removed all its headings.
    let text = novel("一二三");
    let none = format!("bytes = {}\n", text.len());
    assert_eq!(read(&text, &none), (Some(Vec::new()), String::new()));
}

#[test]
fn what_is_written_down_is_read_again() {
    let heading = |at, level, title: &str| Heading {
        pos: Pos::new(0, at).at(6),
        level,
        title: title.into(),
        len: 12,
        confidence: None,
        entry: None,
    };
    let whole = Outline {
        headings: vec![
            heading(3, 1, "第一章 “引号” \\"),
            heading(90, 2, "一、\t制表"),
        ],
        metadata_lines: Vec::new(),
        doubtful: Vec::new(),
        complete: true,
    };
    let folder = std::env::temp_dir().join(format!("tongdu-saved-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let text = folder.join("文.txt");
    assert_eq!(load(&text).unchanged(), (None, None));
    let doc = crate::formats::blocks::document::BlockDocument::default();
    let path = save(&text, &doc, &whole).unwrap();
    assert_eq!(load(&text).unchanged(), (Some(whole), None));
    std::fs::write(&path, "# 注\nheading = [[3] x]\n").unwrap();
    let (none, notice) = load(&text).unchanged();
    let told = Lang::En.catalogue().problem(&notice.unwrap());
    assert!(none.is_none() && told.contains("文.txt.toc.toml"), "{told}");
    assert!(told.contains("line 2") && !told.contains('\n'), "{told}");
    std::fs::remove_dir_all(folder).unwrap();
}
