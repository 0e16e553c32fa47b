//! Series of short titles with text below each, also in short texts.

use super::outline;

const BODY: &str = "河边的人都说，那座桥修了整整三年，到今天才修好。";

fn titles(text: &str) -> Vec<(u8, String)> {
    let headings = outline(text).headings;
    let named = headings
        .iter()
        .map(|heading| (heading.level, heading.title.to_string()));
    named.collect()
}

#[test]
fn lines_with_the_same_mark_are_titles() {
    for (open, close) in [("■", ""), ("◆ ", ""), ("●", ""), ("【", "】"), ("〔", "〕")] {
        let text = ["天气", "交通", "健康"]
            .iter()
            .map(|word| format!("{open}{word}{close}\n{BODY}\n\n"))
            .collect::<Vec<String>>()
            .concat();
        assert_eq!(titles(&text).len(), 3, "{open}: {:?}", titles(&text));
        let list = ["天气", "交通", "健康"]
            .iter()
            .map(|word| format!("{open}{word}{close}\n"))
            .collect::<Vec<String>>()
            .concat();
        let text = format!("{BODY}\n{list}{BODY}\n");
        assert_eq!(titles(&text), [], "{open}");
    }
}

#[test]
fn questions_with_answers_are_titles() {
    for (question, answer) in [
        ("问：", "答："),
        ("Q：", "A："),
        ("Q. ", "A. "),
        ("Ｑ１．", "Ａ１．"),
    ] {
        let text = ["怎样借书？", "能借几本？", "丢了怎么办？"]
            .iter()
            .map(|words| format!("{question}{words}\n{answer}{BODY}\n\n"))
            .collect::<Vec<String>>()
            .concat();
        let found = titles(&text);
        let is_question = |(_, title): &(u8, String)| title.starts_with(question.trim_end());
        assert!(
            found.iter().filter(|title| is_question(title)).count() >= 1,
            "{found:?}"
        );
    }
    // Speech of a story.
    let speech =
        format!("問：「此書從那裡來的？」\n{BODY}\n問：「是誰放的火？」\n{BODY}\n").repeat(2);
    assert_eq!(titles(&speech), []);
}

#[test]
fn levels_of_official_documents_in_japanese() {
    let text = format!(
        "１　趣旨\n{BODY}\n２　体制\n（１）運営委員会\n{BODY}\n（２）班の構成\nア　総務班\n{BODY}\nイ　物資班\n（ア）受入れ\n\
         {BODY}\n（イ）配布\n{BODY}\nウ　衛生班\n{BODY}\n３　閉鎖\n{BODY}\n"
    );
    let levels: Vec<u8> = titles(&text).iter().map(|(level, _)| *level).collect();
    assert_eq!(levels, [1, 1, 2, 2, 3, 3, 4, 4, 3, 1]);
}

#[test]
fn an_annex_has_its_own_numbers() {
    let part = |words: &str| format!("{words}\n{BODY}{BODY}\n");
    let parts = ["一、目标", "二、任务", "三、保障"].map(part).concat();
    let text = format!("{parts}\n附件1\n\n工作方案\n\n{parts}\n附件2\n\n人员名单\n\n{BODY}\n");
    let found = titles(&text);
    let levels: Vec<u8> = found.iter().map(|(level, _)| *level).collect();
    assert_eq!(levels, [1, 1, 1, 1, 2, 2, 2, 1], "{found:?}");
}

#[test]
fn numbers_below_one_of_several_titles_are_inside_it() {
    let text = format!(
        "教学目标\n\n{BODY}\n\n教学重点\n\n{BODY}\n\n教学过程\n\n一、导入\n\n{BODY}\n\n二、研读\n\n{BODY}\n\n三、小结\n\n{BODY}\n\n\
         板书设计\n\n{BODY}\n\n教学反思\n\n{BODY}\n"
    );
    let found = titles(&text);
    let level = |words: &str| {
        let place = found.iter().find(|(_, title)| title == words);
        place.map(|(level, _)| *level)
    };
    let inner = level("一、导入");
    assert!(
        inner.is_some() && inner > level("教学过程").max(level("板书设计")),
        "{found:?}"
    );
}

#[test]
fn volumes_of_old_books() {
    for parts in [
        ["巻の一", "巻の二", "巻の三"],
        ["山河集　巻上", "山河集　巻中", "山河集　巻下"],
        ["山河集卷之一", "山河集卷之二", "山河集卷之三"],
    ] {
        let text = parts
            .iter()
            .map(|part| format!("{part}\n\n{BODY}\n\n"))
            .collect::<Vec<String>>()
            .concat();
        assert_eq!(titles(&text).len(), 3, "{parts:?}");
    }
}
