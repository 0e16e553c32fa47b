use super::*;
use crate::source::windows::Source;
use crate::views::reflow;
use proptest::prelude::*;
use std::sync::Arc;

#[test]
fn numbers_of_pages_are_known_in_their_forms() {
    for (line, want) in [
        ("- 3 -", Some(3)),
        ("—12—", Some(12)),
        ("３", Some(3)),
        ("第 3 页", Some(3)),
        ("第3页 共10页", Some(3)),
        ("3 / 10", Some(3)),
        ("Page 3 of 10", Some(3)),
        ("iv", Some(4)),
        ("· 7 ·", Some(7)),
        ("3쪽", Some(3)),
        ("第三页", Some(3)),
        ("第十二页 共二十页", Some(12)),
        ("三", None),
        ("第三章", None),
        ("1.2.3.4", None),
        ("2019年", None),
        ("——", None),
        ("", None),
    ] {
        assert_eq!(page_number(line), want, "{line}");
    }
    assert_eq!(skeleton("山河记  12"), "山河记#");
}

#[test]
fn numbers_that_do_not_count_on_are_no_pages() {
    assert!(count_on(&[(0, 1), (1, 2), (2, 3)], 4));
    assert!(count_on(&[(1, 5), (2, 6), (4, 8)], 5));
    assert!(!count_on(&[(0, 7), (1, 7), (2, 7)], 3));
    assert!(!count_on(&[(0, 1)], 1));
}

fn open(text: &str) -> Arc<dyn crate::doc::Document> {
    let source = Source::Owned(text.as_bytes().to_vec());
    reflow::open(PlainDocument::new("t", source))
}

fn shown(text: &str) -> Vec<String> {
    let doc = open(text);
    let all = std::iter::successors(Some(doc.first()), |&pos| doc.next(pos));
    all.map(|pos| doc.block_at(pos).text.trim_end().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}

#[test]
fn a_paragraph_goes_on_over_the_edges_of_its_page() {
    let page = |number: usize| {
        format!(
            "山河记    {number}\n\n　　船靠岸了。\n　　他们说话的时候天已经黑了，谁也\n\n- {number} -\n\u{C}"
        )
    };
    let text: String = (1..6).map(page).collect();
    let text = text.replace("\u{C}山河记    3", "\u{C}山河记    3\n\n没有看见那条船。");
    let lines = shown(&text);
    assert_eq!(lines[0], "　　船靠岸了。");
    assert_eq!(
        lines[3],
        "　　他们说话的时候天已经黑了，谁也没有看见那条船。"
    );
    assert!(
        !lines
            .iter()
            .any(|line| line.contains(['-', '记', FORM_FEED]))
    );
    // Where a page begins with a paragraph of its own, the one before ends.
    assert_eq!(lines.len(), 10);
    let doc = open(&text);
    let at = text.find("没有看见").unwrap() as u64;
    assert_eq!(doc.byte_of(doc.pos_of_byte(0, at).unwrap()), Some(at));
    assert!(doc.original().is_some());
}

#[test]
fn a_search_finds_words_on_both_sides_of_the_edge_of_a_page() {
    use crate::doc::Step;
    use crate::search::Query;
    use crate::search::query::QueryKind;
    use crate::text::forms::Level;
    let page =
        "　　他们说话的时候天已经黑了，谁也\n\n- # -\n\u{C}没有看见那条船。\n　　船靠岸了。\n";
    let text: String = (1..6)
        .map(|at| page.replace('#', &at.to_string()))
        .collect();
    let doc = open(&text);
    for (words, want) in [
        ("谁也没有", 5),
        ("那条船", 5),
        ("黑了", 5),
        ("船", 10),
        ("- 3 -", 0),
    ] {
        let query = Query::parse(words, Level::Exact, QueryKind::Literal).unwrap();
        let mut found = 0;
        crate::search::scan(&*doc, &query, doc.first(), &mut |step| {
            if let Step::Found(hit) = step {
                let block = doc.block_at(hit.start);
                let range = hit.start.within as usize..hit.end.within as usize;
                assert_eq!(
                    (block.pos, block.text.get(range).unwrap()),
                    (hit.start.block_start(), words)
                );
                found += 1;
            }
            std::ops::ControlFlow::Continue(())
        });
        assert_eq!(found, want, "{words}");
    }
}

#[test]
fn lines_that_only_look_like_numbers_of_pages_stay() {
    let text = "　　第一天。\n\n3\n\n　　第二天。\n\u{C}　　第三天。\n\n7\n".repeat(4);
    assert_eq!(shown(&text).iter().filter(|line| *line == "3").count(), 4);
    let verse = "船靠岸了\n没有人说话\n".repeat(8);
    assert_eq!(shown(&verse).len(), 16);
}

#[test]
fn the_titles_of_chapters_at_the_heads_of_pages_stand_once() {
    let lines = "　　河边的村子在雨里静静地睡着，天亮以后，人们挑着担子\n过桥去赶集，桥上的石板已经被踩得发亮，走到对岸要\n";
    let rest = "半袋烟的工夫。\n";
    let mut text = format!("第一章 河边\n\n{rest}{lines}\n1\n");
    for (page, head) in ["山河记", "第一章 河边", "山河记", "第一章 河边", "山河记"]
        .iter()
        .enumerate()
    {
        text.push_str(&format!(
            "\u{C}　　　{head}\n\n{rest}{lines}\n{}\n",
            page + 2
        ));
    }
    let shown = shown(&text).join("\n");
    assert_eq!(shown.matches("第一章 河边").count(), 1, "{shown}");
    assert_eq!(shown.matches("山河记").count(), 0, "{shown}");
    assert_eq!(
        shown.matches("走到对岸要半袋烟的工夫。").count(),
        5,
        "{shown}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn pages_of_any_kind_are_walked_alike_in_both_directions(pages in proptest::collection::vec(proptest::collection::vec(0usize..7, 0..6), 1..12)) {
        let kinds = ["", "山路很长，他们走了一天，还没有", "到。", "　　水路。", "第一章 题", "山河记", "- # -"];
        let text: String = pages
            .iter()
            .enumerate()
            .map(|(number, lines)| {
                let lines: Vec<_> = lines.iter().map(|&kind| kinds[kind].replace('#', &number.to_string())).collect();
                lines.join("\n") + "\n\u{C}"
            })
            .collect();
        let doc = open(&text);
        let mut starts = vec![doc.first()];
        while let Some(next) = doc.next(*starts.last().unwrap()) {
            prop_assert_eq!(doc.prev(next), starts.last().copied());
            let block = doc.block_at(*starts.last().unwrap());
            let after = doc.block_after(&block).map(|block| (block.pos, block.text));
            prop_assert_eq!(after, Some((next, doc.block_at(next).text)));
            prop_assert!(next > *starts.last().unwrap());
            starts.push(next);
        }
        prop_assert_eq!(doc.last(), *starts.last().unwrap());
        // Nothing but the edges of pages is left out.
        let all: String = starts.iter().map(|&pos| doc.block_at(pos).text.into_owned()).collect();
        let count = |text: &str, words: &str| text.matches(words).count();
        for words in ["山路很长", "到。", "水路"] {
            prop_assert_eq!(count(&all, words), count(&text, words));
        }
        // The title of a chapter at the heads of its pages is left out there, but not where it stands first.
        prop_assert_eq!(count(&all, "第一章") > 0, count(&text, "第一章") > 0);
    }
}

#[test]
fn the_few_pages_of_a_short_text_lose_their_numbers() {
    let two = "河边有一座很老的桥，村里的人每天从桥上走过去，到对岸的集市上买\n\n1\n\u{C}米和盐，傍晚再走回来。\n";
    assert_eq!(
        shown(two),
        ["河边有一座很老的桥，村里的人每天从桥上走过去，到对岸的集市上买米和盐，傍晚再走回来。"]
    );
    let one = "河边有一座很老的桥，村里的人每天从桥上走过去。\n\n- 7 -\n\u{C}";
    assert_eq!(
        shown(one),
        ["河边有一座很老的桥，村里的人每天从桥上走过去。"]
    );
    let answer = "三加四等于多少，请写在下一行。\n\n7\n\u{C}";
    assert_eq!(shown(answer).last().map(String::as_str), Some("7"));
}
