//! Tests of 青空文庫 texts: text in, blocks out, one line each (see `dump`).

use super::{is_aozora, open};
use crate::doc::{Document as _, Pos, Rearranged as _};
use crate::formats::blocks::dump::dump;
use crate::messages::Lang;
use proptest::prelude::*;

#[track_caller]
fn check(body: &str, want: &[&str]) {
    let source = format!("題\n作者\n\n{body}");
    let got = dump(&open("名", &source));
    let got = got.lines().skip(2).collect::<Vec<_>>().join("\n");
    assert_eq!(got, want.join("\n"), "\n{body}\n--- got\n{got}\n");
}

#[test]
fn a_text_without_heading_notes_has_the_headings_that_its_lines_look_like() {
    let body = "　夜になると家々に明かりがともりました。帰り道に雨が降り出して、橋の下で雨宿りをしました。\n".repeat(3);
    let rule = "-".repeat(30);
    for numbers in [
        ["一", "二", "三"],
        ["一　川のほとり", "二　弁当", "三　帰り道"],
    ] {
        let part = |number: &str| format!("　　　　　{number}\n\n{body}\n\n");
        let parts = numbers.map(part).concat();
        let text = format!(
            "散歩の記\n山田太郎\n\n{rule}\n【テキスト中に現れる記号について】\n\n《》：ルビ\n{rule}\n\n{parts}\n底本：「散歩の記」書房\n"
        );
        let found = open("名", &text).headings;
        let titles: Vec<(u8, &str)> = found.iter().map(|h| (h.level, &*h.title)).collect();
        let below: Vec<(u8, &str)> = numbers.iter().map(|number| (2, *number)).collect();
        assert_eq!(titles, [vec![(1, "散歩の記")], below].concat());
    }
}

#[test]
fn title_legend_and_origin_are_set_apart() {
    let source = "海辺の話\r\nある人\r\n\r\n-----------------------\r\n【テキスト中に現れる記号について】\r\n\r\n\
         《》：ルビ\r\n（例）海《うみ》\r\n-----------------------\r\n\r\n［＃３字下げ］朝［＃「朝」は中見出し］\r\n\r\n　\
         波の音。\r\n\r\n\r\n底本：「海」書房\r\n　　　初版\r\n入力：人\r\n";
    assert!(is_aozora(source));
    let text = open("名", source);
    assert_eq!(
        dump(&text),
        "0 h1 | 海辺の話\n0 aside | ある人\n1 h2 | 朝\n1 line | 　波の音。\n1 aside | 底本：「海」書房\n\
         0 aside +6| 初版\n0 aside | 入力：人"
    );
    let facts: Vec<String> = text
        .metadata
        .iter()
        .map(|fact| {
            let m = Lang::En.catalogue();
            let (kind, value) = (m.metadata_kind(fact.kind), m.metadata_value(&fact.value));
            format!("{kind}={value}")
        })
        .collect();
    assert_eq!(
        facts,
        ["author=ある人", "edition=「海」書房；初版", "typed by=人"]
    );
    assert_eq!(text.hidden_lines(text.first()), 6);
    let original = text.original();
    let at = Pos::new(0, source.find("《》").unwrap() as u64);
    assert_eq!(original.block_at(at).text, "《》：ルビ");
    assert_eq!(text.title, "海辺の話");
    let entry = text.headings[0].entry.as_ref().unwrap();
    assert_eq!(entry.author.as_deref(), Some("ある人"));
}

#[test]
fn rules_that_enclose_no_legend_are_text() {
    check(
        "-----------\n文\n-----------",
        &[
            "1 line | -----------",
            "0 line | 文",
            "0 line | -----------",
        ],
    );
}

#[test]
fn ruby_stands_behind_its_base() {
    check(
        "光る粒｜即《すなわ》ち星と云《い》う。巨《おお》きなゴム《ゴム》の頁《ページ》\n《空》と｜縦棒",
        &[
            "1 line | 光る粒‹ruby:即（すなわ） = 3›ち星と‹ruby:云（い） = 3›う。‹ruby:巨（おお） = 3›きな\
             ‹ruby:ゴム（ゴム） = 6›の‹ruby:頁（ページ） = 3›",
            "0 line | 《空》と｜縦棒",
        ],
    );
    check(
        "見《み》た｜麦藁帽《むぎわらぼう》と佐々木《ささき》",
        &[
            "1 line | ‹ruby:見（み） = 3›た‹ruby:麦藁帽（むぎわらぼう） = 9›と‹ruby:佐々木（ささき） = 9›",
        ],
    );
}

#[test]
fn headings_follow_each_other() {
    check(
        "［＃２字下げ］上　先生［＃「上　先生」は大見出し］\n［＃５字下げ］一［＃「一」は小見出し］\n\
         ［＃大見出し］中《ちゅう》［＃大見出し終わり］\n［＃ここから小見出し］\n二\n三\n［＃ここで小見出し終わり］\n文",
        &[
            "1 h2 | 上　先生",
            "1 h3 | 一",
            "1 h2 | ‹ruby:中（ちゅう） = 3›",
            "1 h3 | 二",
            "1 h3 | 三",
            "0 line | 文",
        ],
    );
    let text = open("名", "題\n\n［＃大見出し］海《うみ》辺［＃大見出し終わり］");
    assert_eq!(text.headings[1].title, "海辺");
}

#[test]
fn marks_cover_their_words() {
    check(
        "それは誰《だれ》もだ［＃「誰もだ」に傍点］、強い［＃「強い」は太字］。\n［＃傍点］ここ\nまで［＃傍点終わり］は",
        &[
            "1 line | それは‹dots:‹ruby:誰（だれ） = 3›もだ›、‹b:強い›。",
            "0 line | ‹dots:ここ›",
            "0 line | ‹dots:まで›は",
        ],
    );
    check(
        "※［＃「てへん＋丑」、第4水準2-12-93］《ね》じ［＃「※［＃「てへん＋丑」、第4水準2-12-93］じ」に傍点］",
        &["1 line | ‹dots:‹ruby:扭（ね） = 3›じ›"],
    );
}

#[test]
fn characters_are_found_by_their_numbers() {
    check(
        "※［＃「目＋匡」、第3水準1-88-81］※［＃「木＋栩のつくり」、U+6829、16-9］※［＃二の字点、1-2-22］\
         ※［＃小書き平仮名ん、168-12］※［＃「奇＋怪」、12-3］",
        &["1 line | 眶栩〻ん〓‹remark:（「奇＋怪」）›"],
    );
}

#[test]
fn an_unknown_character_is_described_and_kept_apart() {
    check(
        "嘘※［＃感嘆符三つ、128-3］と※［＃「奇＋怪」、12-3］《き》",
        &["1 line | 嘘〓‹remark:（感嘆符三つ）›と‹ruby:〓（き） = 3›"],
    );
    check(
        "嘘※［＃感嘆符三つ、128-3］［＃「嘘※［＃感嘆符三つ、128-3］」に傍点］",
        &["1 line | ‹dots:嘘〓›‹remark:（感嘆符三つ）›"],
    );
}

#[test]
fn the_signs_of_repeat_marks_become_those_marks() {
    check(
        "いら／＼、しみ／″＼［＃「しみ／″＼」に傍点］、和／洋",
        &["1 line | いら〳〵、‹dots:しみ〴〵›、和／洋"],
    );
}

#[test]
fn indents_pages_and_pictures() {
    check(
        "［＃３字下げ］甲\n［＃ここから２字下げ、折り返して３字下げ］\n乙\n丙［＃「丙」はママ］\n［＃ここで字下げ終わり］\n丁\n\
         ［＃改ページ］\n［＃地から１字上げ］（大正四年）\n［＃海の図（fig1.png、横480×縦321）入る］",
        &[
            "1 line +6| 甲",
            "0 line +4| 乙",
            "0 line +4| 丙",
            "0 line | 丁",
            "1 rule |",
            "0 line <2| （大正四年）",
            "0 line | [図：海の図]",
        ],
    );
}

#[test]
fn remarks_stand_in_the_line_and_signatures_at_its_end() {
    check(
        "昔［＃割り注］天保の［＃改行］頃［＃割り注終わり］は［＃割り注］（今も）［＃割り注終わり］。\n\
         地名［＃「地名」の左に「ちめい」のルビ］と\n［＃地付き］春\n［＃ここから地から３字上げ］\n夏\n\
         ［＃ここで字上げ終わり］\n秋［＃地から２字上げ］冬\n［＃「秋の海」のキャプション付きの図（a.png）入る］［＃図（b.png、横1×縦2）入る］",
        &[
            "1 line | 昔‹remark:（天保の頃）›は‹remark:（今も）›。",
            "0 line | 地名‹remark:（ちめい）›と",
            "0 line <0| 春",
            "0 line <6| 夏",
            "0 line | 秋　冬",
            "0 line | [図：秋の海][図]",
        ],
    );
}

#[test]
fn headings_that_run_into_their_lines_are_marked_in_them() {
    let source = "題\n\n［＃窓大見出し］窓《まど》の題［＃窓大見出し終わり］　本文。\n\
                  春［＃「春」は同行中見出し］　本文。\n［＃同行小見出し］独り［＃同行小見出し終わり］\n末。";
    let text = open("名", source);
    let lines: Vec<String> = text
        .blocks
        .iter()
        .map(crate::formats::blocks::dump::dump_block)
        .collect();
    assert_eq!(
        lines[1..],
        [
            "1 line | ‹title:‹ruby:窓（まど） = 3›の題›　本文。",
            "0 line | ‹title:春›　本文。",
            "1 h4 | ‹title:独り›",
            "0 line | 末。",
        ]
    );
    let found: Vec<String> = text
        .headings
        .iter()
        .map(|heading| format!("{} {} {}", heading.level, heading.title, heading.len))
        .collect();
    assert_eq!(found, ["1 題 3", "2 窓の題 21", "3 春 3", "4 独り 6"]);
}

#[test]
fn accents_raised_letters_and_marks_of_kanbun_are_what_they_stand_for() {
    check(
        "〔e'tude〕と〔注〕。x2［＃「2」は上付き小文字］とH2［＃「2」は下付き小文字］O。波［＃「波」に波線］\n\
         不［＃二］亦説［＃一レ］乎［＃（フ）］。［＃注記付き］名［＃「銘」の注記付き終わり］\
         ［＃左にルビ付き］窓［＃左に「まど」のルビ付き終わり］",
        &[
            "1 line | étudeと〔注〕。x²とH₂O。‹em:波›",
            "0 line | 不‹remark:㆓›亦説‹remark:㆒㆑›乎‹remark:フ›。名‹remark:（銘）›窓‹remark:（まど）›",
        ],
    );
}

#[test]
fn other_texts_are_left_alone() {
    assert!(!is_aozora("［注］これは［＃普通の］文です。"));
    assert!(!is_aozora("《史记》是书名。"));
    assert!(is_aozora("題\n\n文［＃「文」に傍点］"));
}

#[test]
fn length_and_depth_are_bounded() {
    let long = format!("題\n\n{}", "語《ご》［＃「語」に傍点］".repeat(100_000));
    let text = open("名", &long);
    assert!(text.blocks.iter().all(|block| block.text.len() < 66 << 10));
    assert_eq!(
        text.blocks
            .iter()
            .filter(|block| block.is_continuation)
            .count(),
        text.blocks.len() - 2
    );
    open("名", &"［＃".repeat(100_000));
    open("名", &"｜".repeat(100_000));
    open("名", &"《".repeat(100_000));
}

/// Fragments of such texts.
const PIECES: [&str; 22] = [
    "［＃",
    "］",
    "「",
    "」",
    "に傍点",
    "は大見出し",
    "《",
    "》",
    "｜",
    "※",
    "語",
    "かな",
    "\n",
    "　",
    "-----------",
    "［＃傍点］",
    "［＃傍点終わり］",
    "［＃ここから２字下げ］",
    "［＃改ページ］",
    "底本：",
    "1-88-81",
    "入る",
];

#[test]
fn rules_underline_no_titles() {
    let document = open("名", "　［＃に傍点\n-----------\n");
    assert_eq!(document.headings, []);
    dump(&document);
}

proptest! {
    #[test]
    fn any_notes_keep_the_laws(pieces in prop::collection::vec(0..PIECES.len(), 0..60)) {
        let source: String = pieces.iter().map(|&at| PIECES[at]).collect();
        dump(&open("名", &source));
    }
}

#[test]
fn the_beginning_of_a_long_text_is_that_of_the_whole() {
    use super::open_beginning;
    let rule = "-".repeat(30);
    let head = format!(
        "散歩の記\n山田太郎\n\n{rule}\n【テキスト中に現れる記号について】\n\n《》：ルビ\n{rule}\n\n"
    );
    let body =
        "　夜《よる》になると家々に明かりがともりました。［＃「明かり」に傍点］\n\n".repeat(6_000);
    let end = "\n底本：「散歩の記」書房\n入力：某人\n";
    for (first, late, has_beginning) in [
        ("", "", true),
        (
            "朝［＃「朝」は大見出し］\n",
            "昼［＃「昼」は大見出し］\n",
            true,
        ),
        (
            "［＃ここから２字下げ］\n",
            "［＃ここで字下げ終わり］\n",
            true,
        ),
        (
            "朝［＃「朝」は中見出し］\n",
            "昼［＃「昼」は大見出し］\n",
            false,
        ),
        ("", "昼［＃「昼」は大見出し］\n", false),
    ] {
        let source = format!("{head}{first}{body}{late}{end}");
        let whole = open("名", &source);
        let found = open_beginning(&source);
        assert_eq!(found.is_some(), has_beginning, "{first}{late}");
        let Some((beginning, end)) = found else {
            continue;
        };
        assert_eq!(beginning.title, whole.title);
        assert_eq!(
            (beginning.len, &beginning.metadata),
            (whole.len, &whole.metadata)
        );
        let count = beginning.blocks.len();
        assert!(count > 100 && count < 4_000, "{count}");
        let blocks = whole.blocks.get(..count).unwrap();
        assert_eq!(format!("{:?}", beginning.blocks), format!("{blocks:?}"));
        assert!(whole.blocks.get(count).unwrap().pos.block.0 >= end as u64);
        let headings = whole.headings.get(..beginning.headings.len()).unwrap();
        assert_eq!(format!("{:?}", beginning.headings), format!("{headings:?}"));
    }
    assert!(open_beginning(&format!("{head}{end}")).is_none());
}
