mod two_encodings;

mod places;

mod short;

use super::detect::{Detection, EncodingHint, LocaleRegion, detect_bytes};
use super::*;
use crate::doc::{
    BytePositions as _, DetectionConfidence, Document, LineAccess, Pos, Problem, ProblemScope,
};
use crate::formats::plain::PlainDocument;
use crate::source::windows::Source;
use proptest::prelude::*;

const HANS: [&str; 3] = [
    "清晨的院子里，老人把昨夜落下的叶子扫成一堆，孩子们又把它们踢散了。他也不生气，只是笑。",
    "第三章　山路\n他们沿着河走了三天，水越来越浅，石头越来越多，到后来只好把船丢下，背着米上山。\n",
    "论方法。凡研究一个问题，先要弄清楚问题是什么，再看前人说过什么，然后才轮到自己说话。",
];
const HANT: [&str; 3] = [
    "清晨的院子裡，老人把昨夜落下的葉子掃成一堆，孩子們又把它們踢散了。他也不生氣，只是笑。",
    "第三章　山路\r\n他們沿著河走了三天，水越來越淺，石頭越來越多，到後來只好把船丟下，背著米上山。\r\n",
    "昔有書生，家貧而好學，每夜借鄰家之燈讀書，讀至天明。鄰人問之，曰：吾但恐日短耳。",
];
const JA: [&str; 3] = [
    "朝の庭で、老人が昨夜の落ち葉を集めている。子どもたちはそれをまた蹴り散らしてしまうのだった。",
    "第三章　山道\r\n彼らは川に沿って三日歩いた。水はだんだん浅くなり、石ばかりが多くなった。\r\n",
    "ラジオのニュースを聞きながら、コーヒーを飲む。それが私の一日の始まりである。窓の外は雨だ。",
];
const KO: [&str; 3] = [
    "이른 아침 마당에서 노인이 지난밤에 떨어진 나뭇잎을 모으고 있었다. 아이들은 그것을 다시 흩어 놓았다.",
    "제3장 산길\n그들은 강을 따라 사흘을 걸었다. 물은 점점 얕아지고 돌만 많아져서 배를 버릴 수밖에 없었다.\n",
    "문제를 연구하려면 먼저 그 문제가 무엇인지 분명히 하고, 앞사람들이 한 말을 살펴보아야 한다.",
];

/// Encodes `text` without a byte order mark.
fn encode(encoding: Encoding, text: &str) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Bytes(encoding) => strict(encoding, text),
        Encoding::Iso2022Jp => strict(encoding_rs::ISO_2022_JP, text),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Encoding::Utf32Le => text
            .chars()
            .flat_map(|c| (c as u32).to_le_bytes())
            .collect(),
        Encoding::Utf32Be => text
            .chars()
            .flat_map(|c| (c as u32).to_be_bytes())
            .collect(),
    }
}

fn strict(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, failed) = encoding.encode(text);
    assert!(!failed, "{} has all of {text}", encoding.name());
    bytes.into_owned()
}

/// Returns every encoding with sample texts.
fn samples() -> Vec<(Encoding, [&'static str; 3])> {
    let mut all = vec![
        (GB18030, HANS),
        (GB18030, HANT),
        (BIG5, HANT),
        (SHIFT_JIS, JA),
        (EUC_JP, JA),
        (Encoding::Iso2022Jp, JA),
        (EUC_KR, KO),
    ];
    for encoding in [
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Utf32Le,
        Encoding::Utf32Be,
    ] {
        all.extend([HANS, HANT, JA, KO].map(|texts| (encoding, texts)));
    }
    all
}

fn detection(bytes: &[u8]) -> Detection {
    detect_bytes(bytes, &EncodingHint::default())
}

fn open(bytes: &[u8]) -> PlainDocument {
    PlainDocument::new("t", Source::Owned(bytes.to_vec()))
}

fn read_as(encoding: Encoding, bytes: &[u8]) -> PlainDocument {
    let guess = Detection {
        encoding,
        ..Detection::UTF8
    };
    PlainDocument::with_detection("t", Source::Owned(bytes.to_vec()), guess)
}

/// Returns the texts of all blocks. Walking forward, walking backward and looking up must agree.
#[track_caller]
fn blocks(doc: &dyn Document) -> Vec<String> {
    let mut places = vec![doc.first()];
    while let Some(next) = places.last().and_then(|last| doc.next(*last)) {
        places.push(next);
    }
    let mut back = vec![doc.last()];
    while let Some(prev) = back.last().and_then(|last| doc.prev(*last)) {
        back.push(prev);
    }
    back.reverse();
    assert_eq!(back, places, "back as on");
    for pos in &places {
        assert_eq!(doc.block_at(*pos).pos, *pos);
    }
    places
        .iter()
        .map(|pos| doc.block_at(*pos).text.into_owned())
        .collect()
}

#[test]
fn every_encoding_is_guessed_and_read() {
    for (encoding, texts) in samples() {
        for text in texts {
            let bytes = encode(encoding, text);
            let found = detection(&bytes);
            assert_eq!(found.encoding, encoding, "{text}");
            assert_ne!(
                found.confidence,
                DetectionConfidence::Uncertain,
                "{} {text}",
                encoding.name()
            );
            let lines: Vec<&str> = text.lines().collect();
            assert_eq!(blocks(&open(&bytes)), lines, "{}", encoding.name());
        }
    }
}

#[test]
fn thirty_two_characters_are_enough_also_when_the_last_is_cut() {
    for (encoding, texts) in samples() {
        for text in texts {
            let short: String = text.chars().filter(|c| !c.is_ascii()).take(32).collect();
            let bytes = encode(encoding, &short);
            for len in [bytes.len(), bytes.len() - 1] {
                let cut = bytes.get(..len).unwrap();
                assert_eq!(detection(cut).encoding, encoding, "{short}");
            }
        }
    }
}

#[test]
fn a_character_cut_off_costs_no_more_than_itself() {
    for (encoding, [text, ..]) in samples() {
        let bytes = encode(encoding, text);
        let read = encoding
            .decode(bytes.get(..bytes.len() - 1).unwrap())
            .into_owned();
        let whole: Vec<char> = text.chars().collect();
        let kept: Vec<char> = read.chars().take(whole.len() - 1).collect();
        assert_eq!(
            whole.get(..whole.len() - 1).unwrap(),
            kept,
            "{}",
            encoding.name()
        );
    }
}

#[test]
fn a_byte_order_mark_says_it_and_is_not_shown() {
    let marks: [(Encoding, &[u8]); 6] = [
        (Encoding::Utf8, b"\xEF\xBB\xBF"),
        (Encoding::Utf16Le, b"\xFF\xFE"),
        (Encoding::Utf16Be, b"\xFE\xFF"),
        (Encoding::Utf32Le, b"\xFF\xFE\0\0"),
        (Encoding::Utf32Be, b"\0\0\xFE\xFF"),
        (GB18030, b"\x84\x31\x95\x33"),
    ];
    for (encoding, mark) in marks {
        for text in ["", "a", "一\n二\n", "abc\r\ndef"] {
            let bytes = [mark, &encode(encoding, text)].concat();
            let found = detection(&bytes);
            assert_eq!(
                (found.encoding, found.confidence),
                (encoding, DetectionConfidence::Certain)
            );
            let mut lines: Vec<&str> = text.lines().collect();
            if lines.is_empty() {
                lines.push("");
            }
            assert_eq!(blocks(&open(&bytes)), lines, "{} {text:?}", encoding.name());
        }
    }
}

#[test]
fn other_scripts_are_left_to_chardetng() {
    let french = "Le café était fermé, et le garçon dormait déjà derrière le comptoir. À côté, un élève lisait très lentement. L'été avait été sévère.";
    let russian = "Ранним утром старик собирал во дворе опавшие за ночь листья.";
    for (encoding, text) in [
        (encoding_rs::WINDOWS_1252, french),
        (encoding_rs::WINDOWS_1251, russian),
        (encoding_rs::KOI8_U, russian),
    ] {
        let bytes = strict(encoding, text);
        assert_eq!(detection(&bytes).confidence, DetectionConfidence::Likely);
        assert_eq!(blocks(&open(&bytes)), [text]);
    }
}

#[test]
fn nothing_and_ascii_are_utf8() {
    for text in [
        "",
        "a",
        "plain\nwords\n",
        "if (~{x~}) y",
        "\x1B[31mred\x1B[0m",
    ] {
        assert_eq!(detection(text.as_bytes()), Detection::UTF8, "{text:?}");
    }
}

#[test]
fn damaged_utf8_stays_utf8() {
    let mut bytes = HANS.concat().into_bytes();
    for at in [4, 100, 200] {
        *bytes.get_mut(at).unwrap() = 0xFF;
    }
    let doc = open(&bytes);
    assert_eq!(doc.provenance(doc.first()).encoding.unwrap().name, "UTF-8");
    let notices = doc.problems(ProblemScope::Whole);
    let is_counted = |problem: &Problem| matches!(problem, Problem::Undecodable { .. });
    assert!(notices.iter().any(is_counted), "{notices:?}");
}

#[test]
fn short_lists_of_words_are_no_damaged_utf8() {
    let names = "王秀英\n李建国\n张丽华\n刘志强\n陈桂兰\n杨海燕\n赵永福\n黄淑贞\n周德胜\n吴玉梅";
    let dishes = "宫保鸡丁  鱼香肉丝  麻婆豆腐  回锅肉  糖醋排骨";
    for text in [names, dishes] {
        let bytes = encode(GB18030, text);
        assert_eq!(detection(&bytes).encoding, GB18030, "{text}");
    }
}

#[test]
fn the_region_decides_where_the_text_does_not() {
    // One character that is frequent in Chinese, Japanese and Korean encodings alike.
    let bytes = b"\xC0\xCF";
    for (locale, want) in [("zh_CN.UTF-8", GB18030), ("ko_KR", EUC_KR)] {
        let decoding = EncodingHint {
            region: LocaleRegion::from_locale(locale),
            ..EncodingHint::default()
        };
        let found = detect_bytes(bytes, &decoding);
        assert_eq!(
            (found.encoding, found.confidence),
            (want, DetectionConfidence::Uncertain),
            "{locale}"
        );
    }
}

#[test]
fn names_are_understood_and_slips_corrected() {
    for name in LABELS {
        let encoding = parse_choice(name).unwrap().unwrap();
        assert_eq!(
            parse_choice(encoding.name()).unwrap(),
            Some(encoding),
            "{name}"
        );
    }
    assert_eq!(parse_choice("auto").unwrap(), None);
    assert_eq!(parse_choice(" GBK ").unwrap(), Some(GB18030));
    assert!(
        parse_choice("shitf_jis")
            .unwrap_err()
            .to_string()
            .contains("shift_jis")
    );
    assert!(parse_choice("").is_err() && parse_choice("replacement").is_err());
}

#[test]
fn utf8_is_not_taken_apart_where_it_was_named() {
    let bytes = encode(GB18030, HANS[0]);
    let doc = read_as(Encoding::Utf8, &bytes);
    assert!(matches!(doc.lines(0), Some(LineAccess::Raw(_))));
    assert!(doc.block_at(Pos::default()).text.contains('\u{FFFD}'));
}

#[track_caller]
fn walk_in_every_encoding(bytes: &[u8]) {
    let guessed = open(bytes);
    let named = LABELS.map(|name| read_as(parse_choice(name).unwrap().unwrap(), bytes));
    for doc in named.iter().chain([&guessed]) {
        blocks(doc);
        let outline = (doc as &dyn Document).whole_outline();
        assert!(outline.complete);
        let pos = doc.pos_of_byte(0, bytes.len() as u64 / 2);
        doc.byte_of(pos);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn random_bytes_open_in_every_encoding(
        bytes in proptest::collection::vec(
            prop_oneof![any::<u8>(), Just(b'\n'), Just(b'\r'), Just(0u8), 0xA1u8..], 0..300),
    ) {
        walk_in_every_encoding(&bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn random_bytes_without_a_line_end_too(
        bytes in proptest::collection::vec(prop_oneof![0x20u8.., 0x81u8..], 1..3000),
    ) {
        walk_in_every_encoding(&bytes.repeat(90_000 / bytes.len()));
    }
}
