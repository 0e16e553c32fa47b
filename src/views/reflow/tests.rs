use super::*;
use crate::doc::Explanation;
use crate::outline::rules::{BoilerplatePolicy, Rules};
use crate::source::windows::Source;
use crate::text::width::{Widths, text_width};
use proptest::prelude::*;

mod wrapped;

const LINE: &str = "春眠不觉晓处处闻啼鸟夜来风雨声花落知多少";

fn doc(text: &str) -> Arc<dyn Document> {
    open(PlainDocument::new(
        "t",
        Source::Owned(text.as_bytes().to_vec()),
    ))
}

fn texts(doc: &dyn Document) -> Vec<String> {
    let mut texts = Vec::new();
    let mut next = Some(doc.first());
    while let Some(pos) = next {
        texts.push(doc.block_at(pos).text.into_owned());
        next = doc.next(pos);
    }
    texts
}

/// Builds a text of paragraphs with the given numbers of lines.
fn hard_wrapped(paragraphs: &[usize]) -> String {
    let mut text = String::new();
    for lines in paragraphs {
        text.push_str("　　");
        text.push_str(LINE.strip_suffix("知多少").unwrap_or(LINE));
        text.push_str("也\n");
        for _ in 1..*lines {
            text.push_str(LINE);
            text.push('\n');
        }
        text.push_str("完了。\n");
    }
    text
}

/// Returns the paragraphs of a text.
fn paragraphs(text: &str) -> Vec<String> {
    let doc = open(PlainDocument::new(
        "a",
        Source::Owned(text.as_bytes().to_vec()),
    ));
    let starts = std::iter::successors(Some(doc.first()), |pos| doc.next(*pos));
    let texts = starts.map(|pos| doc.block_at(pos).text.into_owned());
    texts.filter(|text| !text.trim().is_empty()).collect()
}

const KOREAN: &str = "그 여자는 오래된 산길을 따라 천천히 내려오면서 지난 겨울에 보았던 눈 덮인 마을을 다시 생각하였다. \
    마을 사람들은 저마다 바쁜 일을 하느라 그가 돌아온 것을 알지 못하였고, 개울가의 버드나무만이 바람에 흔들리며 그를 \
    맞아 주었다. 아이들은 학교에서 돌아와 들판을 뛰어다녔으며 저녁이 되자 집집마다 연기가 피어올랐다.";

/// Breaks a paragraph into lines of at most `cells` cells, at blanks or between syllables.
fn broken(paragraph: &str, cells: u16, at_blanks: bool) -> String {
    let mut lines = vec![String::new()];
    let wide = |text: &str| text_width(text, Widths::default()).0;
    let pieces: Vec<&str> = if at_blanks {
        paragraph.split_inclusive(' ').collect()
    } else {
        paragraph.split_inclusive(|_| true).collect()
    };
    for piece in pieces {
        let line = lines.last_mut().unwrap();
        if wide(line) + wide(piece.trim_end()) > cells {
            lines.push(piece.to_owned());
        } else {
            line.push_str(piece);
        }
    }
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    lines.join("\n")
}

#[test]
fn a_short_mail_broken_by_width_is_joined_and_lists_are_not() {
    let mail = "鈴木様\n\n資料を拝見しました。内容について二点ほど確認させていただきたいことがござ\n\
        いますので、来週のどこかで三十分ほどお時間をいただけないでしょうか。候補\n日は次のとおりです。\n\n\
        先日の打ち合わせでお話しした件については、あらためて担当者から連絡を差し\n\
        上げますので、いましばらくお待ちくださいますようお願いいたします。なお会\n場の地図は別の便でお送りします。\n\n田中\n";
    assert_eq!(paragraphs(mail).len(), 4);
    let list = "受付の場所は駅前の広場にある案内所の前の白いテントです\n集まる時刻は朝の八時半で雨のときは一時間だけ遅らせます\n\
        持ち物は弁当と水筒と帽子とそれから歩きやすい履き慣れた靴\n";
    assert_eq!(paragraphs(list).len(), 3);
}

#[test]
fn a_mail_of_two_wrapped_paragraphs_is_joined() {
    let mail = "いつもお世話になっております。架空商事の山田です。\n\n\
        先日お送りいただいた資料を拝見しました。内容について二点ほど確認させて\n\
        いただきたいことがございますので、来週のどこかで三十分ほどお時間をいただけ\nないでしょうか。\n\n\
        > 資料の三ページ目ですが、数字が去年のものになっています。\n> 差し替えをお願いできますか。\n";
    assert_eq!(paragraphs(mail).len(), 4);
    let korean = "안녕하세요. 지난번에 보내 주신 자료를 어제 저녁에 늦게까지 잘 읽어 보았습니다.\n\
        내용 가운데 두 가지를 꼭 확인하고 싶은데 다음 주에 삼십 분쯤 시간을 내주실 수\n있으신지요.\n\n고맙습니다.\n";
    let joined = paragraphs(korean);
    assert_eq!(joined.len(), 2);
    assert!(
        joined.concat().contains("내주실 수 있으신지요"),
        "{joined:?}"
    );
}

#[test]
fn wide_lines_of_a_short_list_are_not_joined() {
    for text in [
        "・懐中電灯（予備の電池も忘れずに持参すること。できれば防水のものを用意する）\n・非常食（三日分を目安として、火を使わずに食べられるものを選んで用意すること）\n・雨具\n",
        "◆上午九点在市民广场集合，统一乘车前往青川新区参观新建成的展览馆\n◆下午两点在会议中心三楼报告厅参加座谈会，请各单位提前准备发言材料\n◆晚餐\n",
        "收件人：四川省青川市城关镇人民路一百二十八号青山小区三栋二单元王建国\n寄件人：江苏省南京市鼓楼区北京西路二百零六号江东大厦十二层李晓明先生\n电话：13800000000\n",
    ] {
        assert_eq!(paragraphs(text).len(), 3, "{text}");
    }
}

#[test]
fn a_numeral_within_a_sentence_begins_no_item() {
    let text = hard_wrapped(&[5, 4, 6, 5]);
    let broken = text.replacen("完了。\n", &format!("{LINE}\n二、三日を費やした。\n"), 1);
    assert_eq!(paragraphs(&broken).len(), paragraphs(&text).len());
}

#[test]
fn quotation_marks_of_one_cell_do_not_make_a_line_short() {
    let text = hard_wrapped(&[5, 4, 6, 5]);
    let quoted: String = LINE.chars().skip(10).collect();
    let quoted = format!("”曰：“然。”曰：“{quoted}\n");
    let with = text.replacen(&format!("{LINE}\n"), &format!("{LINE}\n{quoted}"), 1);
    assert_ne!(with, text);
    assert_eq!(paragraphs(&with).len(), paragraphs(&text).len());
}

#[test]
fn a_paragraph_goes_on_over_the_places_at_which_long_ones_are_split() {
    let text = hard_wrapped(&[40; 60]);
    assert!(text.len() > 3 * super::PARAGRAPH_GRID_BYTES as usize);
    assert_eq!(paragraphs(&text).len(), 60);
}

#[test]
fn korean_lines_broken_at_blanks_are_joined_with_blanks() {
    let text = vec![broken(KOREAN, 60, true); 5].join("\n\n");
    assert_eq!(paragraphs(&text), vec![KOREAN; 5]);
    // Finished lines are not joined.
    let verse = ["산에는 꽃 피네\n꽃이 피네\n갈 봄 여름 없이\n꽃이 피네"; 12].join("\n\n");
    assert_eq!(paragraphs(&verse).len(), 48);
}

#[test]
fn korean_words_divided_between_lines_are_whole_again() {
    let text = vec![broken(KOREAN, 61, false); 5].join("\n\n");
    for paragraph in paragraphs(&text) {
        let whole = paragraph.replace(' ', "");
        assert_eq!(whole, KOREAN.replace(' ', ""));
        let missing = KOREAN.matches(' ').count() - paragraph.matches(' ').count();
        assert!(missing <= 2, "{paragraph}");
    }
}

#[test]
fn lines_of_one_width_are_put_together_and_given_back() {
    let text = hard_wrapped(&[5, 4, 6, 5]) + "\n\n\n第二章 风雨\n" + LINE + "\nABC\nDEF。\n";
    let doc = doc(&text);
    let texts = texts(&*doc);
    assert_eq!(texts.len(), 4 + 1 + 2 + 1, "{texts:#?}");
    assert!(texts[0].starts_with("　　春眠") && texts[0].ends_with("完了。"));
    assert_eq!(texts[4], "", "a run of empty lines is one");
    assert_eq!(texts[5], "第二章 风雨");
    assert_eq!(texts[6], format!("{LINE}ABC"), "a short line ends it");
    let original = doc.original().unwrap();
    assert_eq!(self::texts(&*original).len(), text.lines().count());
    assert!(original.original().is_none());
}

#[test]
fn lines_of_a_text_that_is_indented_as_a_whole_are_put_together_without_that() {
    for indent in ["    ", "　　"] {
        let paragraph = format!("{indent}{LINE}\n").repeat(3) + indent + "完了。\n\n";
        let code = format!("{indent}    {}\n", "a".repeat(40));
        let item = format!("{indent}* {LINE}\n{indent}  二。\n\n");
        let text = paragraph.repeat(6) + " 一、标题\n\n" + &paragraph + &item + &code.repeat(2);
        let doc = doc(&text);
        let texts = texts(&*doc);
        let shown: Vec<&str> = texts
            .iter()
            .filter(|text| !text.is_empty())
            .map(|text| text.trim_end())
            .collect();
        let whole = format!("{indent}{}完了。", LINE.repeat(3));
        let item = format!("{indent}* {LINE}二。");
        let expected = [" 一、标题", &whole, &item, code.trim_end(), code.trim_end()];
        assert_eq!(shown.first(), Some(&whole.as_str()));
        assert_eq!(shown.get(6..), Some(&expected[..]));
        // Positions agree in both views.
        let original = doc.original().unwrap();
        let at = text.find("完了。").unwrap() as u64;
        let (here, there) = (
            doc.pos_of_byte(0, at).unwrap(),
            original.pos_of_byte(0, at).unwrap(),
        );
        assert_eq!(doc.to_original(here), there);
        assert_eq!(doc.byte_of(here), Some(at));
    }
}

/// Asserts that every line of a text without blank lines is shown on its own.
#[track_caller]
fn assert_unchanged(text: &str) {
    let doc = doc(text);
    let shown = texts(&*doc);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        shown
            .iter()
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>(),
        lines
    );
}

#[test]
fn runs_of_empty_lines_become_one_in_any_text_and_are_given_back() {
    let text = "　　他说：“好。”\n\n\n　　\n\n　　她没有说话。\n\n　　雨停了。\n";
    let doc = doc(text);
    let shown = [
        "　　他说：“好。”",
        "",
        "　　她没有说话。",
        "",
        "　　雨停了。",
    ];
    assert_eq!(texts(&*doc).get(..5), Some(&shown.map(str::to_owned)[..]));
    let original = doc.original().unwrap();
    let given_back = texts(&*original).join("\n");
    assert_eq!(given_back.trim_end(), text.trim_end());
    let last = text.find("她").unwrap() as u64;
    assert_eq!(
        doc.block_at(doc.pos_of_byte(0, last).unwrap()).text,
        "　　她没有说话。"
    );
    let blank = text.find("\n\n\n").unwrap() as u64 + 2;
    assert_eq!(doc.block_at(doc.pos_of_byte(0, blank).unwrap()).text, "");
}

#[test]
fn a_text_with_one_paragraph_a_line_is_left_alone() {
    for text in [
        "　　他说：“好。”\n　　她没有说话，只是看着窗外的雨。\n".repeat(40),
        String::new(),
        "短\n".repeat(90),
    ] {
        assert_unchanged(&text);
    }
}

#[test]
fn lines_that_end_in_marks_or_are_rows_are_left_alone() {
    for text in [
        "云淡风轻近午天，傍花随柳过前川。时人不识余心乐，将谓偷闲学少年。\n".repeat(30),
        "我把去年秋天收下的种子放在窗台上晒了三天，\n让它们记住太阳从东边走到西边的那一条长路。\n".repeat(15),
        "王小明  城南路十二号院三单元四〇二室  电话010-12345678\n".repeat(30),
        "2024-05-06 07:08:09 系统启动完成用时三十二毫秒没有错误\n".repeat(30),
        "+------------------+------------------+\n| 品名：梨子       | 产地：河北       |\n".repeat(15),
        "　放課後の図書室にはもう誰もいなかったと思う。\n「先輩、ここで待っていてもらえますか」と言った。\n".repeat(15),
    ] {
        assert_unchanged(&text);
    }
}

#[test]
fn quotes_rules_and_items_in_a_wrapped_text_stand_apart() {
    let cut: String = LINE.chars().skip(1).collect();
    let tail = format!(
        "> {cut}\n> {cut}\n{}\n{LINE}\n- {cut}\n短。\n",
        "-".repeat(42)
    );
    let texts = texts(&*doc(&(hard_wrapped(&[5, 4, 6, 5]) + &tail)));
    let rest = [
        format!("> {cut}"),
        format!("> {cut}"),
        "-".repeat(42),
        LINE.to_owned(),
        format!("- {cut}短。"),
    ];
    assert_eq!(texts.get(4..), Some(rest.as_slice()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn both_directions_and_both_views_agree(paragraphs in proptest::collection::vec(1usize..9, 12..60), blank in 0usize..3) {
        let text = hard_wrapped(&paragraphs).replace("完了。\n", &format!("完了。\n{}", "\n".repeat(blank)));
        let doc = doc(&text);
        let mut starts = vec![doc.first()];
        while let Some(next) = doc.next(*starts.last().unwrap()) {
            prop_assert_eq!(doc.prev(next), starts.last().copied());
            let block = doc.block_at(*starts.last().unwrap());
            let after = doc.block_after(&block).map(|block| (block.pos, block.text));
            prop_assert_eq!(after, Some((next, doc.block_at(next).text)));
            starts.push(next);
        }
        prop_assert_eq!(doc.last(), *starts.last().unwrap());
        for start in starts {
            let length = doc.block_at(start).text.len() as u32;
            for within in [0, length / 3] {
                let text = doc.block_at(start).text.into_owned();
                let pos = start.at(text.floor_char_boundary(within as usize) as u32);
                let byte = doc.byte_of(pos).unwrap();
                prop_assert_eq!(doc.pos_of_byte(0, byte).unwrap(), pos);
            }
        }
    }
}

/// Opens a text with hidden advertisements.
fn open_without_ads(text: &str) -> Arc<dyn Document> {
    let rules = Rules {
        boilerplate: BoilerplatePolicy::Hide,
        ..Rules::default()
    };
    let source = Source::Owned(text.as_bytes().to_vec());
    open(PlainDocument::new("t", source).with_rules(Arc::new(rules)))
}

const AD: &str = "（本章未完，请点击下一页继续阅读）";

#[test]
fn hidden_lines_are_passed_over_with_the_empty_line_behind_them() {
    let text = format!("{AD}\n山路。\n\n{AD}\n\n水路。\n{AD}\n石路。\n{AD}\n");
    let doc = open_without_ads(&text);
    assert_eq!(texts(&*doc), ["山路。", "", "水路。", "石路。"]);
    assert_eq!(doc.hidden_lines(doc.first()), 4);
    let original = doc.original().unwrap();
    assert_eq!(texts(&*original).len(), 9);
    let at = text.find("水").unwrap() as u64;
    let lines = doc.lines(0).unwrap().source_lines();
    assert!(lines.is_visible(0, at) && !lines.is_visible(0, 0));
    assert_eq!(doc.byte_of(doc.pos_of_byte(0, at).unwrap()), Some(at));
    assert_eq!(
        doc.block_at(Pos::new(0, 0)).text,
        "山路。",
        "a place in a hidden line is in the next shown"
    );
}

#[test]
fn hidden_lines_do_not_part_a_paragraph() {
    let text = hard_wrapped(&[5, 4, 6, 5]).replacen(LINE, &format!("{LINE}\n{AD}"), 1);
    assert_eq!(
        texts(&*open_without_ads(&text)),
        texts(&*doc(&hard_wrapped(&[5, 4, 6, 5])))
    );
}

#[test]
fn a_line_of_a_paragraph_is_shown_whatever_it_says() {
    let before = LINE.trim_end_matches('。');
    let said = "本章未完，请点击下一页继续阅读";
    // The last line of a paragraph, closed by a blank line, an indent or the end of the text.
    for behind in ["\n\n", "\n　　", "\n"] {
        let text = hard_wrapped(&[6, 6, 6]) + &format!("\n{before}山\n{said}{behind}");
        let text = match behind {
            "\n" => text,
            _ => text + &hard_wrapped(&[5]),
        };
        let doc = open_without_ads(&text);
        let shown = texts(&*doc).iter().any(|line| line.contains(said));
        assert!(shown, "{text}");
        let at = doc.pos_of_byte(0, text.find(said).unwrap() as u64).unwrap();
        let why = doc.explain(at);
        assert!(
            matches!(why, Some(Explanation::PartOfParagraph { .. })),
            "{why:?}"
        );
    }
    // After the end of a sentence the line was added by a site.
    let text = hard_wrapped(&[6, 6, 6]) + &format!("\n{said}\n\n") + &hard_wrapped(&[5]);
    assert!(
        !texts(&*open_without_ads(&text))
            .iter()
            .any(|line| line.contains(said))
    );
}

#[test]
fn a_text_of_nothing_but_advertisements_is_not_empty() {
    for (lines, want) in [(1, 1), (40, 1), (500, 436)] {
        let text = format!("{AD}\n").repeat(lines);
        assert_eq!(texts(&*open_without_ads(&text)).len(), want);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn lines_shown_are_those_no_rule_hides(lines in proptest::collection::vec(0usize..4, 0..60)) {
        let kinds = [AD, "", "山路。", "　　水路，很长。"];
        let words: Vec<&str> = lines.iter().map(|&kind| kinds[kind]).collect();
        let text = words.join("\n") + "\n";
        let doc = open_without_ads(&text);
        let filled = |list: Vec<String>| -> Vec<String> { list.into_iter().filter(|line| !line.is_empty()).collect() };
        let shown: Vec<String> = text.lines().filter(|line| *line != AD).map(str::to_owned).collect();
        if lines.iter().any(|&kind| kind > 1) {
            prop_assert_eq!(filled(texts(&*doc)), filled(shown));
        }
        // Both directions agree.
        let mut starts = vec![doc.first()];
        while let Some(next) = doc.next(*starts.last().unwrap()) {
            prop_assert_eq!(doc.prev(next), starts.last().copied());
            let block = doc.block_at(*starts.last().unwrap());
            let after = doc.block_after(&block).map(|block| (block.pos, block.text));
            prop_assert_eq!(after, Some((next, doc.block_at(next).text)));
            starts.push(next);
        }
        prop_assert_eq!(doc.last(), *starts.last().unwrap());
    }
}
