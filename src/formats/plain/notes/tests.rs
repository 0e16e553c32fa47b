use crate::doc::{Document as _, Links as _, Mark, Pos};
use crate::formats::plain::PlainDocument;
use crate::source::windows::Source;

/// Returns the signs of a text that lead to notes, each with the words of its notes.
fn notes(text: &str) -> Vec<(String, Vec<String>)> {
    let doc = PlainDocument::new("a", Source::Owned(text.as_bytes().to_vec()));
    let mut found = Vec::new();
    let starts = std::iter::successors(Some(doc.first()), |pos: &Pos| doc.next(*pos));
    for pos in starts {
        let block = doc.block_at(pos);
        for (range, mark) in &block.marks {
            let Mark::NoteRef(label) = mark else { continue };
            let sign = block
                .text
                .get(range.start as usize..range.end as usize)
                .unwrap();
            found.push((sign.to_owned(), doc.note(pos, label).unwrap().paragraphs));
        }
    }
    found
}

/// Returns the signs of a text that lead to notes.
fn signs(text: &str) -> Vec<String> {
    notes(text).into_iter().map(|(sign, _)| sign).collect()
}

#[test]
fn signs_lead_to_the_lines_at_the_end() {
    let text = "山路①很长，账本②很薄。\n\n① 山路：见前文。\n② 账本，\n　　二〇〇三年。\n";
    assert_eq!(
        notes(text),
        [
            ("①".to_owned(), vec!["山路：见前文。".to_owned()]),
            ("②".to_owned(), vec!["账本，二〇〇三年。".to_owned()]),
        ]
    );
    for (text, want) in [
        (
            "他说〔一〕。\n又说〔二〕。\n\n〔一〕甲也。\n〔二〕乙也。\n",
            vec!["〔一〕", "〔二〕"],
        ),
        (
            "統計（注１）による。\n\n注１：国勢調査。\n",
            vec!["（注１）"],
        ),
        ("資料*1を見る。\n\n*1 白書。\n", vec!["*1"]),
        ("본문〔1〕이다.\n\n주\n〔1〕 출처.\n", vec!["〔1〕"]),
        (
            "羅、朴七姓，不輸租賦。〔一〕\n\n　　〔一〕夕音昔。\n\n　　望巴水。〔二〕\n\n　　〔二〕巴水出漢中。\n",
            vec!["〔一〕", "〔二〕"],
        ),
        (
            "第一章\n甲①。\n①注甲\n第二章\n乙①。\n①注乙\n",
            vec!["①", "①"],
        ),
    ] {
        assert_eq!(signs(text), want, "{text}");
    }
}

#[test]
fn works_are_cited_one_by_one_in_lists_and_in_ranges() {
    let text = "前人有述[1-2]，又见[3]与[1，3]。\n\n参考文献\n[1] 张三．山．\n[2] 李四．河．\n[3] 王五．\n海．\n[4] 未引．\n";
    let found = notes(text);
    assert_eq!(
        found[0],
        (
            "[1-2]".to_owned(),
            vec!["[1] 张三．山．".to_owned(), "[2] 李四．河．".to_owned()]
        )
    );
    assert_eq!(found[1], ("[3]".to_owned(), vec!["王五．海．".to_owned()]));
    assert_eq!(found[2].0, "[1，3]");
    let text = "前人有述[2]。\n\n参考文献：\n1. 张三．山．\n2. 李四．河．\n";
    assert_eq!(notes(text)[0].1, ["李四．河．"]);
}

#[test]
fn items_code_and_years_are_no_notes() {
    for text in [
        "包括①甲②乙③丙三项。\n\n①甲是山。\n②乙是河。\n③丙是海。\n",
        "须抓①山、②河。\n\n①山。\n②河。\n",
        "要做到：①修路；②架桥。\n\n①修路要快。\n②架桥要稳。\n",
        "x = a[1]\ny = a[2] + b[1];\n[1] first\n[2] second\n",
        "依国发〔2003〕12号文。\n\n〔2003〕12号文如下。\n",
        "他说[1]好。\n没有注。\n",
        "[1] 甲。\n[2] 乙。\n文中[1]，文中[2]。\n",
        "下列正确的是\n①甲\n②乙\nA．①②　B．①\n下列错误的是\n①丙\n②丁\n",
    ] {
        assert_eq!(signs(text), Vec::<String>::new(), "{text}");
    }
}
